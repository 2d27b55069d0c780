/// The prose of a Markdown text, without its code.
enum ProseText {
  /// The text with code spans and fenced blocks left out; a space stands for each.
  static func of(_ markdown: String) -> String {
    guard markdown.utf8.contains(UInt8(ascii: "`")) else { return markdown }
    var prose = ""
    var isFenced = false
    for line in markdown.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.drop(while: \.isWhitespace).hasPrefix("```") {
        isFenced.toggle()
        continue
      }
      if isFenced { continue }
      // Of a line split at its backticks, every second piece is code.
      for (index, piece) in line.split(separator: "`", omittingEmptySubsequences: false)
        .enumerated()
      where index.isMultiple(of: 2) {
        prose += index == 0 ? String(piece) : " " + piece
      }
      prose += "\n"
    }
    return prose
  }

  /// Lower-case words: runs of letters and digits, with apostrophes inside.
  static func words(_ text: String) -> [Substring] {
    text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "’") }
  }
}
