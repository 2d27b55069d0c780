import Foundation
import Practice
import QuestionBank
import SpacedRepetition
import Testing

@testable import StudyStore

/// What happens to cards and their history when bank files come, change and go.
@Suite struct IndexTests {
  private let answering = Answering(
    scheduler: Scheduler(),
    settings: SchedulingSettings(),
    fuzz: false,
    calendar: StudyCalendar { _ in 0 }
  )
  private let at = Timestamp(rawValue: 20_000 * 86_400_000 + 36_000_000)

  /// A folder of shipped banks and a folder of own ones, gone with the test.
  private struct Folders {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-index-\(UUID().uuidString)")

    var sources: [BankSource] {
      [
        BankSource(root: root.appendingPathComponent("shipped").path, isShipped: true),
        BankSource(root: root.appendingPathComponent("own").path, isShipped: false),
      ]
    }

    init() throws {
      try write(
        "shipped/topics.yaml",
        """
        topics:
          - path: databases
            title: Databases
            guide_row: databases
            weight: {junior: 1, mid: 2, senior: 3, lead: 3, principal: 2}

        """
      )
    }

    func write(_ path: String, _ text: String) throws {
      let file = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: file)
    }

    func remove(_ path: String) throws {
      try FileManager.default.removeItem(at: root.appendingPathComponent(path))
    }

