import Practice
import QuestionBank
import SpacedRepetition
import Testing

@testable import StudyStore

@Suite struct ReviewLogTests {
  @Test func `the log to fit holds what moved the cards, and a reset begins anew`() throws {
    let study = try StudyFixture()
    try study.write(["{id: one, question: Q1, answer: A}", "{id: two, question: Q2, answer: A}"])
    try study.answer("a/one", day: 0)
    try study.answer("a/one", day: 3)
    try study.answer("a/one", day: 4, counts: false)
    try study.answer("design/chat", day: 0, round: "r1")
    try study.answer("design/chat", day: 5, round: "r2")
    try study.answer("a/two", day: 1)
    try study.change("a/two", .reset, day: 2)
    try study.answer("a/two", day: 4)
    try study.answer("a/two", day: 6)
    var log = try study.store.reviewLog()
    #expect(log.count == 5)
    #expect(log.cardCount == 3)
    #expect(log.scoredCount == 2)
    try study.undo(day: 6)
    log = try study.store.reviewLog()
    #expect(log.count == 4)
    #expect(log.scoredCount == 1)
    // A renamed card goes on.
    try study.write([
      "{id: uno, question: Q1, answer: A, was: [a/one]}", "{id: two, question: Q2, answer: A}",
    ])
    try study.answer("a/uno", day: 9)
    log = try study.store.reviewLog()
    #expect(log.cardCount == 3)
    #expect(log.scoredCount == 2)
  }
}
