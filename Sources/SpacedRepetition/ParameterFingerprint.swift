/// Names a model's parameters in few characters.
///
/// Stored with every review: changing how it is made would make each home rebuild once.
enum ParameterFingerprint {
  /// "name:default", or "name:" and a hash of the parameters' little-endian bytes.
  static func text(
    _ name: String,
    _ parameters: [Double],
    default defaultParameters: [Double]
  ) -> String {
    guard parameters != defaultParameters else { return name + ":default" }
    let bytes = parameters.flatMap { value in
      (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
    }
    let digits = String(StableHash.fnv1a(bytes), radix: 16)
    return name + ":" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Double {
  /// The nearest number between two; NaN, which compares false, becomes the lower one.
  func clamped(_ low: Double, _ high: Double) -> Double {
    self > low ? (self < high ? self : high) : low
  }
}
