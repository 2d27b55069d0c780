import Foundation
import TestSupport
import Testing

/// Banks and cards of the candidate's own, as commands begin and change them.
@Suite struct BankTests {
  private let schemaLine = "# yaml-language-server: $schema="

  private func own(_ program: Program, _ name: String) throws -> String {
    try String(contentsOf: program.home.appendingPathComponent("banks/\(name)"), encoding: .utf8)
  }

  @Test func `what is begun and added passes the strict check`() throws {
    let program = try Program()
    defer { program.remove() }
    for name in ["mine", "topics-mine", "null"] {
      #expect(try program.run("bank", "new", name, "--title", "null").code == 0)
    }
    for bank in ["mine", "added", "true", "42"] {
      let output = try program.run(
        "card",
        "add",
        "--bank",
        bank,
        "--question",
        "Why \(bank)?",
        "--answer",
        "A"
      )
      #expect(output.code == 0, "\(output.errors)")
    }
    let check = try program.run("bank", "check", "--strict", program.home.path + "/banks")
    #expect(check.code == 0, "\(check.text)")
    #expect(try program.run("card", "show", "topics-mine/daily-requests").code == 0)
    #expect(try program.run("card", "show", "true/why-true").code == 0)
  }

  @Test(arguments: [
    ["topics"], ["design"], ["coding"], ["behavioral"], ["My Bank"], ["a/b"],
    ["mine", "--title", ""], ["mine", "--title", " "],
    ["mine", "--title", String(repeating: "t", count: 501)],
  ])
  func `a bank that would fail its own check is not begun`(arguments: [String]) throws {
    let program = try Program()
    defer { program.remove() }
    let output = try program.run(["bank", "new"] + arguments)
    #expect(output.code == 64)
    #expect(output.errors.hasPrefix("greenroom: "))
    let banks = program.home.appendingPathComponent("banks").path
    #expect((try? FileManager.default.contentsOfDirectory(atPath: banks)) ?? [] == [])
  }

  @Test func `a card is not added to a bank of a reserved name`() throws {
    let program = try Program()
    defer { program.remove() }
    let output = try program.run(
      "card",
      "add",
      "--bank",
      "coding",
      "--question",
      "Q?",
      "--answer",
      "A"
    )
    #expect(output.code == 64)
    #expect(output.errors == "greenroom: bank name 'coding' is kept for Greenroom; take another\n")
  }