    func remove() { try? FileManager.default.removeItem(at: root) }
  }

  private func bank(_ name: String, _ cards: [(id: String, question: String, extra: String)])
    -> String
  {
    "bank: \(name)\ntitle: A bank\ncards:\n"
      + cards.map {
        "  - {id: \($0.id), topic: databases, stage: senior, question: '\($0.question)', answer: A,"
          + " sources: ['https://example.org/']\($0.extra)}\n"
      }.joined()
  }

  private func answer(_ store: StudyStore, _ key: String, _ rating: Rating = .good) throws {
    var random = SystemRandomNumberGenerator()
    _ = try store.answer(
      CardKey(rawValue: key),
      StudyStore.NewAnswer(rating: rating, at: at),
      answering: answering,
      makeID: { EventID(at: at, using: &random) }
    )
  }

  private func reviews(_ store: StudyStore, _ key: String) throws -> Int {
    try store.record(CardKey(rawValue: key))?.state.reviewCount ?? 0
  }

  private func question(_ store: StudyStore, _ key: String) throws -> String? {
    try store.card(CardKey(rawValue: key))?.card.question
  }

  @Test func `a second look at the same files reads none and writes nothing`() throws {
    let folders = try Folders()
    defer { folders.remove() }
    try folders.write("shipped/a.yaml", bank("a", [("one", "Q", "")]))
    let store = try StudyStore(inMemory: ())
    let first = try store.refreshIndex(folders.sources, answering: answering)
    #expect(first.parsed == 2)
    #expect(first.hasChanged)
    let second = try store.refreshIndex(folders.sources, answering: answering)
    #expect(second.files == 2)
    #expect(second.read == 0)
    #expect(!second.hasChanged)
  }

  @Test func `of many files, only the one that changed is parsed`() throws {
    let folders = try Folders()
    defer { folders.remove() }
    for name in ["a", "b", "c"] {
      try folders.write("shipped/\(name).yaml", bank(name, [("one", "Q", "")]))
    }
    let store = try StudyStore(inMemory: ())
    try store.refreshIndex(folders.sources, answering: answering)
    try folders.write("shipped/b.yaml", bank("b", [("one", "Changed", "")]))
    let report = try store.refreshIndex(folders.sources, answering: answering)
    #expect(report.parsed == 1)
    #expect(try question(store, "b/one") == "Changed")
  }

  @Test func `history stays through an edit, a rename of the file, and its return`() throws {
    let folders = try Folders()
    defer { folders.remove() }
    try folders.write("shipped/a.yaml", bank("a", [("one", "Q", "")]))
    let store = try StudyStore(inMemory: ())
    try store.refreshIndex(folders.sources, answering: answering)
    try answer(store, "a/one")
    try folders.remove("shipped/a.yaml")
    try folders.write("shipped/deep/other.yaml", bank("a", [("one", "Another", "")]))
    try store.refreshIndex(folders.sources, answering: answering)
    #expect(try question(store, "a/one") == "Another")
    #expect(try reviews(store, "a/one") == 1)
    try folders.remove("shipped/deep/other.yaml")
    try store.refreshIndex(folders.sources, answering: answering)
    #expect(try question(store, "a/one") == nil)
    #expect(try reviews(store, "a/one") == 1)
    try folders.write("shipped/a.yaml", bank("a", [("one", "Q", "")]))
    try store.refreshIndex(folders.sources, answering: answering)
    #expect(try question(store, "a/one") == "Q")
    #expect(try reviews(store, "a/one") == 1)
  }

  @Test func `a card goes on with the history of the key that it was`() throws {
    let folders = try Folders()
    defer { folders.remove() }
    try folders.write("shipped/a.yaml", bank("a", [("one", "Q", "")]))
    let store = try StudyStore(inMemory: ())
    try store.refreshIndex(folders.sources, answering: answering)
    try answer(store, "a/one")
    try folders.write("shipped/a.yaml", bank("a", [("uno", "Q", ", was: [a/one]")]))
    try store.refreshIndex(folders.sources, answering: answering)
    #expect(try reviews(store, "a/uno") == 1)
    #expect(try question(store, "a/uno") == "Q")
  }

  @Test func `an override wins over the shipped card, and gives it back when it goes`() throws {
    let folders = try Folders()
    defer { folders.remove() }
    try folders.write("shipped/a.yaml", bank("a", [("one", "Shipped", ""), ("two", "Two", "")]))
    try folders.write("own/overrides/a.yaml", bank("a", [("one", "Mine", "")]))
    let store = try StudyStore(inMemory: ())
    try store.refreshIndex(folders.sources, answering: answering)
    try answer(store, "a/one")
    #expect(try question(store, "a/one") == "Mine")
    #expect(try question(store, "a/two") == "Two")
    try folders.remove("own/overrides/a.yaml")
    try store.refreshIndex(folders.sources, answering: answering)
    #expect(try question(store, "a/one") == "Shipped")
    #expect(try reviews(store, "a/one") == 1)
  }

  @Test func `a card comes out of the index as its file says it`() throws {
    let study = try StudyFixture()
    try study.write([
      "{id: one, question: Q, answer: A, version: Go 1.22, tags: [x], sources: ['https://go.dev/']}"
    ])
    let card = try #require(try study.store.card(CardKey(rawValue: "a/one"))?.card)
    #expect(card.version == "Go 1.22")
    #expect(card.tags == ["x"])
    #expect(card.sources == ["https://go.dev/"])
    #expect(card.line == 6)
  }

  @Test func `a broken file keeps its good cards and tells of the bad ones`() throws {
    let folders = try Folders()
    defer { folders.remove() }
    try folders.write(
      "own/a.yaml",
      bank("a", [("one", "Q", ""), ("two", "Q2", ", stage_x: 1")])
        + "  - {id: three, topic: databases, stage: wizard, question: Q3, answer: A}\n"
    )
    let store = try StudyStore(inMemory: ())
    try store.refreshIndex(folders.sources, answering: answering)
    #expect(try question(store, "a/one") == "Q")
    #expect(try question(store, "a/three") == nil)
    let findings = try store.findings()
    #expect(findings.contains { $0.line == 6 && $0.severity == .error })
  }

  @Test func `a bank may be called whatever its file is called`() throws {
    let folders = try Folders()
    defer { folders.remove() }
    try folders.write("own/topics-mine.yaml", bank("topics-mine", [("one", "Q1", "")]))
    try folders.write("own/topics.yaml", bank("topics", [("one", "Q2", "")]))
    let store = try StudyStore(inMemory: ())
    try store.refreshIndex(folders.sources, answering: answering)
    #expect(try question(store, "topics-mine/one") == "Q1")
    #expect(try question(store, "topics/one") == "Q2")
  }

  @Test func `the index keeps all that a card says, and where it says it`() throws {
    let folders = try Folders()
    defer { folders.remove() }
    let extra = ", version: PostgreSQL ≥ 13, tags: [t], was: [b/old]"
    try folders.write("shipped/a.yaml", bank("a", [("one", "Q", ""), ("two", "R", extra)]))
    let store = try StudyStore(inMemory: ())
    try store.refreshIndex(folders.sources, answering: answering)
    let card = try #require(try store.card(CardKey(rawValue: "a/two"))?.card)
    #expect(card.version == "PostgreSQL ≥ 13")
    #expect(card.line == 5)
    let text = bank("a", [("one", "Q", ""), ("two", "R", extra)])
    let context = BankContext(topics: try store.catalogue(), isShipped: true)
    #expect(card == BankParser().parse(text, file: "a", context: context).bank?.cards.last)
  }
}
