import Foundation
import Testing

/// What is wrong with banks and settings is told by whatever uses them.
@Suite struct ProblemTests {
  private let start = "2026-03-02T09:00:00Z"

  @Test func `errors in bank files are told once, beside the results`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.writeOwnBank(
      "mine.yaml",
      "bank: mine\ntitle: M\ncards:\n  - {id: a, topic: caching, stage: wizard, question: Q, answer: A}\n"
    )
    let message = "greenroom: 1 problem in bank files; `bank check` lists them\n"
    for arguments in [
      ["due", "--json"], ["next", "--json"], ["card", "list", "--json"], ["stats", "--json"],
    ] {
      let output = try program.run(arguments + ["--now", start])
      #expect(output.errors == message, "\(arguments)")
      _ = try output.json()
    }
    let shell = try program.run(["--now", start], input: "due\ndue\n")
    #expect(shell.errors == message)
  }

  @Test func `mistakes in the settings are told in full by whatever uses them`() throws {
    let program = try Program()
    defer { program.remove() }
    let file = program.home.appendingPathComponent("config.yaml")
    try program.write("stage: wizard\nnew_per_day: 7\n", to: file)
    let output = try program.run("due", "--json", "--now", start)
    #expect(
      output.errors
        == "greenroom: \(file.path):1:1: error: stage: 'wizard' is not allowed; it takes junior, mid, "
        + "senior, lead, principal\n"
    )
    _ = try output.object()
    let set = try program.run("config", "set", "include", "few")
    #expect(set.errors.components(separatedBy: "wizard").count == 2)
  }
}
