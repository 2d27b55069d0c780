/// Parameters by what each exceeds the one that it may not fall below, so that bounds alone keep them
/// in order.
struct OrderedScale {
  /// Of the parameters.
  private let limits: [ClosedRange<Double>]
  private let pairs: [(low: Int, high: Int)]
  /// Of the coordinates.
  let bounds: [ClosedRange<Double>]

  init(_ version: FSRSVersion) {
    limits = version.parameterBounds
    pairs = version.orderedPairs
    var bounds = limits
    for (low, high) in pairs {
      bounds[high] = 0...(limits[high].upperBound - limits[low].lowerBound)
    }
    self.bounds = bounds
  }

  /// Where parameters lie on this scale.
  func coordinates(of parameters: [Double]) -> [Double] {
    var result = parameters
    for (low, high) in pairs { result[high] = parameters[high] - parameters[low] }
    return result
  }

  /// The parameters at a point, within their bounds.
  func parameters(at coordinates: [Double]) -> [Double] {
    var result = coordinates
    for (low, high) in pairs { result[high] = result[low] + coordinates[high] }
    for (index, bounds) in limits.enumerated() {
      result[index] = result[index].clamped(bounds.lowerBound, bounds.upperBound)
    }
    return result
  }

  /// Slopes by coordinates, given those by parameters.
  func value(of sums: FittingSums) -> BoundedNewton.Value {
    var value = BoundedNewton.Value(
      value: sums.loss,
      gradient: sums.gradient,
      curvature: sums.curvature
    )
    let n = sums.gradient.count
    // What moves the lower one moves the upper one along.
    for (low, high) in pairs.reversed() {
      value.gradient[low] += value.gradient[high]
      for k in 0..<n { value.curvature[low * n + k] += value.curvature[high * n + k] }
      for k in 0..<n { value.curvature[k * n + low] += value.curvature[k * n + high] }
    }
    return value
  }
}

extension FSRSVersion {
  /// Parameters of which the first may not exceed the second.
  ///
  /// FSRS-6 would allow first stabilities in any order; but where a rating was never given, its place
  /// among the others is all that is known of it.
  fileprivate var orderedPairs: [(low: Int, high: Int)] {
    switch self {
    case .fsrs6: [(0, 1), (1, 2), (2, 3)]
    case .fsrs7: FSRS7.orderedPairs
    }
  }
}
