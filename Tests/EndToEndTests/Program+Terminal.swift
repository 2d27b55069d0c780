import Foundation
import TestSupport
import Testing

extension Program {
  /// A home whose owner has answered the questions of the first start.
  static func prepared(cards: String = Program.fewCards) throws -> Program {
    let program = try Program(cards: cards)
    try program.run("config", "set", "stage", "senior")
    return program
  }

  /// Starts the program on a terminal of its own.
  func start(
    _ arguments: String...,
    now: String = "2026-03-02T09:00:00Z",
    columns: UInt16 = 80
  ) throws -> PseudoTerminal {
    try #require(
      PseudoTerminal(
        try Program.executable().path,
        arguments + ["--now", now],
        environment: fullEnvironment,
        columns: columns
      )
    )
  }

  /// Makes a shell script the editor; `$file` is what it is to edit.
  mutating func setEditor(_ script: String) throws {
    let editor = home.appendingPathComponent("editor.sh")
    try write("#!/bin/sh\nfor file; do :; done\n\(script)\n", to: editor)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: editor.path)
    environment["EDITOR"] = editor.path
  }

  /// A card as `card show` has it.
  func card(_ id: String, now: String = "2026-03-02T09:00:00Z") throws -> [String: Any] {
    try run("card", "show", id, "--json", "--now", now).object()
  }

  /// The grades of a card's answers, the earliest first.
  func ratings(_ id: String) throws -> [String] {
    let reviews = try #require(try card(id)["reviews"] as? [[String: Any]])
    return reviews.compactMap { $0["rating"] as? String }
  }
}
