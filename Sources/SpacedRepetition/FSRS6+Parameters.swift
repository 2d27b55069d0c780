extension FSRS6 {
  /// The weights w0…w20 that FSRS-6 ships with.
  ///
  /// w0…w3 are the stabilities (days) after a first Again, Hard, Good, Easy; w4…w7 rule difficulty,
  /// w8…w10 and w15, w16 growth after recall, w11…w14 what a lapse leaves, w17…w19 same-day answers,
  /// w20 how fast the forgetting curve falls.
  public static let defaultParameters: [Double] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ]

  /// The range of each weight, by index, outside which the formulas lose their meaning.
  public static let parameterBounds: [ClosedRange<Double>] = [
    0.001...100, 0.001...100, 0.001...100, 0.001...100,
    1...10, 0.001...4, 0.001...4, 0.001...0.75,
    0...4.5, 0...0.8, 0.001...3.5,
    0.001...5, 0.001...0.25, 0.001...0.9, 0...4,
    0...1, 1...6,
    0...2, 0...2, 0.01...0.8,
    0.1...0.8,
  ]

  /// Why a list of numbers cannot be FSRS-6 parameters.
  public enum ParameterError: Error, Hashable, CustomStringConvertible {
    /// There are `count` numbers rather than 21.
    case wrongCount(Int)
    /// Parameter `index` is not a number, or infinite.
    case notFinite(index: Int)
    /// Parameter `index` is `value`, outside its `bounds`.
    case outOfBounds(index: Int, value: Double, bounds: ClosedRange<Double>)

    /// What is wrong, in words for the learner.
    public var description: String {
      switch self {
      case .wrongCount(let count):
        "FSRS-6 has \(defaultParameters.count) parameters, not \(count)"
      case .notFinite(let index):
        "parameter w\(index) is not a finite number"
      case .outOfBounds(let index, let value, let bounds):
        "parameter w\(index) is \(value), outside \(bounds.lowerBound) to \(bounds.upperBound)"
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
  }
}
