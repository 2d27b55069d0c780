import Foundation
import SpacedRepetition
import Testing

/// What must hold of FSRS-7 whatever the history.
struct `FSRS-7` {
  let model = FSRS7()

  private func after(_ days: Double) -> Elapsed {
    Elapsed(studyDays: Int(days), fractionalDays: days)
  }

  private func memory(_ slow: Double, _ fast: Double, _ difficulty: Double = 5) -> MemoryState {
    MemoryState(stability: slow, difficulty: difficulty, fastStability: fast)
  }

  /// The defaults and the ends of all bounds, as far as their order allows.
  private static let models: [FSRS7] = {
    let lower = FSRS7.parameterBounds.map(\.lowerBound)
    let upper = FSRS7.parameterBounds.map(\.upperBound)
    return [FSRS7()] + [lower, upper].compactMap { try? FSRS7(parameters: $0) }
  }()

  private static let memories: [MemoryState] = [1e-4, 0.01, 1, 30, 36_500].flatMap { slow in
    [1e-4, 0.3, 10, 36_500].flatMap { fast in
      [1.0, 5, 10].map {
        MemoryState(stability: slow, difficulty: $0, fastStability: fast)
      }
    }
  }

  // MARK: - The forgetting curve

  @Test func `recall falls with time, and is never quite certain nor quite lost`() {
    #expect(Self.models.count == 3)
    for model in Self.models {
      for memory in Self.memories {
        let recall = [0, 1e-4, 0.01, 0.5, 1, 2, 10, 100, 1_000, 36_500].map {
          model.retrievability(of: memory, afterDays: $0)
        }
        #expect(isClose(recall[0], 1 - 1e-5, within: 1e-12))
        #expect(zip(recall, recall.dropFirst()).allSatisfy { $0 >= $1 && $1 >= 1e-5 })
      }
    }
  }

  @Test(arguments: [0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.9999])
  func `the interval is where the curve reaches the desired retention`(retention: Double) {
    for model in Self.models {
      for memory in Self.memories {
        let days = model.interval(of: memory, desiredRetention: retention)
        #expect((1e-14...36_500).contains(days))
        let recall = model.retrievability(of: memory, afterDays: days)
        // Beyond the ends of what is sought, the nearer end stands.
        switch days {
        case 36_500: #expect(recall >= retention)
        case 1e-14: #expect(recall <= retention)
        default: #expect(abs(recall - retention) < 1e-9, "\(memory) \(model.parameters)")
        }
      }
    }
  }

  @Test func `a higher desired retention never lengthens the interval`() {
    for memory in Self.memories {
      let days = stride(from: 0.70, through: 0.99, by: 0.01).map {
        model.interval(of: memory, desiredRetention: $0)
      }
      #expect(zip(days, days.dropFirst()).allSatisfy { $0 >= $1 })
    }
  }

  @Test(arguments: [0, -1, 1e-300, -Double.infinity])
  func `a retention that is never reached asks for a century`(retention: Double) {
    #expect(model.interval(of: memory(100, 100), desiredRetention: retention) == 36_500)
  }

  @Test(arguments: [0.999_995, 1, 1.5, .infinity, .nan])
  func `a retention that cannot be kept asks for no interval`(retention: Double) {
    #expect(model.interval(of: memory(100, 100), desiredRetention: retention) == 0)
  }

  @Test func `a first Good is due in some five days at 90 %, in some seven hours at 95 %`() {
    let good = model.initialState(after: .good)
    let days = [0.90, 0.95].map { model.interval(of: good, desiredRetention: $0) }
    #expect((4.7..<4.9).contains(days[0]))
    #expect((6.5 / 24..<7.5 / 24).contains(days[1]))
  }

