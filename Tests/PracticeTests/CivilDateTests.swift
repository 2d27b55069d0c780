import Practice
import Testing

@Suite struct CivilDateTests {
  private let today = CivilDate(year: 2026, month: 11, day: 23)

  @Test(arguments: [
    ("2026-12-20", "2026-12-20"), ("today", "2026-11-23"), ("Tomorrow", "2026-11-24"),
    ("in 4 weeks", "2026-12-21"), ("10 days", "2026-12-03"), ("in a month", "2026-12-23"),
    ("20 Dec", "2026-12-20"), ("20 December", "2026-12-20"), ("Dec 20", "2026-12-20"),
    ("December 20, 2027", "2027-12-20"), ("20th of", nil), ("3rd jan", "2027-01-03"),
    ("23 Nov", "2026-11-23"), ("22 Nov", "2027-11-22"), ("29 Feb", "2028-02-29"),
    ("30 Feb", nil), ("2026-13-01", nil), ("soon", nil), ("in -1 days", nil), ("", nil),
  ])
  func `a day is read as people say it`(text: String, date: String?) throws {
    let today = try #require(today)
    let wanted = date.flatMap { CivilDate($0) }.map(CivilDate.Reading.day) ?? .unreadable
    #expect(CivilDate.reading(text, today: today) == wanted)
  }

  @Test(arguments: ["2026-11-22", "20 Dec 2025"])
  func `a day that is over is told from no day`(text: String) throws {
    guard case .past = CivilDate.reading(text, today: try #require(today)) else {
      Issue.record("\(text) is past")
      return
    }
  }
}
