import Foundation
import TestSupport
import Testing

/// The shell and the drill, driven as a person drives them.
@Suite struct TerminalDrillTests {
  private let start = "2026-03-02T09:00:00Z"

  private func terminal(_ program: Program, _ arguments: [String], columns: UInt16 = 80) throws
    -> PseudoTerminal
  {
    try #require(
      PseudoTerminal(
        try Program.executable().path,
        arguments + ["--now", start],
        environment: program.fullEnvironment,
        columns: columns
      )
    )
  }

  /// A home whose owner has answered the questions of the first start.
  private func program() throws -> Program {
    let program = try Program()
    try program.run("config", "set", "stage", "senior")
    return program
  }

  @Test func `the first start asks four questions and shows a card`() throws {
    let program = try Program()
    defer { program.remove() }
    let terminal = try terminal(program, [])
    try terminal.wait(for: "stage [senior]> ")
    terminal.send("9\n")
    try terminal.wait(for: "from 1 to 5")
    terminal.send("2\n")
    try terminal.wait(for: "Interview date")
    terminal.send("in 4 weeks\n")
    try terminal.wait(for: "Minutes a day [20]> ")
    terminal.send("\n")
    try terminal.wait(for: "28 days, 20 minutes a day.")
    try terminal.wait(for: "/? keys]> ")
    terminal.send("/q\n")
    try terminal.wait(for: "greenroom> ")
    terminal.send("q\n")
    #expect(try terminal.exitCode() == 0)
    let stage = try program.run("config", "get", "stage")
    #expect(stage.text == "mid\n")
  }

  @Test func `a grade is safe, an undo takes it back, and a quit in the middle is clean`() throws {
    let program = try program()
    defer { program.remove() }
    // With a second step the one card comes back after Good, and the drill goes on.
    try program.run("config", "set", "learning_steps", "1m", "10m")
    let terminal = try terminal(program, ["drill", "--topic", "databases", "--kind", "flashcard"])
    try terminal.wait(for: "/? keys]> ")
    terminal.send("forgot\n")
    try terminal.wait(for: "No seek.")
    try terminal.wait(for: "points")
    terminal.send("1 3\n")
    try terminal.wait(for: "2 of 3: suggests Good")
    try terminal.wait(for: "grade [Good]> ")
    terminal.send("5\n")
    try terminal.wait(for: "5 is no grade here")
    terminal.send("\n")
    try terminal.wait(for: "/? keys]> ")
    #expect(try reviews(program) == 1)
    terminal.send("/u\n")
    try terminal.wait(for: "Undone: Good on few/plain.")
    try terminal.wait(for: "new")
    #expect(try reviews(program) == 0)
    terminal.send("\u{4}")
    #expect(try terminal.exitCode() == 0)
  }

  @Test func `an answer outlives kill -9`() throws {
    let program = try program()
    defer { program.remove() }
    let terminal = try terminal(program, ["drill", "--kind", "flashcard"])
    try terminal.wait(for: "/? keys]> ")
    terminal.send("\n")
    try terminal.wait(for: "points")
    terminal.send("\n")
    try terminal.wait(for: "grade [Good]> ")
    terminal.send("4\n")
    try terminal.wait(for: "Tomorrow")
    terminal.signal(SIGKILL)
    #expect(try reviews(program) == 1)
  }

  @Test func `Ctrl-C abandons the line, and twice stops with 130`() throws {
    let program = try program()
    defer { program.remove() }
    let terminal = try terminal(program, ["drill"])
    try terminal.wait(for: "/? keys]> ")
    terminal.send("half an ans")
    try terminal.wait(for: "half an ans")
    terminal.send("\u{3}")
    try terminal.wait(for: "Ctrl-C again stops")
    try terminal.wait(for: "/? keys]> ")
    terminal.send("\u{3}")
    #expect(try terminal.exitCode() == 130)
  }

  @Test func `e edits the card at hand and comes back to it`() throws {
    var program = try program()
    defer { program.remove() }
    try program.writeOwnBank(
      "mine.yaml",
      """
      bank: mine
      title: Mine
      cards:
        - {id: a, topic: caching, stage: senior, question: Old question, answer: Old answer}

      """
    )
    let editor = program.home.appendingPathComponent("my editor")
    try program.write(
      "#!/bin/sh\nfor file; do :; done\nsed -i \"s/Old/New/g\" \"$file\"\n",
      to: editor
    )
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: editor.path)
    program.environment["EDITOR"] = "'\(editor.path)' --wait"
    let terminal = try terminal(program, ["drill", "--bank", "mine"])
    try terminal.wait(for: "Old question")
    try terminal.wait(for: "/? keys]> ")
    terminal.send("\n")
    try terminal.wait(for: "Old answer")
    try terminal.wait(for: "grade [Good]> ")
    terminal.send("e\n")
    try terminal.wait(for: "New question")
    try terminal.wait(for: "New answer")
    try terminal.wait(for: "grade [Good]> ")
    terminal.send("q\n")
    #expect(try terminal.exitCode() == 0)
  }

  @Test func `after a resize the next card fits the new window`() throws {
    let program = try program()
    defer { program.remove() }
    let terminal = try terminal(program, ["drill"], columns: 100)
    try terminal.wait(for: "/? keys]> ")
    terminal.resize(rows: 24, columns: 40)
    terminal.send("/s\n")
    try terminal.wait(for: "Skipped for now.")
    let card = try terminal.wait(for: "/? keys]> ").replacingOccurrences(of: "\r", with: "")
    let lines = card.split(separator: "\n").dropLast()
    #expect(!lines.isEmpty)
    for line in lines { #expect(line.count <= 40, "\(line)") }
    terminal.send("\u{4}")
    #expect(try terminal.exitCode() == 0)
  }

  @Test func `colour is on in a capable terminal and off where NO_COLOR says so`() throws {
    var program = try program()
    defer { program.remove() }
    program.environment["TERM"] = "xterm-256color"
    let colored = try terminal(program, ["card", "show", "few/plain"])
    #expect(try colored.exitCode() == 0)
    #expect(colored.transcript.contains("\u{1b}["))
    program.environment["NO_COLOR"] = "1"
    let plain = try terminal(program, ["card", "show", "few/plain"])
    #expect(try plain.exitCode() == 0)
    #expect(!plain.transcript.contains("\u{1b}"))
    #expect(plain.transcript.contains("few/plain"))
  }

  @Test func `a card's key can be read whole in a narrow window`() throws {
    let program = try program()
    defer { program.remove() }
    try program.writeOwnBank(
      "a-bank-with-a-name.yaml",
      "bank: a-bank-with-a-name\ntitle: T\ncards:\n  - {id: an-id-of-some-length, "
        + "topic: caching, stage: senior, question: A question of some length, answer: A}\n"
    )
    let terminal = try terminal(program, ["card", "list"], columns: 44)
    #expect(try terminal.exitCode() == 0)
    #expect(terminal.transcript.contains("a-bank-with-a-name/an-id-of-some-length"))
  }

  @Test func `Tab completes verbs and topics`() throws {
    let program = try program()
    defer { program.remove() }
    let terminal = try terminal(program, [])
    try terminal.wait(for: "greenroom> ")
    terminal.send("comp\t")
    try terminal.wait(for: "completions ")
    terminal.send("\u{15}due --topic databases/i\t")
    try terminal.wait(for: "databases/indexing ")
    terminal.send("\n")
    try terminal.wait(for: "greenroom> ")
    terminal.send("q\n")
    #expect(try terminal.exitCode() == 0)
  }

  @Test(arguments: [UInt16(40), 80, 200])
  func `no line is wider than the window`(columns: UInt16) throws {
    let program = try program()
    defer { program.remove() }
    let terminal = try terminal(program, ["card", "show", "few/pick"], columns: columns)
    #expect(try terminal.exitCode() == 0)
    for line in terminal.transcript.split(whereSeparator: \.isNewline) {
      #expect(line.count <= Int(columns), "\(line)")
    }
    #expect(!terminal.transcript.contains("\u{1b}"))
  }

  @Test(arguments: [UInt16(40), 80, 120])
  func `the reasons beside choices keep within the window`(columns: UInt16) throws {
    let program = try program()
    defer { program.remove() }
    let long = String(repeating: "Every peer is a proxy until told otherwise. ", count: 6)
    try program.writeOwnBank(
      "long.yaml",
      """
      bank: long
      title: Long
      cards:
        - id: pick
          kind: choice
          topic: caching
          stage: senior
          question: Which?
          choices:
            - {right: "\(long)", why: "\(long)"}
            - {wrong: no, why: "\(long)"}

      """
    )
    let terminal = try terminal(program, ["drill", "--bank", "long"], columns: columns)
    try terminal.wait(for: "Enter: show")
    try terminal.wait(for: "]> ")
    terminal.send("1\n")
    let shown = try terminal.wait(for: "grade [")
    for line in shown.split(whereSeparator: \.isNewline) {
      #expect(line.count <= Int(columns), "\(line)")
    }
  }

  private func reviews(_ program: Program) throws -> Int {
    let card = try program.run("card", "show", "few/plain", "--json", "--now", start).object()
    return try #require(card["reviews"] as? [Any]).count
  }
}
