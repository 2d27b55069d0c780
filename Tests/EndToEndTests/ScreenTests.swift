import Foundation
import TestSupport
import Testing

/// Whole screens against golden files; `RECORD_SNAPSHOTS=1 make test` writes them anew and fails.
@Suite struct ScreenTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Screens")

  /// What each prompt of the drill is answered with, whatever card comes.
  private static let answers = [
    ("points", "1 2"), ("h: Hard]> ", "h"), ("grade [", "4"), ("type it", "order"),
    ("gap ·", "order"), ("the answer ·", "etag"), ("[answer ·", "etag"), ("[estimate", "20"),
    ("[1-3", "2"),
  ]

  @Test(arguments: [UInt16(40), 80, 200])
  func `a drill over every kind of card`(columns: UInt16) throws {
    let program = try Program()
    defer { program.remove() }
    try program.run("config", "set", "stage", "senior")
    let terminal = try #require(
      PseudoTerminal(
        try Program.executable().path,
        ["drill", "--seed", "7", "--now", "2026-03-02T09:00:00Z", "--clock-rate", "0"],
        environment: program.fullEnvironment,
        columns: columns
      )
    )
    var screens = ""
    for _ in 0..<40 {
      let shown = try terminal.wait(forAny: ["]> ", ")> ", "Tomorrow:"])
      screens += shown
      if shown.hasSuffix("Tomorrow:") { break }
      terminal.send(Self.answer(to: shown) + "\n")
    }
    #expect(try terminal.exitCode() == 0)
    screens += terminal.unread
    try expect(screens, isAsIn: "drill-\(columns).txt")
  }

  /// The answer that belongs to the prompt which stands last.
  private static func answer(to shown: String) -> String {
    answers.compactMap { prompt, answer in
      shown.range(of: prompt, options: .backwards).map { ($0.lowerBound, answer) }
    }.max { $0.0 < $1.0 }?.1 ?? ""
  }

  @Test func `a card and its memory`() throws {
    let program = try Program()
    defer { program.remove() }
    for day in ["02", "05", "12"] {
      try program.run("answer", "few/rate", "good", "--now", "2026-03-\(day)T09:00:00Z")
    }
    let output = try program.run("card", "show", "few/rate", "--now", "2026-03-20T09:00:00Z")
    try expect(output.text, isAsIn: "card-show.txt")
  }

  @Test func `the help of the whole program`() throws {
    let program = try Program()
    defer { program.remove() }
    try expect(try program.run("help").text, isAsIn: "help.txt")
  }

  private func expect(_ text: String, isAsIn name: String) throws {
    let lines = text.replacingOccurrences(of: "\r", with: "")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
    let clean = lines.joined(separator: "\n")
    let file = Self.folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(clean.utf8).write(to: file)
      Issue.record(
        "\(name) was written anew; look at what changed and run without RECORD_SNAPSHOTS"
      )
      return
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    #expect(clean == golden, "\(name) differs; RECORD_SNAPSHOTS=1 make test writes it anew")
  }
}
