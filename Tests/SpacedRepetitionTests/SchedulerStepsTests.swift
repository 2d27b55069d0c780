import SpacedRepetition
import Testing

/// What each rating does in and out of the steps, apart from the model's numbers.
struct `Learning and relearning steps` {
  typealias Phase = CardState.Phase

  struct Row: CustomStringConvertible {
    var phase: Phase
    var steps: String
    /// Again, Hard, Good, Easy; nil where the card goes to review.
    var expected: [(Phase, Interval)?]
    var description: String { "\(phase) in \(steps)" }

    init(_ phase: Phase, _ steps: String, _ expected: (Phase, Interval)?...) {
      self.phase = phase
      self.steps = steps
      self.expected = expected
    }
  }

  private func next(
    _ phase: Phase,
    learning: LearningSteps,
    relearning: LearningSteps,
    lapses: Int = 0
  ) -> NextStates {
    let settings = SchedulingSettings(learningSteps: learning, relearningSteps: relearning)
    let memory = phase == .new ? nil : MemoryState(stability: 4, difficulty: 5)
    return Scheduler().nextStates(
      of: CardState(
        phase: phase,
        memory: memory,
        reviewCount: phase == .new ? 0 : 3,
        lapses: lapses
      ),
      in: SchedulingContext(settings: settings, elapsed: Elapsed(studyDays: 0))
    )
  }

  private func check(_ row: Row, _ next: NextStates) {
    for (rating, expected) in zip(Rating.allCases, row.expected) {
      let outcome = next[rating]
      if let (phase, interval) = expected {
        #expect(outcome.state.phase == phase, "\(rating)")
        #expect(outcome.interval == interval, "\(rating)")
      } else {
        #expect(outcome.state.phase == .review, "\(rating)")
        guard case .days(let days) = outcome.interval else {
          Issue.record("\(rating) waits \(outcome.interval)")
          continue
        }
        #expect(days >= 1)
      }
    }
  }

  @Test(arguments: [
    Row(
      .new,
      "1m 10m",
      (.learning(step: 0), .seconds(60)),
      (.learning(step: 0), .seconds(330)),
      (.learning(step: 1), .seconds(600)),
      nil
    ),
    Row(
      .learning(step: 0),
      "1m 10m",
      (.learning(step: 0), .seconds(60)),
      (.learning(step: 0), .seconds(330)),
      (.learning(step: 1), .seconds(600)),
      nil
    ),
    Row(
      .learning(step: 1),
      "1m 10m",
      (.learning(step: 0), .seconds(60)),
      (.learning(step: 1), .seconds(600)),
      nil,
      nil
    ),
    Row(
      .new,
      "10m",
      (.learning(step: 0), .seconds(600)),
      (.learning(step: 0), .seconds(900)),
      nil,
      nil
    ),
    Row(
      .learning(step: 1),
      "1m 10m 1h",
      (.learning(step: 0), .seconds(60)),
      (.learning(step: 1), .seconds(600)),
      (.learning(step: 2), .seconds(3_600)),
      nil
    ),
    // Hard on a single long step: a day longer at most.
    Row(.new, "3d", (.learning(step: 0), .days(3)), (.learning(step: 0), .days(4)), nil, nil),
    // Steps of a day and more count days; 36 h are nearer to two than to one.
    Row(
      .new,
      "12h 1d",
      (.learning(step: 0), .seconds(43_200)),
      (.learning(step: 0), .seconds(64_800)),
      (.learning(step: 1), .days(1)),
      nil
    ),
    Row(.new, "36h", (.learning(step: 0), .days(2)), (.learning(step: 0), .days(2)), nil, nil),
    // Hard is never sooner than Again.
    Row(
      .new,
      "10m 1m",
      (.learning(step: 0), .seconds(600)),
      (.learning(step: 0), .seconds(600)),
      (.learning(step: 1), .seconds(60)),
      nil
    ),
    // The learner took steps away while the card was in them.
    Row(
      .learning(step: 1),
      "10m",
      (.learning(step: 0), .seconds(600)),
      (.learning(step: 0), .seconds(900)),
      nil,
      nil
    ),
    Row(
      .learning(step: 9),
      "1m 10m",
      (.learning(step: 0), .seconds(60)),
      (.learning(step: 1), .seconds(600)),
      nil,
      nil
    ),
    Row(
      .learning(step: -3),
      "1m 10m",
      (.learning(step: 0), .seconds(60)),
      (.learning(step: 0), .seconds(330)),
      (.learning(step: 1), .seconds(600)),
      nil
    ),
    Row(.learning(step: 1), "none", nil, nil, nil, nil),
  ])
  func `learning walks through its steps`(row: Row) throws {
    check(row, next(row.phase, learning: try LearningSteps(parsing: row.steps), relearning: .none))
  }

