/// What a memory model believes about one card.
public struct MemoryState: Codable, Hashable, Sendable {
  /// Days until the probability of recall falls to 90 %, in `0.001...36_500` for FSRS-6.
  public var stability: Double
  /// How hard the card is to stabilise, in `1...10`.
  public var difficulty: Double

  /// A state from storage; a model makes the first one of a card.
  public init(stability: Double, difficulty: Double) {
    self.stability = stability
    self.difficulty = difficulty
  }
}
