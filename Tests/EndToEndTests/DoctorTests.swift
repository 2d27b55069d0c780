import Foundation
import Testing

/// `doctor`: what it checks, and what it can repair.
@Suite struct DoctorTests {
  private let start = "2026-03-02T09:00:00Z"

  private func database(_ program: Program) -> URL {
    program.home.appendingPathComponent("study.sqlite")
  }

  private func files(_ program: Program) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: program.home.path).sorted()
  }

  private func reviews(_ program: Program, _ card: String = "few/plain") throws -> Int {
    let shown = try program.run("card", "show", card, "--json", "--now", start).object()
    return try #require(shown["reviews"] as? [Any]).count
  }

  private func program() throws -> Program {
    let program = try Program()
    try program.run("answer", "few/plain", "good", "--now", start)
    try program.run("answer", "few/rate", "easy", "--now", start)
    return program
  }

  @Test func `a sound study passes every check, in each form`() throws {
    let program = try program()
    defer { program.remove() }
    let plain = try program.run("doctor")
    #expect(plain.code == 0, "\(plain.text)")
    #expect(plain.text.contains("ok   database: sound; 2 reviews\n"))
    let checks = try program.run("doctor", "--json").list()
    #expect(checks.allSatisfy { $0["ok"] as? Bool == true })
    #expect(checks.first?["check"] as? String == "database")
    #expect(try program.run("doctor", "--rebuild").code == 0)
    #expect(try reviews(program) == 2 - 1)
  }

  @Test func `a file that is no database is reported, with what can be done`() throws {
    let program = try program()
    defer { program.remove() }
    let bytes = Data(String(repeating: "not a database ", count: 400).utf8)
    try bytes.write(to: database(program))
    let output = try program.run("doctor")
    #expect(output.code == 65)
    #expect(output.text.contains("FAIL database: "))
    #expect(output.text.contains("doctor --restore FILE"))
    #expect(output.text.contains("ok   settings"))
    #expect(try Data(contentsOf: database(program)) == bytes)
    let json = try program.run("doctor", "--json")
    #expect(json.code == 65)
    #expect(try json.list().first?["ok"] as? Bool == false)
  }

  @Test func `a backup is whole, and never takes another file's place unasked`() throws {
    let program = try program()
    defer { program.remove() }
    let backup = program.home.appendingPathComponent("copy.sqlite")
    #expect(try program.run("doctor", "--backup", backup.path).code == 0)
    #expect(try !files(program).contains { $0.hasPrefix("copy.sqlite") && $0 != "copy.sqlite" })
    let before = try Data(contentsOf: backup)
    try program.run("answer", "few/header", "good", "--now", start)
    let again = try program.run("doctor", "--backup", backup.path)
    #expect(again.code == 73)
    #expect(again.errors.contains("--force"))
    #expect(try Data(contentsOf: backup) == before)
    #expect(try program.run("doctor", "--backup", backup.path, "--force").code == 0)
    #expect(try Data(contentsOf: backup) != before)
  }

  @Test func `a backup that fails leaves nothing behind, and others' files alone`() throws {
    let program = try program()
    defer { program.remove() }
    let foreign = program.home.appendingPathComponent("copy.sqlite.part")
    try program.write("mine", to: foreign)
    let folder = program.home.appendingPathComponent("folder")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    #expect(try program.run("doctor", "--backup", folder.path, "--force").code == 73)
    #expect(try program.run("doctor", "--backup", "/nowhere/at/all.sqlite").code == 73)
    #expect(
      try program.run(
        "doctor",
        "--backup",
        program.home.appendingPathComponent("copy.sqlite").path
      ).code == 0
    )
    #expect(try String(contentsOf: foreign, encoding: .utf8) == "mine")
    #expect(try !files(program).contains { $0.hasPrefix("folder.") || $0.hasSuffix(".tmp") })
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `a study is no backup of itself`() throws {
    let program = try program()
    defer { program.remove() }
    #expect(try program.run("doctor", "--backup", database(program).path, "--force").code == 73)
    #expect(try program.run("doctor", "--restore", database(program).path, "--force").code == 64)
    #expect(try reviews(program) == 1)
  }

  @Test func `a restore puts the backup in the study's place and keeps what was there`() throws {
    let program = try program()
    defer { program.remove() }
    let backup = program.home.appendingPathComponent("copy.sqlite")
    try program.run("doctor", "--backup", backup.path)
    try program.run("answer", "few/plain", "good", "--now", "2026-03-02T09:30:00Z")
    #expect(try reviews(program) == 2)
    let unasked = try program.run("doctor", "--restore", backup.path)
    #expect(unasked.code == 64)
    #expect(unasked.errors.contains("--force"))
    #expect(try reviews(program) == 2)
    let restored = try program.run("doctor", "--restore", backup.path, "--force")
    #expect(restored.code == 0, "\(restored.errors)")
    #expect(restored.errors.contains("study.sqlite.1"))
    #expect(try reviews(program) == 1)
    // What was set aside is a study itself.
    let aside = database(program).path + ".1"
    #expect(try program.run("doctor", "--restore", aside, "--force").code == 0)
    #expect(try reviews(program) == 2)
    #expect(try files(program).contains("study.sqlite.2"))
  }

  @Test func `a restore brings back a study whose file is no database any more`() throws {
    let program = try program()
    defer { program.remove() }
    let backup = program.home.appendingPathComponent("copy.sqlite")
    try program.run("doctor", "--backup", backup.path)
    try Data(String(repeating: "rubbish ", count: 900).utf8).write(to: database(program))
    #expect(try program.run("due").code == 65)
    #expect(try program.run("doctor", "--restore", backup.path, "--force").code == 0)
    #expect(try reviews(program) == 1)
  }

  @Test func `only a sound study is restored`() throws {
    let program = try program()
    defer { program.remove() }
    let rubbish = program.home.appendingPathComponent("rubbish")
    try program.write(String(repeating: "rubbish ", count: 900), to: rubbish)
    #expect(try program.run("doctor", "--restore", rubbish.path, "--force").code == 65)
    #expect(try program.run("doctor", "--restore", "/no/such/file", "--force").code == 64)
    try program.write("", to: rubbish)
    #expect(try program.run("doctor", "--restore", rubbish.path, "--force").code == 65)
    #expect(try reviews(program) == 1)
    #expect(try !files(program).contains("study.sqlite.1"))
  }

  @Test func `two programs that answer at once both keep every answer`() async throws {
    let program = try Program()
    defer { program.remove() }
    try program.run("due")
    try await withThrowingTaskGroup(of: Int32.self) { group in
      for card in ["few/plain", "few/rate", "few/header"] {
        group.addTask {
          var worst: Int32 = 0
          for minute in 0..<5 {
            let now = "2026-03-02T09:0\(minute):00Z"
            worst = max(worst, try program.run("answer", card, "good", "--now", now).code)
          }
          return worst
        }
      }
      for try await code in group { #expect(code == 0) }
    }
    for card in ["few/plain", "few/rate", "few/header"] {
      #expect(try reviews(program, card) == 5)
    }
  }
}
