import Foundation
import GRDB
import Practice
import QuestionBank
import SpacedRepetition
import Testing

@testable import StudyStore

/// Sums over reviews that are kept are those that adding up anew would give.
@Suite struct TallyTests {
  private let cards = [
    "{id: one, question: Q1, answer: A}", "{id: two, question: Q2, answer: A}",
    "{id: out, topic: caching, kind: typed, question: Q3, accept: [x]}",
  ]

  /// What the same study says when nothing was added up before.
  private func anew(_ study: StudyFixture, day: Int, scope: StudyScope? = nil) throws
    -> StudyStatistics
  {
    try study.store.write { try Tallies.forget($0) }
    return try study.statistics(day: day, scope: scope)
  }

  @Test func `an answer to a card in review keeps what the model foretold of it`() throws {
    let study = try StudyFixture()
    try study.write(cards)
    let record = try study.answer("a/one", .easy, day: 0)
    let memory = try #require(record.state.memory)
    try study.answer("a/one", .good, day: 10)
    try study.answer("a/two", .good, day: 10)
    let kept = try study.store.read {
      try Double?.fetchAll($0, sql: "SELECT predicted FROM review ORDER BY seq")
    }
    let foretold = FSRS6().retrievability(of: memory, after: Elapsed(studyDays: 10))
    #expect(kept == [nil, foretold, nil])
    #expect(try study.store.reviews(of: CardKey(rawValue: "a/one")).first?.predicted == foretold)
  }

  @Test func `statistics compare what was foretold with what was recalled`() throws {
    let study = try StudyFixture()
    try study.write(cards)
    try study.answer("a/one", .easy, day: 0)
    try study.answer("a/out", .easy, day: 0)
    try study.answer("a/one", .good, day: 8)
    try study.answer("a/out", .again, day: 8)
    try study.answer("a/one", .again, day: 9, counts: false)
    let statistics = try study.statistics(day: 9)
    #expect(statistics.predictions.reduce(0) { $0 + $1.reviews } == 2)
    #expect(statistics.predictions.reduce(0) { $0 + $1.recalled } == 1)
    #expect(statistics.all.foretold == 2 && statistics.all.foretoldRecalled == 1)
    #expect(statistics.byKind[.typed]?.retention.share == 0)
    #expect(statistics.byKind[.flashcard]?.retention.share == 1)
    let expected = try #require(statistics.byKind[.typed]?.retention.predicted)
    #expect((0.8...0.99).contains(expected))
    #expect(statistics.answers == 5)
  }

  @Test func `what is answered or taken back later is added and taken off`() throws {
    let study = try StudyFixture()
    try study.write(cards)
    try study.answer("a/one", .easy, day: 0)
    try study.answer("a/out", .easy, day: 1)
    #expect(try study.statistics(day: 1).answers == 2)
    try study.answer("a/one", .again, day: 8)
    try study.answer("a/out", .good, day: 9)
    let before = try study.statistics(day: 9)
    #expect(before.answers == 4 && before.all.reviews == 2)
    try study.undo(day: 9)
    try study.undo(day: 9)
    let undone = try study.statistics(day: 9)
    #expect(undone.answers == 2 && undone.all.reviews == 0 && undone.predictions.isEmpty)
    #expect(undone.days.map(\.answers) == [1, 1])
    try study.answer("a/one", .good, day: 10)
    // Answered and taken back before anybody looked.
    try study.answer("a/two", .good, day: 10)
    try study.undo(day: 10)
    let after = try study.statistics(day: 10)
    #expect(after.answers == 3 && after.all.reviews == 1)
    #expect(try anew(study, day: 10) == after)
  }

