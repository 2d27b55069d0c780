import Foundation
import GRDB
import Practice
import QuestionBank
import SpacedRepetition
import Testing

@testable import StudyStore

/// What could be asked, and what a day has seen.
@Suite struct QueueTests {
  private let gaps = "{id: gaps, kind: cloze, text: 'A {{x}} and {{y}}'}"
  private let one = "{id: one, question: Q1, answer: A}"

  @Test func `siblings wait for the next day, the answered card itself does not`() throws {
    let study = try StudyFixture()
    try study.write([gaps])
    #expect(try study.queue(day: 0) == ["a/gaps#1", "a/gaps#2"])
    try study.answer("a/gaps#1", .again, day: 0)
    #expect(try study.queue(day: 0, minute: 11) == ["a/gaps#1"])
    #expect(try study.queue(day: 1) == ["a/gaps#1", "a/gaps#2"])
    try study.undo(day: 0)
    #expect(try study.queue(day: 0, minute: 5) == ["a/gaps#1", "a/gaps#2"])
  }

  @Test func `cram holds no sibling back`() throws {
    let study = try StudyFixture()
    try study.write([gaps])
    try study.answer("a/gaps#1", day: 0, counts: false)
    #expect(try study.queue(day: 0) == ["a/gaps#1", "a/gaps#2"])
  }

  @Test func `a buried card comes back on its day, a suspended one when it is told to`() throws {
    let study = try StudyFixture()
    try study.write([one])
    try study.change("a/one", .buried(until: StudyFixture.day(1)), day: 0)
    #expect(try study.queue(day: 0) == [])
    #expect(try study.queue(day: 1) == ["a/one"])
    try study.change("a/one", .unburied, day: 0, minute: 1)
    #expect(try study.queue(day: 0) == ["a/one"])
    try study.change("a/one", .suspended, day: 1)
    #expect(try study.queue(day: 30) == [])
    try study.change("a/one", .unsuspended, day: 30)
    #expect(try study.queue(day: 30) == ["a/one"])
  }

  @Test func `a backlog is counted as far as it matters, in the scope and the filter`() throws {
    let study = try StudyFixture()
    try study.write((0..<6).map { "{id: c\($0), question: Q\($0), answer: A}" })
    for card in 0..<6 { try study.answer("a/c\(card)", .easy, day: 0) }
    func count(_ limit: Int, _ scope: StudyScope = StudyScope()) throws -> Int {
      try study.store.queueInput(
        StudyStore.QueueRequest(scope: scope, at: StudyFixture.moment(day: 90), countLimit: limit),
        answering: study.answering,
        catalogue: study.catalogue
      ).reviewCount
    }
    #expect(try count(.max) == 6)
    #expect(try count(4) == 4)
    #expect(try count(.max, StudyScope(exclude: ["a"])) == 0)
    func cards(_ query: CardQuery) throws -> Int {
      try study.store.count(query, catalogue: study.catalogue)
    }
    #expect(try cards(CardQuery(scope: StudyScope())) == 6)
    #expect(try cards(CardQuery(scope: StudyScope(exclude: ["databases"]))) == 0)
    #expect(try cards(CardQuery(text: "q5")) == 1)
    try study.write(["{id: c0, question: Q0, answer: A}"])
    #expect(try cards(CardQuery(scope: StudyScope())) == 1)
  }

  @Test func `what was put off for the sitting is left out`() throws {
    let study = try StudyFixture()
    try study.write([one, gaps])
    let skipped: Set<CardKey> = [CardKey(rawValue: "a/one")]
    #expect(try study.queue(day: 0, excluding: skipped) == ["a/gaps#1", "a/gaps#2"])
  }

  @Test func `a day's progress counts new cards and reviews, without cram, rounds and undone`()
    throws
  {
    let study = try StudyFixture()
    try study.write([one, gaps])
    try study.answer("a/one", .easy, day: 0, milliseconds: 4_000)
    try study.answer("a/gaps#1", .easy, day: 0, minute: 1, milliseconds: 1_000)
    try study.answer("a/one", .good, day: 0, minute: 2, counts: false)
    try study.answer("design/chat", .good, day: 0, minute: 3, round: "r1")
    var progress = try study.progress(day: 0)
    #expect(progress.newCards == 2)
    #expect(progress.reviews == 0)
    #expect(progress.milliseconds == 5_000)
    #expect(progress.lastCard?.rawValue == "a/one")
    try study.answer("a/one", .good, day: 20)
    progress = try study.progress(day: 20)
    #expect(progress.newCards == 0)
    #expect(progress.reviews == 1)
    try study.undo(day: 20)
    #expect(try study.progress(day: 20) == DayProgress(day: StudyFixture.day(20)))
  }

  @Test(arguments: [
    (["gin"], ["databases", "caching", "gin"]),
    (["frameworks/gin"], ["databases", "caching", "gin"]),
    (["frameworks"], ["databases", "caching", "gin"]),
    (["indexing"], ["databases", "caching"]),
  ])
  func `a word of the scope is a bank or the beginning of a topic's path, never a part of it`(
    include: [String],
    banks: [String]
  ) {
    let catalogue = TopicParser().parse(
      """
      topics:
        - path: databases
          title: Databases
          guide_row: databases
          weight: {junior: 1, mid: 2, senior: 3, lead: 3, principal: 2}
        - path: frameworks
          title: Frameworks
          guide_row: frameworks
          weight: {junior: 1, mid: 2, senior: 3, lead: 3, principal: 2}
          opt_in: true

      """,
      file: "topics.yaml"
    ).catalogue
    let shelves = [
      ("databases", "databases/indexing"), ("caching", "caching"), ("gin", "frameworks/gin"),
      ("web", "frameworks/spring/indexing"),
    ]
    let inside = shelves.filter { bank, topic in
      ShelfChoice.isIn(
        bank: bank,
        topic: TopicPath(rawValue: topic),
        CardFilter(),
        StudyScope(include: include, exclude: ["spring"]),
        catalogue
      )
    }.map(\.0)
    #expect(inside.filter { $0 != "web" || include == ["indexing"] } == banks)
  }

  @Test func `a writer waits for another, and says so when it waited in vain`() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-busy-\(UUID().uuidString).sqlite")
    defer {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: file.path + suffix)
      }
    }
    let (first, second) = (try StudyStore(path: file.path), try StudyStore(path: file.path))
    let expected = StudyStoreError.busy(file: file.lastPathComponent)
    #expect(expected.exitCode == 75)
    try first.write { db in
      try db.execute(sql: "INSERT INTO meta (name, value) VALUES ('held', '1')")
      #expect(throws: expected) {
        try second.write { try $0.execute(sql: "DELETE FROM meta WHERE name = 'none'") }
      }
    }
    try second.write { try $0.execute(sql: "DELETE FROM meta WHERE name = 'held'") }
  }
}
