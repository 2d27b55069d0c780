/// A question that holds its own answer tests reading.
struct GivenAwayRule: BankRule {
  static let name = "given-away"

  func findings(in files: [CheckedFile]) -> [Finding] {
    files.filter { !$0.isOverride }.flatMap { file in
      file.bank.cards.compactMap { card -> Finding? in
        guard let answer = Self.givenAway(by: card) else { return nil }
        let seen = EntryFields.excerpt(answer)
        return finding(.warning, card, in: file, "the question holds its answer, '\(seen)'")
      }
    }
  }

  private static func givenAway(by card: Card) -> String? {
    switch card.content {
    case .typed(let typed):
      return typed.accept.first { stands($0, in: typed.question) }
    case .cloze(let cloze):
      guard let text = try? ClozeText(cloze.text) else { return nil }
      let question = text.question(gap: cloze.gap)
      return text.answers(gap: cloze.gap).first { stands($0, in: question) }
    case .flashcard, .choice, .estimate:
      return nil
    }
  }

  /// Whether an answer of some length stands in a text as whole words; a digit or letter may well.
  static func stands(_ answer: String, in text: String) -> Bool {
    let answer = ProseText.words(answer)
    let words = ProseText.words(text)
    guard answer.reduce(0, { $0 + $1.count }) >= 4, words.count >= answer.count else {
      return false
    }
    return (0...(words.count - answer.count)).contains { start in
      words[start..<(start + answer.count)].elementsEqual(answer)
    }
  }
}
