import SimulatedLearners
import SpacedRepetition

/// Decides each morning what to study; learns from the day's answers.
protocol Policy {
  /// Cards in the order in which to study them until the minutes are over.
  mutating func choose(_ simulation: Simulation) -> [Int]
  mutating func learn(_ observed: [(AnswerCosts.Kind, Double)])
}

extension Policy {
  mutating func learn(_ observed: [(AnswerCosts.Kind, Double)]) {}
}

/// Reviews a card when its recall has fallen to a fixed retention, the way a spaced-repetition
/// program does, as many new cards as there is time for.
struct FixedRetention: Policy {
  var retention: Double
  var newFirst = false
  /// Whether minutes left over go to the cards with the lowest recall.
  var fills = false

  func choose(_ simulation: Simulation) -> [Int] {
    var due: [(card: Int, recall: Double)] = []
    var others: [(card: Int, recall: Double)] = []
    var new: [Int] = []
    for (card, memory) in simulation.belief.enumerated() {
      guard let memory else {
        new.append(card)
        continue
      }
      let age = simulation.age(card)
      guard age > 0 else { continue }
      let interval = Simulation.scheduler.interval(of: memory, desiredRetention: retention)
      let entry = (card, simulation.believedRecall(card))
      if Double(age) >= max(1, interval.rounded()) {
        due.append(entry)
      } else {
        others.append(entry)
      }
    }
    due.sort { ($0.recall, $0.card) < ($1.recall, $1.card) }
    let reviews = due.map(\.card)
    var order = newFirst ? new + reviews : reviews + new
    if fills {
      others.sort { ($0.recall, $0.card) < ($1.recall, $1.card) }
      order += others.map(\.card)
    }
    return order
  }
}

/// Any card that was not yet answered today, in random order.
struct AnyOrder: Policy {
  func choose(_ simulation: Simulation) -> [Int] {
    let day = simulation.day
    let draws = (0..<simulation.cell.cards).map { simulation.learner.chance.uniform(99, day, $0) }
    return draws.indices.sorted { draws[$0] < draws[$1] }
  }
}

/// The policy under test.
struct Ours: Policy {
  var policy: InterviewPolicy
  /// The plan of the first morning, which is the same for all learners.
  var firstPlan: StudyPlan?
  var costs = AnswerCosts()
  private var plan: StudyPlan?
  /// What the first plan said would be recalled.
  private(set) var promised = 0.0

  init(policy: InterviewPolicy, firstPlan: StudyPlan?) {
    self.policy = policy
    self.firstPlan = firstPlan
  }

  mutating func choose(_ simulation: Simulation) -> [Int] {
    let plan: StudyPlan
    if simulation.day == 0, let firstPlan {
      plan = firstPlan
    } else {
      plan = policy.solve(
        Self.cards(simulation),
        daysToDate: simulation.daysToDate,
        minutesByDay: [Double(simulation.cell.minutes)],
        costs: costs,
        continuing: self.plan
      )
    }
    if simulation.day == 0 { promised = plan.expectedRecall * 100 }
    self.plan = plan
    return (plan.today + plan.spare).map(\.card)
  }

  mutating func learn(_ observed: [(AnswerCosts.Kind, Double)]) {
    for (kind, seconds) in observed { costs.observe(kind, seconds: seconds) }
  }

  static func cards(_ simulation: Simulation) -> [PlannedCard] {
    simulation.belief.enumerated().map { card, memory in
      PlannedCard(memory: memory, elapsed: Elapsed(studyDays: simulation.age(card)))
    }
  }
}
