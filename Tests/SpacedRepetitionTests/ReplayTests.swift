import SpacedRepetition
import Testing

/// The simplest model that fits the protocol: each recalled answer doubles the interval.
struct Doubling: MemoryModel {
  var fingerprint: String { "doubling" }
  func initialState(after rating: Rating) -> MemoryState {
    MemoryState(stability: rating.isRecalled ? 2 : 0.1, difficulty: 5)
  }
  func nextState(_ state: MemoryState, after rating: Rating, elapsed: Elapsed) -> MemoryState {
    MemoryState(stability: rating.isRecalled ? state.stability * 2 : 0.1, difficulty: 5)
  }
  func retrievability(of state: MemoryState, after elapsed: Elapsed) -> Double {
    1 / (1 + elapsed.fractionalDays / state.stability / 9)
  }
  func interval(of state: MemoryState, desiredRetention: Double) -> Double { state.stability }
}

/// A model that has lost its mind, as one with bad parameters might.
struct Broken: MemoryModel {
  var days: Double
  var fingerprint: String { "broken" }
  func initialState(after rating: Rating) -> MemoryState {
    MemoryState(stability: .nan, difficulty: .nan)
  }
  func nextState(_ state: MemoryState, after rating: Rating, elapsed: Elapsed) -> MemoryState {
    state
  }
  func retrievability(of state: MemoryState, after elapsed: Elapsed) -> Double { .nan }
  func interval(of state: MemoryState, desiredRetention: Double) -> Double { days }
}

struct `Replay` {
  let history: [(rating: Rating, elapsed: Elapsed)] = [
    (.good, Elapsed(studyDays: 0)), (.good, Elapsed(studyDays: 0)),
    (.hard, Elapsed(studyDays: 2)), (.again, Elapsed(studyDays: 9)), (.easy, Elapsed(studyDays: 1)),
  ]

  @Test(arguments: [FSRS6(), FSRS7(), Doubling()] as [any MemoryModel])
  func `a rebuild arrives where the answers did`(model: any MemoryModel) {
    var card = CardState.new
    for review in history {
      let context = SchedulingContext(settings: SchedulingSettings(), elapsed: review.elapsed)
      card = Scheduler(model: model).nextStates(of: card, in: context)[review.rating].state
    }
    #expect(model.replay(history) == card.memory)
    let half = model.replay(history.prefix(2))
    #expect(model.replay(history.dropFirst(2), from: half) == card.memory)
  }

  @Test func `no answers leave no memory`() {
    #expect(FSRS6().replay([]) == nil)
    let memory = MemoryState(stability: 3, difficulty: 4)
    #expect(FSRS6().replay([], from: memory) == memory)
  }

  @Test func `another model can stand beside FSRS-6`() {
    var card = CardState.new
    let context = SchedulingContext(
      settings: SchedulingSettings(learningSteps: .none),
      elapsed: Elapsed(studyDays: 1)
    )
    var days: [Interval] = []
    for _ in 0..<5 {
      let outcome = Scheduler(model: Doubling()).nextStates(of: card, in: context).hard
      days.append(outcome.interval)
      card = outcome.state
    }
    #expect(days == [.days(2), .days(4), .days(8), .days(16), .days(32)])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, -3, 1e300])
  func `no interval of a broken model traps`(days: Double) {
    let scheduler = Scheduler(model: Broken(days: days))
    let memory = MemoryState(stability: 1, difficulty: 5)
    for phase in [CardState.Phase.new, .learning(step: 1), .review, .relearning(step: 0)] {
      for steps in [LearningSteps.none, .defaultLearning] {
        let settings = SchedulingSettings(learningSteps: steps, relearningSteps: steps)
        let next = scheduler.nextStates(
          of: CardState(phase: phase, memory: memory),
          in: SchedulingContext(settings: settings, elapsed: Elapsed(studyDays: 1), fuzz: 0.5)
        )
        for rating in Rating.allCases {
          #expect((1...36_500 * 86_400).contains(next[rating].interval.seconds))
        }
      }
    }
  }
}
