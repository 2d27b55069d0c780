import Practice
import QuestionBank
import SpacedRepetition
import Testing

@testable import StudyStore

@Suite struct EventTests {
  private let key = CardKey(rawValue: "bank/card")
  private let answering = Answering(
    scheduler: Scheduler(),
    settings: SchedulingSettings(),
    fuzz: true,
    calendar: StudyCalendar { _ in 0 }
  )

  private func moment(day: Int) -> Timestamp {
    Timestamp(rawValue: (20_000 + Int64(day)) * 86_400_000 + 36_000_000)
  }

  /// Answers a card on a day; ids are drawn as the program draws them.
  @discardableResult
  private func answer(_ store: StudyStore, _ rating: Rating, day: Int, counts: Bool = true) throws
    -> CardRecord
  {
    let at = moment(day: day)
    var random = SystemRandomNumberGenerator()
    return try store.answer(
      key,
      StudyStore.NewAnswer(rating: rating, at: at, counts: counts),
      answering: answering,
      makeID: { EventID(at: at, using: &random) }
    ).record
  }

  private func undo(_ store: StudyStore) throws -> UndoneEvent? {
    var random = SystemRandomNumberGenerator()
    return try store.undo(
      at: moment(day: 400),
      answering: answering,
      makeID: { EventID(at: moment(day: 400), using: &random) }
    )
  }

  @Test func `undo restores the record before each answer, back to a new card`() throws {
    let store = try StudyStore(inMemory: ())
    var before: [CardRecord] = []
    for (day, rating) in [(0, Rating.good), (0, .good), (3, .hard), (9, .again), (9, .good)] {
      before.append(try store.record(key) ?? CardRecord(key: key))
      try answer(store, rating, day: day)
    }
    for expected in before.reversed() {
      #expect(try undo(store) != nil)
      #expect(try store.record(key) ?? CardRecord(key: key) == expected)
    }
    #expect(try undo(store) == nil)
  }

  @Test func `a rebuild from the events gives the records that answering gave`() throws {
    let store = try StudyStore(inMemory: ())
    let ratings: [Rating] = [.good, .good, .again, .good, .easy, .again, .again, .hard, .good]
    for (index, rating) in ratings.enumerated() { try answer(store, rating, day: index * 3) }
    let before = try store.record(key)
    try store.rebuild(answering)
    #expect(try store.record(key) == before)
  }

  @Test func `cram is remembered, but changes nothing`() throws {
    let store = try StudyStore(inMemory: ())
    let before = try answer(store, .good, day: 0)
    try answer(store, .again, day: 5, counts: false)
    #expect(try store.record(key) == before)
    #expect(try store.reviews(of: key).count == 2)
  }
}
