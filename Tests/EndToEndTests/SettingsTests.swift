import Foundation
import Testing

/// `config`, as people and scripts use it.
@Suite struct SettingsTests {
  private func file(_ program: Program) -> URL {
    program.home.appendingPathComponent("config.yaml")
  }

  private func text(_ program: Program) throws -> String {
    String(decoding: try Data(contentsOf: file(program)), as: UTF8.self)
  }

  @Test func `a value that is set is the one that is got, and unset goes back`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.run("config", "set", "new_per_day", "7")
    #expect(try program.run("config", "get", "new_per_day").text == "7\n")
    try program.run("config", "set", "new_per_day", "8")
    #expect(try text(program) == "new_per_day: 8\n")
    let unset = try program.run("config", "unset", "new_per_day")
    #expect(unset.code == 0)
    #expect(try program.run("config", "get", "new_per_day", "--json").text == "20\n")
    #expect(try text(program) == "")
  }

  @Test func `the environment wins over the file, and a change of the file says so`() throws {
    var program = try Program()
    defer { program.remove() }
    try program.run("config", "set", "new_per_day", "7")
    program.environment["GREENROOM_NEW_PER_DAY"] = "3"
    #expect(try program.run("config", "get", "new_per_day").text == "3\n")
    let set = try program.run("config", "set", "new_per_day", "9")
    #expect(set.errors == "greenroom: GREENROOM_NEW_PER_DAY is set and wins over the file\n")
    program.environment["GREENROOM_NEW_PER_DAY"] = "many"
    let bad = try program.run("config", "get", "new_per_day")
    #expect(bad.text == "9\n")
    #expect(bad.errors.contains("GREENROOM_NEW_PER_DAY"))
  }

  @Test func `words that name neither a bank nor a topic are refused with the nearest`() throws {
    let program = try Program()
    defer { program.remove() }
    for key in ["include", "exclude"] {
      let output = try program.run("config", "set", key, "cachign")
      #expect(output.code == 64)
      #expect(
        output.errors == "greenroom: no bank or topic named 'cachign'. Did you mean 'caching'?\n"
      )
      let place = try program.run("config", "set", key, "gin")
      #expect(
        place.errors
          == "greenroom: no bank or topic named 'gin'. Did you mean 'frameworks/gin'?\n"
      )
      #expect(try program.run("config", "set", key, "few", "databases/indexing").code == 0)
      #expect(try program.run("config", "set", key, "frameworks").code == 0)
    }
    #expect(!FileManager.default.fileExists(atPath: file(program).path + ".tmp"))
  }

  @Test func `any well-formed word is taken where there is no bank to hold it against`() throws {
    let program = try Program()
    defer { program.remove() }
    try FileManager.default.removeItem(at: program.banks.appendingPathComponent("few.yaml"))
    #expect(try program.run("config", "set", "include", "spring").code == 0)
    #expect(try program.run("config", "set", "include", "Spring!").code == 64)
  }
}
