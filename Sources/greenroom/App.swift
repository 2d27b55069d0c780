import Glibc
import Practice
import QuestionBank
import StudyStore
import Terminal

/// What a running greenroom has in hand: the clock, the terminal, the candidate's study.
@MainActor
final class App {
  /// The program's own options; in the shell, with those of the verb that runs.
  var options: GlobalOptions
  let environment: [String: String]
  let clock: AppClock
  let home: Home
  var random: AppRandom

  /// Whether the verb under way prints JSON.
  var wantsJSON = false
  /// The folder of the shipped banks; nil in an incomplete installation.
  let shippedBanks: String?

  private var openedStudy: Study?
  /// Problems that were told already; once is enough.
  var toldProblems: Set<String> = []
  private var openedEditor: LineEditor?

  init(options: GlobalOptions, environment: [String: String]) throws {
    self.options = options
    self.environment = environment
    self.clock = AppClock(now: options.now.flatMap(RFC3339.parse), rate: options.clockRate ?? 1)
    self.shippedBanks = ShippedBanks.locate(executable: nil, environment: environment)
    self.random = AppRandom(seed: options.seed)
    self.home = Home(
      environment: environment,
      userHome: environment["HOME"] ?? Self.userHomeFromSystem()
    )
  }

  /// What standard output can show, as the options, the environment and the settings have it.
  private(set) lazy var capabilities = OutputCapabilities.current(
    fileDescriptor: STDOUT_FILENO,
    environment: environment,
    preferences: .init(noColor: options.noColor, plain: options.plain, color: colorSetting)
  )

  private(set) lazy var painter = Painter(capabilities)

  private var colorSetting: OutputCapabilities.Preferences.Color {
    let settings =
      openedStudy?.settings
      ?? SettingsFile(path: home.settings).load(environment: environment).settings
    switch settings.color {
    case .auto: return .auto
    case .always: return .always
    case .never: return .never
    }
  }

  /// Takes up a setting that a command changed.
  func refreshCapabilities() {
    capabilities = OutputCapabilities.current(
      fileDescriptor: STDOUT_FILENO,
      environment: environment,
      preferences: .init(noColor: options.noColor, plain: options.plain, color: colorSetting)
    )
    painter = Painter(capabilities)
  }

  /// The candidate's study, opened when first asked for.
  ///
  /// With `inMemoryWhenUnwritable`, for what is worth doing even if nothing keeps it, a home that
  /// cannot be written is gone on with in memory.
  func study(inMemoryWhenUnwritable: Bool = false) throws -> Study {
    if let openedStudy, !(inMemoryWhenUnwritable && openedStudy.store.isReadOnly) {
      return openedStudy
    }
    let study = try Study(
      home: home,
      shippedBanks: shippedBanks,
      environment: environment,
      clock: clock,
      seed: options.seed,
      inMemoryWhenUnwritable: inMemoryWhenUnwritable
    )
    // In the shell the other commands go on with the study they had.
    if openedStudy == nil { openedStudy = study }
    reportProblems(study)
    return study
  }

  /// The study, if it is open already.
  var openStudy: Study? { openedStudy }

  /// Whether a person sits at both ends.
  var isInteractive: Bool {
    !options.noInput && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
  }

  /// Whether the shell runs the verb.
  var isInShell = false

  /// Whether a person sees what goes beside the results, on a terminal that can rewrite a line.
  var showsProgress: Bool {
    isInteractive && isatty(STDERR_FILENO) == 1 && !options.plain && environment["TERM"] != "dumb"
  }

  /// The line editor, which owns the terminal while it reads.
  var editor: LineEditor {
    if let openedEditor { return openedEditor }
    let editor = LineEditor(
      applicationName: "greenroom",
      historyFile: home.history,
      output: .shared
    )
    openedEditor = editor
    return editor
  }

  /// Current width, which changes when the window does.
  var width: Int {
    if let size = OutputCapabilities.windowSize(fileDescriptor: STDOUT_FILENO), size.columns > 0,
      environment["COLUMNS"] == nil
    {
      return max(OutputCapabilities.minimumWidth, size.columns)
    }
    return capabilities.width
  }

  func printLine(_ line: String = "") { StandardOutput.shared.write(line + "\n") }

  /// Prints lines, a screen at a time where a person watches and they do not fit on one.
  func page(_ lines: [String]) {
    let rows = OutputCapabilities.windowSize(fileDescriptor: STDOUT_FILENO)?.rows ?? 0
    let isLong = lines.count >= max(rows, 2)
    StandardOutput.shared.flush()
    if isInteractive, isLong, !options.plain, environment["TERM"] != "dumb",
      Pager(environment: environment).show(lines.map { $0 + "\n" }.joined())
    {
      return
    }
    for line in lines { printLine(line) }
  }

  func printJSON(_ value: JSONValue) { printLine(value.text) }

  /// Messages go beside the results, so that a pipe gets results only.
  func note(_ message: String) { Prose.complain(message) }

  private static func userHomeFromSystem() -> String {
    guard let entry = getpwuid(getuid()), let directory = entry.pointee.pw_dir else { return "/" }
    return String(cString: directory)
  }
}
