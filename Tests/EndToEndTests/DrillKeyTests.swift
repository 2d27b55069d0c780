import Foundation
import TestSupport
import Testing

/// What can be typed at a card, and what the program makes of it.
@Suite struct DrillKeyTests {
  @Test func `at the points a lone key is a command, and so is one with a slash`() throws {
    let program = try Program.prepared()
    defer { program.remove() }
    let terminal = try program.start("drill", "--kind", "flashcard")
    try terminal.wait(for: "/? keys]> ")
    terminal.send("\n")
    try terminal.wait(for: "judge yourself)> ")
    terminal.send("*\n")
    try terminal.wait(for: "Marked.")
    try terminal.wait(for: "judge yourself)> ")
    terminal.send("/I\n")
    // The id first, for whoever wants to report the card.
    try terminal.wait(for: "few/plain")
    try terminal.wait(for: "never answered")
    try terminal.wait(for: "judge yourself)> ")
    terminal.send("/bogus\n")
    try terminal.wait(for: "no command /bogus; /? lists them")
    try terminal.wait(for: "judge yourself)> ")
    terminal.send("Q\n")
    #expect(try terminal.exitCode() == 0)
  }

  @Test func `a mistyped command is no answer, a path is one`() throws {
    let program = try Program.prepared(
      cards: Program.fewCards.replacingOccurrences(of: "ETag", with: "/v1/users")
        .replacingOccurrences(of: "entity tag", with: "/users")
    )
    defer { program.remove() }
    let flashcard = try program.start("drill", "--kind", "flashcard")
    try flashcard.wait(for: "/? keys]> ")
    flashcard.send("/bogus\n")
    try flashcard.wait(for: "no command /bogus; /? lists them")
    try flashcard.wait(for: "/? keys]> ")
    flashcard.send("/Q\n")
    #expect(try flashcard.exitCode() == 0)
    for path in ["/v1/users", "/users"] {
      let typed = try program.start("drill", "--kind", "typed")
      try typed.wait(for: "/? keys]> ")
      typed.send("\(path)\n")
      try typed.wait(for: "Right.")
      try typed.wait(for: "grade [Good]> ")
      typed.send("\u{4}")
      #expect(try typed.exitCode() == 0)
    }
  }

  @Test func `a note asks for its text, and Ctrl-C takes it back`() throws {
    let program = try Program.prepared()
    defer { program.remove() }
    let terminal = try program.start("drill", "--kind", "flashcard")
    try terminal.wait(for: "/? keys]> ")
    terminal.send("/n\n")
    try terminal.wait(for: "note [none]> ")
    terminal.send("\u{3}")
    try terminal.wait(for: "/? keys]> ")
    terminal.send("/n See RFC 9110\n")
    try terminal.wait(for: "Noted.")
    try terminal.wait(for: "/? keys]> ")
    terminal.send("\u{4}")
    #expect(try terminal.exitCode() == 0)
    #expect(try program.card("few/plain")["notes"] as? [String] == ["See RFC 9110"])
  }

  @Test func `the arrow keys find no verbs in a drill, and find them again after it`() throws {
    let program = try Program.prepared()
    defer { program.remove() }
    let terminal = try program.start()
    try terminal.wait(for: "greenroom> ")
    terminal.send("drill --kind typed\n")
    try terminal.wait(for: "/? keys]> ")
    terminal.send("\u{1b}[A\n")
    try terminal.wait(for: "No answer.")
    try terminal.wait(for: "grade [Again]> ")
    terminal.send("q\n")
    try terminal.wait(for: "greenroom> ")
    terminal.send("\u{1b}[A\n")
    try terminal.wait(for: "drill --kind typed")
    try terminal.wait(for: "/? keys]> ")
    terminal.send("\u{4}")
    try terminal.wait(for: "greenroom> ")
    terminal.send("q\n")
    #expect(try terminal.exitCode() == 0)
  }

  @Test func `where the locale is not UTF-8 the program's own words are ASCII`() throws {
    var program = try Program.prepared()
    defer { program.remove() }
    program.environment["LANG"] = "C"
    let terminal = try program.start("drill", "--kind", "flashcard")
    try terminal.wait(for: "[Enter shows the answer - or type it - /? keys]> ")
    terminal.send("/?\n")
    try terminal.wait(for: "/? keys]> ")
    terminal.send("\n")
    try terminal.wait(for: "judge yourself)> ")
    terminal.send("all\n")
    try terminal.wait(for: "grade [Good]> ")
    terminal.send("4\n")
    #expect(try terminal.exitCode() == 0)
    #expect(terminal.transcript.filter { !$0.isASCII }.isEmpty)
  }

  @Test func `a card that is forgotten once too often is named with what to do about it`() throws {
    let program = try Program.prepared()
    defer { program.remove() }
    var output = try program.run("answer", "few/plain", "easy", "--now", "2026-01-01T09:00:00Z")
    // Eight lapses, each after the card has been back in review.
    for month in 2...9 {
      let hour = { (hour: String) in "2026-0\(month)-01T\(hour):00:00Z" }
      output = try program.run("answer", "few/plain", "again", "--json", "--now", hour("09"))
      _ = try output.object()
      try program.run("answer", "few/plain", "easy", "--now", hour("10"))
    }
    #expect(
      output.errors == "greenroom: few/plain was forgotten 8 times: a leech. Rewrite it "
        + "(`card edit few/plain`), or suspend it (`card suspend few/plain`) "
        + "and learn it another way.\n"
    )
  }
}
