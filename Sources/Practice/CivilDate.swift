import SpacedRepetition

/// A date of the (proleptic) Gregorian calendar, such as the interview's.
///
/// A ``StudyDay`` has a date too, and the arithmetic; but it begins at four in the morning, and a
/// date that someone writes does not.
package struct CivilDate: Comparable, Hashable, Sendable, CustomStringConvertible {
  package let daysSince1970: Int

  /// The date so many days after 1970-01-01.
  package init(daysSince1970 days: Int) { daysSince1970 = days }

  /// Nil for a date that does not exist, such as 30 February, or whose year is not in `1...9999`.
  package init?(year: Int, month: Int, day: Int) {
    guard year >= 1, let day = StudyDay(year: year, month: month, day: day) else { return nil }
    self.init(daysSince1970: day.rawValue)
  }

  /// Reads `2026-12-20`; nil for anything else.
  package init?(_ text: some StringProtocol) {
    guard let day = StudyDay(String(text)), day.date.year >= 1 else { return nil }
    self.init(daysSince1970: day.rawValue)
  }

  package static func < (lhs: CivilDate, rhs: CivilDate) -> Bool {
    lhs.daysSince1970 < rhs.daysSince1970
  }

  /// As in `2026-12-20`.
  package var description: String { StudyDay(rawValue: daysSince1970).description }

  /// As in `Sun 20 Dec`.
  package var short: String {
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let weekday = ((daysSince1970 % 7) + 7) % 7
    let date = StudyDay(rawValue: daysSince1970).date
    return "\(weekdays[weekday]) \(date.day) \(months[date.month - 1])"
  }
}
