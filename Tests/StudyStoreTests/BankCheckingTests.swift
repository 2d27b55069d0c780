import Foundation
import Testing

@testable import QuestionBank
@testable import StudyStore

/// `bank check` over folders and files, however their paths are written.
@Suite struct BankCheckingTests {
  /// Shipped banks and own ones, gone with the test.
  private struct Folders {
    let root: String
    var shipped: String { root + "/shipped" }
    var own: String { root + "/home/banks" }
    var checking: BankChecking { BankChecking(shipped: shipped, own: own) }

    init() throws {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("greenroom-check-\(UUID().uuidString)").path
      root = folder
      try write(
        "shipped/topics.yaml",
        "topics:\n  - {path: databases, title: Databases, guide_row: databases, weight: 1}\n"
      )
      try write("shipped/data/a.yaml", BankCheckingTests.bank("a", "{id: one, question: Q1?}"))
      try write(
        "home/banks/mine.yaml",
        BankCheckingTests.bank("mine", "{id: one, question: Mine?}")
      )
    }

    func write(_ path: String, _ text: String) throws {
      let file = URL(fileURLWithPath: root + "/" + path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: file)
    }

    func text(_ path: String) throws -> Data {
      try Data(contentsOf: URL(fileURLWithPath: root + "/" + path))
    }

    func remove() { try? FileManager.default.removeItem(atPath: root) }

    /// Findings with the folder's own path left out.
    func findings(_ paths: String...) throws -> [String] {
      try checking.check(paths.map { $0.replacingOccurrences(of: "ROOT", with: root) }).findings
        .map { $0.description.replacingOccurrences(of: root + "/", with: "") }
    }
  }

  /// A bank whose cards, as flow YAML, lack only what is the same in all.
  fileprivate static func bank(_ name: String, _ cards: String...) -> String {
    "bank: \(name)\ntitle: T\nlicense: L\ntopic: databases\nstage: mid\ncards:\n"
      + cards.map {
        "  - \($0.dropLast()), answer: A, sources: ['https://example.org/']}\n"
      }.joined()
  }

  @Test func `all banks, and each way to name them, are clean`() throws {
    let folders = try Folders()
    defer { folders.remove() }
    try folders.write("home/banks/overrides/a.yaml", Self.bank("a", "{id: one, question: Q1?}"))
    try FileManager.default.createSymbolicLink(
      atPath: folders.root + "/link",
      withDestinationPath: folders.own
    )
    for paths in [
      [], ["ROOT/shipped"], ["ROOT/shipped/"], ["ROOT/home/banks/"], ["ROOT/link"],
      ["ROOT/link/overrides"], ["ROOT/home/../home/banks/overrides/"],
      ["ROOT/home/banks/overrides/a.yaml"], ["ROOT/link/overrides/a.yaml"],
      ["ROOT/shipped/data/a.yaml", "ROOT/shipped/data/../data/a.yaml", "ROOT/shipped"],
      ["ROOT/shipped/", "ROOT/home/banks"], ["ROOT/home"],
    ] {
      let paths = paths.map { $0.replacingOccurrences(of: "ROOT", with: folders.root) }
      let report = try folders.checking.check(paths)
      #expect(report.findings.map(\.description) == [], "\(paths)")
    }
    #expect(try folders.checking.check([folders.own, folders.root + "/link"]).files == 2)
    #expect(try folders.checking.check([folders.shipped + "//"]).cards == 1)
  }

  @Test func `a path from the working directory means the same file`() throws {
    let folders = try Folders()
    defer { folders.remove() }
    let steps = FileManager.default.currentDirectoryPath.split(separator: "/").count
    let relative = String(repeating: "../", count: steps) + folders.root.dropFirst()
    let report = try folders.checking.check([relative + "/home/banks", folders.own])
    #expect(report.files == 1)
    #expect(report.findings == [])
  }

  @Test func `a named file is compared with all banks and alone reported`() throws {
    let folders = try Folders()
    defer { folders.remove() }
    try folders.write(
      "home/banks/new.yaml",
      Self.bank("a", "{id: one, question: New?}", "{id: two, question: Q1?}")
    )
    try folders.write("home/banks/other.yaml", Self.bank("other", "{id: x, stage: x}"))
    #expect(
      try folders.findings("ROOT/home/banks/new.yaml") == [
        "home/banks/new.yaml:7:10: error: card 'one': key 'a/one' is taken at shipped/data/a.yaml:7",
        "home/banks/new.yaml:8:5: warning: card 'two': the same question as at shipped/data/a.yaml:7",
      ]
    )
    let report = try folders.checking.check([folders.own + "/new.yaml"])
    #expect(report.files == 1)
    #expect(report.cards == 2)
  }

  @Test func `a checkout of banks is compared with itself, not with the installed ones`() throws {
    let folders = try Folders()
    defer { folders.remove() }
    try FileManager.default.copyItem(
      atPath: folders.shipped,
      toPath: folders.root + "/checkout"
    )
    try folders.write("checkout/data/b.yaml", Self.bank("a", "{id: one, question: Q2?}"))
    #expect(
      try folders.findings("ROOT/checkout/data/b.yaml") == [
        "checkout/data/b.yaml:7:10: error: card 'one': key 'a/one' is taken at checkout/data/a.yaml:7"
      ]
    )
  }

  @Test func `a bank of topics is a bank, and makes no bank beside it a shipped one`() throws {
    let folders = try Folders()
    defer { folders.remove() }
    let unsourced = "bank: topics\ntitle: T\ncards:\n  - {question: Topic?, answer: A}\n"
    try folders.write("home/banks/topics.yaml", unsourced)
    try folders.write(
      "home/banks/topics-mine.yaml",
      unsourced.replacingOccurrences(of: "topics", with: "topics-mine")
        .replacingOccurrences(of: "Topic?", with: "Mine too?")
    )
    #expect(try folders.findings() == [])
    #expect(try folders.findings("ROOT/home/banks/topics.yaml") == [])
    #expect(try folders.checking.check([]).files == 4)
    #expect(try folders.checking.check([]).cards == 4)
    // What is wrong with topics is still found, beside them too.
    try folders.write("shipped/topics.yaml", "topics:\n  - {path: databases}\n")
    #expect(
      try folders.findings("ROOT/shipped").first
        == "shipped/topics.yaml:2:5: error: topic 'databases': no 'title'"
    )
  }

  @Test func `writing ids keeps a byte-order mark, line ends and all other bytes`() throws {
    let folders = try Folders()
    defer { folders.remove() }
    let text =
      "\u{FEFF}bank: bom\r\ntitle: T\r\ncards:\r\n  - question: Marked?\r\n    answer: A\r\n"
    try folders.write("home/banks/bom.yaml", text)
    let fixed = try folders.checking.fix([folders.own + "/bom.yaml"])
    #expect(fixed.map(\.ids) == [1])
    let wanted = text.replacingOccurrences(of: "  - q", with: "  - id: marked\r\n    q")
    #expect(try folders.text("home/banks/bom.yaml") == Data(wanted.utf8))
  }
}
