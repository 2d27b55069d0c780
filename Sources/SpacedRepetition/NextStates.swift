/// What each of the four ratings would lead to; the preview and the answer both read it.
public struct NextStates: Hashable, Sendable {
  /// The card and its wait after one rating.
  public struct Outcome: Hashable, Sendable {
    /// The card after the answer: what to store until the next one.
    public var state: CardState
    /// How long the card then waits; the caller adds it to the time of the answer.
    public var interval: Interval
    /// Whether this answer makes the card a leech, or calls it one again.
    public var isLeech: Bool

    /// An outcome of the caller's own making, for tests and other schedulers.
    public init(state: CardState, interval: Interval, isLeech: Bool = false) {
      self.state = state
      self.interval = interval
      self.isLeech = isLeech
    }
  }

  /// After ``Rating/again``: back to the first step, or in review a lapse.
  public var again: Outcome
  /// After ``Rating/hard``: the same step again, or in review the shortest of the three growths.
  public var hard: Outcome
  /// After ``Rating/good``: the next step, or the model's interval.
  public var good: Outcome
  /// After ``Rating/easy``: out of the steps at once, or in review the longest interval.
  public var easy: Outcome

  /// Outcomes of the caller's own making; ``Scheduler/nextStates(of:in:)`` makes the real ones.
  public init(again: Outcome, hard: Outcome, good: Outcome, easy: Outcome) {
    self.again = again
    self.hard = hard
    self.good = good
    self.easy = easy
  }

  /// The outcome of the rating that was chosen.
  public subscript(rating: Rating) -> Outcome {
    switch rating {
    case .again: again
    case .hard: hard
    case .good: good
    case .easy: easy
    }
  }
}
