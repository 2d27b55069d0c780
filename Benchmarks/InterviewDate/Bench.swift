import Foundation
import SimulatedLearners
import SpacedRepetition

/// What the policies reached in one cell.
struct Row {
  var cell: Cell
  var fsrs90: Double
  var bestFixed: (retention: Double, recall: Double)
  var filled: (retention: Double, newFirst: Bool, recall: Double)
  var newFirst: Double
  var random: Double
  var ours: Double
  /// Standard error of the difference of ours to the filled one, learner by learner.
  var error: Double
  /// What our first plan expected.
  var promised: Double
  /// Share of cards seen before the date under ours, in percent.
  var seen: Double
  /// Our last day's seconds, the heaviest over learners, as a share of the budget.
  var lastDay: Double
  /// Our last day's seconds and those of an average day before it, as shares of the budget.
  var lastDayMean: Double
  var otherDays: Double
}

/// Runs cells, a learner on each core.
struct Bench {
  let learners: Int
  let seed: UInt64
  let policy = InterviewPolicy(horizon: 60)

  static let retentions = [0.70, 0.75, 0.80, 0.85, 0.88, 0.90, 0.92, 0.94, 0.95, 0.96, 0.97]

  /// One learner's recall, by policy.
  private struct Outcome: Sendable {
    var number: Int
    var fixed: [Double] = []
    var filled: [Double] = []
    var newFirst = 0.0
    var random = 0.0
    var ours = 0.0
    var promised = 0.0
    var seen = 0.0
    var lastDay = 0.0
    var otherDays = 0.0
  }

  func run(_ cell: Cell) async -> Row {
    let plan = firstPlan(cell)
    let outcomes = await withTaskGroup(of: Outcome.self) { group in
      for number in 0..<learners { group.addTask { outcome(number, cell, plan) } }
      var outcomes: [Outcome] = []
      for await outcome in group { outcomes.append(outcome) }
      return outcomes.sorted { $0.number < $1.number }
    }
    let row = row(cell, outcomes)
    let line = String(
      format: "%d/%d x%.1f%@  ours %.2f, filled %.2f\n",
      cell.days,
      cell.minutes,
      cell.costFactor,
      cell.missed.isEmpty ? "" : ", a week missed",
      row.ours,
      row.filled.recall
    )
    FileHandle.standardError.write(Data(line.utf8))
    return row
  }

  private func firstPlan(_ cell: Cell) -> StudyPlan {
    policy.solve(
      Array(repeating: PlannedCard.new(), count: cell.cards),
      daysToDate: cell.days,
      minutesByDay: [Double(cell.minutes)],
      costs: AnswerCosts()
    )
  }

  private func outcome(_ number: Int, _ cell: Cell, _ plan: StudyPlan) -> Outcome {
    let learner = Learner(
      seed: seed &* 1_000_003 &+ UInt64(number),
      cards: cell.cards,
      costFactor: cell.costFactor
    )
    func recall(_ policy: some Policy) -> Double {
      var policy = policy
      var simulation = Simulation(learner, cell)
      simulation.run(&policy)
      return simulation.recall
    }
    var outcome = Outcome(number: number)
    outcome.fixed = Self.retentions.map { recall(FixedRetention(retention: $0)) }
    outcome.filled = [false, true].flatMap { newFirst in
      Self.retentions.map {
        recall(FixedRetention(retention: $0, newFirst: newFirst, fills: true))
      }
    }
    outcome.newFirst = recall(FixedRetention(retention: 0.90, newFirst: true))
    outcome.random = recall(AnyOrder())
    var ours = Ours(policy: policy, firstPlan: plan)
    var simulation = Simulation(learner, cell)
    simulation.run(&ours)
    outcome.ours = simulation.recall
    outcome.promised = ours.promised
    outcome.seen = simulation.seen
    outcome.lastDay = (simulation.seconds.last ?? 0) / simulation.budget
    let others = simulation.seconds.dropLast().enumerated().filter {
      !cell.missed.contains($0.offset)
    }
    outcome.otherDays =
      others.reduce(0) { $0 + $1.element } / simulation.budget / Double(max(1, others.count))
    return outcome
  }

  private func row(_ cell: Cell, _ outcomes: [Outcome]) -> Row {
    func mean(_ value: (Outcome) -> Double) -> Double {
      outcomes.reduce(0) { $0 + value($1) } / Double(outcomes.count)
    }
    let fixed = Self.retentions.indices.map { index in mean { $0.fixed[index] } }
    let filled = (0..<Self.retentions.count * 2).map { index in mean { $0.filled[index] } }
    let bestFixed = fixed.indices.max { fixed[$0] < fixed[$1] } ?? 0
    let bestFilled = filled.indices.max { filled[$0] < filled[$1] } ?? 0
    let differences = outcomes.map { $0.ours - $0.filled[bestFilled] }
    let middle = differences.reduce(0, +) / Double(differences.count)
    let variance =
      differences.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
      / Double(max(1, differences.count - 1))
    return Row(
      cell: cell,
      fsrs90: fixed[Self.retentions.firstIndex(of: 0.90) ?? 0],
      bestFixed: (Self.retentions[bestFixed], fixed[bestFixed]),
      filled: (
        Self.retentions[bestFilled % Self.retentions.count],
        bestFilled >= Self.retentions.count,
        filled[bestFilled]
      ),
      newFirst: mean(\.newFirst),
      random: mean(\.random),
      ours: mean(\.ours),
      error: (variance / Double(differences.count)).squareRoot(),
      promised: mean(\.promised),
      seen: mean(\.seen),
      lastDay: outcomes.map(\.lastDay).max() ?? 0,
      lastDayMean: mean(\.lastDay),
      otherDays: mean(\.otherDays)
    )
  }

  /// Seconds for a plan from nothing, its tables included, half of the cards seen before.
  static func planSeconds(cards count: Int, days: Int) -> Double {
    let model = FSRS6()
    let cards = (0..<count).map { card -> PlannedCard in
      guard card.isMultiple(of: 2) else { return .new() }
      let memory = MemoryState(
        stability: 0.3 + Double(card % 97),
        difficulty: 1 + Double(card % 89) / 10
      )
      return PlannedCard(memory: memory, elapsed: Elapsed(studyDays: 1 + card % 23))
    }
    let start = ContinuousClock.now
    let plan = InterviewPolicy(model: model, horizon: days).solve(
      cards,
      daysToDate: days,
      minutesByDay: [20],
      costs: AnswerCosts()
    )
    precondition(plan.days.count == days)
    return (ContinuousClock.now - start) / .seconds(1)
  }
}
