import Foundation
import Testing

/// What a drill asks and when it ends; the answers come from a pipe.
@Suite struct DrillLimitTests {
  private let start = "2026-03-02T09:00:00Z"

  /// Answers to so many cards, none typed, each with this grade.
  private func answers(_ count: Int, grade: String) -> String {
    String(repeating: "\n\(grade)\n", count: count)
  }

  private func drill(_ program: Program, _ options: String..., input: String) throws -> String {
    let output = try program.run(
      ["drill"] + options + ["--now", start, "--clock-rate", "0"],
      input: input
    )
    #expect(output.code == 0)
    return output.text
  }

  @Test func `a cram asks each card once and says what it is at`() throws {
    let program = try Program()
    defer { program.remove() }
    let text = try drill(program, "--cram", input: answers(12, grade: "4"))
    for number in 1...6 { #expect(text.contains("\(number) of 6")) }
    #expect(text.contains("6 answers to 6 cards"))
    #expect(text.contains("All gone through; the schedule is as it was."))
  }

  @Test func `a cram brings back once what was missed`() throws {
    let program = try Program()
    defer { program.remove() }
    let text = try drill(program, "--cram", "--kind", "typed", input: answers(9, grade: "1"))
    #expect(text.contains("2 answers to 1 card"))
  }

  @Test func `a cram without a stage keeps to the target stage and below`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.run("config", "set", "stage", "junior")
    let text = try drill(program, "--cram", input: answers(9, grade: "4"))
    #expect(text.contains("1 answer to 1 card"))
  }

  @Test func `so many new cards are so many`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.run("answer", "few/rate", "easy", "--now", start)
    let text = try drill(program, "--new", "2", input: answers(9, grade: "4"))
    #expect(text.contains("2 answers to 2 cards"))
    #expect(text.contains("Left today: 2 new"))
  }

  @Test func `next, due and drill agree on a topic when the day's plan is done`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.run("config", "set", "new_per_day", "1")
    try program.run("answer", "few/rate", "easy", "--now", start)
    #expect(try program.run("due", "--json", "--now", start).object()["total"] as? Int == 0)
    let due = try program.run("due", "--topic", "caching", "--json", "--now", start).object()
    #expect(due["new"] as? Int == 2)
    let next = try program.run("next", "--topic", "caching", "--json", "--now", start).object()
    #expect((next["card_id"] as? String)?.isEmpty == false)
    let text = try drill(program, "--topic", "caching", input: answers(9, grade: "4"))
    #expect(text.contains("1 of 2"))
    #expect(text.contains("2 answers to 2 cards"))
  }

  @Test func `a filtered drill that runs out says so, and what today still holds`() throws {
    let program = try Program()
    defer { program.remove() }
    let text = try drill(program, "--topic", "caching", input: answers(9, grade: "4"))
    #expect(text.contains("Nothing left here. Today: 3 new"))
    #expect(!text.contains("Done for today"))
  }

  @Test func `Good ends a new card's day, Again brings it back in the sitting`() throws {
    for (grades, words) in [
      ("333", "1 answer to 1 card"), ("433", "1 answer to 1 card"), ("133", "2 answers to 1 card"),
    ] {
      let program = try Program()
      defer { program.remove() }
      let input = grades.map { answers(1, grade: String($0)) }.joined()
      let text = try drill(program, "--kind", "typed", input: input)
      #expect(text.contains(words), "\(grades)")
      #expect(text.contains("Nothing left here."), "\(grades)")
    }
  }

  @Test func `minutes go on after the plan of the day`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.run("config", "set", "new_per_day", "0")
    #expect(try drill(program, input: "").contains("Done for today"))
    let text = try drill(program, "--minutes", "10", input: answers(9, grade: "4"))
    #expect(text.contains("5 answers to 5 cards"))
  }
}
