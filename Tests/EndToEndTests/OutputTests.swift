import Foundation
import TestSupport
import Testing

/// What the program writes, and where it goes.
@Suite struct OutputTests {
  @Test func `an estimate that misses is told how it was understood`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.run("config", "set", "stage", "senior")
    let terminal = try #require(
      PseudoTerminal(
        try Program.executable().path,
        ["drill", "--kind", "estimate"],
        environment: program.fullEnvironment
      )
    )
    try terminal.wait(for: "/? keys]> ")
    terminal.send("12 apples\n")
    try terminal.wait(for: "no number I can read")
    terminal.send("2*60k requests/min\n")
    try terminal.wait(for: "You said 2,000 (167× too high).")
    terminal.send("\n/q\n")
    _ = try terminal.exitCode()
  }

  @Test(arguments: [
    ["\u{1b}]0;HACK\u{7}x"], ["drill", "--x\u{1b}[31m"], ["drill", "--limit", "\u{1b}[31m9"],
    ["stats", "--days", "\u{1b}[31m9"], ["due", "--now", "\u{1b}[31m9"], ["card", "\u{1b}[31mx"],
    ["card", "show", "\u{1b}[31mx"], ["due", "--topic", "\u{9b}31mx"],
    ["config", "get", "\u{1b}[2J"],
    ["answer", "few/plain", "good\u{1b}[2J"], ["help", "\u{1b}[31mx"],
    ["completions", "\u{1b}[31m"],
  ])
  func `what was typed wrong comes back without its escape sequences`(arguments: [String]) throws {
    let program = try Program()
    defer { program.remove() }
    let output = try program.run(arguments)
    #expect(output.code != 0 || arguments[0] == "help")
    for text in [output.text, output.errors] {
      #expect(
        text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control }
      )
    }
    let shell = try program.run([], input: arguments.joined(separator: " ") + "\n")
    #expect(!(shell.text + shell.errors).unicodeScalars.contains("\u{1b}"))
  }

  @Test func `results that cannot be written are not a success`() throws {
    let program = try Program()
    defer { program.remove() }
    for arguments in ["card list", "due --json", "help", "--version", "stats"] {
      let output = try program.shell("\(arguments) > /dev/full")
      #expect(output.code == 73, "\(arguments)")
      #expect(output.errors == "greenroom: cannot write the output: No space left on device\n")
    }
    #expect(try program.shell("due >&-").code == 73)
    #expect(try program.shell("nonsense > /dev/full").code == 64)
  }

  @Test func `a reader that leaves early is a quiet end`() throws {
    let cards = (0..<3_000).map {
      "  - {id: c\($0), topic: caching, stage: mid, question: Why \($0) and no other?, answer: A}\n"
    }
    let program = try Program(cards: "bank: few\ntitle: F\ncards:\n" + cards.joined())
    defer { program.remove() }
    let output = try program.shell("card list | head -n 1")
    #expect(output.text.hasPrefix("few/c0"))
    #expect(output.errors.isEmpty)
  }

  @Test func `--plain shows tables and results in words`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.writeOwnBank(
      "t.yaml",
      """
      bank: t
      title: T
      cards:
        - id: a
          topic: databases
          stage: senior
          question: Which?
          answer: |
            | name | cost |
            |------|-----:|
            | seek | 1 |

      """
    )
    let shown = try program.run("card", "show", "t/a", "--plain").text
    #expect(shown.contains("name: seek\n"))
    #expect(shown.contains("cost: 1\n"))
    #expect(try program.run("card", "show", "t/a").text.contains("│"))
    try program.run("config", "set", "stage", "senior")
    let drill = try program.run(["drill", "--plain", "--kind", "estimate"], input: "12\n3\n")
    #expect(drill.text.contains("  databases: 1 of 1 (100 %)\n"))
    #expect(!drill.text.contains("█"))
  }

  @Test(arguments: [
    ["list"], ["list", "--kind", "cloze"], ["search", "a"], ["list", "--state", "learning"],
  ])
  func `a list says the same to a person as to a program`(words: [String]) throws {
    let program = try Program()
    defer { program.remove() }
    try program.run("answer", "few/rate", "again")
    let lines = try program.run(["card"] + words).text.split(separator: "\n")
    let cards = try program.run(["card"] + words + ["--json"]).list()
    #expect(!cards.isEmpty)
    try #require(lines.count == cards.count)
    for (line, card) in zip(lines, cards) {
      for field in ["card_id", "stage", "state", "question"] {
        let text = try #require(card[field] as? String)
        #expect(line.contains(text), "\(field) of \(line)")
      }
      #expect(card["answer"] is String)
      #expect(card["due"] is NSNull == (card["state"] as? String == "new"))
    }
    let nothing = try program.run("card", "search", "no-such-word")
    #expect(nothing.errors == "greenroom: no such card\n")
    #expect(try program.run("card", "search", "no-such-word", "--json").text == "[\n\n]\n")
  }
}
