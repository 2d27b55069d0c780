import Foundation
import TestSupport
import Testing

/// `optimize` on a study: what it changes, what it leaves, and when it is offered.
@Suite struct OptimizeStudyTests {
  private let now = "2026-11-20T10:00:00Z"

  /// A study of thirty cards, each answered the same way at these moments.
  private func study(_ answers: [(moment: String, grade: String)]) throws -> Program {
    let cards = (0..<30).map { "  - {id: c\($0), question: Question \($0)?, answer: A}\n" }.joined()
    let program = try Program.prepared(
      cards: "bank: few\ntitle: Few\ntopic: caching\nstage: senior\ncards:\n" + cards
    )
    for (moment, grade) in answers {
      let lines = (0..<30).map { "answer few/c\($0) \(grade)\n" }.joined()
      #expect(try program.run("--now", moment, input: lines).code == 0)
    }
    return program
  }

  private func stability(_ program: Program) throws -> Double {
    let memory = try program.card("few/c1", now: now)["memory"] as? [String: Any]
    return try #require(memory?["stability"] as? Double)
  }

  @Test func `the model that predicts better is gone over to, and memory follows`() throws {
    let program = try study([
      ("2026-11-01T10:00:00Z", "again"), ("2026-11-03T10:00:00Z", "again"),
      ("2026-11-06T10:00:00Z", "again"), ("2026-11-10T10:00:00Z", "again"),
    ])
    defer { program.remove() }
    let before = try stability(program)
    let output = try program.run("optimize", "--now", now)
    #expect(output.text.contains("so it is kept."))
    #expect(try program.run("config", "get", "memory_model").text == "fsrs7\n")
    let after = try stability(program)
    #expect(after != before)
    // Back by hand, and all is as it was.
    try program.run("config", "unset", "parameters")
    try program.run("config", "set", "memory_model", "fsrs6")
    #expect(try stability(program) == before)
  }

  @Test func `FSRS-7 is given up for FSRS-6 where that predicts better`() throws {
    // Seconds apart, but across the boundary of two study days.
    let program = try study([
      ("2026-11-03T03:59:58Z", "good"), ("2026-11-03T04:00:02Z", "again"),
      ("2026-11-05T03:59:58Z", "good"), ("2026-11-05T04:00:02Z", "again"),
    ])
    defer { program.remove() }
    let before = try stability(program)
    try program.run("config", "set", "memory_model", "fsrs7")
    #expect(try stability(program) != before)
    let result = try program.run("optimize", "--model", "fsrs6", "--json", "--now", now)
      .object()
    #expect(result["improved"] as? Bool == true)
    #expect(result["model"] as? String == "fsrs6")
    #expect(try program.run("config", "get", "memory_model").text == "fsrs6\n")
  }

  @Test func `five hundred answers are worth an offer, once`() throws {
    let program = try study([])
    defer { program.remove() }
    let answers = String(repeating: "\n1\n", count: 498)
    let first = try program.run("drill", "--now", "2026-11-19T10:00:00Z", input: answers)
    #expect(first.text.contains("498 answers to 20 cards"))
    func drill(_ input: String) throws -> String {
      try program.run(["drill", "--limit", "1", "--now", now], input: input).text
    }
    let offer = "answers may tell how your memory differs"
    // The 499th, then the 500th.
    let short = try drill("\n3\n")
    #expect(short.contains("1 answer to 1 card") && !short.contains(offer), "\(short)")
    #expect(try drill("\n3\n").contains("Your 500 answers may tell"))
    #expect(try program.run("optimize", "--now", now).code == 0)
    let later = try drill("\n3\n")
    #expect(later.contains("1 answer to 1 card") && !later.contains(offer), "\(later)")
  }

  @Test func `Ctrl-C in the shell ends the fit and nothing else`() throws {
    var program = try Program.prepared()
    defer { program.remove() }
    program.environment["TERM"] = "xterm"
    program.environment["NO_COLOR"] = "1"
    var log = "card_id,review_time,review_rating\n"
    for card in 0..<400 {
      for (index, day) in [0, 2, 5, 11].enumerated() {
        let rating = (card * 7 + index * 3) % 5 < 2 ? 1 : 3
        log += "\(card),\((19_000 + card + day) * 86_400_000 + 40_000_000),\(rating)\n"
      }
    }
    try program.write(log, to: program.home.appendingPathComponent("log.csv"))
    let settings = try program.text("config.yaml")
    let terminal = try program.start()
    try terminal.wait(for: "greenroom> ")
    terminal.send("optimize --reviews '\(program.home.path)/log.csv'\n")
    try terminal.wait(for: "\r\u{1b}[Kfitting, ")
    try terminal.wait(for: "Ctrl-C stops")
    terminal.send("\u{3}")
    // The line goes, with the mark that the terminal put behind it.
    let end = try terminal.wait(for: "greenroom: stopped; nothing was changed")
    #expect(end.contains("\r\u{1b}[Kgreenroom: stopped"), "\(end.debugDescription)")
    try terminal.wait(for: "greenroom> ")
    terminal.send("config get memory_model\n")
    try terminal.wait(for: "fsrs6\r\n")
    // At the prompt Ctrl-C means again what it meant there.
    try terminal.wait(for: "greenroom> ")
    terminal.send("half a li\u{3}")
    try terminal.wait(for: "greenroom> ")
    terminal.send("q\n")
    #expect(try terminal.exitCode() == 0)
    #expect(try program.text("config.yaml") == settings)
  }
}
