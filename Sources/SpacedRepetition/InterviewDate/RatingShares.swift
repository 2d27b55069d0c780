/// How often a learner gives which rating, as far as no memory model says it.
///
/// A memory model tells how likely recall is; not whether it will be Hard, Good or Easy, nor how a
/// card is rated when it is first seen.
public struct RatingShares: Hashable, Sendable {
  /// Shares of Again, Hard, Good, Easy at the first answer to a card; they add up to 1.
  public let first: [Double]
  /// Shares of Hard, Good, Easy among later answers that were recalled; they add up to 1.
  public let recalled: [Double]

  /// What is usual: 25/10/50/15 % at first sight, 10/83/7 % of later recalls.
  public static let usual = RatingShares(
    first: [0.25, 0.10, 0.50, 0.15],
    recalled: [0.10, 0.83, 0.07]
  )

  private init(first: [Double], recalled: [Double]) {
    self.first = first
    self.recalled = recalled
  }

  /// Shares drawn from the usual ones towards those that were counted.
  ///
  /// The usual ones count as much as `patience` answers.
  ///
  /// - Parameters:
  ///   - first: Times that Again, Hard, Good, Easy were a card's first answer.
  ///   - recalled: Times that Hard, Good, Easy were a later answer.
  ///   - patience: Answers that the usual shares weigh, more than 0.
  public init(countedFirst first: [Int], recalled: [Int], patience: Double = 40) {
    self.first = Self.blend(Self.usual.first, first, patience)
    self.recalled = Self.blend(Self.usual.recalled, recalled, patience)
  }

  private static func blend(_ usual: [Double], _ counts: [Int], _ patience: Double) -> [Double] {
    let patience = patience > 0 ? patience : 1
    let counts = usual.indices.map { counts.indices.contains($0) ? Double(max(0, counts[$0])) : 0 }
    let total = counts.reduce(patience, +)
    return zip(usual, counts).map { ($0 * patience + $1) / total }
  }
}
