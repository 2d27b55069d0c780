/// Turns roles into escape sequences, or leaves text as it is.
package struct Painter: Sendable {
  package let color: Bool
  package let glyphs: Glyphs
  /// Whether the reader asked for lines without tables, bars or drawing.
  package let plain: Bool

  package init(color: Bool, glyphs: Glyphs = .unicode, plain: Bool = false) {
    self.color = color
    self.glyphs = glyphs
    self.plain = plain
  }

  package init(_ capabilities: OutputCapabilities) {
    self.init(
      color: capabilities.color,
      glyphs: capabilities.glyphs,
      plain: capabilities.plain
    )
  }

  /// The text in the look of its role.
  ///
  /// Text from outside must have been sanitised before.
  ///
  /// Every line is painted for itself, so that lines can be indented or cut apart afterwards.
  package func paint(_ text: String, _ role: Role) -> String {
    guard color, !text.isEmpty else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "\u{1B}[\(role.parameters)m\($0)\u{1B}[0m" }
      .joined(separator: "\n")
  }
}
