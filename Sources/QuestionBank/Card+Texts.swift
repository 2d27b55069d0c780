extension Card {
  /// Every text of the card's entry as its author wrote it, the question first.
  var texts: [String] {
    switch content {
    case .flashcard(let card): [card.question, card.answer] + card.points
    case .cloze(let card): [card.text] + [card.extra].compactMap { $0 }
    case .choice(let card):
      [card.question] + card.options.flatMap { [$0.text] + [$0.why].compactMap { $0 } }
    case .typed(let card): [card.question] + card.accept + [card.explanation].compactMap { $0 }
    case .estimate(let card): [card.question] + [card.unit, card.working].compactMap { $0 }
    }
  }
}
