/// When a card that keeps being forgotten deserves attention: rewrite it, split it, or suspend it.
public struct LeechRule: Codable, Hashable, Sendable {
  /// Lapses at which a card is first called a leech; at least 1.
  public var threshold: Int
  /// Lapses between repeated calls after that; at least 1.
  public var repeatEvery: Int

  /// A rule; the defaults are Anki's threshold and half of it.
  public init(threshold: Int = 8, repeatEvery: Int = 4) {
    self.threshold = threshold
    self.repeatEvery = repeatEvery
  }

  /// Whether the lapse that brought a card to `lapses` is one to call it a leech at.
  ///
  /// True at the threshold and at every ``repeatEvery`` lapses after it: 8, 12, 16, … by default.
  public func isLeech(lapses: Int) -> Bool {
    let threshold = max(1, threshold)
    return lapses >= threshold && (lapses - threshold) % max(1, repeatEvery) == 0
  }
}
