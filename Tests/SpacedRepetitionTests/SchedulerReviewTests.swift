import SpacedRepetition
import Testing

struct `Intervals of cards in review` {
  private func days(_ interval: Interval) -> Int? {
    if case .days(let days) = interval { days } else { nil }
  }

  private func next(
    stability: Double,
    difficulty: Double = 5,
    elapsed: Int,
    fuzz: Double? = nil,
    phase: CardState.Phase = .review,
    settings: SchedulingSettings = SchedulingSettings()
  ) -> NextStates {
    Scheduler().nextStates(
      of: CardState(
        phase: phase,
        memory: MemoryState(stability: stability, difficulty: difficulty),
        reviewCount: 4
      ),
      in: SchedulingContext(
        settings: settings,
        elapsed: Elapsed(studyDays: elapsed),
        fuzz: fuzz
      )
    )
  }

  /// Memories and waits from the first day to old age, with and without fuzz.
  private static let grid: [(stability: Double, elapsed: Int, fuzz: Double?)] =
    [0.001, 0.4, 1, 2.4, 8, 60, 2_000, 36_500].flatMap { stability in
      [0, 1, 7, 400].flatMap { elapsed in
        [nil, 0, 0.37, 0.999].map { (stability, elapsed, $0) }
      }
    }

  @Test func `Hard comes before Good, and Good before Easy`() throws {
    for retention in [0.7, 0.9, 0.99] {
      let settings = SchedulingSettings(desiredRetention: retention, maximumInterval: 36_500)
      for (stability, elapsed, fuzz) in Self.grid where stability < 36_500 {
        let next = next(stability: stability, elapsed: elapsed, fuzz: fuzz, settings: settings)
        let hard = try #require(days(next.hard.interval))
        let good = try #require(days(next.good.interval))
        let easy = try #require(days(next.easy.interval))
        #expect(hard >= 1)
        #expect(hard < good || good == 36_500)
        #expect(good < easy || easy == 36_500)
      }
    }
  }

  @Test(arguments: [1, 2, 3, 10, 365])
  func `no interval exceeds the maximum, whatever the steps, fuzz and minima say`(maximum: Int) {
    let settings = SchedulingSettings(
      maximumInterval: maximum,
      relearningSteps: LearningSteps(seconds: [30 * 86_400])
    )
    for (stability, elapsed, fuzz) in Self.grid {
      for phase in [CardState.Phase.review, .relearning(step: 0)] {
        let next = next(
          stability: stability,
          elapsed: elapsed,
          fuzz: fuzz,
          phase: phase,
          settings: settings
        )
        for rating in Rating.allCases {
          #expect(next[rating].interval.seconds <= maximum * 86_400)
        }
      }
    }
  }

  @Test(arguments: [Int.min, -1, 0])
  func `a maximum under a day counts as a day`(maximum: Int) {
    let settings = SchedulingSettings(maximumInterval: maximum)
    let next = next(stability: 50, elapsed: 50, settings: settings)
    #expect(next.good.interval == .days(1))
    #expect(next.easy.interval == .days(1))
  }

  @Test func `a maximum beyond a century counts as a century`() {
    let settings = SchedulingSettings(desiredRetention: 0.7, maximumInterval: .max)
    let next = next(stability: 36_500, elapsed: 36_500, settings: settings)
    #expect(next.easy.interval == .days(36_500))
  }

