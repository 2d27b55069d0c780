import Foundation
import TestSupport
import Testing

/// `stories`, as a candidate and as a script use them.
@Suite struct StoriesTests {
  private func program() throws -> Program {
    let program = try Program()
    try program.run("config", "set", "stage", "senior")
    return program
  }

  @discardableResult
  private func add(_ title: String, _ more: [String] = [], in program: Program) throws
    -> Program.Output
  {
    let options = ["--title", title, "--signals", "ownership,conflict", "--no-input"]
    return try program.run(["stories", "add"] + options + more)
  }

  private let whole = [
    "--situation", "Sunday", "--task", "Mine", "--action", "I measured", "--result",
    "6 h to 2 min", "--learning", "Alert on lag",
  ]

  @Test func `a story is written from options alone`() throws {
    let program = try program()
    defer { program.remove() }
    let output = try add("The  queue,\nagain", whole, in: program)
    #expect(output.code == 0 && output.errors.isEmpty)
    #expect(output.text == "the-queue-again is written.\n")
    let story = try program.run("stories", "show", "the-queue-again", "--json").object()
    #expect(story["title"] as? String == "The queue, again")
    #expect(story["signals"] as? [String] == ["ownership", "conflict"])
    #expect(story["scope"] as? String == "senior")
    #expect(story["result"] as? String == "6 h to 2 min")
    #expect(story["times_used"] as? Int == 0 && story["last_used"] is NSNull)
    #expect(story["weaknesses"] as? [String] == [])
    let second = try add("The queue, again", whole, in: program)
    #expect(second.text == "the-queue-again-2 is written.\n")
  }

