import SpacedRepetition
import Testing

/// What must hold of every plan towards an interview, whatever the cards.
struct `The interview-date policy` {
  private static let shared = InterviewPolicy(horizon: 8)
  private var policy: InterviewPolicy { Self.shared }
  private let costs = AnswerCosts()

  private func seen(_ stability: Double, daysAgo days: Int, weight: Double = 1) -> PlannedCard {
    PlannedCard(
      memory: MemoryState(stability: stability, difficulty: 5),
      elapsed: Elapsed(studyDays: days),
      weight: weight
    )
  }

  private func new(_ count: Int) -> [PlannedCard] { Array(repeating: .new(), count: count) }

  /// Cards of all sorts: new, fresh, fading and well known.
  private var mixture: [PlannedCard] {
    new(20)
      + (0..<40).map { seen(0.3 + Double($0 * $0) / 20, daysAgo: 1 + $0 % 5) }
  }

  private func plan(
    _ cards: [PlannedCard],
    days: Int,
    minutes: [Double],
    costs: AnswerCosts = AnswerCosts()
  ) -> StudyPlan {
    policy.solve(cards, daysToDate: days, minutesByDay: minutes, costs: costs)
  }

  // MARK: - Budgets

  @Test(arguments: [1, 5], [[0.5], [3], [60], [2, 0, 5]])
  func `no day is given more than its minutes`(days: Int, minutes: [Double]) {
    let costs = AnswerCosts(overheadPerDay: 20)
    let plan = plan(mixture, days: days, minutes: minutes, costs: costs)
    #expect(plan.days.count == days)
    for (index, day) in plan.days.enumerated() {
      #expect(day.budget == minutes[min(index, minutes.count - 1)] * 60)
      #expect(day.seconds <= day.budget + 1e-9)
    }
    let today = plan.today.reduce(0) { $0 + $1.seconds }
    #expect(today <= minutes[0] * 60 - 20 + 1e-9)
  }

  @Test func `a day without minutes has no cards and no price`() {
    let plan = plan(mixture, days: 4, minutes: [0, 5, 0, 5])
    #expect(plan.today.isEmpty)
    #expect(plan.days[0].seconds == 0 && plan.days[2].seconds == 0)
    #expect(plan.days[0].pricePerSecond == 0 && plan.days[1].pricePerSecond > 0)
  }

  @Test func `without any minutes what is remembered fades`() {
    let plan = plan(mixture, days: 5, minutes: [0])
    #expect(plan.today.isEmpty)
    #expect(isClose(plan.expectedRecall, plan.recallIfIdle, within: 1e-9))
  }

  @Test func `with time to spare the last day is a light one`() {
    let cards = (0..<60).map { seen(300 + Double($0), daysAgo: 1) }
    let plan = plan(cards, days: 1, minutes: [60])
    #expect(plan.today.isEmpty)
    #expect(plan.spare.count == 60)
  }

  // MARK: - New cards

  @Test func `all cards are seen before the date where they fit`() {
    var cards = new(60)
    let minutes = 3.0  // nine new cards; 60 fit into seven of eight days
    var most = 0.0
    for day in 0..<8 {
      let plan = plan(cards, days: 8 - day, minutes: [minutes])
      let spent = plan.today.reduce(0) { $0 + $1.seconds }
      most = max(most, spent)
      studyWell(plan.today, &cards)
    }
    #expect(cards.allSatisfy { $0.memory != nil })
    #expect(most <= minutes * 60)
  }

  @Test func `new cards stop when there is no time left to learn one`() {
    let plan = plan(new(30), days: 1, minutes: [1])
    #expect(plan.today.map(\.card) == [0, 1, 2])
    let short = self.plan(new(30), days: 1, minutes: [0.25])
    #expect(short.today.isEmpty && short.shareSeen < 0.05)
  }

  @Test func `a missed day leaves more new cards for each day that is left`() {
    let cards = new(60)
    let before = plan(cards, days: 6, minutes: [30])
    let after = plan(cards, days: 2, minutes: [30])
    #expect(before.shareSeen > 0.99 && after.shareSeen > 0.99)
    #expect(after.today.count >= before.today.count)
    #expect(after.expectedRecall < before.expectedRecall)
  }

