import SpacedRepetition
import Testing

struct `Study days` {
  private func day(
    _ epochSeconds: Int64,
    offset: Int = 0,
    startsAt minutes: Int = 240
  ) -> StudyDay {
    StudyDay(
      epochSeconds: epochSeconds,
      utcOffsetSeconds: offset,
      dayStartsAtMinutes: minutes
    )
  }

  @Test func `the boundary belongs to the new day`() {
    // 2026-11-24T04:00:00Z
    let boundary: Int64 = 1_795_492_800
    #expect(day(boundary).description == "2026-11-24")
    #expect(day(boundary - 1).description == "2026-11-23")
    #expect(day(boundary + 86_399).description == "2026-11-24")
    #expect(day(boundary + 86_400) - day(boundary) == 1)
  }

  @Test func `with midnight as the boundary a study day is a calendar day`() {
    #expect(day(0, startsAt: 0) == StudyDay(rawValue: 0))
    #expect(day(86_399, startsAt: 0) == StudyDay(rawValue: 0))
    #expect(day(86_400, startsAt: 0) == StudyDay(rawValue: 1))
  }

  @Test func `moments before 1970 fall in the day before, not in day 0`() {
    #expect(day(-1, startsAt: 0) == StudyDay(rawValue: -1))
    #expect(day(-86_400, startsAt: 0) == StudyDay(rawValue: -1))
    #expect(day(-86_401, startsAt: 0) == StudyDay(rawValue: -2))
    #expect(day(0).description == "1969-12-31")
  }

  @Test func `the zone decides what day it is`() {
    // 2026-11-24T01:30:00Z
    let moment: Int64 = 1_795_483_800
    #expect(day(moment).description == "2026-11-23")
    #expect(day(moment, offset: 5 * 3_600 + 1_800).description == "2026-11-24")
    #expect(day(moment, offset: 14 * 3_600).description == "2026-11-24")
    #expect(day(moment, offset: -12 * 3_600).description == "2026-11-23")
  }

  @Test func `a daylight-saving night is one day, whether 23 or 25 hours`() {
    // Berlin leaves summer time on 2026-10-25 and returns to it on 2027-03-28; noon to noon.
    let autumn = (from: (1_792_836_000, 7_200), to: (1_792_926_000, 3_600))
    let spring = (from: (1_806_145_200, 3_600), to: (1_806_228_000, 7_200))
    #expect(autumn.to.0 - autumn.from.0 == 25 * 3_600)
    #expect(spring.to.0 - spring.from.0 == 23 * 3_600)
    for (from, to) in [autumn, spring] {
      let earlier = day(Int64(from.0), offset: from.1)
      #expect(day(Int64(to.0), offset: to.1) - earlier == 1)
    }
    #expect(day(1_792_836_000, offset: 7_200).description == "2026-10-24")
    #expect(day(1_806_145_200, offset: 3_600).description == "2027-03-27")
  }

  @Test(arguments: [-20_000, -1, 0, 1, 20_781], [-43_200, 0, 20_700, 50_400])
  func `a day starts in itself, and not a second earlier`(rawValue: Int, offset: Int) {
    for minutes in [0, 240, 1_439] {
      let today = StudyDay(rawValue: rawValue)
      let start = today.startEpochSeconds(
        utcOffsetSeconds: offset,
        dayStartsAtMinutes: minutes
      )
      #expect(day(start, offset: offset, startsAt: minutes) == today)
      #expect(day(start - 1, offset: offset, startsAt: minutes) == today - 1)
    }
  }

  @Test func `fractions of a second round down`() {
    for (seconds, expected) in [(-0.001, -1), (0, 0), (86_399.999, 0), (86_400, 1)] {
      let day = StudyDay(epochSeconds: seconds, utcOffsetSeconds: 0, dayStartsAtMinutes: 0)
      #expect(day.rawValue == expected)
    }
  }

  @Test func `moments beyond all calendars do not trap`() {
    for seconds in [Double.nan, .infinity, -.infinity, 1e300] {
      let day = StudyDay(epochSeconds: seconds, utcOffsetSeconds: -3_600, dayStartsAtMinutes: 240)
      #expect(!day.description.isEmpty)
    }
    #expect(day(.max, offset: 3_600, startsAt: 0).rawValue == 106_751_991_167_300)
    #expect(day(.min, offset: -3_600, startsAt: 0).rawValue == -106_751_991_167_301)
    for raw in [Int.max, .min] {
      let day = StudyDay(rawValue: raw)
      #expect(!day.description.isEmpty)
      let start = day.startEpochSeconds(utcOffsetSeconds: 0, dayStartsAtMinutes: 240)
      #expect(start == (raw < 0 ? .min : .max))
    }
  }

  @Test func `days count like numbers`() {
    var day = StudyDay(rawValue: 10)
    #expect(day + 5 == StudyDay(rawValue: 15))
    #expect(day - 15 == StudyDay(rawValue: -5))
    #expect(day.distance(to: day + 7) == 7)
    #expect((day + 7) - day == 7)
    #expect(day < day + 1)
    #expect((day..<day + 3).map(\.rawValue) == [10, 11, 12])
    day += 1
    day -= 2
    #expect(day.rawValue == 9)
  }

  @Test func `days beyond what can be counted are the last and the first`() {
    let (first, last) = (StudyDay(rawValue: .min), StudyDay(rawValue: .max))
    #expect(last + 1 == last)
    #expect(first - 1 == first)
    #expect(StudyDay(rawValue: 1) - .min == last)
    #expect(StudyDay(rawValue: -1) + .min == first)
    #expect(first.distance(to: last) == .max)
    #expect(last.distance(to: first) == .min)
    #expect(Interval.days(.max).seconds == .max)
    #expect(Interval.days(.min).seconds == .min)
    #expect(Interval.days(2).seconds == 172_800)
  }

  @Test(arguments: [
    (0, "1970-01-01"), (-1, "1969-12-31"), (59, "1970-03-01"), (11_016, "2000-02-29"),
    (20_781, "2026-11-24"), (-719_468, "0000-03-01"), (-719_528, "0000-01-01"),
    (-719_529, "-0001-12-31"), (2_932_896, "9999-12-31"), (2_932_897, "+10000-01-01"),
    (47_540, "2100-02-28"), (47_541, "2100-03-01"),
  ])
  func `days have dates`(rawValue: Int, date: String) {
    #expect(StudyDay(rawValue: rawValue).description == date)
  }

  @Test func `dates read back, every day of 800 years`() {
    for rawValue in -146_097..<146_097 {
      let day = StudyDay(rawValue: rawValue)
      let date = day.date
      guard StudyDay(year: date.year, month: date.month, day: date.day) == day else {
        Issue.record("\(day)")
        return
      }
    }
    #expect(StudyDay("2026-11-24") == StudyDay(rawValue: 20_781))
  }

  @Test(arguments: [
    "", "2026-11", "2026-1-24", "2026-13-01", "2026-00-10", "2026-04-31", "2026-02-29",
    "2100-02-29",
    "+026-01-01", "2026-11-24 ", "2026/11/24", "٢٠٢٦-11-24", "2026-11-24-",
  ])
  func `what is not a date is refused`(text: String) {
    #expect(StudyDay(text) == nil)
  }
}
