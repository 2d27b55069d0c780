package import QuestionBank
import SpacedRepetition

/// A choice card with its options shuffled, so that no place on the screen is the right one.
package struct ChoiceOrder: Hashable, Sendable {
  /// In the order shown; numbered from 1 on screens and in JSON.
  package let options: [Card.Choice.Option]

  /// Shuffles by card and review count: a card looks the same until it is answered, in every
  /// command, and different the next time.
  package init(_ choice: Card.Choice, key: CardKey, reviewCount: Int, seed: UInt64 = 0) {
    var state = StableHash.fnv1a("\(key.rawValue) \(reviewCount)") ^ seed
    var order = choice.options
    for last in stride(from: order.count - 1, to: 0, by: -1) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      order.swapAt(last, Int((state >> 33) % UInt64(last + 1)))
    }
    self.options = order
  }

  /// The number of the right option, from 1; 0 if there is none.
  package var rightNumber: Int { (options.firstIndex { $0.isRight } ?? -1) + 1 }
}
