/// The same question twice makes a candidate answer it twice.
struct DuplicateQuestionRule: BankRule {
  static let name = "duplicate-question"

  func findings(in files: [CheckedFile]) -> [Finding] {
    var owners: [String: (file: String, line: Int)] = [:]
    return files.filter { !$0.isOverride }.flatMap { file in
      file.entries.compactMap { card -> Finding? in
        let question = Self.comparable(card.identifyingText)
        guard let owner = owners[question] else {
          owners[question] = (file.file, card.line)
          return nil
        }
        return finding(
          .warning,
          card,
          in: file,
          "the same question as at \(owner.file):\(owner.line)"
        )
      }
    }
  }

  /// Symbols count within a question (C, C++, C#), white space and a last mark do not.
  static func comparable(_ question: String) -> String {
    var text = Substring(question.lowercased().filter { !$0.isWhitespace })
    while let last = text.last, "?.!:".contains(last) { text.removeLast() }
    return String(text)
  }
}
