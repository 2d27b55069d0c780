import Practice
import QuestionBank
import SpacedRepetition
import Testing

@testable import StudyStore

/// Events take effect in the order in which they were made, whatever the clock said.
@Suite struct ReplayOrderTests {
  private let key = "a/one"

  /// Whether a rebuild from the events gives the records that acting gave.
  private func isStable(_ study: StudyFixture) throws -> Bool {
    let before = try study.records()
    try study.store.rebuild(study.answering)
    return try study.records() == before
  }

  @Test func `what is done after the clock was set back takes effect`() throws {
    let study = try StudyFixture()
    try study.answer(key, day: 5)
    try study.change(key, .unsuspended, day: 9)
    #expect(try study.change(key, .suspended, day: 1).isSuspended)
    #expect(try study.change(key, .unsuspended, day: 0).isSuspended == false)
    #expect(try study.change(key, .marked, day: 0).isMarked)
    #expect(try study.change(key, .unmarked, day: 0).isMarked == false)
    let until = StudyFixture.day(1)
    #expect(try study.change(key, .buried(until: until), day: 0).buriedUntil == until)
    #expect(try study.change(key, .unburied, day: 0).buriedUntil == nil)
    #expect(try study.change(key, .reset, day: 0).state.phase == .new)
    #expect(try isStable(study))
  }

  @Test func `answers after such a reset count, and outlive a rebuild`() throws {
    let study = try StudyFixture()
    try study.answer(key, .easy, day: 5)
    try study.change(key, .reset, day: 0)
    #expect(try study.answer(key, .good, day: 0).state.reviewCount == 1)
    #expect(try study.answer(key, .good, day: 0, minute: 20).state.reviewCount == 2)
    #expect(try study.record(key)?.state.reviewCount == 2)
    #expect(try isStable(study))
  }

  @Test func `undoing what was done with the clock set back restores what was`() throws {
    let study = try StudyFixture()
    try study.answer(key, .easy, day: 5)
    let before = try study.record(key)
    try study.change(key, .reset, day: 0)
    try study.undo(day: 0)
    #expect(try study.record(key) == before)
    // What was taken back does not hold later acts to its time.
    let suspended = try study.store.append(
      .suspended,
      to: CardKey(rawValue: key),
      at: StudyFixture.moment(day: 6),
      answering: study.answering,
      makeID: { EventID(rawValue: "id") }
    )
    #expect(suspended.event.at == StudyFixture.moment(day: 6))
  }

  @Test func `a note keeps the time at which it was taken`() throws {
    let study = try StudyFixture()
    try study.answer(key, day: 5)
    try study.change(key, .noted("early"), day: 0)
    let notes = try study.store.notes(of: CardKey(rawValue: key))
    #expect(notes.map(\.at) == [StudyFixture.moment(day: 0)])
  }

  @Test func `a rebuild gives what answering gave, with resets, flags and cram between`() throws {
    let study = try StudyFixture()
    try study.answer(key, .good, day: 0)
    try study.answer(key, .good, day: 0, minute: 15)
    try study.change(key, .suspended, day: 1)
    try study.change(key, .marked, day: 1)
    try study.answer(key, .again, day: 3)
    try study.answer(key, .again, day: 4, counts: false)
    try study.change(key, .unsuspended, day: 4)
    try study.change(key, .reset, day: 4, minute: 1)
    try study.answer(key, .hard, day: 4, minute: 1)
    try study.answer("a/two", .easy, day: 5)
    try study.change("a/three", .buried(until: StudyFixture.day(9)), day: 5)
    try study.change("a/four", .suspended, day: 5)
    try study.undo(day: 6)
    let record = try #require(try study.record(key))
    #expect(record.isMarked)
    #expect(!record.isSuspended)
    #expect(record.state.reviewCount == 1)
    #expect(try study.record("a/four")?.isSuspended != true)
    #expect(try isStable(study))
  }

  @Test func `an answer out of order takes its place by its time`() throws {
    let study = try StudyFixture()
    try study.answer(key, .easy, day: 10)
    let late = try study.answer(key, .good, day: 2)
    let ordered = try StudyFixture()
    try ordered.answer(key, .good, day: 2)
    #expect(late.lastStudyDay == StudyFixture.day(10))
    #expect(late.firstStudyDay == StudyFixture.day(2))
    #expect(late.state.reviewCount == 2)
    #expect(try isStable(study))
  }
}
