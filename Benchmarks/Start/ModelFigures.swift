import SpacedRepetition

/// What the two models make of first answers, and how long they take to decide.
struct ModelFigures {
  struct Line {
    var model: Start.Model
    /// Days until recall falls to 0.90 after a first Again, Hard, Good, Easy.
    var intervals: [Double]
    /// What the scheduler makes of that without steps, with one and with two, without fuzz.
    var withoutSteps: [Interval]
    var withOneStep: [Interval]
    var withTwoSteps: [Interval]
    /// Probability of recall ten minutes, a day, a week and four weeks after a first Again and Good.
    var fading: [Rating: [Double]]
    /// Seconds for a plan of 900 cards and 28 days from nothing, tables included, and from
    /// yesterday's.
    var plan: (first: Double, next: Double)
    /// Microseconds for the outcomes of all four ratings.
    var decision: Double
  }

  static let oneStep = LearningSteps(seconds: [600])
  static let twoSteps = LearningSteps(seconds: [60, 600])

  static let lines: [Line] = Start.Model.allCases.map { model in
    let memory = model.memory
    let days = [1.0 / 144, 1, 7, 28]
    return Line(
      model: model,
      intervals: Rating.allCases.map {
        memory.interval(of: memory.initialState(after: $0), desiredRetention: 0.90)
      },
      withoutSteps: firstIntervals(memory, .none),
      withOneStep: firstIntervals(memory, oneStep),
      withTwoSteps: firstIntervals(memory, twoSteps),
      fading: Dictionary(
        uniqueKeysWithValues: [Rating.again, .good].map { rating in
          (
            rating,
            days.map {
              memory.retrievability(
                of: memory.initialState(after: rating),
                after: Elapsed(studyDays: Int($0), fractionalDays: $0)
              )
            }
          )
        }
      ),
      plan: planSeconds(memory),
      decision: decisionMicroseconds(memory)
    )
  }

  private static func firstIntervals(_ model: any MemoryModel, _ steps: LearningSteps)
    -> [Interval]
  {
    let next = Scheduler(model: model).nextStates(
      of: .new,
      in: SchedulingContext(
        settings: SchedulingSettings(learningSteps: steps, relearningSteps: steps),
        elapsed: Elapsed(studyDays: 0)
      )
    )
    return Rating.allCases.map { next[$0].interval }
  }

  // MARK: - Time

  /// Two cards in three were answered before, each with a history of its own.
  private static func planSeconds(_ model: any MemoryModel) -> (first: Double, next: Double) {
    let cards = (0..<900).map { card -> PlannedCard in
      guard card % 3 > 0 else { return .new() }
      let ratings: [Rating] = [.again, .good, .hard, .good, .easy]
      let answers = (0...(card % 4)).map { answer in
        (
          rating: ratings[(card + answer * 7) % ratings.count],
          elapsed: Elapsed(studyDays: (card / 3 + answer) % 5)
        )
      }
      return PlannedCard(
        memory: model.replay(answers),
        elapsed: Elapsed(studyDays: 1 + card % 11)
      )
    }
    func solve(_ policy: InterviewPolicy, _ days: Int, _ earlier: StudyPlan?) -> StudyPlan {
      policy.solve(
        cards,
        daysToDate: days,
        minutesByDay: [20],
        costs: AnswerCosts(),
        continuing: earlier
      )
    }
    let clock = ContinuousClock()
    var first: [Double] = []
    var next: [Double] = []
    for _ in 0..<5 {
      var policy: InterviewPolicy?
      var plan: StudyPlan?
      first.append(
        clock.measure {
          let made = InterviewPolicy(model: model, horizon: 28)
          plan = solve(made, 28, nil)
          policy = made
        } / .seconds(1)
      )
      if let policy { next.append(clock.measure { plan = solve(policy, 27, plan) } / .seconds(1)) }
    }
    return (median(first), median(next))
  }

  private static func decisionMicroseconds(_ model: any MemoryModel) -> Double {
    let scheduler = Scheduler(model: model)
    let context = SchedulingContext(
      settings: SchedulingSettings(),
      elapsed: Elapsed(studyDays: 3),
      fuzz: 0.5
    )
    let count = 2_000
    let cards = (0..<count).map { card in
      CardState(
        phase: .review,
        memory: model.replay([
          (rating: Rating.allCases[card % 4], elapsed: Elapsed(studyDays: 0)),
          (rating: .good, elapsed: Elapsed(studyDays: 1 + card % 30)),
        ]),
        reviewCount: 2
      )
    }
    var seconds = 0
    let time = ContinuousClock().measure {
      for card in cards {
        seconds &+= scheduler.nextStates(of: card, in: context).good.interval.seconds
      }
    }
    precondition(seconds > 0)
    return time / .seconds(1) / Double(count) * 1e6
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
