/// An answer that takes a minute to read cannot be graded against memory.
struct LongAnswerRule: BankRule {
  static let name = "long-answer"
  /// Words of an answer; code blocks do not count.
  static let limit = 120
  /// The same for what is shipped.
  static let shippedLimit = 80
  /// Words that explain a choice, a gap, a typed or estimated answer.
  static let explanationLimit = 100

  func findings(in files: [CheckedFile]) -> [Finding] {
    files.flatMap { file in
      file.entries.compactMap { card -> Finding? in
        Self.problem(card, isShipped: file.isShipped).map { finding(.warning, card, in: file, $0) }
      }
    }
  }

  private static func problem(_ card: Card, isShipped: Bool) -> String? {
    switch card.content {
    case .flashcard(let content):
      let most = isShipped ? shippedLimit : limit
      let words = words(in: content.answer)
      return words > most
        ? "the answer has \(words) words, more than \(most); split the card" : nil
    case .cloze(let cloze): return problem(explanation: cloze.extra)
    case .typed(let typed): return problem(explanation: typed.explanation)
    case .estimate(let estimate): return problem(explanation: estimate.working)
    case .choice(let choice):
      return choice.options.lazy.compactMap { problem(explanation: $0.why) }.first
    }
  }

  private static func problem(explanation: String?) -> String? {
    guard let words = explanation.map(words), words > explanationLimit else { return nil }
    return "an explanation has \(words) words, more than \(explanationLimit); shorten it"
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
