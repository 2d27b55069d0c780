/// An estimate that missed, as it was understood, in the card's unit.
package struct EstimateMiss: Hashable, Sendable {
  package let value: Double
  package let answer: Double

  /// How many times too low or too high it is, above 1; nil where no factor leads to the answer.
  package var factor: Double? {
    let ratio = value / answer
    guard ratio > 0, ratio.isFinite else { return nil }
    let factor = max(ratio, 1 / ratio)
    return factor.isFinite ? factor : nil
  }

  package var isTooLow: Bool { abs(value) < abs(answer) }

  package init(value: Double, answer: Double) {
    self.value = value
    self.answer = answer
  }
}
