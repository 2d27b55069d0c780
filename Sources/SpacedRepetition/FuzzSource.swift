/// Chance that anyone can draw again: where in its fuzz range a card's next interval falls.
///
/// The draw depends only on its seed, so a preview, the answer and a later rebuild agree:
///
/// ```swift
/// context.fuzz = FuzzSource.draw(key: "databases/lsm-vs-btree", reviewCount: card.reviewCount)
/// ```
///
/// Stored due dates rest on the numbers, so they never change between releases.
public enum FuzzSource {
  /// A number in `0..<1`, evenly spread over seeds: the first output of SplitMix64, top 53 bits.
  public static func draw(seed: UInt64) -> Double {
    // Constants and shifts from Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators.
    var z = seed &+ increment
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    z ^= z >> 31
    return Double(z >> 11) * 0x1p-53
  }

  /// The draw for a card's next answer, from its key and the answers it has had before.
  ///
  /// The key is the card's name in any form that stays, and its hash seeds a SplitMix64 stream, of which this is the output at `reviewCount`.
  public static func draw(key: String, reviewCount: Int) -> Double {
    draw(
      seed: StableHash.fnv1a(key) &+ UInt64(truncatingIfNeeded: reviewCount) &* increment
    )
  }

  /// 2⁶⁴ divided by the golden ratio, made odd.
  private static let increment: UInt64 = 0x9e37_79b9_7f4a_7c15
}
