package import QuestionBank
package import SpacedRepetition

/// What a drill, `next` or `due` was asked for, and what that makes of the day's plan.
package struct DrillRequest: Hashable, Sendable {
  package var filter: CardFilter
  package var limits: DrillSession.Limits
  /// New cards at most in this sitting; caps whatever plan there is.
  package var newCards: Int?
  /// Whether the schedule is left alone.
  package var isCram: Bool
  /// These cards in this order, due or not, instead of those that the day would bring.
  package var cards: [CardKey]?

  package init(
    filter: CardFilter = CardFilter(),
    limits: DrillSession.Limits = DrillSession.Limits(),
    newCards: Int? = nil,
    isCram: Bool = false,
    cards: [CardKey]? = nil
  ) {
    self.filter = filter
    self.limits = limits
    self.newCards = newCards
    self.isCram = isCram
    self.cards = cards
  }

  /// Whether it has a way to go on once the plan of the day is done.
  package var goesOn: Bool { limits.milliseconds != nil }

  /// What the rest of the day may hold for this request.
  ///
  /// A filter asks for cards of one sort, all that are due, so the plan is not for it. Limits that
  /// were given count from the beginning of the sitting, whatever the day saw before it, and can
  /// only take away from the plan.
  ///
  /// - Parameters:
  ///   - today: The plan of the day, from the settings or from an interview's date.
  ///   - done: What the day has seen, this sitting included.
  ///   - sitting: What this sitting has seen.
  ///   - isGoingOn: Whether the plan is done, and minutes were asked for beyond it.
  /// - Returns: Limits of the whole day, of which `done` is a part.
  package func plan(
    from today: DayPlan,
    done: DayProgress,
    sitting: DrillSession.Share = DrillSession.Share(),
    isGoingOn: Bool = false
  ) -> DayPlan {
    var plan = today
    if !filter.isEmpty || isGoingOn || cards != nil { plan = .unlimited(cards: cards) }
    if let newCards {
      let left = max(0, newCards - sitting.newCards)
      plan.newCards = min(plan.newCards, done.newCards + left)
    }
    if let milliseconds = limits.milliseconds {
      let left = max(0, milliseconds - sitting.milliseconds)
      plan.milliseconds = min(plan.milliseconds ?? .max, done.milliseconds + left)
    }
    return plan
  }
}

extension DayPlan {
  /// More than any collection holds, and far from where sums overflow.
  private static let many = 1_000_000

  /// A day without limits of number; with a plan's cards, those and no others.
  package static func unlimited(milliseconds: Int? = nil, cards: [CardKey]? = nil) -> DayPlan {
    DayPlan(newCards: many, reviews: many, milliseconds: milliseconds, cards: cards)
  }
}

extension DrillRequest {
  /// Whether a cram goes through a card: as in a drill, the target stage and those below it, unless
  /// a stage is named.
  package func crams(_ record: CardRecord, stage: Stage, target: Stage, today: StudyDay) -> Bool {
    let isBuried = record.buriedUntil.map { $0 > today } ?? false
    return (filter.stage != nil || stage <= target) && !record.isSuspended && !isBuried
  }

  /// The card to cram next: each once, in an order that changes by the day; then those that were
  /// not recalled once more.
  ///
  /// - Returns: Nil where all have been gone through.
  package static func nextToCram(of cards: [CardKey], in session: DrillSession, on day: StudyDay)
    -> CardKey?
  {
    let open = Set(cards).subtracting(session.skipped)
    let seen = Set(session.answers.map(\.review.card))
    let rank = { (key: CardKey) in StableHash.fnv1a("\(day.rawValue) \(key.rawValue)") }
    let fresh = open.subtracting(seen).min { (rank($0), $0) < (rank($1), $1) }
    return fresh
      ?? session.answers.first { answer in
        let key = answer.review.card
        return open.contains(key) && session.isComingBack(key)
      }?.review.card
  }
}
