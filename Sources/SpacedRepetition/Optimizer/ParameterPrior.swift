#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How unlikely parameters are before any review is known: Σ γ·((w − w₀)/σ)², w₀ being the defaults.
///
/// First stabilities are compared by their logarithms, since learners differ in them by factors.
struct ParameterPrior {
  private let defaults: [Double]
  private let spread: [Double]
  /// γ, in rows.
  private let strength: Double

  /// σ of the logarithm of w0…w3.
  ///
  /// Without it ten answers after a first Easy can make a stability of a hundred days.
  private static let firstSpread = 0.7

  /// A prior so many times as strong as the usual one.
  init(_ version: FSRSVersion, strength: Double) {
    defaults = version.defaultParameters
    switch version {
    case .fsrs6:
      self.strength = strength
      spread = Self.fsrs6
    case .fsrs7:
      self.strength = strength / 3
      spread = Self.fsrs7
    }
  }

  /// Adds value, slope and curvature at a point.
  func add(to sums: inout FittingSums, at w: [Double]) {
    let n = w.count
    for index in w.indices {
      let isFirst = index < 4
      // w by its logarithm moves by 1/w.
      let rate = isFirst ? 1 / w[index] : 1
      let sigma = isFirst ? Self.firstSpread : spread[index - 4]
      let gap = (isFirst ? log(w[index] / defaults[index]) : w[index] - defaults[index]) / sigma
      sums.loss += strength * gap * gap
      sums.gradient[index] += 2 * strength * gap * rate / sigma
      sums.curvature[index * n + index] += 2 * strength * rate * rate / (sigma * sigma)
    }
  }

  /// σ of w4…w20: how far learners lie from the defaults (fsrs-rs).
  private static let fsrs6 = [
    0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14,
    0.27,
  ]

  /// σ of w4…w33 (srs-benchmark).
  private static let fsrs7 = [
    0.523, 0.2528, 0.4329, 0.2966, 0.2139, 0.2889, 0.1862, 0.175, 0.3812, 0.3013, 0.9104,
    0.3234, 0.2448, 0.3273, 0.1842, 0.1735, 0.4608, 0.311, 0.864,
    0.0418, 0.2596, 0.0798, 0.0682, 0.1282, 0.1397, 0.1407, 0.1489, 0.2, 0.15, 0.15,
  ]
}
