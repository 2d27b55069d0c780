extension FSRS7 {
  /// The weights w0…w33 that FSRS-7 ships with.
  ///
  /// w0…w3 are the slow trace's stabilities (days) after a first Again, Hard, Good, Easy; w4…w6 rule
  /// difficulty; w7…w14 the slow trace's growth (w7…w9), what a lapse leaves of it (w10…w12), and its
  /// growth after Hard and Easy (w13, w14); w15…w22 the same of the fast trace; w23…w26 and w33 how
  /// the two fade, w27…w30 how much each counts, w31 and w32 what difficulty does to that.
  public static let defaultParameters: [Double] = [
    0.1104, 2.2395, 3.9221, 11.7841, 6.1686, 0.6457, 3.6807,
    1.9795, 0, 1.3826, 0.7024, 0.5999, 0.8146, 0.6398, 1,
    1.3207, 0.6707, 3.8668, 0.4416, 0.0934, 1.8631, 0.6162, 1.0869,
    0.1567, 0.0801, 0.2421, 0.9464, 0.1433, 0.7145, 0, 0.5667, 0.3734, 0.5333, 0.3048,
  ]

  /// The range of each weight, by index, outside which the formulas lose their meaning.
  ///
  /// Besides, w0 ≤ w1 ≤ w2 ≤ w3 and w25 ≤ w26 must hold.
  public static let parameterBounds: [ClosedRange<Double>] = [
    0.0001...50, 0.0001...100, 0.0001...100, 0.0001...100,
    1...10, 0.001...4, 0.1...4,
    0...4, 0...1.2, 0.3...3, 0.01...1.5, 0.1...1, 0...3.5, 0...1, 1...7,
    0...4, 0...2, 0.5...6, 0.001...1.5, 0.001...1, 0...5, 0...1, 1...7,
    0.01...0.25, 0.01...0.95, 0.2...0.85, 0.5...0.99, 0.01...1, 0.1...1, 0...0.9, 0.1...1.1,
    0...1, 0...0.6, 0...0.6,
  ]

  /// Weights of which the first may not exceed the second: a better first answer never leaves less,
  /// and the fast trace never fades to more.
  static let orderedPairs = [(0, 1), (1, 2), (2, 3), (25, 26)]

  /// Why a list of numbers cannot be FSRS-7 parameters.
  public enum ParameterError: Error, Hashable, CustomStringConvertible {
    /// There are `count` numbers rather than 34.
    case wrongCount(Int)
    /// Parameter `index` is not a number, or infinite.
    case notFinite(index: Int)
    /// Parameter `index` is `value`, outside its `bounds`.
    case outOfBounds(index: Int, value: Double, bounds: ClosedRange<Double>)
    /// Parameter `index` is more than parameter `other`, which it may not exceed.
    case outOfOrder(index: Int, other: Int)

    /// What is wrong, in words for the learner.
    public var description: String {
      switch self {
      case .wrongCount(let count):
        "FSRS-7 has \(defaultParameters.count) parameters, not \(count)"
      case .notFinite(let index):
        "parameter w\(index) is not a finite number"
      case .outOfBounds(let index, let value, let bounds):
        "parameter w\(index) is \(value), outside \(bounds.lowerBound) to \(bounds.upperBound)"
      case .outOfOrder(let index, let other):
        "parameter w\(index) is more than w\(other)"
      }
    }
  }

  static func validate(_ parameters: [Double]) throws(ParameterError) {
    guard parameters.count == parameterBounds.count else {
      throw .wrongCount(parameters.count)
    }
    for (index, (value, bounds)) in zip(parameters, parameterBounds).enumerated() {
      guard value.isFinite else { throw .notFinite(index: index) }
      guard bounds.contains(value) else {
        throw .outOfBounds(index: index, value: value, bounds: bounds)
      }
    }
    for (index, other) in orderedPairs where parameters[index] > parameters[other] {
      throw .outOfOrder(index: index, other: other)
    }
  }
}
