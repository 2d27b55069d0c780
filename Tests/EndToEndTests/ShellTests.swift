import Foundation
import TestSupport
import Testing

/// The shell: options of its verbs, scripts from a pipe, its first start.
@Suite struct ShellTests {
  private let now = "2026-03-02T09:00:00Z"

  @Test func `a script gets the results of its verbs and nothing else`() throws {
    let program = try Program.prepared()
    defer { program.remove() }
    let output = try program.run(["--now", now], input: "due --json\n")
    #expect(output.code == 0)
    #expect(try output.object()["total"] as? Int == 5)
  }

  @Test func `a script ends with the code of the first verb that failed`() throws {
    let program = try Program.prepared()
    defer { program.remove() }
    let script =
      "config get stage\ncard show few/nosuch\nnext --stage mud\ncompletions cmd\nconfig get fuzz\n"
    let output = try program.run(["--now", now], input: script)
    #expect(output.code == 64)
    #expect(output.text == "senior\non\n")
  }

  @Test(arguments: ["--now 2030-01-01T00:00:00Z", "--seed 3", "--clock-rate 1"])
  func `another clock or other chance in the shell is refused`(option: String) throws {
    let program = try Program.prepared()
    defer { program.remove() }
    let output = try program.run(["--now", now], input: "due \(option)\n")
    #expect(output.code == 64)
    #expect(output.text.isEmpty)
  }

  @Test(arguments: ["--json", "--plain", "shell"])
  func `a shell in the shell is refused`(line: String) throws {
    let program = try Program.prepared()
    defer { program.remove() }
    let output = try program.run(["--now", now], input: "\(line)\ndue --json\n")
    #expect(output.code == 64)
    #expect(output.errors.contains("you are in the shell"))
    #expect(try output.object()["total"] as? Int == 5)
  }

  @Test func `a verb's options hold for its run`() throws {
    var program = try Program.prepared()
    defer { program.remove() }
    program.environment["TERM"] = "xterm-256color"
    let terminal = try program.start()
    try terminal.wait(for: "greenroom> ")
    terminal.send("card show few/plain --no-color\n")
    try terminal.wait(for: "few/plain")
    let plain = try terminal.wait(for: "never answered")
    #expect(!plain.contains("\u{1b}[1m") && !plain.contains("\u{1b}[2m"))
    try terminal.wait(for: "greenroom> ")
    terminal.send("card reset few/plain --no-input\n")
    try terminal.wait(for: "--force")
    try terminal.wait(for: "greenroom> ")
    terminal.send("card show few/plain\n")
    let colored = try terminal.wait(for: "never answered")
    #expect(colored.contains("\u{1b}["))
    terminal.send("q\n")
    #expect(try terminal.exitCode() == 0)
  }

  @Test func `without input nothing asks at a terminal, and a pipe works`() throws {
    let program = try Program.prepared()
    defer { program.remove() }
    for arguments in [["drill", "--no-input"], ["--no-input"]] {
      let terminal = try #require(
        PseudoTerminal(
          try Program.executable().path,
          arguments,
          environment: program.fullEnvironment
        )
      )
      #expect(try terminal.exitCode() == 64)
      #expect(terminal.transcript.contains("--no-input says not to"))
    }
    let piped = try program.run(["drill", "--no-input", "--now", now], input: "\n3\n")
    #expect(piped.code == 0)
    #expect(piped.text.contains("1 answer to 1 card"))
  }

  @Test func `a drill and the shell have no JSON and say what has`() throws {
    let program = try Program.prepared()
    defer { program.remove() }
    let drill = try program.run("drill", "--json")
    #expect(drill.code == 64)
    #expect(
      drill.errors
        == "greenroom: a drill has no JSON; `next --json` and `answer --json` are its steps\n"
    )
    #expect(try program.run("--json").code == 64)
  }

  @Test func `aliases work where verbs do, and help knows only what there is`() throws {
    let program = try Program.prepared()
    defer { program.remove() }
    #expect(try program.run("d", "--now", now).code == 0)
    #expect(try program.run("help", "d").text.contains("greenroom drill [options]"))
    #expect(try program.run("help", "card", "list").text.contains("--state"))
    let unknown = try program.run("help", "dril")
    #expect(unknown.code == 64)
    #expect(unknown.errors == "greenroom: no command named 'dril'. Did you mean 'drill'?\n")
    #expect(try program.run("help", "card", "nosuch").code == 64)
  }

  @Test func `the first start takes each name once and says why a date will not do`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.writeOwnBank(
      "gin.yaml",
      "bank: gin\ntitle: Gin\ncards:\n"
        + "  - {id: a, topic: frameworks/gin, stage: senior, question: Q, answer: A}\n"
    )
    let terminal = try program.start()
    try terminal.wait(for: "stage [senior]> ")
    terminal.send("\n")
    try terminal.wait(for: "Enter to skip)> ")
    terminal.send("1 Jan 2026\n")
    try terminal.wait(for: "2026-01-01 is past")
    terminal.send("soonish\n")
    try terminal.wait(for: "cannot read that")
    terminal.send("tomorrow\n")
    try terminal.wait(for: "include [none]> ")
    terminal.send("gin, gin\n")
    try terminal.wait(for: "Minutes a day [20]> ")
    terminal.send("\n")
    try terminal.wait(for: "1 day, 20 minutes a day.")
    try terminal.wait(for: "]> ")
    terminal.send("\u{4}")
    try terminal.wait(for: "greenroom> ")
    terminal.send("q\n")
    #expect(try terminal.exitCode() == 0)
    #expect(try program.run("config", "get", "include").text == "gin\n")
    #expect(try program.run("config", "get", "interview_date").text == "2026-03-03\n")
  }
}