  @Test func `files that are written name the schema that is installed`() throws {
    var program = try Program()
    defer { program.remove() }
    program.environment["EDITOR"] = "sed -i s/cheap/quick/"
    let schema = program.banks.appendingPathComponent("schema/bank.json")
    try program.write("{}", to: schema)
    try program.run("bank", "new", "mine")
    try program.run("card", "add", "--bank", "added", "--question", "Q?", "--answer", "A")
    let editing = try #require(
      PseudoTerminal(
        try Program.executable().path,
        ["card", "edit", "few/plain"],
        environment: program.fullEnvironment
      )
    )
    #expect(try editing.exitCode() == 0)
    for file in ["mine.yaml", "added.yaml", "overrides/few.yaml"] {
      #expect(try own(program, file).hasPrefix(schemaLine + schema.path + "\n"), "\(file)")
    }
    try FileManager.default.removeItem(at: schema)
    try program.run("bank", "new", "other")
    #expect(try own(program, "other.yaml").hasPrefix("# A question bank"))
  }

  @Test func `a card with a mistake is not called unknown, but shown where it is`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.writeOwnBank(
      "k.yaml",
      "bank: k\ntitle: K\ncards:\n  - {id: typ, kind: typd, question: Q?, accept: [A]}\n"
    )
    let output = try program.run("card", "show", "k/typ")
    #expect(output.code == 65)
    #expect(output.errors.contains("k/typ is left out until a mistake is mended"))
    #expect(output.errors.contains("k.yaml:4:"))
  }

  @Test func `the version that a card holds for stands on its answer's side`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.writeOwnBank(
      "v.yaml",
      "bank: v\ntitle: V\ncards:\n  - {id: a, question: Q?, answer: A, version: PostgreSQL ≥ 13}\n"
    )
    let shown = try program.run("card", "show", "v/a").text
    #expect(shown.contains("\n  A\n  PostgreSQL ≥ 13\n"))
    let card = try program.run("card", "show", "v/a", "--json").object()
    #expect(card["version"] as? String == "PostgreSQL ≥ 13")
    let other = try program.run("card", "show", "few/plain", "--json").object()
    #expect(other["version"] is NSNull)
  }

  @Test(arguments: [
    ("plain", "no card named 'plain'. Did you mean 'few/plain'?"),
    ("plian", "no card named 'plian'. Did you mean 'few/plain'?"),
    ("other/plain", "no card named 'other/plain'. Did you mean 'few/plain'?"),
    ("gap", "no card named 'gap'. Did you mean 'few/gap#1' or 'few/gap#2'?"),
    ("few/plan", "no card named 'few/plan'. Did you mean 'few/plain'?"),
    ("zzz/nothing-like-it", "no card named 'zzz/nothing-like-it'."),
  ])
  func `a card is found by its id alone`(id: String, message: String) throws {
    let program = try Program()
    defer { program.remove() }
    let output = try program.run("card", "mark", id)
    #expect(output.code == 64)
    #expect(output.errors == "greenroom: \(message)\n")
  }

  @Test func `an id that several banks have is suggested from each`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.writeOwnBank(
      "v.yaml",
      "bank: v\ntitle: V\ncards:\n  - {id: plain, question: Q?, answer: A}\n"
    )
    #expect(
      try program.run("card", "mark", "plain").errors
        == "greenroom: no card named 'plain'. Did you mean 'few/plain' or 'v/plain'?\n"
    )
  }

  @Test func `a checked file says so whichever way it is named`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.writeOwnBank(
      "mine.yaml",
      "bank: few\ntitle: T\ncards:\n  - {id: plain, question: Q?, answer: A}\n"
    )
    let file = program.home.path + "/banks/mine.yaml"
    let output = try program.run("bank", "check", file, program.home.path + "//banks/")
    #expect(output.code == 65)
    #expect(
      output.text
        == "\(file):4:10: error: card 'plain': key 'few/plain' is taken at \(program.banks.path)/few.yaml:4\n"
    )
  }

  @Test func `coverage counts a folder by its own topics and fails where a row is short`() throws {
    let program = try Program()
    defer { program.remove() }
    let folder = program.home.appendingPathComponent("tree")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try """
    topics:
      - {path: data, title: Data, guide_row: databases}
    """.write(to: folder.appendingPathComponent("topics.yaml"), atomically: true, encoding: .utf8)
    try """
    bank: data
    title: Data
    cards:
      - {id: a, topic: data, stage: lead, question: Q?, answer: A, sources: ["https://e.org"]}
    """.write(to: folder.appendingPathComponent("data.yaml"), atomically: true, encoding: .utf8)
    let table = try program.run("bank", "coverage", folder.path)
    #expect(table.code == 65)
    #expect(table.text.contains("databases                   1/60    ·   ·   ·   1   ·"))
    #expect(table.errors.contains("short: cards for 'databases': 1 of 60"))
    #expect(table.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let json = try program.run("bank", "coverage", "--json", folder.path)
    #expect(json.code == 65)
    let object = try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any]
    let rows = try #require(object?["rows"] as? [[String: Any]])
    let row = try #require(rows.first { $0["row"] as? String == "databases" })
    #expect(row["cards"] as? Int == 1)
    #expect(row["gap"] as? Int == 59)
    #expect((row["topics"] as? [[String: Any]])?.first?["topic"] as? String == "data")
  }
}
