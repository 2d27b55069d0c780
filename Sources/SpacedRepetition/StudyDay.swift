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

  /// The day so many days after 1970-01-01.
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
  /// Whether one day comes before another.
  public static func < (lhs: StudyDay, rhs: StudyDay) -> Bool { lhs.rawValue < rhs.rawValue }

  /// Days from this one to `other`; negative when `other` is earlier, the nearest `Int` where none
  /// holds it.
  public func distance(to other: StudyDay) -> Int {
    other.rawValue.subtractingSaturating(rawValue)
  }

  /// The day so many days later, or earlier for a negative number; the last or first there is where
  /// an `Int` cannot count it.
  public func advanced(by days: Int) -> StudyDay {
    StudyDay(rawValue: rawValue.addingSaturating(days))
  }

  /// The day so many days later; the same as ``advanced(by:)``.
  public static func + (day: StudyDay, days: Int) -> StudyDay { day.advanced(by: days) }
  /// The day so many days earlier; the first or last there is where an `Int` cannot count it.
  public static func - (day: StudyDay, days: Int) -> StudyDay {
    StudyDay(rawValue: day.rawValue.subtractingSaturating(days))
  }
  /// Moves on by so many days.
  public static func += (day: inout StudyDay, days: Int) { day = day + days }
  /// Moves back by so many days.
  public static func -= (day: inout StudyDay, days: Int) { day = day - days }

  /// Days from `earlier` to `later`; negative the other way round.
  public static func - (later: StudyDay, earlier: StudyDay) -> Int { earlier.distance(to: later) }
}

extension Int {
  fileprivate func addingSaturating(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }

  fileprivate func subtractingSaturating(_ other: Int) -> Int {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other < 0 ? .max : .min) : difference
  }
}

/// Division that rounds down, so that the second before 1970 falls in the day before it.
func floorDivision<I: BinaryInteger>(_ value: I, by divisor: I) -> I {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}
