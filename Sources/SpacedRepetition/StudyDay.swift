/// A learner's day: from one day boundary (04:00 by default) to the next, in local time.
///
/// An answer at 01:30 still belongs to the evening before. Days are counted from 1970-01-01, the
/// boundary taken off local time, so a difference of two of them is what FSRS calls elapsed days,
/// whatever the clock did in between (daylight saving, a flight).
///
/// The UTC offset is the caller's: the one in force at the moment that is asked about.
public struct StudyDay: RawRepresentable, Codable, Hashable, Sendable {
  /// Days since 1970-01-01; negative before it.
  public var rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The study day that a moment falls in.
  ///
  /// - Parameters:
  ///   - epochSeconds: Seconds since 1970-01-01T00:00:00Z.
  ///   - utcOffsetSeconds: Local time minus UTC at that moment, in seconds; east is positive.
  ///   - dayStartsAtMinutes: Local minutes after midnight at which a day begins, in `0..<1440`.
  public init(epochSeconds: Int64, utcOffsetSeconds: Int, dayStartsAtMinutes: Int) {
    let (local, overflow) = epochSeconds.addingReportingOverflow(
      Self.shift(utcOffsetSeconds, dayStartsAtMinutes)
    )
    let seconds = overflow ? (epochSeconds < 0 ? .min : .max) : local
    self.init(rawValue: Int(floorDivision(seconds, by: 86_400)))
  }

  /// The study day that a moment with fractions of a second falls in.
  ///
  /// A moment beyond what 64 bits hold counts as the last one within, NaN as 1970.
  public init(epochSeconds: Double, utcOffsetSeconds: Int, dayStartsAtMinutes: Int) {
    let whole = epochSeconds.rounded(.down)
    let seconds =
      whole.isNaN ? 0 : Int64(exactly: whole) ?? (whole < 0 ? Int64.min : Int64.max)
    self.init(
      epochSeconds: seconds,
      utcOffsetSeconds: utcOffsetSeconds,
      dayStartsAtMinutes: dayStartsAtMinutes
    )
  }

  /// Seconds since 1970-01-01T00:00:00Z at which this day begins.
  ///
  /// - Parameters:
  ///   - utcOffsetSeconds: Local time minus UTC at that moment, in seconds; east is positive.
  ///   - dayStartsAtMinutes: Local minutes after midnight at which a day begins, in `0..<1440`.
  /// - Returns: The moment; one beyond what 64 bits hold counts as the last one within.
  public func startEpochSeconds(utcOffsetSeconds: Int, dayStartsAtMinutes: Int) -> Int64 {
    let (midnight, tooFar) = Int64(rawValue).multipliedReportingOverflow(by: 86_400)
    let (start, overflow) = midnight.subtractingReportingOverflow(
      Self.shift(utcOffsetSeconds, dayStartsAtMinutes)
    )
    return tooFar || overflow ? (rawValue < 0 ? .min : .max) : start
  }

  /// What to add to UTC seconds to make days begin at multiples of 86,400.
  private static func shift(_ utcOffsetSeconds: Int, _ dayStartsAtMinutes: Int) -> Int64 {
    Int64(utcOffsetSeconds - dayStartsAtMinutes * 60)
  }
}

extension StudyDay: Strideable {
  public static func < (lhs: StudyDay, rhs: StudyDay) -> Bool { lhs.rawValue < rhs.rawValue }

  /// Days from this one to `other`; negative when `other` is earlier.
  public func distance(to other: StudyDay) -> Int { other.rawValue - rawValue }

  public func advanced(by days: Int) -> StudyDay { StudyDay(rawValue: rawValue + days) }

  public static func + (day: StudyDay, days: Int) -> StudyDay { day.advanced(by: days) }
  public static func - (day: StudyDay, days: Int) -> StudyDay { day.advanced(by: -days) }
  public static func += (day: inout StudyDay, days: Int) { day = day + days }
  public static func -= (day: inout StudyDay, days: Int) { day = day - days }

  /// Days from `earlier` to `later`; negative the other way round.
  public static func - (later: StudyDay, earlier: StudyDay) -> Int { earlier.distance(to: later) }
}

/// Division that rounds down, so that the second before 1970 falls in the day before it.
func floorDivision<I: BinaryInteger>(_ value: I, by divisor: I) -> I {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}