  @Test func `another scope, and the first again, count their own cards`() throws {
    let study = try StudyFixture()
    try study.write(cards)
    try study.answer("a/one", .easy, day: 0)
    try study.answer("a/out", .easy, day: 0)
    let scope = StudyScope(exclude: ["caching"])
    #expect(try study.statistics(day: 0).answers == 2)
    #expect(try study.statistics(day: 0, scope: scope).answers == 1)
    try study.answer("a/out", .easy, day: 1)
    #expect(try study.statistics(day: 1, scope: scope).answers == 1)
    #expect(try study.statistics(day: 1).answers == 3)
  }

  @Test func `a card that moves to another topic takes its answers with it`() throws {
    let study = try StudyFixture()
    try study.write(cards)
    try study.answer("a/one", .easy, day: 0)
    #expect(try study.statistics(day: 0).byTopic[TopicPath(rawValue: "databases")]?.answers == 1)
    try study.write(["{id: one, topic: caching, question: Q1, answer: A}"])
    let moved = try study.statistics(day: 0)
    #expect(moved.byTopic[TopicPath(rawValue: "caching")]?.answers == 1)
    #expect(moved.byTopic[TopicPath(rawValue: "databases")]?.answers ?? 0 == 0)
  }

  @Test func `a second look reads no review`() throws {
    let study = try StudyFixture()
    try study.write(cards)
    try study.answer("a/one", .easy, day: 0)
    let first = try study.statistics(day: 0)
    #expect(try study.store.read { try Tallies.areCurrent($0, for: "") })
    // A store that refuses every write is read all the same.
    #expect(
      try study.store.readOnly.statistics(
        today: StudyFixture.day(0),
        days: 30,
        catalogue: study.catalogue
      ) == first
    )
    try study.answer("a/two", .easy, day: 0)
    #expect(
      try study.store.readOnly.statistics(
        today: StudyFixture.day(0),
        days: 30,
        catalogue: study.catalogue
      ).answers == 2
    )
  }

  @Test func `what is due is counted by study day, suspended cards left out`() throws {
    let study = try StudyFixture()
    try study.write(cards)
    let one = try study.answer("a/one", .easy, day: 0)
    try study.answer("a/two", .easy, day: 0)
    try study.answer("a/out", .easy, day: 0)
    try study.change("a/two", .suspended, day: 0)
    let calendar = study.answering.calendar
    let due = calendar.day(of: try #require(one.due))
    func days(until last: StudyDay, _ scope: StudyScope = StudyScope()) throws -> [StudyDay: Int] {
      try study.store.dueDays(
        until: last,
        scope: scope,
        calendar: calendar,
        catalogue: study.catalogue
      )
    }
    #expect(try days(until: due) == [due: 2])
    #expect(try days(until: due - 1) == [:])
    #expect(try days(until: due, StudyScope(exclude: ["caching"])) == [due: 1])
    let counts = try study.store.stabilities(
      bounds: [1, 365],
      scope: StudyScope(),
      catalogue: study.catalogue
    )
    #expect(counts == [0, 2, 0])
  }

  @Test func `a study of the version before keeps its answers, without predictions`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-v3-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("study.sqlite").path
    do {
      let queue = try DatabaseQueue(path: path)
      try StudySchema.migrator.migrate(queue, upTo: "v3")
      try queue.write { db in
        try db.execute(
          sql: """
            INSERT INTO review VALUES (1, '01', 'd', 'a/one', 3, 1700000000000, 5000, NULL, 0,
              19675, 864000, 1, 1700864000000, 2, 0, 2, 0, 1, 'fsrs6:default', NULL)
            """
        )
      }
      try queue.close()
    }
    let store = try StudyStore(path: path)
    #expect(try store.reviews(of: CardKey(rawValue: "a/one")).map(\.predicted) == [nil])
    let statistics = try store.statistics(
      today: StudyDay(rawValue: 19_675),
      catalogue: TopicCatalogue()
    )
    #expect(statistics.all.reviews == 1 && statistics.predictions.isEmpty)
    #expect(statistics.days.map(\.milliseconds) == [5_000])
  }
}
