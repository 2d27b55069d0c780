import Foundation
import Testing

/// Homes and file names of every kind.
@Suite struct HomeTests {
  /// Makes the home and all in it unwritable, and the program's user one who is held to that.
  private func lock(_ program: inout Program) throws {
    if geteuid() == 0 {
      program.wrapper = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    }
    let root = program.home.deletingLastPathComponent().path
    for path in [root, program.home.path] { chmod(path, 0o555) }
    for name in try FileManager.default.contentsOfDirectory(atPath: program.home.path) {
      chmod(program.home.appendingPathComponent(name).path, 0o444)
    }
  }

  private func unlock(_ program: Program) {
    chmod(program.home.deletingLastPathComponent().path, 0o755)
    chmod(program.home.path, 0o755)
    program.remove()
  }

  /// Root may write everything; another user may not be let near the program.
  private static var canLock: Bool {
    if geteuid() != 0 { return true }
    guard access("/usr/bin/setpriv", X_OK) == 0, let program = try? Program.executable() else {
      return false
    }
    var folder = program
    while folder.path != "/" {
      var info = stat()
      guard stat(folder.path, &info) == 0, info.st_mode & 0o001 != 0 else { return false }
      folder.deleteLastPathComponent()
    }
    return true
  }

  @Test(.enabled(if: canLock)) func `a home that cannot be written is read`() throws {
    var program = try Program()
    try program.run("answer", "few/plain", "good", "--now", "2026-03-02T09:00:00Z")
    let due = try program.run("due", "--json", "--now", "2026-03-02T09:30:00Z").text
    // Its banks have changed since, which only memory can learn.
    try program.write(
      Program.fewCards.replacingOccurrences(of: "id: header", with: "id: etag"),
      to: program.banks.appendingPathComponent("few.yaml")
    )
    try lock(&program)
    defer { unlock(program) }
    let read = try program.run("due", "--json", "--now", "2026-03-02T09:30:00Z")
    #expect(read.text == due)
    #expect(try program.run("card", "show", "few/etag", "--json").code == 0)
    let answer = try program.run("answer", "few/plain", "good")
    #expect(answer.code == 73)
    #expect(
      answer.errors == "greenroom: cannot write study.sqlite: read-only. Your last answer was not "
        + "saved; make the folder writable and answer it again\n"
    )
  }

  @Test(.enabled(if: canLock)) func `a new home that cannot be made is refused`() throws {
    var program = try Program()
    try lock(&program)
    defer { unlock(program) }
    #expect(try program.run("due").code == 73)
  }

  @Test(.enabled(if: canLock)) func `a round goes on where nothing keeps it, and says so once`()
    throws
  {
    var program = try Program()
    program.environment["GREENROOM_BANKS"] = ""
    try lock(&program)
    defer { unlock(program) }
    let mock = try program.run("mock", "behavioral", "--minutes", "5", input: "A note\n/done\n")
    #expect(mock.code == 0)
    let notice = "cannot write study.sqlite: read-only; this round is in memory only"
    #expect(mock.errors == "greenroom: \(notice)\n")
    #expect(!mock.text.contains("cannot write") && !mock.text.contains("in memory"))
  }

  @Test(arguments: ["x", "./x", "x/y"])
  func `one letter is a file's name like any other`(name: String) throws {
    var program = try Program()
    defer { program.remove() }
    program.folder = program.home
    if name == "x/y" {
      try FileManager.default.createDirectory(
        at: program.home.appendingPathComponent("x"),
        withIntermediateDirectories: false
      )
    }
    #expect(try program.run("doctor", "--backup", name).code == 0)
    #expect(FileManager.default.fileExists(atPath: program.home.appendingPathComponent(name).path))
  }

  @Test func `ids are written into a bank of a one-letter name`() throws {
    var program = try Program()
    defer { program.remove() }
    program.folder = program.home
    let file = program.home.appendingPathComponent("d")
    try program.write(
      "bank: d\ntitle: D\ntopic: caching\nstage: mid\ncards:\n  - question: Q?\n    answer: A.\n",
      to: file
    )
    #expect(try program.run("bank", "check", "--fix", "d").code == 0)
    #expect(try String(contentsOf: file, encoding: .utf8).contains("id: "))
  }

  @Test func `a relative home in a folder that is gone is no folder of the root`() throws {
    var program = try Program()
    defer { program.remove() }
    program.environment["GREENROOM_HOME"] = "greenroom-gone"
    let gone = program.home.appendingPathComponent("gone")
    try FileManager.default.createDirectory(at: gone, withIntermediateDirectories: false)
    program.wrapper = [
      "/bin/sh", "-c", "cd '\(gone.path)' && rmdir '\(gone.path)' && exec \"$@\"", "sh",
    ]
    let output = try program.run("due")
    #expect(output.code == 73)
    #expect(output.errors.hasPrefix("greenroom: cannot write greenroom-gone: "))
    #expect(!FileManager.default.fileExists(atPath: "/greenroom-gone"))
  }

  @Test func `a start without the shipped banks says so`() throws {
    var program = try Program()
    defer { program.remove() }
    program.environment["GREENROOM_BANKS"] = program.home.path
    let output = try program.run([], input: "q\n")
    #expect(
      output.errors.contains(
        "greenroom: the shipped banks are not found; install again, or set GREENROOM_BANKS\n"
      )
    )
  }
}