  @Test(arguments: [
    Row(
      .relearning(step: 0),
      "10m",
      (.relearning(step: 0), .seconds(600)),
      (.relearning(step: 0), .seconds(900)),
      nil,
      nil
    ),
    Row(
      .relearning(step: 0),
      "10m 1d",
      (.relearning(step: 0), .seconds(600)),
      (.relearning(step: 0), .seconds(43_500)),
      (.relearning(step: 1), .days(1)),
      nil
    ),
    Row(.relearning(step: 0), "none", nil, nil, nil, nil),
    Row(.review, "10m", (.relearning(step: 0), .seconds(600)), nil, nil, nil),
    Row(.review, "1d", (.relearning(step: 0), .days(1)), nil, nil, nil),
    Row(.review, "none", nil, nil, nil, nil),
  ])
  func `relearning walks through its steps`(row: Row) throws {
    check(row, next(row.phase, learning: .none, relearning: try LearningSteps(parsing: row.steps)))
  }

  @Test func `a lapse is counted when a card in review is forgotten, and only then`() {
    for phase in [Phase.new, .learning(step: 0), .relearning(step: 0), .review] {
      for steps in [LearningSteps.none, .defaultRelearning] {
        let next = next(phase, learning: steps, relearning: steps, lapses: 2)
        for rating in Rating.allCases {
          let forgotten = phase == .review && rating == .again
          #expect(next[rating].state.lapses == (forgotten ? 3 : 2))
          #expect(next[rating].state.reviewCount == (phase == .new ? 1 : 4))
        }
      }
    }
  }

  @Test func `the lapse that makes a leech says so, and no other answer does`() {
    for lapses in 0...20 {
      for phase in [Phase.review, .relearning(step: 0)] {
        let next = next(
          phase,
          learning: .none,
          relearning: .defaultRelearning,
          lapses: lapses
        )
        #expect(
          next.again.isLeech == (phase == .review && [8, 12, 16, 20].contains(lapses + 1))
        )
        #expect(!next.hard.isLeech && !next.good.isLeech && !next.easy.isLeech)
      }
    }
  }

  @Test func `a new card's first answers are known by heart`() {
    let next = next(.new, learning: .defaultLearning, relearning: .defaultRelearning)
    #expect(next.again.state.memory?.stability == 0.212)
    #expect(next.hard.state.memory?.stability == 1.2931)
    #expect(next.good.state.memory?.stability == 2.3065)
    let waits = Rating.allCases.map { next[$0].interval }
    #expect(waits == [.seconds(600), .seconds(900), .days(2), .days(8)])
    #expect(
      next.easy.state
        == CardState(
          phase: .review,
          memory: FSRS6().initialState(after: .easy),
          reviewCount: 1
        )
    )
  }

  @Test func `answers within the steps are same-day reviews for the model`() {
    let next = next(.learning(step: 0), learning: .defaultLearning, relearning: .none)
    let memory = MemoryState(stability: 4, difficulty: 5)
    for rating in Rating.allCases {
      #expect(
        next[rating].state.memory
          == FSRS6().nextState(memory, after: rating, elapsed: Elapsed(studyDays: 0))
      )
    }
  }

  // MARK: - Without steps

  @Test func `without steps the first answer goes to review, short intervals stay in seconds`() {
    let next = next(.new, learning: .none, relearning: .none)
    // 0.212 days, to the nearest second.
    #expect(next.again.interval == .seconds(18_317))
    #expect(next.again.state.phase == .learning(step: 0))
    #expect(next.hard.interval == .days(1))
    #expect(next.good.interval == .days(2))
    #expect(next.easy.interval == .days(8))
    for rating in [Rating.hard, .good, .easy] { #expect(next[rating].state.phase == .review) }
  }

  @Test func `without relearning steps a lapse waits for what is left of the memory`() {
    let scheduler = Scheduler()
    let context = SchedulingContext(
      settings: SchedulingSettings(relearningSteps: .none),
      elapsed: Elapsed(studyDays: 30)
    )
    let strong = scheduler.nextStates(
      of: CardState(
        phase: .review,
        memory: MemoryState(stability: 30, difficulty: 3),
        reviewCount: 5
      ),
      in: context
    ).again
    #expect(strong.state.phase == .review)
    #expect(
      strong.interval == .days(Int((strong.state.memory?.stability ?? 0).rounded()))
    )
    let weak = scheduler.nextStates(
      of: CardState(
        phase: .review,
        memory: MemoryState(stability: 0.3, difficulty: 9),
        reviewCount: 5
      ),
      in: context
    ).again
    #expect(weak.state.phase == .relearning(step: 0))
    #expect(weak.state.lapses == 1)
    #expect(weak.interval.seconds < 43_200)
  }

  @Test func `a wait in seconds is a minute at least`() {
    let next = Scheduler(model: Doubling()).nextStates(
      of: .new,
      in: SchedulingContext(
        settings: SchedulingSettings(learningSteps: .none),
        elapsed: Elapsed(studyDays: 0)
      )
    )
    #expect(next.again.interval == .seconds(8_640))
    let broken = Scheduler(model: Broken(days: 1e-9)).nextStates(
      of: .new,
      in: SchedulingContext(
        settings: SchedulingSettings(learningSteps: .none),
        elapsed: Elapsed(studyDays: 0)
      )
    )
    #expect(broken.again.interval == .seconds(60))
    #expect(broken.hard.interval == .seconds(60))
    #expect(broken.good.interval == .seconds(60))
    #expect(broken.easy.interval == .days(1))
  }
}
