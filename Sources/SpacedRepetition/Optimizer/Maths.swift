#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Functions of C that have the name of something else here.
enum Maths {
  /// The natural logarithm, where `log` is a review log.
  @inline(__always)
  static func ln(_ value: Double) -> Double { log(value) }
}
