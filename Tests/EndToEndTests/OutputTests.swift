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
}
