/// A card as the plan for an interview sees it: how well it is known, since when, how much it counts.
public struct PlannedCard: Hashable, Sendable {
  /// Nil for a card that was never answered.
  public var memory: MemoryState?
  /// Time since the last answer until today; of no meaning for a new card.
  ///
  /// A card answered today has 0 study days, and is not chosen again before tomorrow.
  public var elapsed: Elapsed
  /// How much recalling it counts on the date, against 1 for an ordinary card; more than 0.
  public var weight: Double

  /// A card that was answered before; `memory` is nil for one that was not, as ``new(weight:)`` makes it.
  public init(memory: MemoryState?, elapsed: Elapsed, weight: Double = 1) {
    self.memory = memory
    self.elapsed = elapsed
    self.weight = weight
  }

  /// A card that was never answered.
  public static func new(weight: Double = 1) -> PlannedCard {
    PlannedCard(memory: nil, elapsed: Elapsed(studyDays: 0), weight: weight)
  }
}
