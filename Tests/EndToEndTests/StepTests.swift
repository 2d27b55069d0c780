import Foundation
import Testing

/// `next`, `answer`, `due` and `undo`, as scripts use them.
@Suite struct StepTests {
  private let start = "2026-03-02T09:00:00Z"

  @Test func `next shows a new card with a wait for every grade`() throws {
    let program = try Program()
    defer { program.remove() }
    let output = try program.run("next", "--json", "--now", start)
    #expect(output.code == 0)
    let card = try output.object()
    #expect(card["state"] as? String == "new")
    #expect(card["retrievability"] is NSNull)
    let intervals = try #require(card["intervals"] as? [String: Int])
    #expect(intervals["again"] == 600)
    #expect(intervals["hard"] == 900)
    #expect(intervals["good"] == 2 * 86_400)
    let easy = try #require(intervals["easy"])
    #expect(easy % 86_400 == 0 && easy > 2 * 86_400)
  }

  @Test func `a card in the second of two steps keeps its wait when one step is left`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.run("config", "set", "learning_steps", "1m", "10m")
    let answer = try program.run("answer", "few/plain", "good", "--json", "--now", start).object()
    #expect(answer["interval_seconds"] as? Int == 600)
    try program.run("config", "unset", "learning_steps")
    let later = "2026-03-02T09:11:00Z"
    let card = try program.run("card", "show", "few/plain", "--json", "--now", later).object()
    #expect(card["state"] as? String == "learning")
    let memory = try #require(card["memory"] as? [String: Any])
    let due = try #require(answer["due"] as? String)
    #expect(due.hasPrefix("2026-03-02T09:10:"))
    #expect(memory["due"] as? String == due)
    #expect(try program.run("due", "--json", "--now", later).object()["learning"] as? Int == 1)
    let intervals = try #require(card["intervals"] as? [String: Int])
    #expect(intervals["again"] == 600 && intervals["hard"] == 900)
    let good = try program.run("answer", "few/plain", "good", "--json", "--now", later).object()
    #expect(good["interval_seconds"] as? Int == 2 * 86_400)
    #expect(try program.run("due", "--json", "--now", later).object()["learning"] as? Int == 0)
  }

  @Test func `the interval that was shown is the one that is applied`() throws {
    let program = try Program()
    defer { program.remove() }
    for (index, rating) in ["again", "hard", "good", "easy", "good", "again"].enumerated() {
      let now = "2026-03-\(String(format: "%02d", 2 + index * 4))T09:00:00Z"
      let card = try program.run("card", "show", "few/plain", "--json", "--now", now).object()
      let shown = try #require(card["intervals"] as? [String: Int])
      let answer = try program.run("answer", "few/plain", rating, "--json", "--now", now).object()
      #expect(answer["interval_seconds"] as? Int == shown[rating])
    }
  }

  @Test func `without steps and fuzz, answers follow FSRS-6 to the digit`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.run("config", "set", "learning_steps", "none")
    try program.run("config", "set", "relearning_steps", "none")
    try program.run("config", "set", "fuzz", "off")
    let first = try program.run("answer", "few/plain", "3", "--json", "--now", start).object()
    // S0(Good) and D0(Good) of the published defaults.
    #expect(abs((first["stability"] as? Double ?? 0) - 2.3065) < 1e-9)
    #expect(abs((first["difficulty"] as? Double ?? 0) - 2.118103970459016) < 1e-9)
    #expect(first["interval_seconds"] as? Int == 2 * 86_400)
    #expect(first["due"] as? String == "2026-03-04T04:00:00Z")
    let second = try program.run(
      "answer",
      "few/plain",
      "hard",
      "--json",
      "--now",
      "2026-03-04T20:00:00Z"
    ).object()
    #expect(abs((second["stability"] as? Double ?? 0) - 7.513320366762569) < 1e-9)
    #expect(abs((second["difficulty"] as? Double ?? 0) - 4.752858488532557) < 1e-9)
  }

  @Test func `a change to FSRS-7 takes in the answers so far, by the hour, and a change back too`()
    throws
  {
    let program = try Program()
    defer { program.remove() }
    try program.run("answer", "few/plain", "good", "--now", start)
    let later = "2026-03-04T20:00:00Z"
    let before = try program.run("answer", "few/plain", "hard", "--json", "--now", later).object()
    func memory() throws -> [String: Any] {
      let shown = try program.run("card", "show", "few/plain", "--json", "--now", later).object()
      return try #require(shown["memory"] as? [String: Any])
    }
    try program.run("config", "set", "memory_model", "fsrs7")
    let seven = try memory()
    // The program's clock goes on from `--now`, and FSRS-7 counts the milliseconds too.
    #expect(abs((seven["stability"] as? Double ?? 0) - 7.467568) < 1e-4)
    #expect(abs((seven["difficulty"] as? Double ?? 0) - 6.116978) < 1e-4)
    let text = try program.run("card", "show", "few/plain", "--now", later).text
    #expect(text.contains("stability 7.5 days slow and 98.8 fast"), "\(text)")
    let refused = try program.run("config", "set", "parameters", "1 2 3")
    #expect(refused.code == 64)
    #expect(refused.errors.contains("21 numbers for fsrs6, 34 numbers for fsrs7"))
    try program.run("config", "unset", "memory_model")
    #expect(try memory()["stability"] as? Double == before["stability"] as? Double)
  }

  @Test func `an evening and the next morning are a day apart, an hour past midnight is not`()
    throws
  {
    let program = try Program()
    defer { program.remove() }
    try program.run("config", "set", "learning_steps", "none")
    let late = try program.run(
      "answer",
      "few/plain",
      "good",
      "--json",
      "--now",
      "2026-03-03T01:00:00Z"
    ).object()
    // 01:00 still belongs to the study day of 2 March, so two days later begins on the 4th.
    #expect(late["due"] as? String == "2026-03-04T04:00:00Z")
  }

  @Test func `due counts what next would give, and next is null when nothing is left`() throws {
    let program = try Program()
    defer { program.remove() }
    let due = try program.run("due", "--json", "--now", start).object()
    #expect(due["new"] as? Int == 5)
    #expect(due["total"] as? Int == 5)
    for _ in 0..<5 {
      let card = try program.run("next", "--json", "--now", start).object()
      let id = try #require(card["card_id"] as? String)
      try program.run("answer", id, "easy", "--now", start)
    }
    let nothing = try program.run("next", "--json", "--now", start)
    #expect(nothing.code == 0)
    #expect(nothing.text == "null\n")
    // The sibling gap waits for tomorrow.
    let tomorrow = try program.run("due", "--json", "--now", "2026-03-03T09:00:00Z").object()
    #expect(tomorrow["new"] as? Int == 1)
  }

  @Test func `undo takes back one answer after the other`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.run("answer", "few/plain", "good", "--now", start)
    try program.run("answer", "few/rate", "easy", "--now", start)
    let undone = try program.run("undo", "--json", "--now", start).object()
    #expect(undone["card_id"] as? String == "few/rate")
    try program.run("undo", "--now", start)
    let card = try program.run("card", "show", "few/plain", "--json", "--now", start).object()
    #expect(card["state"] as? String == "new")
    #expect((card["reviews"] as? [Any])?.isEmpty == true)
    #expect(try program.run("undo", "--json", "--now", start).text == "null\n")
  }

  @Test func `undo takes back resets and marks as well as answers, the last act first`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.run("answer", "few/plain", "good", "--now", start)
    try program.run("card", "mark", "few/plain", "--now", start)
    try program.run("card", "reset", "few/plain", "--force", "--now", start)
    for words in ["resetting few/plain", "marking few/plain", "good on few/plain"] {
      #expect(try program.run("undo", "--now", start).text.lowercased() == "undone: \(words).\n")
    }
    #expect(try program.run("undo", "--help").text.contains("mark, reset or note"))
  }

  @Test func `unknown cards, ratings and topics are usage errors with a suggestion`() throws {
    let program = try Program()
    defer { program.remove() }
    let card = try program.run("answer", "few/plan", "good")
    #expect(card.code == 64)
    #expect(card.errors == "greenroom: no card named 'few/plan'. Did you mean 'few/plain'?\n")
    let rating = try program.run("answer", "few/plain", "goood")
    #expect(rating.code == 64)
    #expect(rating.errors.contains("Did you mean 'good'?"))
    let topic = try program.run("due", "--topic", "cacheing")
    #expect(topic.code == 64)
    #expect(topic.errors == "greenroom: no topic named 'cacheing'. Did you mean 'caching'?\n")
  }

  @Test func `a mistyped command is named, with the nearest one`() throws {
    let program = try Program()
    defer { program.remove() }
    let output = try program.run("dril")
    #expect(output.code == 64)
    #expect(output.errors == "greenroom: no command named 'dril'. Did you mean 'drill'?\n")
    let option = try program.run("due", "--topics", "caching")
    #expect(option.code == 64)
    #expect(option.errors.hasPrefix("greenroom: "))
  }

  @Test func `a settings file that cannot be read is never written to`() throws {
    let program = try Program()
    defer { program.remove() }
    let file = program.home.appendingPathComponent("config.yaml")
    try program.write("stage: [\n", to: file)
    let output = try program.run("config", "set", "fuzz", "off")
    #expect(output.code == 65)
    #expect(output.errors.contains("config.yaml"))
    #expect(try String(contentsOf: file, encoding: .utf8) == "stage: [\n")
  }

  @Test func `an edit of the text and a rename of the file keep the history`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.run("answer", "few/plain", "good", "--now", start)
    let old = program.banks.appendingPathComponent("few.yaml")
    let text = Program.fewCards.replacingOccurrences(of: "Why is a sequential", with: "Why is one")
    try FileManager.default.removeItem(at: old)
    try program.write(text, to: program.banks.appendingPathComponent("deep/other.yaml"))
    let card = try program.run("card", "show", "few/plain", "--json", "--now", start).object()
    #expect((card["question"] as? String)?.hasPrefix("Why is one") == true)
    #expect((card["reviews"] as? [Any])?.count == 1)
  }

  @Test func `cards with escape sequences never reach the terminal raw`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.writeOwnBank(
      "bad.yaml",
      """
      bank: bad
      title: Bad
      cards:
        - id: one
          topic: databases
          stage: senior
          question: "red \\e[31m alert \\e]0;title\\a \\u009b2J end"
          answer: "ok"

      """
    )
    for arguments in [
      ["card", "show", "bad/one"], ["card", "list"], ["card", "search", "alert"],
      ["bank", "check"],
    ] {
      let output = try program.run(arguments)
      #expect(!output.text.contains("\u{1b}"), "\(arguments)")
      #expect(!output.text.unicodeScalars.contains { $0.value == 0x9b || $0.value == 7 })
      #expect(!output.errors.contains("\u{1b}"))
    }
  }

  @Test(arguments: ["+3", "03", "5", "0", " 3"])
  func `a grade is one digit or a word`(grade: String) throws {
    let program = try Program()
    defer { program.remove() }
    #expect(try program.run("answer", "few/plain", grade).code == 64)
  }

  @Test(arguments: ["1969-12-31T23:59:59Z", "9999-01-01T00:00:00Z"])
  func `a time out of all proportion is refused`(time: String) throws {
    let program = try Program()
    defer { program.remove() }
    #expect(try program.run("due", "--now", time).code == 64)
  }

  @Test func `the stage that is in force is shown before it is chosen`() throws {
    let program = try Program()
    defer { program.remove() }
    let line = try program.run("config", "list").text.split(separator: "\n").first ?? ""
    #expect(line.split(separator: " ") == ["stage", "senior", "default"])
  }

  @Test func `cram leaves the schedule alone, and says so`() throws {
    let program = try Program()
    defer { program.remove() }
    let output = try program.run("answer", "few/plain", "again", "--cram", "--now", start)
    #expect(output.text == "Again: few/plain, crammed; its schedule is unchanged.\n")
    let card = try program.run("card", "show", "few/plain", "--json", "--now", start).object()
    #expect(card["state"] as? String == "new")
    #expect((card["reviews"] as? [Any])?.count == 1)
  }

  @Test func `opt-in topics stay out until they are included`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.writeOwnBank(
      "gin.yaml",
      "bank: gin\ntitle: Gin\ncards:\n  - {id: a, topic: frameworks/gin, stage: senior, question: Q, answer: A}\n"
    )
    #expect(try program.run("due", "--json", "--now", start).object()["new"] as? Int == 5)
    #expect(
      try program.run("due", "--json", "--bank", "gin", "--now", start).object()["new"] as? Int == 1
    )
    try program.run("config", "set", "include", "gin")
    #expect(try program.run("due", "--json", "--now", start).object()["new"] as? Int == 6)
  }

  @Test func `a shell without input says where the candidate stands`() throws {
    let program = try Program()
    defer { program.remove() }
    let output = try program.run(["--now", start])
    #expect(output.code == 0)
    #expect(output.text.contains("Today: 5 new"))
  }

  @Test func `the shell reads verbs line by line from a pipe`() throws {
    let program = try Program()
    defer { program.remove() }
    let output = try program.run(
      ["--now", start],
      input:
        "answer few/plain good\ncard show few/plain --json\nnonsense\nquit\nanswer few/rate good\n"
    )
    #expect(output.code == 64)
    #expect(output.text.hasPrefix("Good: few/plain is back in 2d.\n"))
    #expect(output.errors.contains("nonsense"))
    #expect(!output.text.contains("few/rate is back"))
  }
}
