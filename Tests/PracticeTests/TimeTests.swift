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