  @Test func `new cards begin in the given order, heavy ones first`() {
    let cards = [.new(), .new(weight: 3), .new(), PlannedCard.new(weight: 3)]
    let plan = plan(cards, days: 3, minutes: [1])
    #expect(plan.today.map(\.card).prefix(2) == [1, 3])
    let equal = self.plan(new(5), days: 3, minutes: [1])
    #expect(equal.today.map(\.card) == [0, 1, 2])
  }

  // MARK: - Choice

  @Test func `the order is that of the gain per second`() {
    let plan = plan(mixture, days: 6, minutes: [3])
    #expect(plan.today.count > 3)
    let gains = plan.today.filter { $0.reason != .new }.map(\.gainPerSecond)
    #expect(zip(gains, gains.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(Set(plan.today.map(\.card)).isDisjoint(with: plan.spare.map(\.card)))
  }

  @Test func `every choice says why`() {
    let cards = new(1) + [seen(1, daysAgo: 4), seen(50, daysAgo: 3)]
    let plan = plan(cards, days: 8, minutes: [30])
    let reasons = Dictionary(
      uniqueKeysWithValues: (plan.today + plan.spare).map { ($0.card, $0.reason) }
    )
    #expect(reasons[0] == .new)
    #expect(reasons[1] == .forgetting)
    #expect(self.plan(cards, days: 2, minutes: [30]).today.contains { $0.reason == .finalPass })
    for choice in plan.today {
      #expect(choice.recallIfStudied > choice.recallIfLeft)
      #expect(choice.seconds > 0 && choice.gainPerSecond > 0)
    }
  }

  @Test func `a card answered today is not chosen again today`() {
    let plan = plan([seen(0.5, daysAgo: 0), seen(0.5, daysAgo: 1)], days: 5, minutes: [10])
    #expect((plan.today + plan.spare).map(\.card) == [1])
  }

  @Test func `what the interview asks more comes before what it asks less`() {
    let cards = [seen(2, daysAgo: 3, weight: 0.5), seen(2, daysAgo: 3, weight: 2)]
    let plan = plan(cards, days: 2, minutes: [0.3])
    #expect(plan.today.map(\.card) == [1])
  }

  @Test func `many different weights are taken in as well as few`() {
    let cards = (0..<30).map { seen(2, daysAgo: 3, weight: 1 + Double($0) / 10) }
    let plan = plan(cards, days: 2, minutes: [1])
    #expect(plan.today.first?.card == 29)
    #expect(plan.expectedRecall > plan.recallIfIdle)
  }

  // MARK: - Expectations

  @Test func `more minutes never mean less recall`() {
    let recall = [0, 1, 2, 4, 8, 16].map {
      plan(mixture, days: 6, minutes: [$0]).expectedRecall
    }
    #expect(zip(recall, recall.dropFirst()).allSatisfy { $0 <= $1 + 0.002 })
    #expect((recall.last ?? 0) > (recall.first ?? 1) + 0.2)
  }

  @Test func `the standard error is that of throws of coins`() {
    let plan = plan([seen(5, daysAgo: 5), seen(5, daysAgo: 5)], days: 1, minutes: [0])
    let recall = plan.expectedRecall
    let expected = (recall * (1 - recall) / 2).squareRoot()
    #expect(isClose(plan.standardError, expected, within: 1e-9))
  }

  @Test func `the same cards have the same plan`() {
    let first = plan(mixture, days: 6, minutes: [3])
    #expect(first == plan(mixture, days: 6, minutes: [3]))
  }

  @Test func `a plan that continues yesterday's chooses about the same`() {
    let yesterday = plan(mixture, days: 7, minutes: [3])
    let continued = policy.solve(
      mixture,
      daysToDate: 6,
      minutesByDay: [3],
      costs: costs,
      continuing: yesterday
    )
    let fresh = plan(mixture, days: 6, minutes: [3])
    #expect(abs(continued.expectedRecall - fresh.expectedRecall) < 0.02)
    let common = Set(continued.today.map(\.card)).intersection(fresh.today.map(\.card))
    #expect(Double(common.count) > 0.7 * Double(fresh.today.count))
  }

  // MARK: - Edges

  @Test(arguments: [0, -1, -400])
  func `on the date and after it there is nothing to choose`(days: Int) {
    let plan = plan(new(1) + [seen(10, daysAgo: 10)], days: days, minutes: [30])
    #expect(plan.today.isEmpty && plan.spare.isEmpty && plan.days.isEmpty)
    #expect(isClose(plan.expectedRecall, 0.45, within: 1e-9))
    #expect(plan.shareSeen == 0.5)
  }

