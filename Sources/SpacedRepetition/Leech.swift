/// When a card that keeps being forgotten deserves attention: rewrite it, split it, or suspend it.
public struct LeechRule: Codable, Hashable, Sendable {
  /// Lapses at which a card is first called a leech; at least 1.
  public var threshold: Int
  /// Lapses between repeated calls after that; at least 1.
  public var repeatEvery: Int

  public init(threshold: Int = 8, repeatEvery: Int = 4) {
    self.threshold = threshold
    self.repeatEvery = repeatEvery
  }
}
