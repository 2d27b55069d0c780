import Practice
import QuestionBank
import SpacedRepetition
import Testing

@testable import StudyStore

/// Whether a day is as full as its limits allow, and what it is charged.
@Suite struct DayQueueTests {
  private let answering = Answering(
    scheduler: Scheduler(),
    settings: SchedulingSettings(),
    fuzz: false,
    calendar: StudyCalendar(dayStartsAtMinutes: 0) { _ in 0 }
  )
  private let today = 20_000
  private var now: Timestamp { Timestamp(rawValue: Int64(today) * 86_400_000 + 36_000_000) }

  private func order(_ store: StudyStore, plan: DayPlan = DayPlan()) throws -> QueueOrder {
    let done = try store.dayProgress(StudyDay(rawValue: today))
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

  private func answer(
    _ store: StudyStore,
    _ key: CardKey,
    _ rating: Rating,
    milliseconds: Int? = nil,
    at moment: Timestamp? = nil
  ) throws {
    var random = SystemRandomNumberGenerator()
    let moment = moment ?? now
    _ = try store.answer(
      key,
      StudyStore.NewAnswer(rating: rating, at: moment, durationMilliseconds: milliseconds),
      answering: answering,
      makeID: { EventID(at: moment, using: &random) }
    )
  }

  private func due(_ id: String, group: String? = nil, stability: Double = 10) -> StockCard {
    StockCard(
      id: id,
      group: group,
      stability: stability,
      lastDay: today - 20,
      due: Timestamp(rawValue: Int64(today - 10) * 86_400_000)
    )
  }

  @Test func `a backlog of siblings leaves the day as full as it could be`() throws {
    let store = try StudyStore(inMemory: ())
    // The siblings are remembered best, so they fill the front of the queue.
    try store.stock(
      (0..<600).map { due("s\($0)", group: "g\($0 / 60)", stability: 90) }
        + (0..<150).map { due("a\($0)") }
    )
    #expect(try order(store, plan: DayPlan(reviews: 100)).counts.review == 100)
    #expect(try order(store, plan: DayPlan(reviews: 500)).counts.review == 160)
  }

  @Test func `new siblings leave the day as full as it could be`() throws {
    let store = try StudyStore(inMemory: ())
    try store.stock(
      (0..<120).map { StockCard(id: "s\($0)", group: "g\($0 / 60)") }
        + (0..<30).map { StockCard(id: "a\($0)") }
    )
    #expect(try order(store).counts.new == 20)
    #expect(try order(store, plan: DayPlan(newCards: 50)).counts.new == 32)
  }

  @Test func `the backlog does not shrink because siblings wait`() throws {
    let store = try StudyStore(inMemory: ())
    try store.stock(
      (0..<21).map { due("s\($0)", group: "g\($0 / 2)") } + [StockCard(id: "new")]
    )
    let plan = DayPlan(reviews: 10)
    #expect(try order(store, plan: plan).isHoldingNewCards)
    try answer(store, CardKey(rawValue: "stock/s0"), .good)
    #expect(try order(store, plan: plan).isHoldingNewCards)
  }

  @Test func `an answer without a time is charged what it is expected to take`() throws {
    let store = try StudyStore(inMemory: ())
    try store.stock([
      StockCard(id: "flash"), StockCard(id: "estimate", kind: .estimate), StockCard(id: "timed"),
    ])
    try answer(store, CardKey(rawValue: "stock/flash"), .easy)
    try answer(store, CardKey(rawValue: "stock/estimate"), .easy)
    try answer(store, CardKey(rawValue: "stock/timed"), .easy, milliseconds: 7_000)
    #expect(
      try store.dayProgress(StudyDay(rawValue: today)).milliseconds == 25_000 + 40_000 + 7_000
    )
  }

  @Test(arguments: [-20_000, -1, 0, 1, 2])
  func `a day about 1970 has its limits`(day: Int) throws {
    let store = try StudyStore(inMemory: ())
    let moment = Timestamp(rawValue: Int64(day) * 86_400_000 + 36_000_000)
    try answer(store, CardKey(rawValue: "bank/one"), .easy, at: moment)
    let progress = try store.dayProgress(StudyDay(rawValue: day))
    #expect(progress.newCards == 1)
    #expect(progress.lastCard?.rawValue == "bank/one")
    #expect(try store.dayProgress(StudyDay(rawValue: day + 1)).newCards == 0)
  }

  @Test func `new cards above the target stage are not counted as new, seen ones are counted`()
    throws
  {
    let store = try StudyStore(inMemory: ())
    var seen = due("seen")
    seen.stage = .lead
    try store.stock([
      StockCard(id: "senior"), StockCard(id: "lead", stage: .lead),
      StockCard(id: "mid", stage: .mid), seen,
    ])
    let scoped = try store.statistics(
      today: StudyDay(rawValue: today),
      scope: StudyScope(targetStage: .senior),
      catalogue: TopicCatalogue()
    )
    #expect(scoped.byState == [.new: 2, .review: 1])
    #expect(scoped.byStage[.lead]?.cards == 2)
    #expect(scoped.byTopic[TopicPath(rawValue: "databases")]?.cards == 4)
    let all = try store.statistics(
      today: StudyDay(rawValue: today),
      catalogue: TopicCatalogue()
    )
    #expect(all.byState == [.new: 3, .review: 1])
    let asked = try store.statistics(
      today: StudyDay(rawValue: today),
      filter: CardFilter(stage: .lead),
      scope: StudyScope(targetStage: .senior),
      catalogue: TopicCatalogue()
    )
    #expect(asked.byState == [.new: 1, .review: 1])
  }
}
