package import QuestionBank

/// How long answers take, for budgets in minutes.
package enum AnswerTime {
  /// A longer answer is a pause, not an effort: milliseconds that one answer counts at most.
  package static let longest = 120_000

  /// Milliseconds to expect of one answer to a card.
  ///
  /// A card's own times count once there are any; the kind's usual time weighs as much as two
  /// answers, so that one quick guess does not halve a plan.
  package static func expected(
    kind: CardKind,
    timedAnswers: Int,
    timedMilliseconds: Int
  ) -> Int {
    let prior = 2
    return (usual(for: kind) * prior + timedMilliseconds) / (prior + max(0, timedAnswers))
  }

  /// Milliseconds that one answer to an unknown card takes: first guesses, soon outweighed.
  package static func usual(for kind: CardKind) -> Int {
    switch kind {
    case .flashcard: 25_000
    case .cloze, .choice, .typed: 15_000
    case .estimate: 40_000
    }
  }
}
