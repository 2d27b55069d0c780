import Foundation
import TestSupport
import Testing

/// Ctrl-C and signals, at every prompt there is.
@Suite struct LeavingTests {
  private func end(_ terminal: PseudoTerminal, _ signal: Int32) throws -> Int32 {
    terminal.signal(signal)
    return try terminal.exitCode()
  }

  @Test(arguments: [(SIGTERM, Int32(143)), (SIGHUP, Int32(129))])
  func `a signal to leave ends the program, not only the verb`(signal: Int32, code: Int32) throws {
    let program = try Program.prepared()
    defer { program.remove() }
    let shell = try program.start()
    try shell.wait(for: "greenroom> ")
    shell.send("drill --kind flashcard\n")
    try shell.wait(for: "/? keys]> ")
    #expect(try end(shell, signal) == code)

    let noting = try program.start("drill")
    try noting.wait(for: "/? keys]> ")
    noting.send("/n\n")
    try noting.wait(for: "note [none]> ")
    #expect(try end(noting, signal) == code)

    let resetting = try program.start("card", "reset", "few/plain")
    try resetting.wait(for: "[y/N]> ")
    #expect(try end(resetting, signal) == code)
  }

  @Test func `a signal in the first start, and in the drill after it, ends the program`() throws {
    let program = try Program()
    defer { program.remove() }
    let asking = try program.start()
    try asking.wait(for: "stage [senior]> ")
    #expect(try end(asking, SIGTERM) == 143)

    let drilling = try program.start()
    try drilling.wait(for: "stage [senior]> ")
    drilling.send("\n")
    try drilling.wait(for: "Interview date")
    drilling.send("\n")
    try drilling.wait(for: "Minutes a day [20]> ")
    drilling.send("\n")
    try drilling.wait(for: "/? keys]> ")
    #expect(try end(drilling, SIGTERM) == 143)
  }

  @Test func `Ctrl-C twice leaves the first start with 130`() throws {
    let program = try Program()
    defer { program.remove() }
    let terminal = try program.start()
    try terminal.wait(for: "stage [senior]> ")
    terminal.send("\u{3}")
    try terminal.wait(for: "(Ctrl-C again leaves)")
    try terminal.wait(for: "stage [senior]> ")
    terminal.send("\u{3}")
    #expect(try terminal.exitCode() == 130)
  }

  @Test func `Ctrl-C at the doubt about Hard goes back to the grade, and garbage asks again`()
    throws
  {
    let program = try Program.prepared()
    defer { program.remove() }
    let terminal = try program.start("drill", "--kind", "typed")
    try terminal.wait(for: "/? keys]> ")
    terminal.send("wrong\n")
    try terminal.wait(for: "grade [Again]> ")
    terminal.send("2\n")
    try terminal.wait(for: "h: Hard]> ")
    terminal.send("\u{3}")
    try terminal.wait(for: "grade [Again]> ")
    #expect(try program.ratings("few/header").isEmpty)
    terminal.send("2\n")
    try terminal.wait(for: "h: Hard]> ")
    terminal.send("whatever\n")
    try terminal.wait(for: "or another grade")
    try terminal.wait(for: "h: Hard]> ")
    #expect(try program.ratings("few/header").isEmpty)
    terminal.send("3\n")
    try terminal.wait(for: "Tomorrow")
    #expect(try program.ratings("few/header") == ["good"])
  }

  @Test func `Ctrl-C at the points gives up the line, and twice stops`() throws {
    let program = try Program.prepared()
    defer { program.remove() }
    let terminal = try program.start("drill", "--kind", "flashcard")
    try terminal.wait(for: "/? keys]> ")
    terminal.send("\n")
    try terminal.wait(for: "judge yourself)> ")
    terminal.send("1\u{3}")
    try terminal.wait(for: "Ctrl-C again stops")
    try terminal.wait(for: "judge yourself)> ")
    terminal.send("\u{3}")
    #expect(try terminal.exitCode() == 130)
    #expect(try program.ratings("few/plain").isEmpty)
  }

  @Test func `the mark of Ctrl-C stands behind what was typed`() throws {
    var program = try Program.prepared()
    defer { program.remove() }
    program.environment["TERM"] = "xterm"
    program.environment["NO_COLOR"] = "1"
    let terminal = try program.start("drill")
    try terminal.wait(for: "/? keys]> ")
    terminal.send("half an ans")
    try terminal.wait(for: "half an ans")
    terminal.send("\u{3}")
    let seen = try terminal.wait(for: "Ctrl-C again stops")
    #expect(seen.hasPrefix("^C\r\n"), "\(seen.debugDescription)")
  }
}
