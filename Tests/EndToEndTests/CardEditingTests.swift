import Foundation
import TestSupport
import Testing

/// `e` and `card edit`, with a script for an editor.
@Suite struct CardEditingTests {
  private func override(_ program: Program) -> URL {
    program.home.appendingPathComponent("banks/overrides/few.yaml")
  }

  @Test func `without an editor the card stays, and no copy is made`() throws {
    var program = try Program.prepared()
    defer { program.remove() }
    program.environment["EDITOR"] = "no-such-editor"
    let command = try program.start("card", "edit", "few/plain")
    #expect(try command.exitCode() == 69)
    #expect(command.transcript.contains("no program 'no-such-editor'"))
    let drill = try program.start("drill", "--kind", "flashcard")
    try drill.wait(for: "/? keys]> ")
    drill.send("/e\n")
    try drill.wait(for: "no program 'no-such-editor'")
    try drill.wait(for: "/? keys]> ")
    drill.send("\u{4}")
    #expect(try drill.exitCode() == 0)
    #expect(!FileManager.default.fileExists(atPath: override(program).path))
  }

  @Test func `a copy that reads as the shipped card is dropped again`() throws {
    var program = try Program.prepared()
    defer { program.remove() }
    try program.setEditor("true")
    let untouched = try program.start("card", "edit", "few/plain")
    #expect(try untouched.exitCode() == 0)
    #expect(untouched.transcript.contains("Editing your copy in"))
    #expect(untouched.transcript.contains("Nothing was changed."))
    #expect(!FileManager.default.fileExists(atPath: override(program).path))
    try program.setEditor("echo '# a remark' >> \"$file\"")
    let same = try program.start("card", "edit", "few/plain")
    #expect(try same.exitCode() == 0)
    #expect(same.transcript.contains("dropped"))
    for bank in try program.run("bank", "list", "--json").list() {
      #expect(bank["overrides"] as? Int == 0)
    }
    try program.setEditor("sed -i 's/No seek/Never a seek/' \"$file\"")
    let changed = try program.start("card", "edit", "few/plain")
    #expect(try changed.exitCode() == 0)
    #expect(try program.card("few/plain")["answer"] as? String == "Never a seek.")
  }

  @Test func `an own card without an id keeps its history when its question is edited`() throws {
    var program = try Program.prepared()
    defer { program.remove() }
    let bank = """
      bank: mine
      title: Mine
      cards:
        - topic: caching
          stage: senior
          question: Why this?
          answer: Because.

      """
    try program.writeOwnBank("mine.yaml", bank)
    let listed = try program.run("card", "list", "--bank", "mine", "--json").list()
    let id = try #require(listed.first?["card_id"] as? String)
    try program.run("answer", id, "good", "--now", "2026-03-02T09:00:00Z")
    try program.setEditor("true")
    #expect(try program.start("card", "edit", id).exitCode() == 0)
    let file = program.home.appendingPathComponent("banks/mine.yaml")
    #expect(try String(contentsOf: file, encoding: .utf8) == bank)
    try program.setEditor("sed -i 's/Why this/Why that/' \"$file\"")
    #expect(try program.start("card", "edit", id).exitCode() == 0)
    #expect(try program.card(id)["question"] as? String == "Why that?")
    #expect(try program.ratings(id) == ["good"])
  }

  @Test func `after an edit the suggestion follows the card`() throws {
    var program = try Program.prepared()
    defer { program.remove() }
    try program.setEditor("sed -i 's/ETag/Tag/' \"$file\"")
    let terminal = try program.start("drill", "--kind", "typed")
    try terminal.wait(for: "/? keys]> ")
    terminal.send("tag\n")
    try terminal.wait(for: "grade [Again]> ")
    terminal.send("e\n")
    try terminal.wait(for: "Right.")
    try terminal.wait(for: "grade [Good]> ")
    terminal.send("\u{4}")
    #expect(try terminal.exitCode() == 0)
  }

  @Test func `a card that the edit took away is dropped, and the drill goes on`() throws {
    var program = try Program.prepared()
    defer { program.remove() }
    try program.writeOwnBank(
      "mine.yaml",
      """
      bank: mine
      title: Mine
      cards:
        - {id: a, topic: caching, stage: senior, question: First one, answer: A}
        - {id: b, topic: caching, stage: senior, question: Second one, answer: B}

      """
    )
    try program.setEditor("sed -i '/id: a/d' \"$file\"")
    let terminal = try program.start("drill", "--bank", "mine")
    try terminal.wait(for: "First one")
    try terminal.wait(for: "/? keys]> ")
    terminal.send("/e\n")
    try terminal.wait(for: "mine/a is no longer in")
    try terminal.wait(for: "Second one")
    try terminal.wait(for: "/? keys]> ")
    terminal.send("\u{4}")
    #expect(try terminal.exitCode() == 0)
  }

  @Test func `only what the edit is about is reported`() throws {
    var program = try Program.prepared()
    defer { program.remove() }
    let bank = """
      bank: mine
      title: Mine
      cards:
        - {id: a, topic: caching, stage: senior, question: First one, answer: A}
        - {id: b, topic: caching, stage: seniour, question: Second one, answer: B}

      """
    try program.writeOwnBank("mine.yaml", bank)
    try program.setEditor("sed -i 's/First/Next/' \"$file\"")
    let fine = try program.start("card", "edit", "mine/a")
    #expect(try fine.exitCode() == 0)
    #expect(!fine.transcript.contains("seniour"))
    #expect(!fine.transcript.contains("left out"))
    try program.setEditor("sed -i 's/stage: senior,/stage: senor,/' \"$file\"")
    let broken = try program.start("card", "edit", "mine/a")
    #expect(try broken.exitCode() == 0)
    #expect(broken.transcript.contains("senor"))
    #expect(broken.transcript.contains("mine/a is left out"))
    #expect(!broken.transcript.contains("seniour"))
  }
}

extension CardEditingTests {
  @Test func `an editor that failed fails the command, and a kept edit is confirmed`() throws {
    var program = try Program.prepared()
    defer { program.remove() }
    try program.setEditor("exit 3")
    let failed = try program.start("card", "edit", "few/plain")
    #expect(try failed.exitCode() == 1)
    #expect(failed.transcript.contains("ended with status 3"))
    #expect(!failed.transcript.contains("Saved."))
    try program.setEditor("sed -i 's/No seek/Never a seek/' \"$file\"")
    let kept = try program.start("card", "edit", "few/plain")
    #expect(try kept.exitCode() == 0)
    #expect(kept.transcript.contains("Saved."))
  }

  @Test func `Ctrl-C on a line that was begun gives up that line, and is the first again`() throws {
    let program = try Program.prepared()
    defer { program.remove() }
    let shell = try program.start("shell")
    try shell.wait(for: "greenroom> ")
    shell.send("\u{3}")
    try shell.wait(for: "(Ctrl-C again leaves")
    try shell.wait(for: "greenroom> ")
    // Only what was read before the signal is of the line.
    shell.send("du")
    try shell.wait(for: "du")
    shell.send("\u{3}")
    try shell.wait(for: "(Ctrl-C again leaves")
    try shell.wait(for: "greenroom> ")
    shell.send("\u{3}")
    #expect(try shell.exitCode() == 130)
  }
}
