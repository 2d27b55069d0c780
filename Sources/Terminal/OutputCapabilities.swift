import Glibc

/// What one output can show.
///
/// Found once and passed along, so that tests can say what they want.
package struct OutputCapabilities: Sendable, Equatable {
  package let isTerminal: Bool
  /// Columns, at least `minimumWidth`.
  package let width: Int
  /// Rows.
  package let height: Int
  package let color: Bool
  /// Whether the reader asked for lines without tables, bars or drawing.
  package let plain: Bool
  /// Whether the locale's encoding is UTF-8.
  package let utf8: Bool

  package static let minimumWidth = 20
  package static let defaultSize = WindowSize(columns: 80, rows: 24)
  /// Past this a size is a mistake, and layout would only waste memory on it.
  static let maximumWidth = 1000

  package struct WindowSize: Sendable, Equatable {
    package let columns: Int
    package let rows: Int

    package init(columns: Int, rows: Int) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// What the user said on the command line and in the settings.
  package struct Preferences: Sendable, Equatable {
    package enum Color: Sendable { case auto, always, never }

    package var noColor: Bool
    package var plain: Bool
    /// The setting, which the environment overrules.
    package var color: Color

    package init(noColor: Bool = false, plain: Bool = false, color: Color = .auto) {
      self.noColor = noColor
      self.plain = plain
      self.color = color
    }
  }

  package init(
    isTerminal: Bool,
    width: Int = 80,
    height: Int = 24,
    color: Bool = false,
    plain: Bool = false,
    utf8: Bool = true
  ) {
    self.isTerminal = isTerminal
    self.width = min(max(width, Self.minimumWidth), Self.maximumWidth)
    self.height = max(height, 1)
    self.color = color
    self.plain = plain
    self.utf8 = utf8
  }

  /// Decides from the environment.
  ///
  /// - Size: `COLUMNS` and `LINES`, else the window's, else 80 × 24.
  /// - Colour, first that speaks: `--no-color` or `--plain` (off), `NO_COLOR` not empty (off),
  ///   `FORCE_COLOR` (on; `0` or `false` off), the setting, then a terminal that is not `dumb`.
  /// - UTF-8: the first of `LC_ALL`, `LC_CTYPE`, `LANG` that is not empty names it.
  package init(
    environment: [String: String],
    isTerminal: Bool,
    windowSize: WindowSize? = nil,
    preferences: Preferences = Preferences()
  ) {
    func size(_ name: String) -> Int? {
      environment[name].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }
    func positive(_ number: Int?) -> Int? { number.flatMap { $0 > 0 ? $0 : nil } }
    self.init(
      isTerminal: isTerminal,
      width: size("COLUMNS") ?? positive(windowSize?.columns) ?? Self.defaultSize.columns,
      height: size("LINES") ?? positive(windowSize?.rows) ?? Self.defaultSize.rows,
      color: Self.color(environment, isTerminal, preferences),
      plain: preferences.plain,
      utf8: Self.isUTF8(environment)
    )
  }

  /// Looks at an open file and this process's environment.
  package static func current(
    fileDescriptor: Int32,
    environment: [String: String],
    preferences: Preferences = Preferences()
  ) -> OutputCapabilities {
    OutputCapabilities(
      environment: environment,
      isTerminal: isatty(fileDescriptor) == 1,
      windowSize: windowSize(fileDescriptor: fileDescriptor),
      preferences: preferences
    )
  }

  /// The window's size; nil where there is no window.
  package static func windowSize(fileDescriptor: Int32) -> WindowSize? {
    var size = winsize()
    guard ioctl(fileDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return WindowSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  package var glyphs: Glyphs { utf8 ? .unicode : .ascii }

  private static func color(
    _ environment: [String: String],
    _ isTerminal: Bool,
    _ preferences: Preferences
  ) -> Bool {
    if preferences.noColor || preferences.plain { return false }
    if let value = environment["NO_COLOR"], !value.isEmpty { return false }
    if let value = environment["FORCE_COLOR"], !value.isEmpty {
      return value != "0" && value != "false"
    }
    switch preferences.color {
    case .always: return true
    case .never: return false
    case .auto: return isTerminal && environment["TERM"] != "dumb"
    }
  }

  private static func isUTF8(_ environment: [String: String]) -> Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy
      .compactMap { environment[$0] }
      .first { !$0.isEmpty }
    guard let locale else { return false }
    let name = locale.lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }
}