  @Test(arguments: [
    (0.2, 0.7), (0.0, 0.7), (-.infinity, 0.7), (.nan, 0.7), (0.999, 0.99), (1.0, 0.99), (7.0, 0.99),
  ])
  func `a retention outside its range counts as the nearer end`(wanted: Double, counted: Double) {
    let (wanted, counted) = (
      SchedulingSettings(desiredRetention: wanted), SchedulingSettings(desiredRetention: counted)
    )
    #expect(
      next(stability: 80, elapsed: 80, settings: wanted)
        == next(stability: 80, elapsed: 80, settings: counted)
    )
  }

  @Test func `without fuzz the interval is the model's, rounded`() {
    for retention in [0.7, 0.8, 0.9, 0.95] {
      let settings = SchedulingSettings(desiredRetention: retention)
      for stability in [1.0, 3, 12, 90, 700] {
        let next = next(stability: stability, elapsed: Int(stability), settings: settings)
        let memory = next.hard.state.memory ?? MemoryState(stability: 0, difficulty: 0)
        let interval = FSRS6().interval(of: memory, desiredRetention: retention)
        #expect(next.hard.interval == .days(max(1, Int(interval.rounded()))))
      }
    }
  }

  @Test func `fuzz stays in its range and uses all of it`() {
    var seen: Set<Int> = []
    var range = 0...0
    for draw in 0..<200 {
      let next = next(stability: 40, elapsed: 40, fuzz: Double(draw) / 200)
      let memory = next.hard.state.memory ?? MemoryState(stability: 0, difficulty: 0)
      range = Fuzz.range(
        around: FSRS6().interval(of: memory, desiredRetention: 0.9),
        within: 1...36_500
      )
      if let days = days(next.hard.interval) { seen.insert(days) }
    }
    #expect(range.count > 5)
    #expect(seen == Set(range))
  }

  @Test func `fuzz moves the interval, never the memory`() {
    let plain = next(stability: 40, elapsed: 40)
    for fuzz in [0, 0.5, 0.99] {
      let fuzzed = next(stability: 40, elapsed: 40, fuzz: fuzz)
      for rating in Rating.allCases { #expect(fuzzed[rating].state == plain[rating].state) }
    }
  }

  @Test func `the preview is the answer`() {
    for (stability, elapsed, fuzz) in Self.grid {
      let preview = next(stability: stability, elapsed: elapsed, fuzz: fuzz)
      let answer = next(stability: stability, elapsed: elapsed, fuzz: fuzz)
      #expect(preview == answer)
    }
  }

  @Test func `graduating by Easy waits a day longer than graduating by Good, at least`() throws {
    for phase in [CardState.Phase.learning(step: 1), .relearning(step: 0)] {
      for (stability, elapsed, fuzz) in Self.grid where stability < 2_000 {
        let next = next(stability: stability, elapsed: elapsed, fuzz: fuzz, phase: phase)
        let good = try #require(days(next.good.interval))
        let easy = try #require(days(next.easy.interval))
        #expect(good < easy)
      }
    }
  }

  @Test func `a day-long step before graduation keeps the order too`() {
    let settings = SchedulingSettings(learningSteps: LearningSteps(seconds: [5 * 86_400]))
    let next = next(stability: 1, elapsed: 0, phase: .learning(step: 0), settings: settings)
    #expect(next.hard.interval == .days(6))
    #expect(next.good.interval == .days(7))
    #expect(next.easy.interval == .days(8))
  }

  @Test func `a card in review that lost its memory starts anew`() {
    let next = Scheduler().nextStates(
      of: CardState(phase: .review, memory: nil, reviewCount: 2),
      in: SchedulingContext(settings: SchedulingSettings(), elapsed: Elapsed(studyDays: 3))
    )
    #expect(next.good.state.memory == FSRS6().initialState(after: .good))
    #expect(next.good.state.phase == .review)
  }

  @Test func `a clock set back counts as the same day`() {
    #expect(Elapsed(studyDays: -3, fractionalDays: -2.5) == Elapsed(studyDays: 0))
    #expect(Elapsed(studyDays: 1, fractionalDays: .nan).fractionalDays == 0)
    #expect(next(stability: 9, elapsed: -3) == next(stability: 9, elapsed: 0))
  }

  @Test func `a card never overflows in a century of daily lapses and recalls`() {
    var card = CardState.new
    let scheduler = Scheduler()
    for turn in 0..<5_000 {
      let u = FuzzSource.draw(key: "century", reviewCount: turn)
      let context = SchedulingContext(
        settings: SchedulingSettings(),
        elapsed: Elapsed(studyDays: turn % 9),
        fuzz: u
      )
      let outcome = scheduler.nextStates(of: card, in: context)[Rating.allCases[Int(u * 4)]]
      #expect((1...36_500 * 86_400).contains(outcome.interval.seconds))
      card = outcome.state
    }
    #expect(card.reviewCount == 5_000)
  }
}
