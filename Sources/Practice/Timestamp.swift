/// A moment, to the millisecond, as the store keeps it.
package struct Timestamp: Codable, Comparable, Hashable, RawRepresentable, Sendable {
  /// Milliseconds since 1970-01-01 00:00 UTC.
  package let rawValue: Int64

  package init(rawValue: Int64) { self.rawValue = rawValue }

  package static func < (lhs: Timestamp, rhs: Timestamp) -> Bool { lhs.rawValue < rhs.rawValue }

  /// Whole seconds since 1970, rounded down.
  package var epochSeconds: Int64 {
    rawValue >= 0 ? rawValue / 1000 : (rawValue - 999) / 1000
  }

  /// Seconds from `other` to this; negative where this comes first.
  package func seconds(since other: Timestamp) -> Double {
    Double(rawValue - other.rawValue) / 1000
  }

  package func advanced(bySeconds seconds: Int) -> Timestamp {
    Timestamp(rawValue: rawValue + Int64(seconds) * 1000)
  }
}
