extension TerminalText {
  /// The columns a terminal gives one character as a reader sees it.
  package static func width(_ character: Character) -> Int {
    if let ascii = character.asciiValue { return ascii < 0x20 || ascii == 0x7F ? 0 : 1 }
    if isOverlong(character) {
      return character.unicodeScalars.reduce(0) { $0 + max(ScalarWidth.columns(of: $1), 1) }
    }
    var sum = 0
    for scalar in character.unicodeScalars {
      // An emoji presentation selector or a joiner makes one picture of what precedes.
      if scalar.value == 0xFE0F || scalar.value == 0x200D { return 2 }
      sum += ScalarWidth.columns(of: scalar)
    }
    return min(sum, 2)
  }

  /// Scalars of the longest picture or syllable that anyone writes, with some to spare.
  private static let mostScalars = 16

  /// Whether Unicode makes one character of what no terminal draws as one, such as a thousand
  /// initial Jamo or vowel signs in a row.
  static func isOverlong(_ character: Character) -> Bool {
    let scalars = character.unicodeScalars
    return scalars.index(scalars.startIndex, offsetBy: mostScalars + 1, limitedBy: scalars.endIndex)
      != nil
  }

  /// The columns a terminal gives the text, which must hold no escape sequences; a line feed
  /// counts nothing.
  package static func width(_ text: some StringProtocol) -> Int {
    var columns = 0
    for character in text { columns += width(character) }
    return columns
  }

  /// The text broken into lines of at most `width` columns (at least one).
  ///
  /// Breaks at spaces, which vanish there, and beside wide characters; a longer word is cut. Line
  /// feeds stay breaks, leading spaces stay, trailing ones go.
  package static func wrap(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      StyledLine(String(line)).wrapped(to: width).map(\.text)
    }
  }

  /// The text followed by as many spaces as fill `width`; longer text stays whole.
  package static func pad(_ text: String, to width: Int) -> String {
    let missing = width - self.width(text)
    return missing > 0 ? text + String(repeating: " ", count: missing) : text
  }

  /// The text preceded by as many spaces as fill `width`; longer text stays whole.
  package static func padLeft(_ text: String, to width: Int) -> String {
    let missing = width - self.width(text)
    return missing > 0 ? String(repeating: " ", count: missing) + text : text
  }

  /// The text, or as much of it as fits into `width` columns with `ellipsis` after it.
  package static func truncate(
    _ text: String,
    to width: Int,
    ellipsis: String = "…"
  ) -> String {
    if self.width(text) <= width { return text }
    let room = width - self.width(ellipsis)
    guard room >= 0 else { return prefix(of: text, columns: width) }
    return prefix(of: text, columns: room) + ellipsis
  }

  /// As many whole characters from the start as fit into `columns`.
  private static func prefix(of text: String, columns: Int) -> String {
    var left = columns
    var result = ""
    for character in text {
      left -= width(character)
      if left < 0 { break }
      result.append(character)
    }
    return result
  }
}