  @Test func `no cards make an empty plan`() {
    let plan = plan([], days: 5, minutes: [30])
    #expect(plan.today.isEmpty && plan.expectedRecall == 0 && plan.standardError == 0)
    #expect(plan.days.allSatisfy { $0.seconds == 0 })
  }

  @Test func `no minutes given are none`() {
    #expect(plan(mixture, days: 3, minutes: []).today.isEmpty)
  }

  @Test func `a far date is planned for as if it were as near as the horizon`() {
    let far = plan(mixture, days: 4_000, minutes: [3])
    #expect(far.daysToDate == 4_000 && far.days.count == 8)
    #expect(far.today == plan(mixture, days: 8, minutes: [3]).today)
  }

  @Test func `an absurd memory or age does no harm`() {
    let cards = [
      seen(.nan, daysAgo: 3), seen(.infinity, daysAgo: 3), seen(-1, daysAgo: .max),
      PlannedCard(memory: nil, elapsed: Elapsed(studyDays: 3), weight: .nan),
      PlannedCard(
        memory: MemoryState(stability: 1, difficulty: .nan),
        elapsed: Elapsed(studyDays: 2, fractionalDays: .infinity),
        weight: .infinity
      ),
    ]
    let plan = plan(cards, days: 3, minutes: [10])
    #expect(plan.expectedRecall >= 0 && plan.expectedRecall <= 1)
    #expect(plan.standardError >= 0 && plan.standardError <= 1)
  }

  @Test func `days are held in reserve while there are many`() {
    let reserve = [1, 5, 10, 15, 60].map { InterviewPolicy.reserveDays(daysToDate: $0) }
    #expect(reserve == [0, 0, 2, 3, 3])
  }

  @Test func `any memory model will do`() {
    let policy = InterviewPolicy(model: Halving(), horizon: 5)
    let cards = new(3) + [seen(1, daysAgo: 2), seen(64, daysAgo: 2)]
    let plan = policy.solve(cards, daysToDate: 5, minutesByDay: [1.2], costs: costs)
    #expect(plan.days.count == 5)
    #expect(plan.today.contains { $0.card == 3 || $0.reason == .new })
    #expect(isClose(plan.recallIfIdle, (0.0078125 + 0.92700) / 5, within: 1e-4))
    #expect(plan.expectedRecall > plan.recallIfIdle + 0.3)
  }

  /// Recalls every chosen card, new ones as Good.
  private func studyWell(_ choices: [StudyPlan.Choice], _ cards: inout [PlannedCard]) {
    for choice in choices {
      let card = cards[choice.card]
      cards[choice.card].memory =
        card.memory.map { policy.model.nextState($0, after: .good, elapsed: card.elapsed) }
        ?? policy.model.initialState(after: .good)
      cards[choice.card].elapsed = Elapsed(studyDays: 0)
    }
    for index in cards.indices where cards[index].memory != nil {
      cards[index].elapsed = Elapsed(studyDays: cards[index].elapsed.studyDays + 1)
    }
  }
}

/// Memories that halve in each stability, and double or halve with each answer.
private struct Halving: MemoryModel {
  let fingerprint = "halving"

  func initialState(after rating: Rating) -> MemoryState {
    MemoryState(stability: Double(rating.rawValue), difficulty: 5)
  }

  func nextState(_ state: MemoryState, after rating: Rating, elapsed: Elapsed) -> MemoryState {
    MemoryState(
      stability: state.stability * (rating.isRecalled ? 4 : 0.5),
      difficulty: state.difficulty
    )
  }

  func retrievability(of state: MemoryState, after elapsed: Elapsed) -> Double {
    var recall = 1.0
    var days = elapsed.fractionalDays
    while days >= state.stability, recall > 1e-9 {
      recall /= 2
      days -= state.stability
    }
    // A straight line would do between the halvings; this one keeps the curve smooth.
    return recall * Self.power(days / state.stability)
  }

  func interval(of state: MemoryState, desiredRetention: Double) -> Double { state.stability }

  /// 2 to the power of minus `part`, for a part in `0...1`.
  private static func power(_ part: Double) -> Double {
    let exponent = -part * 0.693_147_180_559_945_3
    return (0...12).reversed().reduce(1.0) { sum, n in 1 + exponent / Double(n + 1) * sum }
  }
}