  @Test func `recall counts hours, not study days`() {
    let memory = model.initialState(after: .again)
    let overnight = Elapsed(studyDays: 1, fractionalDays: 0.3)
    let sameEvening = Elapsed(studyDays: 0, fractionalDays: 0.3)
    #expect(
      model.retrievability(of: memory, after: overnight)
        == model.retrievability(of: memory, after: sameEvening)
    )
    for rating in Rating.allCases {
      #expect(
        model.nextState(memory, after: rating, elapsed: overnight)
          == model.nextState(memory, after: rating, elapsed: sameEvening)
      )
    }
  }

  // MARK: - Answers

  @Test func `a recalled answer never weakens a trace, Again never strengthens one`() {
    for memory in Self.memories {
      for days in [0, 0.01, 1, 30, 1_000] {
        for rating in Rating.allCases {
          let next = model.nextState(memory, after: rating, elapsed: after(days))
          let (slow, fast) = (next.stability, next.fastStability ?? .nan)
          if rating.isRecalled {
            #expect(slow >= memory.stability && fast >= memory.fastStability ?? .nan)
          } else {
            #expect(slow <= memory.stability && fast <= memory.fastStability ?? .nan)
            #expect(fast <= max(0.8 * slow, 1e-4))
          }
        }
      }
    }
  }

  @Test func `a lapse that was to be expected makes a card less hard than a surprising one`() {
    let memory = memory(5, 5)
    let soon = model.nextState(memory, after: .again, elapsed: after(0.1))
    let late = model.nextState(memory, after: .again, elapsed: after(1_000))
    #expect(soon.difficulty > late.difficulty && late.difficulty > 5)
  }

  @Test func `states stay within their bounds in a long life of any answers`() {
    for model in Self.models {
      for seed in 0..<20 {
        var memory = model.initialState(after: .good)
        for turn in 0..<200 {
          let u = FuzzSource.draw(key: "life \(seed)", reviewCount: turn)
          let days = pow(10, 9 * FuzzSource.draw(key: "wait \(seed)", reviewCount: turn) - 4)
          let rating = Rating.allCases[Int(u * 4)]
          memory = model.nextState(memory, after: rating, elapsed: after(days))
          #expect((1e-4...36_500).contains(memory.stability))
          #expect((1e-4...36_500).contains(memory.fastStability ?? .nan))
          #expect((1...10).contains(memory.difficulty))
        }
      }
    }
  }

  @Test(arguments: [
    MemoryState(stability: .nan, difficulty: .nan, fastStability: .nan),
    MemoryState(stability: 0, difficulty: 0, fastStability: 0),
    MemoryState(stability: -5, difficulty: 90, fastStability: -5),
    MemoryState(stability: .infinity, difficulty: 5, fastStability: .infinity),
    MemoryState(stability: 5, difficulty: 5),
  ])
  func `a damaged state, or one of another model, heals instead of spreading`(state: MemoryState) {
    for days in [0, 0.2, 7] {
      for rating in Rating.allCases {
        let next = model.nextState(state, after: rating, elapsed: after(days))
        #expect((1e-4...36_500).contains(next.stability))
        #expect((1e-4...36_500).contains(next.fastStability ?? .nan))
        #expect((1...10).contains(next.difficulty))
      }
      #expect((0...1).contains(model.retrievability(of: state, after: after(days))))
    }
    #expect((0...36_500).contains(model.interval(of: state, desiredRetention: 0.9)))
  }

  @Test func `a state without a fast trace gets the one of a first answer`() {
    let bare = MemoryState(stability: 5, difficulty: 4)
    #expect(
      model.nextState(bare, after: .good, elapsed: after(3))
        == model.nextState(memory(5, 4, 4), after: .good, elapsed: after(3))
    )
  }

  // MARK: - Around it

  @Test(arguments: [CardState.Phase.new, .learning(step: 0), .review, .relearning(step: 0)])
  func `Again waits a minute at least, with steps or without`(phase: CardState.Phase) {
    let state = CardState(phase: phase, memory: phase == .new ? nil : memory(2, 1))
    for steps in [LearningSteps.none, .defaultLearning] {
      for retention in [0.70, 0.90, 0.99] {
        let settings = SchedulingSettings(
          desiredRetention: retention,
          learningSteps: steps,
          relearningSteps: steps
        )
        let next = Scheduler(model: model).nextStates(
          of: state,
          in: SchedulingContext(settings: settings, elapsed: after(0.01))
        )
        let waits = Rating.allCases.map { next[$0].interval.seconds }
        #expect(waits[0] >= 60)
        #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
      }
    }
  }

  @Test func `a card out of its steps waits for another day, even at a high retention`() {
    let settings = SchedulingSettings(desiredRetention: 0.99)
    let next = Scheduler(model: model).nextStates(
      of: CardState(phase: .learning(step: 1), memory: model.initialState(after: .good)),
      in: SchedulingContext(settings: settings, elapsed: after(0.007))
    )
    for outcome in [next.good, next.easy] {
      guard case .days(let days) = outcome.interval else {
        Issue.record("\(outcome.interval) is not in days")
        continue
      }
      #expect(days >= 1)
    }
  }

  @Test func `a plan to an interview's date can be made with it`() {
    let policy = InterviewPolicy(model: model, horizon: 30)
    let seen: [PlannedCard] = (0..<40).map { (index: Int) -> PlannedCard in
      let slow: Double = 1 + 3 * Double(index % 7)
      let fast: Double = 0.5 + 6 * Double(index % 5)
      let days = Double(1 + index % 9)
      return PlannedCard(memory: memory(slow, fast), elapsed: after(days))
    }
    let new = Array(repeating: PlannedCard.new(), count: 40)
    let plan = policy.solve(
      seen + new,
      daysToDate: 28,
      minutesByDay: [20],
      costs: AnswerCosts()
    )
    #expect(!plan.today.isEmpty)
    #expect((plan.recallIfIdle...1).contains(plan.expectedRecall))
    #expect(plan.expectedRecall > 0.7)
    #expect(plan.shareSeen > 0.9)
  }

  @Test func `states are read back as they were written, those of old exports too`() throws {
    let state = memory(3, 0.25)
    let data = try JSONEncoder().encode(state)
    #expect(try JSONDecoder().decode(MemoryState.self, from: data) == state)
    let old = Data(#"{"stability": 3, "difficulty": 5}"#.utf8)
    let read = try JSONDecoder().decode(MemoryState.self, from: old)
    #expect(read == MemoryState(stability: 3, difficulty: 5))
  }
}
