import SpacedRepetition
import Testing

@testable import Practice

@Suite struct TimeTests {
  @Test(arguments: [
    ("2026-11-24T06:05:04Z", "2026-11-24T06:05:04Z"),
    ("2026-11-24T08:05:04.5+02:00", "2026-11-24T06:05:04.500Z"),
    ("2024-02-29T00:00-05:30", "2024-02-29T05:30:00Z"),
    ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
  ])
  func `a time reads and prints in UTC`(text: String, utc: String) throws {
    #expect(RFC3339.text(try #require(RFC3339.parse(text)).moment) == utc)
  }

  @Test(arguments: [
    "", "2026-11-24", "2026-02-30T00:00:00Z", "2026-11-24T25:00:00Z", "2026-11-24T06:05:04", "now",
  ])
  func `what is no moment is refused`(text: String) {
    #expect(RFC3339.parse(text) == nil)
  }

  @Test func `every date comes back from its number`() {
    for day in stride(from: -200_000, through: 200_000, by: 997) {
      #expect(CivilDate(daysSince1970: day).daysSince1970 == day)
    }
  }

  @Test func `a date is read, printed and compared, and one that does not exist is none`() {
    #expect(CivilDate("2026-12-20")?.description == "2026-12-20")
    #expect(CivilDate("2026-12-20")?.short == "Sun 20 Dec")
    #expect(CivilDate("1969-12-31")?.short == "Wed 31 Dec")
    #expect(CivilDate(year: 2024, month: 2, day: 29)?.daysSince1970 == 19_782)
    for text in ["", "2026-02-29", "0000-01-01", "2026-1-01", "+026-01-01"] {
      #expect(CivilDate(text) == nil)
    }
    for (year, month, day) in [(0, 1, 1), (10_000, 1, 1), (2026, 13, 1), (2026, 4, 31)] {
      #expect(CivilDate(year: year, month: month, day: day) == nil)
    }
  }

  /// Berlin in 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
  private let berlin = StudyCalendar { moment in
    let spring = RFC3339.parse("2026-03-29T01:00:00Z")?.moment ?? Timestamp(rawValue: 0)
    let autumn = RFC3339.parse("2026-10-25T01:00:00Z")?.moment ?? Timestamp(rawValue: 0)
    return moment >= spring && moment < autumn ? 7_200 : 3_600
  }

  @Test(arguments: [
    ("2026-03-28T20:00:00Z", 1, "2026-03-29T02:00:00Z"),
    ("2026-10-24T20:00:00Z", 1, "2026-10-25T03:00:00Z"),
    ("2026-06-01T01:30:00Z", 1, "2026-06-01T02:00:00Z"),
  ])
  func `a day begins at four, local time, across summer time`(
    answered: String,
    days: Int,
    due: String
  ) throws {
    let moment = try #require(RFC3339.parse(answered)).moment
    #expect(RFC3339.text(berlin.due(after: .days(days), from: moment)) == due)
  }

  /// Local time before, between and from two changes of the clock.
  struct Zone: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let changes: (String, String)
    let offsets: (Int, Int, Int)

    func calendar(startingAt minutes: Int) -> StudyCalendar {
      let first = RFC3339.parse(changes.0)?.moment ?? Timestamp(rawValue: 0)
      let second = RFC3339.parse(changes.1)?.moment ?? Timestamp(rawValue: 0)
      let offsets = offsets
      return StudyCalendar(dayStartsAtMinutes: minutes) { moment in
        3_600 * (moment < first ? offsets.0 : moment < second ? offsets.1 : offsets.2)
      }
    }
  }

  private static let berlin = Zone(
    testDescription: "Berlin",
    changes: ("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"),
    offsets: (1, 2, 1)
  )
  private static let london = Zone(
    testDescription: "London",
    changes: ("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"),
    offsets: (0, 1, 0)
  )
  private static let santiago = Zone(
    testDescription: "Santiago",
    changes: ("2026-04-05T03:00:00Z", "2026-09-06T04:00:00Z"),
    offsets: (-3, -4, -3)
  )
  private static let newYork = Zone(
    testDescription: "New York",
    changes: ("2027-03-14T07:00:00Z", "2027-11-07T06:00:00Z"),
    offsets: (-5, -4, -5)
  )
  private static let havana = Zone(
    testDescription: "Havana",
    changes: ("2026-03-08T05:00:00Z", "2026-11-01T05:00:00Z"),
    offsets: (-5, -4, -5)
  )
  /// Went without 30 December 2011.
  private static let apia = Zone(
    testDescription: "Apia",
    changes: ("2011-09-24T14:00:00Z", "2011-12-30T10:00:00Z"),
    offsets: (-11, -10, 14)
  )

  @Test(arguments: [
    (santiago, 0, "2026-09-06", "2026-09-06T04:00:00Z"),
    (berlin, 150, "2026-03-29", "2026-03-29T01:00:00Z"),
    (newYork, 150, "2027-03-14", "2027-03-14T07:00:00Z"),
    (havana, 0, "2026-03-08", "2026-03-08T05:00:00Z"),
    (havana, 0, "2026-11-01", "2026-11-01T04:00:00Z"),
    (london, 90, "2026-10-25", "2026-10-25T00:30:00Z"),
    (apia, 240, "2011-12-30", "2011-12-30T10:00:00Z"),
  ])
  func `a day begins where the clock leaps over its start, or with the first of two starts`(
    zone: Zone,
    minutes: Int,
    day: String,
    start: String
  ) throws {
    let calendar = zone.calendar(startingAt: minutes)
    #expect(RFC3339.text(calendar.start(of: try #require(StudyDay(day)))) == start)
  }

  @Test(arguments: [berlin, london, santiago, newYork, havana])
  func `a day begins with the first moment that belongs to it`(zone: Zone) throws {
    for change in [zone.changes.0, zone.changes.1] {
      let change = try #require(RFC3339.parse(change)).moment
      for minutes in stride(from: 0, to: 1_440, by: 30) {
        let calendar = zone.calendar(startingAt: minutes)
        let middle = calendar.day(of: change)
        for day in [middle - 1, middle, middle + 1] {
          let start = calendar.start(of: day)
          // All changes here are on the half hour.
          let first = (-150...150).lazy.map { change.advanced(bySeconds: $0 * 1_800) }
            .first { calendar.day(of: $0) == day }
          #expect(start == first, "\(day) at \(minutes)")
          #expect(calendar.day(of: Timestamp(rawValue: start.rawValue - 1)) < day)
        }
      }
    }
  }

  @Test func `ids are version 7 UUIDs in the order of time`() {
    var random = SystemRandomNumberGenerator()
    let early = EventID(at: Timestamp(rawValue: 1_700_000_000_000), using: &random)
    let late = EventID(at: Timestamp(rawValue: 1_700_000_000_001), using: &random)
    #expect(early < late)
    let parts = early.rawValue.split(separator: "-").map(\.count)
    #expect(parts == [8, 4, 4, 4, 12])
    #expect(early.rawValue.dropFirst(14).first == "7")
    #expect(
      "89ab".contains(early.rawValue[early.rawValue.index(early.rawValue.startIndex, offsetBy: 19)])
    )
  }

  @Test(arguments: [
    (Interval.seconds(60), "1m"), (.seconds(45), "45s"), (.days(8), "8d"), (.days(64), "2.1mo"),
    (.days(365), "1y"), (.seconds(7_200), "2h"),
  ])
  func `waits are short`(interval: Interval, text: String) {
    #expect(ShortDuration.text(interval) == text)
  }
}
