import Practice
import SpacedRepetition
import Testing

struct `A review log` {
  private func read(_ text: String) throws -> ReviewLogFile { try ReviewLogFile(Array(text.utf8)) }

  @Test(arguments: [
    "2024-03-29T20:32:32.25+00:00", "2024-03-29 20:32:32.250", "2024-03-29T22:32:32.250000+02:00",
    "2024-03-29T15:32:32.25-0500", "\"2024-03-29T20:32:32.250Z\"", "1711744352250",
  ])
  func `takes times as people write them`(time: String) throws {
    let log = try read("card_id,review_time,review_rating,review_duration\n5,\(time),3,900\n")
    #expect(log.rows.map(\.milliseconds) == [1_711_744_352_250])
    #expect(log.rows.map(\.day) == [StudyDay("2024-03-29")])
  }

  @Test func `has study days that begin at four`() throws {
    let log = try read(
      "review_time,review_rating,card_id\n2024-03-30T03:59:59Z,3,a\n2024-03-30T04:00:00Z,again,b\r\n"
    )
    #expect(log.rows.map(\.day) == [StudyDay("2024-03-29"), StudyDay("2024-03-30")])
    #expect(log.rows.map(\.rating) == [.good, .again])
    #expect(Set(log.rows.map(\.card)).count == 2)
  }

  @Test func `skips what it cannot read and says where`() throws {
    let log = try read(
      """
      card_id,review_time,review_rating
      1,2024-03-30T03:59:59Z,5
      1,yesterday,3

      1,2024-13-30T03:59:59Z,3
      1
      ,0,3
      1,0,3
      """
    )
    #expect(log.rows.count == 1)
    #expect(log.skipped == 5)
    #expect(
      log.problems.map(\.description) == [
        "2: '5' is no rating from 1 to 4", "3: 'yesterday' is no time",
        "5: '2024-13-30T03:59:59Z' is no time", "6: too few columns", "7: no card",
      ]
    )
  }

  @Test func `leaves commas within quotes to their field, and a quote left open costs one line`()
    throws
  {
    let log = try read(
      """
      "deck, or none",card_id,"review_time",review_rating,note
      "systems, large",1,0,3,"a, ""b"", c"
      systems,2,0,"4",5" disk
      "systems,3,0,3,
      systems,4,0,3,
      """
    )
    #expect(log.rows.map(\.card) == [1, 2, 4])
    #expect(log.rows.map(\.rating) == [.good, .easy, .good])
    #expect(log.problems.map(\.description) == ["4: too few columns"])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `has lines that end as files have them`(end: String) throws {
    let lines = ["card_id,review_time,review_rating", "1,0,3", "", "1,86400000,x", "1,86400000,1"]
    let log = try read(lines.joined(separator: end))
    #expect(log.rows.map(\.rating) == [.good, .again])
    #expect(log.problems.map(\.line) == [4])
  }

  @Test(arguments: ["", "\n\n", "a,b,c\n1,2,3\n", "\u{0}\u{1}\u{2}"])
  func `must name its columns`(text: String) {
    #expect(throws: ReviewLogFile.NoLog.self) { try read(text) }
  }
}
