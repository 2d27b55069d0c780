package import QuestionBank
package import SpacedRepetition

/// One sitting at the cards, as a state machine: it says what to do, the caller does it.
package struct DrillSession: Sendable {
  /// What ends the sitting before the cards run out.
  package struct Limits: Hashable, Sendable {
    /// Answers.
    package var answers: Int?
    /// Milliseconds of the sitting; the card under way is finished.
    package var milliseconds: Int?

    package init(answers: Int? = nil, milliseconds: Int? = nil) {
      self.answers = answers
      self.milliseconds = milliseconds
    }
  }

  /// What the caller does next.
  package enum Effect: Hashable, Sendable {
    /// Find the next card, leaving out ``DrillSession/skipped``, and call ``offered(_:at:)``.
    case choose
    /// Show this card's question.
    case ask(CardKey)
    /// Store this answer, then call ``recorded(_:topic:at:)``.
    case record(CardKey, Rating, milliseconds: Int)
    /// Say goodbye.
    case finish(Ending)
  }

  package enum Ending: Hashable, Sendable {
    /// Nothing more is due.
    case nothingLeft
    /// The limit of answers or minutes is reached.
    case limitReached
    /// The learner stopped.
    case stopped
  }

  /// One recorded answer of this sitting.
  package struct Answer: Hashable, Sendable {
    package let review: Review
    package let topic: TopicPath
  }

  private enum State: Hashable {
    case choosing
    case asking(CardKey, since: Timestamp)
    case finished(Ending)
  }

  package let limits: Limits
  package let startedAt: Timestamp
  /// Cards put off for this sitting.
  package private(set) var skipped: Set<CardKey> = []
  /// Cards that went out of reach without an answer.
  package private(set) var gone: Set<CardKey> = []
  package private(set) var answers: [Answer] = []
  private var state: State = .choosing

  package init(limits: Limits = Limits(), startedAt: Timestamp) {
    self.limits = limits
    self.startedAt = startedAt
  }

  /// The card being asked, if one is.
  package var current: CardKey? {
    if case .asking(let key, _) = state { key } else { nil }
  }

  /// The caller found `card` to be next, or nothing.
  package mutating func offered(_ card: CardKey?, at moment: Timestamp) -> Effect {
    if isOver(at: moment) { return finish(.limitReached) }
    guard let card else { return finish(.nothingLeft) }
    state = .asking(card, since: moment)
    return .ask(card)
  }

  /// The learner graded the current card.
  package mutating func graded(_ rating: Rating, at moment: Timestamp) -> Effect {
    guard case .asking(let card, let since) = state else { return .choose }
    let milliseconds = max(0, moment.rawValue - since.rawValue)
    return .record(card, rating, milliseconds: Int(min(milliseconds, Int64(Int32.max))))
  }

  /// The answer is safe.
  package mutating func recorded(_ review: Review, topic: TopicPath, at moment: Timestamp)
    -> Effect
  {
    answers.append(Answer(review: review, topic: topic))
    state = .choosing
    return isOver(at: moment) ? finish(.limitReached) : .choose
  }

  /// The learner put the current card off for this sitting.
  package mutating func skip() -> Effect {
    if let current { skipped.insert(current) }
    state = .choosing
    return .choose
  }

  /// The current card went out of reach (buried, suspended, deleted) without an answer.
  package mutating func dropped() -> Effect {
    if let current { gone.insert(current) }
    state = .choosing
    return .choose
  }

  /// An undo took back something about `card`: it is asked again.
  package mutating func undid(_ undone: UndoneEvent, at moment: Timestamp) -> Effect {
    if case .review(let review) = undone {
      answers.removeAll { $0.review.id == review.id }
    }
    skipped.remove(undone.card)
    gone.remove(undone.card)
    state = .asking(undone.card, since: moment)
    return .ask(undone.card)
  }

  /// The clock of the current card starts anew: time in an editor is not time spent recalling.
  package mutating func restartedClock(at moment: Timestamp) {
    if let current { state = .asking(current, since: moment) }
  }

  /// The learner leaves.
  package mutating func stop() -> Effect { finish(.stopped) }

  private mutating func finish(_ ending: Ending) -> Effect {
    state = .finished(ending)
    return .finish(ending)
  }

  private func isOver(at moment: Timestamp) -> Bool {
    if let limit = limits.answers, answers.count >= limit { return true }
    if let limit = limits.milliseconds,
      moment.rawValue - startedAt.rawValue >= Int64(limit)
    {
      return true
    }
    return false
  }
}
