/// Turns roles into escape sequences, or leaves text as it is.
package struct Painter: Sendable {
  package let color: Bool
  package let glyphs: Glyphs

  package init(color: Bool, glyphs: Glyphs = .unicode) {
    self.color = color
    self.glyphs = glyphs
  }

  package init(_ capabilities: OutputCapabilities) {
    self.init(color: capabilities.color, glyphs: capabilities.glyphs)
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
