package import QuestionBank

/// What became of an attempt to answer, before the learner grades it.
package enum AnswerCheck: Hashable, Sendable {
  /// The program cannot tell: the learner judges.
  case unchecked
  case right
  /// Nothing was typed where something could be checked.
  case empty
  /// Wrong, with the comparison to show for an answer in words.
  case wrong(TypedAnswer.Comparison?)
  /// An estimate beyond the accepted factor, as it was understood.
  case outside(EstimateMiss)
  /// An estimate that is no number, or may be two.
  case unreadable

  /// Checks what was typed at `card`; choices are numbered as in `order`.
  package static func check(_ typed: String, of card: Card, order: ChoiceOrder?) -> AnswerCheck {
    let typed = typed.trimmingSpaces()
    switch card.content {
    case .flashcard:
      return .unchecked
    case .cloze(let cloze):
      guard let text = try? ClozeText(cloze.text) else { return .unchecked }
      guard !typed.isEmpty else { return .empty }
      return comparing(typed, with: text.accepted(gap: cloze.gap))
    case .typed(let answer):
      guard !typed.isEmpty else { return .empty }
      return comparing(typed, with: answer.accept)
    case .estimate(let estimate):
      guard !typed.isEmpty else { return .empty }
      guard let value = EstimateAnswer.parse(typed, unit: estimate.unit) else { return .unreadable }
      let close = EstimateAnswer.isWithin(value, of: estimate.answer, factor: estimate.within)
      return close ? .right : .outside(EstimateMiss(value: value, answer: estimate.answer))
    case .choice:
      guard !typed.isEmpty else { return .empty }
      guard let number = Int(typed), let order, number >= 1, number <= order.options.count
      else { return .unreadable }
      return order.options[number - 1].isRight ? .right : .wrong(nil)
    }
  }

  /// Whether the answer was missed, as far as the program can tell.
  package var isMissed: Bool {
    switch self {
    case .unchecked, .right: false
    case .empty, .wrong, .outside, .unreadable: true
    }
  }

  private static func comparing(_ typed: String, with accepted: [String]) -> AnswerCheck {
    guard let comparison = TypedAnswer.compare(typed, with: accepted) else { return .unchecked }
    return comparison.isRight ? .right : .wrong(comparison)
  }
}
