#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// C's functions, where its own are slow or their name is taken.
///
/// glibc's `expm1` and `log1p` take three times as long as `exp` and `log`, and a replay is little
/// else.
enum Maths {
  /// The natural logarithm, where `log` is a review log.
  @inline(__always)
  static func ln(_ value: Double) -> Double { log(value) }

  /// Ln (1 + x) for x > −1, exact to a few units in the last place.
  ///
  /// Kahan's: what rounding took from 1 + x, the quotient gives back.
  @inline(__always)
  static func log1p(_ x: Double) -> Double {
    let y = 1 + x
    return y == 1 || y > 1e300 ? log(y) + (y == 1 ? x : 0) : log(y) * (x / (y - 1))
  }

  /// Eˣ − 1, exact to 64 units in the last place, at worst.
  @inline(__always)
  static func expm1(_ x: Double) -> Double {
    // Nearer 0, the subtraction would lose more digits.
    if x > 0.015_625 || x < -0.015_625 { return exp(x) - 1 }
    return exactExpm1(x)
  }

  @inline(never)
  private static func exactExpm1(_ x: Double) -> Double {
    #if canImport(Glibc)
      Glibc.expm1(x)
    #elseif canImport(Musl)
      Musl.expm1(x)
    #elseif canImport(Darwin)
      Darwin.expm1(x)
    #endif
  }
}
