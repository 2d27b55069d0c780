extension Card {
  /// What is asked, in Markdown, for a card of any kind; choices are not part of it.
  package var question: String {
    switch content {
    case .flashcard(let card): card.question
    case .cloze(let card): (try? ClozeText(card.text))?.question(gap: card.gap) ?? card.text
    case .choice(let card): card.question
    case .typed(let card): card.question
    case .estimate(let card): card.question
    }
  }

  /// What is right, without explanation or working: Markdown for a card of any kind.
  package var answerText: String {
    switch content {
    case .flashcard(let card): card.answer
    case .cloze(let card):
      (try? ClozeText(card.text))?.answers(gap: card.gap).joined(separator: " … ") ?? ""
    case .choice(let card): card.options.first(where: \.isRight)?.text ?? ""
    case .typed(let card): card.accept.first ?? ""
    case .estimate(let card):
      Self.plain(card.answer) + (card.unit.map { " " + $0 } ?? "")
    }
  }

  /// The key this card has without an id; history under it belongs to the card.
  ///
  /// It follows the question, so it names the same card before and after an id is written.
  package var hashedKey: CardKey {
    CardKey(bank: key.bank, id: QuestionHash.id(of: identifyingText), gap: key.gap)
  }

  /// The question that all cards of one entry share.
  var identifyingText: String {
    if case .cloze(let cloze) = content {
      return (try? ClozeText(cloze.text))?.filled ?? cloze.text
    }
    return question
  }

  /// A number as people write it: `70000`, not `70000.0`.
  static func plain(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}
