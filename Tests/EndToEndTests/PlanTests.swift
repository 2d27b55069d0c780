import Foundation
import TestSupport
import Testing

/// The plan to an interview, weak topics and readiness, as the program shows them.
@Suite struct PlanTests {
  private let monday = "2026-11-23T08:00:00Z"

  private func program(interview: String?, minutes: Int = 20) throws -> Program {
    let program = try Program.prepared()
    if let interview { try program.run("config", "set", "interview_date", interview) }
    try program.run("config", "set", "minutes_per_day", "\(minutes)")
    return program
  }

  private func object(_ output: Program.Output) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(output.text.utf8)) as? [String: Any]
    )
  }

  @Test func `a plan has every day to the date, within the minutes`() throws {
    let program = try program(interview: "2026-11-30")
    defer { program.remove() }
    let plan = try object(try program.run("plan", "--json", "--now", monday))
    #expect(plan["interview_date"] as? String == "2026-11-30")
    #expect(plan["minutes_per_day"] as? Int == 20)
    #expect(plan["fits"] as? Bool == true)
    #expect((plan["suggestions"] as? [Any])?.isEmpty == true)
    let days = try #require(plan["days"] as? [[String: Any]])
    #expect(days.compactMap { $0["date"] as? String }.first == "2026-11-23")
    #expect(days.compactMap { $0["date"] as? String }.last == "2026-11-29")
    #expect(days.count == 7)
    #expect(days.allSatisfy { ($0["minutes"] as? Int ?? 99) <= 20 })
    // Six cards, of which two are gaps of one text: the second comes on another day.
    #expect(days.reduce(0) { $0 + ($1["new"] as? Int ?? 0) } == 6)
    #expect(days[0]["new"] as? Int == 5)
    let recall = try #require(plan["expected_recall"] as? [String: Double])
    #expect(try #require(recall["low"]) <= (try #require(recall["estimate"])))
    #expect(try #require(recall["estimate"]) <= (try #require(recall["high"])))
  }

  @Test func `due, next and drill take the day from the plan, due or not`() throws {
    let program = try program(interview: "2026-11-27")
    defer { program.remove() }
    let cards = ["few/plain", "few/gap#1", "few/pick", "few/header", "few/rate"]
    for card in cards {
      try program.run("answer", card, "easy", "--seconds", "9", "--now", monday)
    }
    // Nothing is due for days, but the interview is on Friday and there are minutes.
    let tuesday = "2026-11-24T08:00:00Z"
    let due = try object(try program.run("due", "--json", "--now", tuesday))
    #expect(due["new"] as? Int == 1)
    #expect(try #require(due["review"] as? Int) > 0)
    #expect(try program.run("next", "--now", tuesday).text.isEmpty == false)
    // The same plan all day, and what was answered is off it.
    let next = try object(try program.run("next", "--json", "--now", tuesday))
    let id = try #require(next["card_id"] as? String)
    try program.run("answer", id, "easy", "--now", tuesday)
    let after = try object(try program.run("due", "--json", "--now", "2026-11-24T09:00:00Z"))
    #expect(
      (after["total"] as? Int ?? 99) <= (due["total"] as? Int ?? 0)
    )
    // A filter ignores the plan, but not the schedule.
    let filtered = try object(
      try program.run("due", "--json", "--topic", "caching", "--now", tuesday)
    )
    #expect(filtered["review"] as? Int == 0)
    // After the date the schedule is the old one.
    let later = try object(try program.run("due", "--json", "--now", "2026-11-27T08:00:00Z"))
    #expect(later["review"] as? Int == 0)
  }

  @Test func `a goal that cannot be reached says so, and what would help`() throws {
    let program = try program(interview: "2026-11-24", minutes: 1)
    defer { program.remove() }
    let output = try program.run("plan", "--now", monday)
    #expect(output.text.contains("short of your goal of 90 %"))
    #expect(output.text.contains("`config set minutes_per_day "))
    let plan = try object(try program.run("plan", "--json", "--now", monday))
    #expect(plan["fits"] as? Bool == false)
    #expect((plan["suggestions"] as? [[String: Any]])?.first?["kind"] as? String != nil)
    #expect((plan["days"] as? [Any])?.count == 1)
  }

  @Test func `a past interview, today's and none are no plan and no error`() throws {
    for (date, words) in [
      ("2026-11-22", "The interview was on Sun 22 Nov."), ("2026-11-23", "The interview is today."),
      (nil, "No interview date is set"),
    ] {
      let program = try program(interview: date)
      defer { program.remove() }
      let output = try program.run("plan", "--now", monday)
      #expect(output.code == 0)
      #expect(output.text.contains(words))
      let plan = try object(try program.run("plan", "--json", "--now", monday))
      #expect((plan["days"] as? [Any])?.isEmpty == true)
      #expect(plan["expected_recall"] is NSNull)
      #expect(try program.run("plan", "--ics", "x.ics", "--now", monday).code == 64)
    }
  }

  @Test func `another date and other minutes can be tried without being kept`() throws {
    let program = try program(interview: "2026-11-30")
    defer { program.remove() }
    let tried = try object(
      try program.run(
        "plan",
        "--json",
        "--interview",
        "in 2 weeks",
        "--minutes",
        "5",
        "--now",
        monday
      )
    )
    #expect(tried["interview_date"] as? String == "2026-12-07")
    #expect(tried["minutes_per_day"] as? Int == 5)
    let kept = try object(try program.run("plan", "--json", "--now", monday))
    #expect(kept["interview_date"] as? String == "2026-11-30")
    let past = try program.run("plan", "--interview", "2020-01-01", "--now", monday)
    #expect(past.code == 64)
    #expect(past.errors.contains("--interview: 2020-01-01 is past"))
    #expect(try program.run("plan", "--interview", "soon", "--now", monday).code == 64)
  }

  @Test func `calendar entries are whole days, and replace no file unasked`() throws {
    let program = try program(interview: "2026-11-30")
    defer { program.remove() }
    let file = program.home.appendingPathComponent("plan.ics")
    #expect(try program.run("plan", "--ics", file.path, "--now", monday).code == 0)
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"))
    #expect(text.contains("DTSTART;VALUE=DATE:20261123\r\nDTEND;VALUE=DATE:20261124\r\n"))
    #expect(text.contains("SUMMARY:Greenroom: 0 reviews\\, 5 new\r\n"))
    #expect(text.contains("SUMMARY:Interview\r\n"))
    #expect(text.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 75 })
    #expect(try program.run("plan", "--ics", file.path, "--now", monday).code == 73)
    #expect(try program.run("plan", "--ics", file.path, "--force", "--now", monday).code == 0)
  }

  @Test func `weak topics come worst first, with their evidence`() throws {
    let program = try program(interview: nil)
    defer { program.remove() }
    for card in ["few/plain", "few/rate"] {
      try program.run("answer", card, "easy", "--now", monday)
    }
    try program.run("answer", "few/pick", "again", "--now", monday)
    let output = try program.run("weak", "--json", "--now", "2026-11-24T08:00:00Z")
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(output.text.utf8)) as? [[String: Any]]
    )
    let gaps = rows.compactMap { $0["expected_gap"] as? Double }
    #expect(gaps == gaps.sorted(by: >))
    // Two cards that nobody saw, one forgotten and one unseen, two known.
    #expect(
      rows.compactMap { $0["topic"] as? String } == ["databases/indexing", "caching", "databases"]
    )
    #expect(rows[0]["unseen"] as? Int == 2)
    #expect(rows[0]["recall"] is NSNull)
    #expect((rows[0]["evidence"] as? [String])?.first == "none of 2 seen yet")
    let list = try program.run("weak", "--topic", "caching", "--now", "2026-11-24T08:00:00Z").text
    #expect(list.contains("few/header"))
    #expect(!list.contains("few/plain"))
    #expect(try program.run("weak", "--topic", "cachin").code == 64)
  }

  @Test func `a screen of weak topics is cut short, and says how to see the rest`() throws {
    let program = try program(interview: nil)
    defer { program.remove() }
    let cards = (10..<30).map {
      "  - {id: c\($0), topic: own/part\($0), stage: mid, question: Why \($0)?, answer: A}"
    }
    let own = program.home.appendingPathComponent("banks")
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    try program.write(
      "bank: own\ntitle: Own\ncards:\n" + cards.joined(separator: "\n") + "\n",
      to: own.appendingPathComponent("own.yaml")
    )
    func rows(_ text: String) -> Int {
      text.split(separator: "\n").count { $0.hasPrefix("own / part") }
    }
    let short = try program.run("weak", "--now", monday).text
    #expect(rows(short) < 20)
    #expect(short.contains("and 8 more topics: `weak --limit 23`"))
    #expect(rows(try program.run("weak", "--limit", "23", "--now", monday).text) == 20)
    #expect(rows(try program.run("weak", "--plain", "--now", monday).text) == 20)
  }

  @Test func `a drill on weak topics asks their cards, due or not`() throws {
    let program = try program(interview: nil)
    defer { program.remove() }
    for card in ["few/plain", "few/rate"] {
      try program.run("answer", card, "easy", "--now", "2026-03-01T09:00:00Z")
    }
    for (verb, option) in [("weak", "--drill"), ("drill", "--weak")] {
      let terminal = try program.start(verb, option)
      try terminal.wait(for: "databases / indexing")
      try terminal.wait(for: "]> ")
      terminal.send("\u{4}")
      #expect(try terminal.exitCode() == 0)
    }
    #expect(try program.run("drill", "--weak", "--cram").code == 64)
    #expect(try program.run("weak", "--drill", "--json").code == 64)
  }

  @Test func `readiness shows its parts and the next thing to do`() throws {
    let program = try program(interview: "2026-11-30")
    defer { program.remove() }
    try program.run("answer", "few/plain", "good", "--now", monday)
    let text = try program.run("ready", "--now", monday).text
    for words in [
      "Mon 30 Nov, 7 days away.", "1 of 4 seen", "design: none yet", "0 of 8 signals",
      "Next: `drill`",
    ] {
      #expect(text.contains(words), "\(words)\n\(text)")
    }
    let ready = try object(try program.run("ready", "--json", "--now", monday))
    #expect((ready["areas"] as? [[String: Any]])?.count == 2)
    #expect(ready["next"] as? String == "`drill`, today's cards")
  }

  @Test func `a loop is words of kinds, or none`() throws {
    let program = try program(interview: nil)
    defer { program.remove() }
    #expect(
      try program.run("config", "get", "loop").text == "coding design behavioral coding design\n"
    )
    #expect(try program.run("config", "set", "loop", "design,behavioral").code == 0)
    #expect(try program.run("config", "get", "loop").text == "design behavioral\n")
    #expect(try program.run("config", "set", "loop", "none").code == 0)
    #expect(try program.run("config", "set", "loop", "desing").code == 64)
  }
}
