/// Text made safe and measured for a terminal.
///
/// Everything here depends on Unicode alone, never on the locale, so golden files agree everywhere.
package enum TerminalText {
  /// The most scalars `sanitised` reads; what follows is replaced with `…`.
  static let longestText = 1 << 20

  /// Combining marks kept on one base character; more only paint over neighbouring lines.
  static let mostMarks = 8

  /// The text without anything that could steer a terminal or disguise what is shown.
  ///
  /// Escape sequences vanish whole, in their 7-bit and 8-bit forms; so do control characters,
  /// bidirectional overrides and isolates, and characters without width that hide in words. A tab
  /// becomes four spaces; line feeds, and what Unicode counts as one, stay.
  package static func sanitised(_ text: String) -> String {
    if isPlain(text) { return text }
    var sanitizer = Sanitizer(text)
    return sanitizer.run()
  }

  /// `sanitised`, with every run of line breaks and the spaces around it folded into one space.
  package static func singleLine(_ text: String) -> String {
    let safe = sanitised(text)
    guard safe.unicodeScalars.contains("\n") else { return safe }
    return safe.split(separator: "\n", omittingEmptySubsequences: true)
      .map { trimmed($0) }
      .filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// The text without spaces at either end.
  static func trimmed(_ text: Substring) -> Substring {
    guard let first = text.firstIndex(where: { $0 != " " }),
      let last = text.lastIndex(where: { $0 != " " })
    else { return "" }
    return text[first...last]
  }

  /// Whether the text is printable ASCII and line feeds: nothing to do, the common case.
  private static func isPlain(_ text: String) -> Bool {
    var count = 0
    for byte in text.utf8 {
      guard (0x20..<0x7F).contains(byte) || byte == 0x0A else { return false }
      count += 1
    }
    return count <= longestText
  }
}
