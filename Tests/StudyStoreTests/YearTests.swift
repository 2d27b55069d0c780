import Practice
import QuestionBank
import SpacedRepetition
import Testing

@testable import StudyStore

/// A year of study with everything in it: siblings, stages, lapses, sittings broken off, a holiday.
@Suite struct YearTests {
  /// A learner who forgets as the model says, with chance from a seed.
  private struct Chance: RandomNumberGenerator {
    var seed: UInt64
    mutating func next() -> UInt64 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return seed ^ (seed >> 31)
    }
  }

  /// What one day came to.
  private struct Day {
    var new = 0
    var reviews = 0
    /// The cards asked, by their group of siblings.
    var groups: [String: Set<CardKey>] = [:]
  }

  private let answering = Answering(
    scheduler: Scheduler(),
    settings: SchedulingSettings(),
    fuzz: true,
    calendar: StudyCalendar { _ in 3_600 }
  )
  private let plan = DayPlan(newCards: 3, reviews: 7)
  private let first = 20_000

  /// Texts with up to four gaps, and as many cards that stand alone.
  private var cards: [StockCard] {
    (0..<72).map { number in
      let text = number / 4
      return StockCard(
        id: "c\(number)",
        topic: ["databases", "caching", "security"][text % 3],
        stage: [.senior, .mid, .senior, .junior][text % 4],
        kind: text.isMultiple(of: 2) ? .cloze : .flashcard,
        group: text.isMultiple(of: 2) ? "text\(text)" : nil
      )
    }
  }

  private func order(_ store: StudyStore, at now: Timestamp) throws -> QueueOrder {
    let done = try store.dayProgress(answering.calendar.day(of: now))
    let input = try store.queueInput(
      StudyStore.QueueRequest(
        scope: StudyScope(),
        at: now,
        reviewLimit: plan.reviews - done.reviews,
        newLimit: plan.newCards - done.newCards
      ),
      answering: answering,
      catalogue: TopicCatalogue()
    )
    return QueueOrder(input: input, plan: plan, progress: done, targetStage: .senior)
  }

  /// Answers what comes until nothing does, or for so many answers.
  private func sit(
    _ store: StudyStore,
    from start: Timestamp,
    limit: Int?,
    _ chance: inout Chance
  ) throws -> Day {
    var day = Day()
    var now = start
    var answers = 0
    while answers < limit ?? .max {
      guard let card = try order(store, at: now).next(learningAhead: true) else { break }
      let recalls = Double.random(in: 0..<1, using: &chance) < card.retrievability ?? 0.7
      let rating: Rating = recalls ? [.hard, .good, .good, .good, .easy][answers % 5] : .again
      let moment = now
      let (review, _) = try store.answer(
        card.key,
        StudyStore.NewAnswer(rating: rating, at: moment, durationMilliseconds: 20_000),
        answering: answering,
        makeID: { EventID(at: moment, using: &chance) }
      )
      if let group = card.siblingGroup { day.groups[group.rawValue, default: []].insert(card.key) }
      switch review.phaseBefore {
      case .new: day.new += 1
      case .review: day.reviews += 1
      case .learning, .relearning: break
      }
      answers += 1
      now = now.advanced(bySeconds: 25)
    }
    return day
  }

  @Test
  func `limits hold, siblings keep apart, what is due comes, and no card is forgotten`()
    throws
  {
    let store = try StudyStore(inMemory: ())
    try store.stock(cards)
    var chance = Chance(seed: 2)
    for number in 0..<365 where !(150..<171).contains(number) {
      let start = Timestamp(rawValue: Int64(first + number) * 86_400_000 + 64_800_000)
      let expected = try order(store, at: start).counts
      let isBrokenOff = number % 11 == 7
      let day = try sit(store, from: start, limit: isBrokenOff ? 5 : nil, &chance)

      #expect(day.new <= plan.newCards && day.reviews <= plan.reviews, "day \(number)")
      #expect(day.groups.values.allSatisfy { $0.count == 1 }, "siblings on day \(number)")
      if !isBrokenOff {
        #expect(day.new == expected.new && day.reviews == expected.review, "day \(number)")
        #expect(try order(store, at: start.advanced(bySeconds: 7_200)).counts.total == 0)
      }
    }

    let listing = try store.read { db in
      try cards.compactMap { try CardRecord.fetch(db, $0.key) }
    }
    let end = Timestamp(rawValue: Int64(first + 365) * 86_400_000)
    #expect(listing.count == 72)
    #expect(listing.allSatisfy { $0.state.phase != .new }, "a new card never came")
    let overdue = listing.compactMap(\.due).map { Int(end.seconds(since: $0) / 86_400) }.max() ?? 0
    #expect(overdue < 14, "a card has been due for \(overdue) days")

    try store.rebuild(answering)
    #expect(
      try store.read { db in try cards.compactMap { try CardRecord.fetch(db, $0.key) } } == listing
    )
  }
}
