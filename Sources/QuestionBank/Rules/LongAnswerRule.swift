/// An answer that takes a minute to read cannot be graded against memory.
struct LongAnswerRule: BankRule {
  static let name = "long-answer"
  /// Words; code blocks do not count.
  static let limit = 120

  func findings(in files: [CheckedFile]) -> [Finding] {
    files.flatMap { file in
      file.entries.compactMap { card -> Finding? in
        guard case .flashcard(let content) = card.content else { return nil }
        let words = Self.words(in: content.answer)
        guard words > Self.limit else { return nil }
        return finding(
          .warning,
          card,
          in: file,
          "the answer has \(words) words, more than \(Self.limit); split the card"
        )
      }
    }
  }

  static func words(in markdown: String) -> Int {
    var isCode = false
    return markdown.split(whereSeparator: \.isNewline).reduce(0) { count, line in
      if line.drop(while: \.isWhitespace).hasPrefix("```") {
        isCode.toggle()
        return count
      }
      return isCode ? count : count + line.split(whereSeparator: \.isWhitespace).count
    }
  }
}
