import Practice
import QuestionBank
import SpacedRepetition
import Testing

@testable import StudyStore

/// Two programs over one study, of which one has not yet heard of the other's parameters.
@Suite struct ModelChangeTests {
  private let old = ModelChangeTests.answering(FSRS6())
  private let new: Answering

  init() throws {
    var parameters = FSRS6.defaultParameters
    parameters[2] = 9.5
    parameters[8] = 1.2
    new = Self.answering(try FSRS6(parameters: parameters))
  }

  private static func answering(_ model: any MemoryModel) -> Answering {
    Answering(
      scheduler: Scheduler(model: model),
      settings: SchedulingSettings(),
      fuzz: true,
      calendar: StudyCalendar { _ in 0 }
    )
  }

  private func moment(_ day: Int) -> Timestamp {
    Timestamp(rawValue: (20_000 + Int64(day)) * 86_400_000 + 36_000_000)
  }

  @discardableResult
  private func answer(
    _ store: StudyStore,
    _ id: String,
    day: Int,
    _ answering: Answering,
    _ rating: Rating = .good
  ) throws -> (review: Review, record: CardRecord) {
    var random = SystemRandomNumberGenerator()
    return try store.answer(
      CardKey(rawValue: "bank/\(id)"),
      StudyStore.NewAnswer(rating: rating, at: moment(day)),
      answering: answering,
      makeID: { EventID(at: moment(day), using: &random) }
    )
  }

  private func records(_ store: StudyStore) throws -> [CardRecord?] {
    try ["one", "two", "three"].map { try store.record(CardKey(rawValue: "bank/\($0)")) }
  }

  /// A study answered with the old parameters and derived anew with the new ones.
  private func changed() throws -> StudyStore {
    let store = try StudyStore(inMemory: ())
    try store.rebuildIfModelChanged(old)
    for (day, id) in [(0, "one"), (0, "two"), (0, "one"), (0, "two"), (4, "one")] {
      try answer(store, id, day: day, old)
    }
    try store.rebuildIfModelChanged(new)
    return store
  }

  /// What the program with the old parameters does last.
  enum Act: CaseIterable { case answer, answerBehindTheClock, append, undo }

  @Test(arguments: Act.allCases)
  func `records that a belated program left are derived anew at the next opening`(act: Act) throws {
    let store = try changed()
    var random = SystemRandomNumberGenerator()
    let makeID = { EventID(at: moment(9), using: &random) }
    switch act {
    case .answer: try answer(store, "one", day: 9, old)
    case .answerBehindTheClock: try answer(store, "one", day: 2, old)
    case .append:
      _ = try store.append(
        .marked,
        to: CardKey(rawValue: "bank/one"),
        at: moment(9),
        answering: old,
        makeID: makeID
      )
    case .undo: _ = try store.undo(at: moment(9), answering: old, makeID: makeID)
    }
    // The one that knows better goes on meanwhile, with the same card and another.
    try answer(store, "one", day: 12, new)
    try answer(store, "three", day: 12, new)

    #expect(try store.needsRebuild(for: new))
    #expect(try store.rebuildIfModelChanged(new))
    let opened = try records(store)
    try store.rebuild(new)
    #expect(try records(store) == opened)
    #expect(try !store.needsRebuild(for: new))
  }

  @Test func `a belated answer goes by one model, from first to last`() throws {
    let store = try changed()
    let belated = try answer(store, "one", day: 9, old)
    // A study that never heard of other parameters.
    let alone = try StudyStore(inMemory: ())
    for day in [0, 0, 4] { try answer(alone, "one", day: day, old) }
    let expected = try answer(alone, "one", day: 9, old)
    #expect(belated.record == expected.record)
    #expect(belated.review.interval == expected.review.interval)
  }

  // MARK: - FSRS-7

  private let seven = ModelChangeTests.answering(FSRS7())

  @Test func `changing to FSRS-7 and back derives every memory from the answers`() throws {
    let store = try StudyStore(inMemory: ())
    try store.rebuildIfModelChanged(old)
    for (day, id) in [(0, "one"), (0, "two"), (0, "one"), (0, "two"), (4, "one"), (30, "one")] {
      try answer(store, id, day: day, old)
    }
    let before = try records(store)
    #expect(before.allSatisfy { $0?.state.memory?.fastStability == nil })

    #expect(try store.rebuildIfModelChanged(seven))
    let model = FSRS7()
    let expected = model.replay(
      [0, 0, 4, 26].map { (Rating.good, Elapsed(studyDays: $0)) }
    )
    #expect(expected?.fastStability != nil)
    #expect(try records(store)[0]?.state.memory == expected)

    #expect(try store.rebuildIfModelChanged(old))
    #expect(try records(store) == before)
  }

  @Test func `a study answered by FSRS-7 is the one that its answers rebuild`() throws {
    let store = try StudyStore(inMemory: ())
    try store.rebuildIfModelChanged(seven)
    let ratings: [Rating] = [.good, .again, .hard, .good, .easy, .again, .good]
    for (day, rating) in zip([0, 0, 1, 3, 11, 40, 41], ratings) {
      try answer(store, "one", day: day, seven, rating)
      try answer(store, "two", day: day, seven, rating.isRecalled ? .good : .again)
    }
    let answered = try records(store)
    #expect(answered[0]?.state.memory?.fastStability != nil)
    try store.rebuild(seven)
    #expect(try records(store) == answered)
  }

  @Test func `while nothing changes, no record is derived anew`() throws {
    let store = try StudyStore(inMemory: ())
    try answer(store, "one", day: 0, old)
    #expect(try !store.needsRebuild(for: old))
    #expect(try store.needsRebuild(for: new))
    #expect(try !store.rebuildIfModelChanged(old))
  }
}
