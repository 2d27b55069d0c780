import Foundation
import SimulatedLearners
import SpacedRepetition

/// Asks whether fitting does learners good: on reviews that come after those it was made from.
///
/// Reads the environment: `SEED` (1) and `LEARNERS` (40).
@main
enum FittingBenchmark {
  static func main() async throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = UInt64(environment["SEED"] ?? "") ?? 1
    let learners = Int(environment["LEARNERS"] ?? "") ?? 40
    print(
      "| memory | weeks / new cards a day | scored rows | gain | worst | changed | worse | FSRS-7 |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for memory in [Learner.Memory.fsrs6, .fsrs7] {
      for isUsual in [true, false] {
        for (weeks, perDay) in [(1, 8), (2, 8), (4, 10), (8, 10)] {
          let trial = Trial(memory: memory, isUsual: isUsual, days: 7 * weeks, perDay: perDay)
          let outcomes = try await trial.run(learners, seed: seed)
          print(line(outcomes, trial))
        }
      }
    }
  }

  private static func line(_ outcomes: [Trial.Outcome], _ trial: Trial) -> String {
    let gains = outcomes.map(\.gain)
    let mean = gains.reduce(0, +) / Double(max(1, gains.count))
    let rows = outcomes.map(\.rows).sorted()
    let cells = [
      "\(trial.isUsual ? "\(trial.memory)'s defaults" : "\(trial.memory), noise")",
      "\(trial.days / 7) / \(trial.perDay)",
      rows.isEmpty ? "–" : "\(rows[rows.count / 2])",
      String(format: "%+.4f", mean),
      String(format: "%+.4f", gains.min() ?? 0),
      "\(outcomes.count { $0.isChanged })",
      // Less than this nobody would notice.
      "\(gains.count { $0 < -0.0005 })",
      "\(outcomes.count { $0.version == .fsrs7 })",
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}

/// Learners of one kind who study for some weeks, fit, and go on with other cards.
struct Trial: Sendable {
  var memory: Learner.Memory
  /// Whether learners' memories go by the model's default parameters.
  var isUsual: Bool
  var days: Int
  var perDay: Int

  struct Outcome: Sendable {
    /// Log loss with the default parameters of FSRS-6, less that with what fitting gave.
    var gain: Double
    var rows: Int
    var isChanged: Bool
    var version: FSRSVersion
  }

  func run(_ learners: Int, seed: UInt64) async throws -> [Outcome] {
    try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
      for index in 0..<learners {
        group.addTask { (index, try outcome(seed: seed &* 1_000 &+ UInt64(index))) }
      }
      var outcomes: [(Int, Outcome)] = []
      for try await outcome in group { outcomes.append(outcome) }
      return outcomes.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func outcome(seed: UInt64) throws -> Outcome {
    let later = 40
    let learner = Learner(seed: seed, cards: days * perDay + 60 * later, memory: memory)
    let past = ReviewLog(rows(learner, cards: 0, days: days, perDay: perDay))
    let future = ReviewLog(rows(learner, cards: days * perDay, days: 60, perDay: later))
    let optimizer = ParameterOptimizer()
    let result = try optimizer.optimize(past)
    let before = try optimizer.score(ModelParameters(.fsrs6), on: future).logLoss ?? 0
    let after = try optimizer.score(result.parameters, on: future).logLoss ?? 0
    return Outcome(
      gain: before - after,
      rows: past.scoredCount,
      isChanged: result.isImproved,
      version: result.parameters.version
    )
  }

  /// So many new cards a day from `cards` on, each studied by FSRS-6's default schedule.
  private func rows(_ learner: Learner, cards: Int, days: Int, perDay: Int) -> [ReviewLog.Row] {
    (0..<days * perDay).flatMap { index in
      reviews(of: cards + index, learner, from: index / perDay, until: days)
    }
  }

  private func reviews(
    of card: Int,
    _ learner: Learner,
    from first: Int,
    until end: Int
  ) -> [ReviewLog.Row] {
    let model: any MemoryModel =
      switch (isUsual, memory) {
      case (false, _): learner.model
      case (true, .fsrs6): FSRS6()
      case (true, .fsrs7): FSRS7()
      }
    let scheduler = Scheduler()
    var rows: [ReviewLog.Row] = []
    var scheduled = CardState.new
    var state: MemoryState?
    var elapsed = Elapsed(studyDays: 0)
    var (day, hours) = (first, 8 + 4 * learner.chance.uniform(1, card, first))
    while day < end {
      let place = Learner.Place(card: card, visit: rows.count)
      let recall = state.map { model.retrievability(of: $0, after: elapsed) }
      let rating = learner.rating(place, recall: recall)
      state =
        state.map { model.nextState($0, after: rating, elapsed: elapsed) }
        ?? (isUsual
          ? model.initialState(after: rating) : learner.firstState(card, rating))
      let time = Int64(Double(day) * 86_400_000 + hours * 3_600_000)
      rows.append(
        ReviewLog.Row(
          card: card,
          milliseconds: time,
          day: StudyDay(rawValue: day),
          rating: rating
        )
      )
      let chance = learner.chance.uniform(2, card, rows.count)
      let context = SchedulingContext(
        settings: SchedulingSettings(),
        elapsed: elapsed,
        fuzz: chance
      )
      let next = scheduler.nextStates(of: scheduled, in: context)[rating]
      scheduled = next.state
      let before = Double(day) + hours / 24
      switch next.interval {
      case .seconds(let seconds):
        hours = min(hours + Double(seconds) * (1 + chance) / 3_600, 23)
      case .days(let wait):
        day += wait
        hours = 8 + 4 * learner.chance.uniform(3, card, rows.count)
      }
      elapsed = Elapsed(
        studyDays: day - Int(before),
        fractionalDays: Double(day) + hours / 24 - before
      )
    }
    return rows
  }
}
