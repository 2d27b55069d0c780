import Foundation
import TestSupport
import Testing

/// Mock rounds, driven as a person drives them, with the shipped prompts.
@Suite struct MockTests {
  private let start = "2026-03-02T09:00:00Z"

  private func program() throws -> Program {
    var program = try Program()
    program.environment["GREENROOM_BANKS"] =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("QuestionBanks").path
    try program.run("config", "set", "stage", "senior")
    return program
  }

  private func terminal(
    _ program: Program,
    _ arguments: [String],
    now: String? = nil,
    rate: String = "1",
    columns: UInt16 = 80,
    term: String = "xterm"
  ) throws -> PseudoTerminal {
    var environment = program.fullEnvironment
    environment["TERM"] = term
    environment["NO_COLOR"] = "1"
    return try #require(
      PseudoTerminal(
        try Program.executable().path,
        arguments + ["--now", now ?? start, "--clock-rate", rate, "--seed", "7"],
        environment: environment,
        columns: columns
      )
    )
  }

  /// Ctrl-D at a prompt that stands there: between two lines the terminal would swallow it.
  private func leave(_ terminal: PseudoTerminal) throws {
    terminal.send("/time\n")
    try terminal.wait(for: "left:")
    try terminal.wait(for: "> ")
    terminal.send("\u{4}")
  }

  private func rounds(_ program: Program) throws -> [[String: Any]] {
    let folder = program.home.appendingPathComponent("rounds")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix(".json") }
      .map { name in
        let data = try Data(contentsOf: folder.appendingPathComponent(name))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      }
  }

  private func notes(_ round: [String: Any], kind: String = "note") -> [String] {
    ((round["notes"] as? [[String: Any]]) ?? []).filter { $0["kind"] as? String == kind }
      .compactMap { $0["text"] as? String }
  }

  @Test
  func `a round goes from its opening to a verdict, and what was missed comes first tomorrow`()
    throws
  {
    let program = try program()
    defer { program.remove() }
    let terminal = try terminal(program, ["mock", "design", "--prompt", "chat-app"])
    try terminal.wait(for: "Let's design a chat")
    try terminal.wait(for: "round 4")
    terminal.send("/ask users\n")
    try terminal.wait(for: "50 million")
    terminal.send("store the message durably before acknowledging and fan-out\n")
    try terminal.wait(for: "> ")
    terminal.send("/done\n")
    try terminal.wait(for: "min are left. [Enter ends")
    terminal.send("\n")
    try terminal.wait(for: "what did you say?")
    try terminal.wait(for: "[Enter keeps")
    terminal.send("none\n")
    try terminal.wait(for: "[Enter keeps")
    terminal.send("\n")
    try terminal.wait(for: "Pacing")
    for score in 1...6 {
      try terminal.wait(for: "evidence [")
      terminal.send("because \(score)\n")
      try terminal.wait(for: "score 1-")
      terminal.send("3\n")
    }
    try terminal.wait(for: "Verdict for senior: passed. 3.0 of 4.")
    try terminal.wait(for: "[Enter all")
    terminal.send("1 2\n")
    try terminal.wait(for: "2 missed points are cards, first tomorrow.")
    #expect(try terminal.exitCode() == 0)

    let round = try #require(try rounds(program).first)
    #expect(round["state"] as? String == "finished")
    #expect(round["attempt"] as? String == "cold")
    let debrief = try #require(round["debrief"] as? [String: Any])
    #expect(debrief["passed"] as? Bool == true)
    let cards = try #require(debrief["cards"] as? [String])
    #expect(cards.count == 2)

    // Today they wait; tomorrow they come first.
    let today = try program.run("next", "--json", "--now", start).object()
    #expect(!cards.contains(today["card_id"] as? String ?? ""))
    var seen: Set<String> = []
    for minute in 0..<2 {
      let now = "2026-03-03T09:0\(minute):00Z"
      let next = try program.run("next", "--json", "--now", now).object()
      let id = try #require(next["card_id"] as? String)
      seen.insert(id)
      try program.run("answer", id, "easy", "--now", now)
    }
    #expect(seen == Set(cards))
  }

  @Test(arguments: ["größe 漢字 🎤 and so on"])
  func `a half-typed line outlives nudges, the curveball and a resize`(line: String) throws {
    let program = try program()
    defer { program.remove() }
    let terminal = try terminal(
      program,
      ["mock", "design", "--prompt", "chat-app"],
      rate: "120"
    )
    try terminal.wait(for: "> ")
    terminal.send(String(line.prefix(9)))
    try terminal.wait(for: "half of the time")
    terminal.resize(rows: 20, columns: 60)
    try terminal.wait(for: "one minute left")
    terminal.send(String(line.dropFirst(9)))
    try terminal.wait(for: "time for requirements is up")
    try terminal.wait(for: "Curveball")
    terminal.send("\n")
    try leave(terminal)
    #expect(try terminal.exitCode() == 0)
    #expect(try notes(#require(try rounds(program).first)) == [line])
  }

  @Test func `ctrl-d leaves a round, and resume goes on with it`() throws {
    let program = try program()
    defer { program.remove() }
    let first = try terminal(program, ["mock", "coding"])
    try first.wait(for: "clarify")
    try first.wait(for: "> ")
    first.send("empty input gives an empty list\n")
    try first.wait(for: "> ")
    first.send("/next\n")
    try first.wait(for: "The plain way")
    try leave(first)
    try first.wait(for: "`mock --resume` goes on")
    #expect(try first.exitCode() == 0)

    let second = try terminal(program, ["mock", "--resume"], now: "2026-03-02T10:00:00Z")
    try second.wait(for: "Going on with")
    try second.wait(for: "approach")
    second.send("/done\n")
    try second.wait(for: "min are left. [Enter ends")
    second.send("\n")
    try second.wait(for: "what did you say?")
    try second.wait(for: "none]> ")
    second.send("\u{4}")
    #expect(try second.exitCode() == 0)
    let round = try #require(try rounds(program).first)
    #expect(round["state"] as? String == "debrief")
    let clock = try #require(round["clock"] as? [String: Any])
    let dead = try #require(clock["dead_seconds"] as? Double)
    #expect((3_500...3_600).contains(dead))
    #expect(try #require(clock["elapsed_seconds"] as? Double) < 100)
  }

  @Test func `kill -9 at any moment loses no line that was taken, and every file is whole`() throws
  {
    let program = try program()
    defer { program.remove() }
    for trial in 0..<8 {
      let terminal = try terminal(
        program,
        trial == 0 ? ["mock", "design", "--prompt", "news-feed"] : ["mock", "--resume"],
        rate: "60"
      )
      try terminal.wait(for: "> ")
      for line in 0...(trial % 3) {
        terminal.send("line \(trial).\(line)\n")
        // The next line is taken only when this one is on disk.
        terminal.send("/time\n")
        try terminal.wait(for: "left:")
      }
      terminal.send("being typ")
      usleep(UInt32(trial * 7_000))
      terminal.signal(SIGKILL)
      #expect(try terminal.exitCode() == 128 + SIGKILL)
      let taken = try notes(#require(try rounds(program).first))
      let wanted = (0...trial).flatMap { trial in
        (0...(trial % 3)).map { "line \(trial).\($0)" }
      }
      #expect(taken == wanted)
    }
    #expect(try rounds(program).count == 1)
  }

  @Test func `giving up begun lines leaves no round, and ctrl-c twice does`() throws {
    let program = try program()
    defer { program.remove() }
    let terminal = try terminal(program, ["mock", "design", "--prompt", "chat-app"])
    try terminal.wait(for: "> ")
    for line in ["abc", "def"] {
      terminal.send(line)
      try terminal.wait(for: line)
      terminal.signal(SIGINT)
      try terminal.wait(for: "Ctrl-C again leaves the round")
      try terminal.wait(for: "> ")
    }
    terminal.signal(SIGINT)
    try terminal.wait(for: "`mock --resume` goes on")
    #expect(try terminal.exitCode() == 130)
    #expect(try notes(#require(try rounds(program).first)) == [])
  }

  @Test func `plain announces in words and redraws nothing`() throws {
    let program = try program()
    defer { program.remove() }
    let terminal = try terminal(
      program,
      ["mock", "design", "--prompt", "rate-limiter", "--plain"],
      rate: "120",
      term: "dumb"
    )
    try terminal.wait(for: "requirements> ")
    terminal.send("abc")
    try terminal.wait(for: "half of the time")
    try terminal.wait(for: "requirements> abc")
    try terminal.wait(for: "one minute left")
    terminal.send("def\n")
    try leave(terminal)
    #expect(try terminal.exitCode() == 0)
    #expect(!terminal.transcript.contains("\u{1B}[A"))
    #expect(!terminal.transcript.contains("round 4"))
    #expect(try notes(#require(try rounds(program).first)) == ["abcdef"])
  }

  @Test func `blind hides what the prompt is about`() throws {
    let program = try program()
    defer { program.remove() }
    let output = try program.run(
      ["mock", "design", "--prompt", "url-shortener", "--blind", "--now", start],
      input: ""
    )
    let opening = output.text.prefix { $0 != "\"" }
    #expect(opening.contains("Round: system design"))
    #expect(!opening.lowercased().contains("short"))
    #expect(!opening.contains("caching"))
  }

  @Test func `who answers nothing gets a verdict all the same`() throws {
    let program = try program()
    defer { program.remove() }
    let output = try program.run(
      ["mock", "design", "--now", start, "--seed", "3"],
      input: "/done\n" + String(repeating: "\n", count: 20)
    )
    #expect(output.code == 0)
    #expect(output.text.contains("Verdict for senior: not yet. 1.0 of 4"))
    let round = try #require(try rounds(program).first)
    #expect((round["debrief"] as? [String: Any])?["rating"] as? Int == 1)
  }

  @Test func `a loop asks its rounds one after another, then debriefs them all`() throws {
    let program = try program()
    defer { program.remove() }
    let output = try program.run(
      ["mock", "loop", "--break", "0", "--now", start, "--seed", "3"],
      input: "/done\n/done\n/next\ns: a b\na: I c\nr: 3 d\n/done\n"
        + String(repeating: "\n", count: 120)
    )
    #expect(output.code == 0)
    #expect(output.text.contains("The loop: "))
    let all = try rounds(program)
    #expect(Set(all.compactMap { $0["kind"] as? String }) == ["coding", "design", "behavioral"])
    #expect(all.allSatisfy { $0["state"] as? String == "finished" })
    let loops = all.compactMap { ($0["loop"] as? [String: Any])?["id"] as? String }
    #expect(loops.count == 3 && Set(loops).count == 1)
  }

  @Test func `a prompt asked again is prepared, and one not named is one not yet asked`() throws {
    let program = try program()
    defer { program.remove() }
    let input = "/done\n" + String(repeating: "\n", count: 20)
    try program.run(["mock", "design", "--prompt", "chat-app", "--now", start], input: input)
    try program.run(["mock", "design", "--prompt", "chat-app", "--now", start], input: input)
    try program.run(["mock", "design", "--now", start, "--seed", "1"], input: input)
    let all = try rounds(program)
    #expect(all.count == 3)
    let again = all.filter { $0["prompts"] as? [String] == ["design/chat-app"] }
    #expect(again.count == 2)
    #expect(Set(again.compactMap { $0["attempt"] as? String }) == ["cold", "prepared"])
  }

  @Test(arguments: [
    (["mock"], "Say what to rehearse"), (["mock", "desing"], "Did you mean 'design'?"),
    (["mock", "design", "--prompt", "chat-ap"], "Did you mean 'chat-app'?"),
    (["mock", "design", "--profile", "depth"], "is not for design rounds"),
    (["mock", "design", "--minutes", "1"], "from 5 to 240"),
    (["mock", "loop", "--rounds", "coding,desing"], "Did you mean 'design'?"),
  ])
  func `a slip is a usage error with a way out`(arguments: [String], message: String) throws {
    let program = try program()
    defer { program.remove() }
    let output = try program.run(arguments)
    #expect(output.code == 64)
    #expect(output.errors.contains(message))
  }

  @Test func `with nothing to resume it says so`() throws {
    let program = try program()
    defer { program.remove() }
    let output = try program.run("mock", "--resume")
    #expect(output.code == 1)
    #expect(output.errors.contains("no round waits"))
  }
}
