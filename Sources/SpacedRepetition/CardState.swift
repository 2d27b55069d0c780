/// Where a card stands in its life, as far as scheduling is concerned.
public struct CardState: Codable, Hashable, Sendable {
  /// The stretch of its life that a card is in.
  public enum Phase: Codable, Hashable, Sendable {
    /// Never answered.
    case new
    /// In the learning steps; `step` is the index of the step it waits for.
    case learning(step: Int)
    /// Spaced by the memory model.
    case review
    /// Forgotten, in the relearning steps.
    case relearning(step: Int)
  }

  /// The stretch of its life that the next answer finds it in.
  public var phase: Phase
  /// Nil exactly while the card is new.
  public var memory: MemoryState?
  /// Answers so far; retracted ones and cram do not count.
  public var reviewCount: Int
  /// Times the card was forgotten after it had reached ``Phase/review``.
  public var lapses: Int

  /// A state from storage; for a card that was never answered use ``new``.
  public init(
    phase: Phase = .new,
    memory: MemoryState? = nil,
    reviewCount: Int = 0,
    lapses: Int = 0
  ) {
    self.phase = phase
    self.memory = memory
    self.reviewCount = reviewCount
    self.lapses = lapses
  }

  /// A card that was never answered.
  public static let new = CardState()
}
