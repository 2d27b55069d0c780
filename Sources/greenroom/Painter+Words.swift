import Terminal

extension Painter {
  /// The program's own words, with what is not ASCII replaced where the locale is not UTF-8.
  func words(_ text: String) -> String {
    guard glyphs == .ascii else { return text }
    return text.map { character in
      switch character {
      case "·": glyphs.dot
      case "…": glyphs.ellipsis
      case "–": "-"
      default: String(character)
      }
    }.joined()
  }

  /// Text behind a label, its further lines below its first.
  func hanging(_ label: String, _ text: String, width: Int) -> [String] {
    let margin = TerminalText.width(label)
    return TerminalText.wrap(words(text), width: max(10, width - margin)).enumerated()
      .map { ($0 == 0 ? label : String(repeating: " ", count: margin)) + $1 }
  }
}
