/// What each of the four ratings would lead to; the preview and the answer both read it.
public struct NextStates: Hashable, Sendable {
  /// The card and its wait after one rating.
  public struct Outcome: Hashable, Sendable {
    public var state: CardState
    public var interval: Interval
    /// Whether this answer makes the card a leech, or calls it one again.
    public var isLeech: Bool

    public init(state: CardState, interval: Interval, isLeech: Bool = false) {
      self.state = state
      self.interval = interval
      self.isLeech = isLeech
    }
  }

  public var again: Outcome
  public var hard: Outcome
  public var good: Outcome
  public var easy: Outcome

  public init(again: Outcome, hard: Outcome, good: Outcome, easy: Outcome) {
    self.again = again
    self.hard = hard
    self.good = good
    self.easy = easy
  }

  public subscript(rating: Rating) -> Outcome {
    switch rating {
    case .again: again
    case .hard: hard
    case .good: good
    case .easy: easy
    }
  }
}
