/// Chooses what to study each day so that most is recalled on the date of an interview.
///
/// Each morning the plan is made anew from the cards as they are, so days that were missed, answers
/// that went otherwise and minutes that changed are simply part of what it starts from. Nothing is
/// stored in the cards: when the date has passed, their usual due dates still hold, and a plan for
/// that day has no choices.
///
/// How: each card has an optimal plan of its own once every day's seconds have a price, by a dynamic
/// programme backwards from the date; the prices are those at which all the plans together fill the
/// minutes (`DayPrices`). Today's cards are then taken by what today adds over the best plan without
/// today, per second. One visit to a card a day; its steps within the day are part of its cost.
///
/// Days are missed and answers take longer than planned, so a few days are held in reserve: see
/// ``reserveDays(daysToDate:)``. It makes new cards come earlier, which costs next to nothing.
public struct InterviewPolicy: Sendable {
  /// What says how memories fade and grow.
  public let model: any MemoryModel
  /// The longest plan in days; a date further off is planned for as if it were this near.
  public let horizon: Int

  private let grid: MemoryGrid

  /// A policy over a model, with its tables: some 20 ms for 60 days, so keep it for the day's plans.
  ///
  /// - Parameters:
  ///   - model: What says how memories fade and grow.
  ///   - horizon: The longest plan in days, `1...180`.
  public init(model: any MemoryModel = FSRS6(), horizon: Int = 180) {
    self.model = model
    self.horizon = min(max(1, horizon), 180)
    grid = MemoryGrid(model: model, horizon: self.horizon)
  }

  /// The plan from today until the date.
  ///
  /// - Parameters:
  ///   - cards: All cards in scope, new ones in the order in which they should be begun.
  ///   - daysToDate: Days until the date, today counted: 1 on the day before it. With 0 or less there
  ///     is nothing to choose.
  ///   - minutesByDay: Minutes for study, today first; 0 where there are none. The last one holds for
  ///     all later days.
  ///   - costs: What answers take.
  ///   - earlier: Yesterday's plan, if at hand: about the same plan, found sooner.
  /// - Returns: The plan; the same for the same arguments.
  public func solve(
    _ cards: [PlannedCard],
    daysToDate: Int,
    minutesByDay: [Double],
    costs: AnswerCosts,
    continuing earlier: StudyPlan? = nil
  ) -> StudyPlan {
    guard daysToDate > 0 else { return idle(cards) }
    let days = min(daysToDate, horizon)
    let budgets = (0..<days).map { day -> Double in
      let minutes = minutesByDay.indices.contains(day) ? minutesByDay[day] : minutesByDay.last ?? 0
      return minutes > 0 ? min(minutes, 1_440) * 60 : 0
    }
    let reserve = Self.reserveDays(daysToDate: days)
    let counted = days > 1 ? 1 - reserve / Double(days - 1) : 1
    let deck = Deck(cards, grid: grid, days: days)
    let prices = DayPrices(
      grid: grid,
      budgets: budgets.enumerated().map {
        max(0, $0.element - costs.overheadPerDay) * ($0.offset == 0 ? 1 : counted)
      },
      cost: (costs.seconds(.new), costs.seconds(.recalled), costs.seconds(.forgotten)),
      weights: deck.classWeights,
      groups: deck.groups,
      unseen: deck.unseen.map { Double($0.count) },
      // After missed days the prices are too far off to start from.
      warmStart: earlier.flatMap {
        $0.daysToDate == daysToDate + 1 ? $0.days.map(\.pricePerSecond).suffix(days) : nil
      }
    )
    var plan = Ranking(cards: cards, deck: deck, prices: prices, budgets: budgets, costs: costs)
      .plan
    plan.daysToDate = daysToDate
    return plan
  }

  /// Days' worth of minutes, out of those after today, that the plan does not count on.
  ///
  /// Days get lost, and then it is well to have begun the new cards: three days while thirteen or
  /// more are left, none of the last five. Chosen in the simulator (`Benchmarks/README.md`): where a week is
  /// missed it saves up to two and a half points, where none is it costs a tenth of one.
  public static func reserveDays(daysToDate: Int) -> Double {
    min(3, max(0, 0.4 * Double(daysToDate - 5)))
  }

  /// A plan without days: what is recalled now.
  private func idle(_ cards: [PlannedCard]) -> StudyPlan {
    var outlook = Outlook()
    for card in cards {
      let recall = card.memory.map { model.retrievability(of: $0, after: card.elapsed) }
      outlook.add(recall: recall ?? 0, idle: recall ?? 0, seen: recall == nil ? 0 : 1, card.weight)
    }
    return StudyPlan(outlook)
  }
}

/// Sums over cards of what to expect on the date.
struct Outlook {
  private var total = 0.0
  private var recalled = 0.0
  private var idle = 0.0
  private var seen = 0.0
  private var count = 0.0
  private var variance = 0.0

  /// What no plan can exceed and a good one nearly reaches, as a share; nil where recall is known.
  ///
  /// It says more than the sum over cards: where many alike compete for too few minutes, each card by
  /// itself would do all or nothing.
  var bound: Double?

  mutating func add(recall: Double, idle: Double, seen: Double, _ weight: Double) {
    let weight = weight > 0 ? min(weight, 1e6) : 1
    total += weight
    recalled += weight * recall
    self.idle += weight * idle
    self.seen += seen
    count += 1
    variance += weight * weight * max(0, recall * (1 - recall))
  }

  fileprivate var shares: (recall: Double, error: Double, idle: Double, seen: Double) {
    guard total > 0 else { return (0, 0, 0, 0) }
    let idle = idle / total
    let recall = bound.map { min(1, max(idle, $0)) } ?? recalled / total
    return (recall, variance.squareRoot() / total, idle, min(1, seen / count))
  }
}

extension StudyPlan {
  init(_ outlook: Outlook) {
    let shares = outlook.shares
    self.init(
      daysToDate: 0,
      days: [],
      today: [],
      spare: [],
      expectedRecall: shares.recall,
      standardError: shares.error,
      recallIfIdle: shares.idle,
      shareSeen: shares.seen
    )
  }
}
