import Foundation
import Testing

/// Homes and file names of every kind.
@Suite struct HomeTests {
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
}