  @Test func `what an interviewer would miss is said at once`() throws {
    let program = try program()
    defer { program.remove() }
    let output = try add("A", ["--scope", "junior", "--result", "faster"], in: program)
    #expect(output.code == 0)
    #expect(
      output.errors == """
        greenroom: a: no situation, task, action, learning yet
        greenroom: a: the result has no number: how much, how many, how long?
        greenroom: a: its scope is junior, below your target stage senior

        """
    )
  }

  @Test func `without anybody to ask, what is missing is named`() throws {
    let program = try program()
    defer { program.remove() }
    let title = try program.run("stories", "add", "--no-input")
    #expect(title.code == 64 && title.errors == "greenroom: --title is missing.\n")
    let signals = try program.run("stories", "add", "--title", "A")
    #expect(signals.code == 64 && signals.errors == "greenroom: --signals is missing.\n")
    let slip = try program.run("stories", "add", "--title", "A", "--signals", "owership")
    #expect(slip.code == 64)
    #expect(slip.errors == "greenroom: no signal named 'owership'. Did you mean 'ownership'?\n")
    let scope = try add("A", ["--scope", "staff"], in: program)
    #expect(scope.code == 64)
    #expect(try program.run("stories", "list", "--json").object()["stories"] as? [Int] == [])
  }

  @Test func `stories are listed with the signals that they cover`() throws {
    let program = try program()
    defer { program.remove() }
    try add("One", ["--scope", "mid"], in: program)
    try add("Two", ["--signals", "growth,conflict"], in: program)
    #expect(
      try program.run("stories").text == """
        1  one  mid     not told  One
        2  two  senior  not told  Two

                         1   2
        scope            .   .
        ownership        x   .
        ambiguity        .   .
        perseverance     .   .
        conflict         x   x
        growth           .   x
        communication    .   .
        leadership       .   .

        Gaps: scope (0 of 2), ownership (1 of 2), ambiguity (0 of 2), perseverance (0 of
        2), growth (1 of 2), communication (0 of 2), leadership (0 of 2).

        """
    )
    let json = try program.run("stories", "--json").object()
    #expect((json["coverage"] as? [String: [String]])?["conflict"] == ["one", "two"])
    #expect((json["gaps"] as? [String])?.contains("conflict") == false)
  }

  @Test func `a story is removed by force, or after asking`() throws {
    let program = try program()
    defer { program.remove() }
    try add("One", in: program)
    let slip = try program.run("stories", "remove", "onee", "--force")
    #expect(slip.code == 64)
    #expect(slip.errors == "greenroom: no story named 'onee'. Did you mean 'one'?\n")
    #expect(try program.run("stories", "remove", "one").code == 64)
    let output = try program.run("stories", "remove", "one", "--force", "--json")
    #expect(try output.object()["removed"] as? String == "one")
    #expect(try program.run("stories", "show", "one").errors.contains("there are none yet"))
  }

  @Test func `a damaged file is left alone`() throws {
    let program = try program()
    defer { program.remove() }
    let file = program.home.appending(path: "stories.json")
    try program.write("{}", to: file)
    for arguments in [["list"], ["show", "a"], ["remove", "a", "--force"]] {
      #expect(try program.run(["stories"] + arguments).code == 65)
    }
    #expect(try add("A", in: program).code == 65)
    #expect(try String(contentsOf: file, encoding: .utf8) == "{}")
  }

  @Test func `no text of a story steers the terminal`() throws {
    let program = try program()
    defer { program.remove() }
    let evil = "\u{1B}]0;title\u{7}\u{9B}31m\u{202E}evil"
    try add(evil, ["--situation", evil, "--result", evil], in: program)
    for arguments in [["list"], ["show", "title-31m-evil"], ["show", evil]] {
      let output = try program.run(["stories"] + arguments)
      let all = output.text + output.errors
      #expect(
        !all.unicodeScalars.contains { "\u{1B}\u{7}\u{9B}\u{202E}".unicodeScalars.contains($0) }
      )
      #expect(all.contains("evil"), "\(arguments)")
    }
  }

  // MARK: At a terminal

  private func terminal(_ program: Program, _ arguments: [String]) throws -> PseudoTerminal {
    try #require(
      PseudoTerminal(
        try Program.executable().path,
        ["stories"] + arguments,
        environment: program.fullEnvironment
      )
    )
  }

  @Test func `a story is asked for part by part`() throws {
    let program = try program()
    defer { program.remove() }
    let terminal = try terminal(program, ["add", "--learning", "Ask first"])
    try terminal.wait(for: "title (Enter: stop)> ")
    terminal.send("A cut of scope\n")
    try terminal.wait(for: "signals (Enter: stop)> ")
    terminal.send("ownership conflct\n")
    try terminal.wait(for: "Did you mean 'conflict'?")
    try terminal.wait(for: "signals (Enter: stop)> ")
    terminal.send("conflict, ownership\n")
    try terminal.wait(for: "scope [senior]> ")
    terminal.send("lead\n")
    for part in ["situation", "task", "action", "result"] {
      try terminal.wait(for: "\(part)> ")
      terminal.send("\(part) 1\n")
    }
    try terminal.wait(for: "a-cut-of-scope is written.")
    #expect(try terminal.exitCode() == 0)
    let story = try program.run("stories", "show", "a-cut-of-scope", "--json").object()
    #expect(story["scope"] as? String == "lead" && story["action"] as? String == "action 1")
    #expect(story["signals"] as? [String] == ["ownership", "conflict"])
    #expect(story["learning"] as? String == "Ask first")
  }

  /// A home whose editor runs these commands of sed, one at each start.
  private func program(editing scripts: [String]) throws -> Program {
    var program = try program()
    try add("One", whole, in: program)
    let steps = scripts.enumerated().map { "\($0.offset)) sed -i '\($0.element)' \"$1\" ;;" }
    let script = """
      #!/bin/sh
      count=$(cat '\(program.home.path)/count' 2>/dev/null || echo 0)
      echo $((count + 1)) > '\(program.home.path)/count'
      case $count in
      \(steps.joined(separator: "\n"))
      esac
      """
    let editor = program.home.appending(path: "editor.sh")
    try program.write(script, to: editor)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: editor.path)
    program.environment["EDITOR"] = editor.path
    return program
  }

  @Test func `prose with colons, dashes and marks survives the editor`() throws {
    let program = try program(editing: [
      "s/^action: .*/action: I said: \"no\"\\n\\n- # one\\n  two/"
    ])
    defer { program.remove() }
    let terminal = try terminal(program, ["edit", "one"])
    try terminal.wait(for: "one is changed.")
    #expect(try terminal.exitCode() == 0)
    let story = try program.run("stories", "show", "one", "--json").object()
    #expect(story["action"] as? String == "I said: \"no\"\n\n- # one\n  two")
    #expect(story["situation"] as? String == "Sunday")
  }

  @Test func `a bad edit can be mended, and is kept until it is`() throws {
    let program = try program(editing: [
      "s/^scope: .*/scope: seniour/; s/^action:/acton:/", "s/^acton:/action:/",
      "s/^scope: .*/scope: lead/",
    ])
    defer { program.remove() }
    let first = try terminal(program, ["edit", "one"])
    try first.wait(for: "no scope named 'seniour'. Did you mean 'senior'?")
    try first.wait(for: "no field 'action:', but 'acton:' here")
    try first.wait(for: "n leaves it]> ")
    first.send("\n")
    try first.wait(for: "no scope named 'seniour'")
    try first.wait(for: "n leaves it]> ")
    first.send("n\n")
    try first.wait(for: "the story is as it was; what you wrote waits in")
    #expect(try first.exitCode() == 1)
    let before = try program.run("stories", "show", "one", "--json").object()
    #expect(before["scope"] as? String == "senior")
    let second = try terminal(program, ["edit", "one"])
    try second.wait(for: "Going on with what you wrote last time")
    try second.wait(for: "one is changed.")
    #expect(try second.exitCode() == 0)
    let after = try program.run("stories", "show", "one", "--json").object()
    #expect(after["scope"] as? String == "lead" && after["action"] as? String == "I measured")
    let names = try FileManager.default.contentsOfDirectory(atPath: program.home.path)
    #expect(!names.contains { $0.hasPrefix(".story") })
  }

  @Test(arguments: ["", "1,$d"])
  func `an edit that says nothing changes nothing`(script: String) throws {
    let program = try program(editing: [script])
    defer { program.remove() }
    let terminal = try terminal(program, ["edit", "one"])
    try terminal.wait(for: "nothing was changed")
    #expect(try terminal.exitCode() == 1)
    let story = try program.run("stories", "show", "one", "--json").object()
    #expect(story["result"] as? String == "6 h to 2 min")
  }

  @Test func `lines that look like fields keep their place in a text`() throws {
    let program = try program(editing: ["s/^title: .*/title: Two/"])
    defer { program.remove() }
    let text = "first\naction: of theirs\n\\task: mine"
    try program.run(["stories", "add", "--title", "B", "--signals", "growth", "--task", text])
    let terminal = try terminal(program, ["edit", "b"])
    try terminal.wait(for: "b is changed.")
    #expect(try terminal.exitCode() == 0)
    let story = try program.run("stories", "show", "b", "--json").object()
    #expect(story["task"] as? String == text)
    #expect(story["title"] as? String == "Two")
  }

  @Test func `without a terminal there is no editor`() throws {
    let program = try program()
    defer { program.remove() }
    try add("One", in: program)
    #expect(try program.run("stories", "edit", "one").code == 64)
  }
}
