import Foundation
import GRDB
import Practice
import QuestionBank
import SpacedRepetition
import Testing

@testable import StudyStore

@Suite struct SchemaTests {
  private let answering = Answering(
    scheduler: Scheduler(),
    settings: SchedulingSettings(),
    fuzz: false,
    calendar: StudyCalendar { _ in 0 }
  )

  private func plan(_ store: StudyStore, _ sql: String) throws -> String {
    try store.read { db in
      try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
        .joined(separator: "\n")
    }
  }

  @Test(arguments: [
    "UPDATE review SET rating = 1", "DELETE FROM review", "UPDATE event SET at = 0",
    "DELETE FROM event", "UPDATE retraction SET at = 0", "DELETE FROM retraction",
  ])
  func `what happened is never changed`(sql: String) throws {
    let store = try StudyStore(inMemory: ())
    var random = SystemRandomNumberGenerator()
    let at = Timestamp(rawValue: 1_700_000_000_000)
    let key = CardKey(rawValue: "a/one")
    for _ in 0..<2 {
      _ = try store.answer(
        key,
        StudyStore.NewAnswer(rating: .good, at: at),
        answering: answering,
        makeID: { EventID(at: at, using: &random) }
      )
    }
    _ = try store.append(
      .suspended,
      to: key,
      at: at,
      answering: answering,
      makeID: { EventID(at: at, using: &random) }
    )
    _ = try store.undo(
      at: at,
      answering: answering,
      makeID: { EventID(at: at, using: &random) }
    )
    #expect(throws: StudyStoreError.self) { try store.write { try $0.execute(sql: sql) } }
  }

  @Test func `choosing the next card reads an index and never the whole table`() throws {
    let store = try StudyStore(inMemory: ())
    let request = StudyStore.QueueRequest(
      scope: StudyScope(),
      at: Timestamp(rawValue: 1_700_000_000_000)
    )
    let picks = try store.read { db in
      let shelves = try ShelfChoice(
        db,
        filter: request.filter,
        scope: request.scope,
        catalogue: TopicCatalogue()
      )
      let query = try QueueQuery(db: db, request: request, answering: answering, shelves: shelves)
      return [
        query.reviewPick(limit: 240), query.longestWaitingPick, query.newPick(.senior, limit: 60),
      ]
    }
    for pick in picks {
      let plan = try plan(store, pick)
      #expect(plan.contains("INDEX card_") && !plan.contains("SCAN"), "\(plan)")
    }
  }

  @Test func `siblings of the day's answers are found without reading every card`() throws {
    let plan = try plan(
      StudyStore(inMemory: ()),
      QueueQuery.siblingPick(on: StudyDay(rawValue: 20_000))
    )
    #expect(plan.contains("card_siblings") && !plan.contains("SCAN card"), "\(plan)")
    #expect(!plan.contains("SCAN r"), "\(plan)")
  }

  @Test func `a database from before FSRS-7 keeps its memories`() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-before-\(UUID().uuidString).sqlite")
    defer {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: file.path + suffix)
      }
    }
    do {
      let queue = try DatabaseQueue(path: file.path)
      try StudySchema.migrator.migrate(queue, upTo: "v3")
      try queue.write {
        try $0.execute(
          sql: """
            INSERT INTO card (card_key, phase, stability, difficulty, review_count, due)
            VALUES ('a/one', 2, 7.5, 4.25, 3, 1700000000000)
            """
        )
      }
    }
    let record = try StudyStore(path: file.path).record(CardKey(rawValue: "a/one"))
    #expect(record?.state.memory == MemoryState(stability: 7.5, difficulty: 4.25))
    #expect(record?.state.reviewCount == 3)
  }

  @Test func `a database of a newer version is refused and left alone`() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-newer-\(UUID().uuidString).sqlite")
    defer {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: file.path + suffix)
      }
    }
    do {
      let store = try StudyStore(path: file.path)
      try store.write {
        try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('v999')")
      }
    }
    #expect(throws: StudyStoreError.newer(file: file.lastPathComponent)) {
      try StudyStore(path: file.path)
    }
  }

  @Test func `a file that is no database is called damaged, not overwritten`() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-damaged-\(UUID().uuidString).sqlite")
    let bytes = Data(String(repeating: "not a database ", count: 400).utf8)
    try bytes.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(throws: StudyStoreError.damaged(file: file.lastPathComponent)) {
      try StudyStore(path: file.path)
    }
    #expect(try Data(contentsOf: file) == bytes)
  }
}
