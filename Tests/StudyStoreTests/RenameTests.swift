import Practice
import QuestionBank
import SpacedRepetition
import Testing

@testable import StudyStore

/// A card's history under earlier keys counts wherever its present one does.
@Suite struct RenameTests {
  private let one = "{id: one, question: Q1, answer: A}"
  private let databases = TopicPath(rawValue: "databases")
  private let gaps = "{id: gaps, kind: cloze, text: 'A {{x}} and {{y}}'}"

  @Test func `statistics go on through one rename and the next`() throws {
    let study = try StudyFixture()
    try study.write([one, "{id: other, question: Q2, answer: A}"])
    try study.answer("a/one", .easy, day: 0)
    try study.answer("a/one", .good, day: 10)
    let before = try study.statistics(day: 10)
    let scope = StudyScope(exclude: ["caching"])
    #expect(before.all.reviews == 1)
    try study.write(["{id: uno, question: Q1, answer: A, was: [a/one]}"])
    try study.write(["{id: eins, question: Q1, answer: A, was: [a/uno]}"])
    #expect(try study.record("a/eins")?.state.reviewCount == 2)
    let after = try study.statistics(day: 10)
    #expect(after.byTopic[databases]?.retention == before.byTopic[databases]?.retention)
    #expect(after.byStage[.senior]?.retention == before.byStage[.senior]?.retention)
    #expect(after.byStage[.senior]?.retention.reviews == 1)
    #expect(after.all == before.all)
    #expect(after.days == before.days)
    // Where only some shelves count, a history counts with the shelf of its card.
    try study.write(bank: "b", ["{id: out, topic: caching, question: Q3, answer: A}"])
    try study.answer("b/out", day: 10)
    let scoped = try study.statistics(day: 10, scope: scope)
    #expect(scoped.answers == 2)
    #expect(scoped.days.map(\.answers) == [1, 1])
  }

  @Test func `siblings of a renamed card that was answered today wait until tomorrow`() throws {
    let study = try StudyFixture()
    try study.write([gaps])
    try study.answer("a/gaps#1", .easy, day: 0)
    #expect(try study.queue(day: 0) == [])
    try study.write(["{id: holes, kind: cloze, text: 'A {{x}} and {{y}}', was: [a/gaps]}"])
    #expect(try study.record("a/holes#1")?.state.reviewCount == 1)
    #expect(try study.queue(day: 0) == [])
    #expect(try study.queue(day: 1) == ["a/holes#2"])
  }

  @Test func `the day's progress names the card by its present key and topic`() throws {
    let study = try StudyFixture()
    try study.write([one])
    try study.answer("a/one", day: 0)
    try study.write(["{id: uno, question: Q1, answer: A, was: [a/one]}"])
    let progress = try study.progress(day: 0)
    #expect(progress.lastCard?.rawValue == "a/uno")
    #expect(progress.lastTopic?.rawValue == "databases")
    #expect(progress.newCards == 1)
  }

  @Test func `a rebuild puts a renamed card's history together as before`() throws {
    let study = try StudyFixture()
    try study.write([one, gaps])
    try study.answer("a/one", .easy, day: 0)
    try study.change("a/one", .marked, day: 0)
    try study.write(["{id: uno, question: Q1, answer: A, was: [a/one]}", gaps])
    try study.answer("a/uno", .good, day: 9)
    let before = try study.records()
    try study.store.rebuild(study.answering)
    #expect(try study.records() == before)
    #expect(before["a/uno"]?.state.reviewCount == 2)
    #expect(before["a/uno"]?.isMarked == true)
  }
}
