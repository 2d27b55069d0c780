/// What no keyboard writes on purpose came in by copying, and shows differently in each terminal.
struct OddCharacterRule: TextRule {
  static let name = "odd-character"

  /// Pieces of UTF-8 that was read as Latin-1, such as a curly apostrophe or an accented e.
  private static let garbled = ["â€", "Ã©", "Ã¨", "Ã¼", "Ã¶", "Ã¤", "Â ", "Â°", "Â·", "ï»¿"]

  func problem(in text: String) -> String? {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return nil }
    if let odd = text.unicodeScalars.first(where: Self.isOdd) {
      return "\(BankSource.name(odd)) (\(Self.description(of: odd))) in a text; write it plainly"
    }
    if let piece = Self.garbled.first(where: text.contains) {
      return "'\(piece)' looks like UTF-8 that was read as something else; write it anew"
    }
    return nil
  }

  private static func isOdd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .format, .privateUse, .unassigned, .surrogate, .lineSeparator, .paragraphSeparator: true
    case .control: scalar != "\n" && scalar != "\t"
    case .spaceSeparator: scalar != " "
    default: scalar == "\u{FFFD}" || (0xFB00...0xFB06).contains(scalar.value)
    }
  }

  private static func description(of scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .format: "has no width"
    case .spaceSeparator: "a space of another kind"
    case .privateUse, .unassigned, .surrogate: "no character that others know"
    case .lineSeparator, .paragraphSeparator, .control: "a control character"
    default: scalar == "\u{FFFD}" ? "stands for one that was lost" : "letters joined into one"
    }
  }
}
