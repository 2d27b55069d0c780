import Foundation
import TestSupport
import Testing

/// What tests of the learner's own files do again and again.
extension Program {
  /// A file of the home as text.
  func text(_ path: String) throws -> String {
    try String(contentsOf: home.appendingPathComponent(path), encoding: .utf8)
  }

  /// Adds a flashcard about caching with `card add`.
  func add(to bank: String, _ question: String) throws -> Output {
    try run([
      "card", "add", "--bank", bank, "--topic", "caching", "--question", question, "--answer",
      "An answer.",
    ])
  }

  /// Sets an editor by the name of `vi`, which notes in `told` what it was told and then runs
  /// `commands` on the file.
  mutating func install(editor commands: String) throws {
    let editor = home.appendingPathComponent("bin/vi")
    try write(
      "#!/bin/sh\necho \"$@\" >> '\(home.path)/told'\nfor file; do :; done\n\(commands)\n",
      to: editor
    )
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: editor.path)
    environment["EDITOR"] = editor.path
  }

  /// Runs `card edit` on a terminal.
  func edit(_ card: String) throws -> (code: Int32, text: String) {
    let terminal = try #require(
      PseudoTerminal(
        try Self.executable().path,
        ["card", "edit", card, "--now", "2026-03-02T09:00:00Z"],
        environment: fullEnvironment
      )
    )
    let code = try terminal.exitCode()
    return (code, terminal.transcript)
  }
}
