import SimulatedLearners
import SpacedRepetition

/// Runs learners of each kind through preparations with each start, a learner on each core.
struct Trial {
  let learners: Int
  let seed: UInt64
  let starts: [Start]
  /// Factor of the seconds of a card's further answers of a day.
  let stepCost: Double
  /// Shares of Again, Hard, Good, Easy among first answers.
  let firstShares: [Double]

  /// One learner with one start.
  struct Outcome: Sendable {
    var recall: Double
    var seen: Double
    var minutes: Double
    /// A card's further answers of a day, as a share of all answers.
    var further: Double
  }

  /// Learners of one kind in one cell: outcomes by start, then by learner.
  struct Result: Sendable {
    var truth: Truth
    var cell: Cell
    var outcomes: [[Outcome]]
  }

  /// Seconds of a visit's first answer and of further ones, in the proportions of the real log, where
  /// a new card took 1.4 times as long as a recalled answer, a forgotten one 1.25 times, and further
  /// ones 0.95 and 1.1 times.
  static let seconds = (visit: [11.5, 8, 10], again: (recalled: 7.5, forgotten: 8.7))

  /// Shares of Again, Hard, Good, Easy among first answers, as the policy assumes them, and as they were
  /// in the real log.
  static let firstShares = [0.25, 0.10, 0.50, 0.15]
  static let firstSharesOfLog = [0.72, 0, 0.28, 0]

  func run(_ truth: Truth, _ cell: Cell) async -> Result {
    let policies = Start.Model.allCases.map {
      InterviewPolicy(model: $0.memory, horizon: cell.days)
    }
    let plans = policies.map { policy in
      policy.solve(
        Array(repeating: PlannedCard.new(), count: cell.cards),
        daysToDate: cell.days,
        minutesByDay: [Double(cell.minutes)],
        costs: AnswerCosts()
      )
    }
    let byLearner = await withTaskGroup(of: (Int, [Outcome]).self) { group in
      for number in 0..<learners {
        group.addTask {
          let learner = Learner(
            seed: seed &* 1_000_003 &+ UInt64(number),
            cards: cell.cards,
            memory: truth.memory,
            firstShares: firstShares,
            seconds: Learner.Seconds(
              visit: Self.seconds.visit,
              again: (
                Self.seconds.again.recalled * stepCost, Self.seconds.again.forgotten * stepCost
              )
            )
          )
          let outcomes = starts.map { start in
            let index = Start.Model.allCases.firstIndex(of: start.model) ?? 0
            var studying = Studying(learner: learner, truth: truth, start: start, cell: cell)
            studying.run(policies[index], firstPlan: plans[index])
            return Outcome(
              recall: studying.recallOnDate,
              seen: studying.seen,
              minutes: studying.seconds / 60 / Double(cell.days),
              further: Double(studying.furtherAnswers) / Double(max(1, studying.answers))
            )
          }
          return (number, outcomes)
        }
      }
      var all: [(Int, [Outcome])] = []
      for await one in group { all.append(one) }
      return all.sorted { $0.0 < $1.0 }.map(\.1)
    }
    return Result(
      truth: truth,
      cell: cell,
      outcomes: starts.indices.map { start in byLearner.map { $0[start] } }
    )
  }
}

extension Trial.Result {
  func mean(_ start: Int, _ value: (Trial.Outcome) -> Double) -> Double {
    outcomes[start].reduce(0) { $0 + value($1) } / Double(outcomes[start].count)
  }

  /// Recall with one start over that with another, learner by learner, and its standard error.
  func difference(_ start: Int, over other: Int) -> (mean: Double, error: Double) {
    let differences = zip(outcomes[start], outcomes[other]).map { $0.recall - $1.recall }
    let count = Double(differences.count)
    let mean = differences.reduce(0, +) / count
    let variance =
      differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, count - 1)
    return (mean, (variance / count).squareRoot())
  }

  /// The highest mean recall less this start's.
  func regret(_ start: Int) -> Double {
    let best = outcomes.indices.map { mean($0, \.recall) }.max() ?? 0
    return best - mean(start, \.recall)
  }
}
