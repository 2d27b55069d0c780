import Foundation
import SpacedRepetition

/// Numbers that depend on what they are for, not on when they are drawn: whatever is compared meets
/// the same chance at the same answer to the same card.
package struct Chance: Sendable {
  package var seed: UInt64

  package init(seed: UInt64) { self.seed = seed }

  /// A number in `0..<1`.
  package func uniform(_ what: Int...) -> Double {
    let mixed = what.reduce(seed) {
      ($0 ^ UInt64(bitPattern: Int64($1 &+ 1))) &* 0x9E37_79B9_7F4A_7C15 ^ ($0 >> 29)
    }
    return FuzzSource.draw(seed: mixed)
  }

  /// A number from the standard normal distribution (Box and Muller).
  package func normal(_ one: Int, _ two: Int, _ three: Int = 0) -> Double {
    let radius = (-2 * log(max(uniform(one, two, three, 1), 1e-12))).squareRoot()
    return radius * cos(2 * .pi * uniform(one, two, three, 2))
  }
}
