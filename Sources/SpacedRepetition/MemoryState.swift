/// What a memory model believes about one card.
public struct MemoryState: Codable, Hashable, Sendable {
  /// How slowly the memory fades, in days.
  ///
  /// For FSRS-6, days until the probability of recall falls to 90 %, in `0.001...36_500`; for FSRS-7
  /// the slow trace's, in `0.0001...36_500`, from which no wait can be read.
  public var stability: Double
  /// How hard the card is to stabilise, in `1...10`.
  public var difficulty: Double
  /// The stability of the fast trace of FSRS-7, in `0.0001...36_500` days; nil for models without.
  public var fastStability: Double?

  /// A state from storage; a model makes the first one of a card.
  public init(stability: Double, difficulty: Double, fastStability: Double? = nil) {
    self.stability = stability
    self.difficulty = difficulty
    self.fastStability = fastStability
  }
}
