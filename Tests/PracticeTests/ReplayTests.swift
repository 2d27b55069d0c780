import QuestionBank
import SpacedRepetition
import Testing

@testable import Practice

/// What a replay makes of answers that were spaced by other parameters.
@Suite struct ReplayTests {
  private let key = CardKey(rawValue: "bank/card")
  private let start = Timestamp(rawValue: 20_000 * 86_400_000 + 36_000_000)
  private let twoSteps = LearningSteps(seconds: [60, 600])

  /// FSRS-6 with other stabilities after a first answer, all four alike.
  private func answering(
    first stability: Double,
    steps: (LearningSteps, LearningSteps) = (.none, .none)
  ) throws -> Answering {
    var parameters = FSRS6.defaultParameters
    for index in 0..<4 { parameters[index] = stability }
    return Answering(
      scheduler: Scheduler(model: try FSRS6(parameters: parameters)),
      settings: SchedulingSettings(learningSteps: steps.0, relearningSteps: steps.1),
      fuzz: false,
      calendar: StudyCalendar { _ in 0 }
    )
  }

  /// Answers given one by one, each some seconds after the one before.
  private func answered(
    _ ratings: [(Rating, after: Int)],
    _ answering: Answering
  ) -> (reviews: [Review], record: CardRecord) {
    var random = SystemRandomNumberGenerator()
    var record = CardRecord(key: key)
    var reviews: [Review] = []
    var at = start
    for (rating, wait) in ratings {
      at = at.advanced(bySeconds: wait)
      let answer = Answering.Answer(
        rating: rating,
        at: at,
        id: EventID(at: at, using: &random),
        device: "here"
      )
      let (review, next) = answering.answer(answer, to: record)
      reviews.append(review)
      record = next
    }
    return (reviews, record)
  }

  private func replay(_ reviews: [Review], _ answering: Answering) -> CardRecord {
    CardReplay.record(for: key, reviews: reviews, events: [], answering: answering)
  }

  @Test(arguments: [(0.1, 4.0), (4.0, 0.1), (0.1, 0.2)])
  func `without steps, a wait of hours moves with the parameters, and so does the phase`(
    before: Double,
    after: Double
  ) throws {
    let (old, new) = (try answering(first: before), try answering(first: after))
    for rating in Rating.allCases {
      let given = answered([(rating, after: 0)], old)
      #expect(replay(given.reviews, old) == given.record)
      #expect(replay(given.reviews, new) == answered([(rating, after: 0)], new).record)
    }
  }

  @Test func `without steps, a lapse moves with the parameters`() throws {
    let (old, new) = (try answering(first: 5), try answering(first: 0.8))
    let life: [(Rating, after: Int)] = [(.good, after: 0), (.again, after: 9 * 86_400)]
    let given = answered(life, old)
    let replayed = replay(given.reviews, new)
    let anew = answered(life, new)
    #expect(given.record.state.phase == .review)
    #expect(replayed.state.phase == .relearning(step: 0))
    #expect(replayed.due == anew.record.due)
    #expect(replayed.state.memory == anew.record.state.memory)
    #expect(replayed.state.lapses == 1)
  }

  @Test func `a step's wait stays, whatever the parameters`() throws {
    let steps = (twoSteps, LearningSteps.defaultRelearning)
    let (old, new) = (
      try answering(first: 0.1, steps: steps), try answering(first: 4, steps: steps)
    )
    for rating in [Rating.again, .hard, .good] {
      let given = answered([(rating, after: 0)], old)
      let replayed = replay(given.reviews, new)
      #expect(replayed.due == given.record.due)
      #expect(replayed.state.phase == given.record.state.phase)
    }
    // Once they are given up, a later step is still known to be one; it has no other length.
    let given = answered([(.good, after: 0)], old)
    let replayed = replay(given.reviews, try answering(first: 4))
    #expect(replayed.due == given.record.due)
    #expect(replayed.state.phase == .learning(step: 1))
  }

  @Test func `a card that left its steps stays out, whatever steps there are now`() throws {
    let old = try answering(first: 5)
    let given = answered([(.good, after: 0)], old)
    #expect(given.record.state.phase == .review)
    for steps in [twoSteps, LearningSteps(seconds: [259_200, 259_200])] {
      let replayed = replay(given.reviews, try answering(first: 4, steps: (steps, steps)))
      #expect(replayed.state.phase == .review)
      #expect(replayed.due == Timestamp(rawValue: 20_001 * 86_400_000 + 4 * 3_600_000))
    }
  }

  @Test func `a card in the second of two steps goes on when one step is left`() throws {
    let parameters: (LearningSteps) throws -> Answering = {
      try answering(first: 2, steps: ($0, .defaultRelearning))
    }
    let (old, new) = (try parameters(twoSteps), try parameters(.defaultLearning))
    let given = answered([(.good, after: 0)], old)
    let replayed = replay(given.reviews, new)
    #expect(replayed == given.record)
    #expect(replayed.state.phase == .learning(step: 1))
    #expect(replayed.due == start.advanced(bySeconds: 600))
    let next = new.nextStates(of: replayed, at: start.advanced(bySeconds: 700))
    #expect(next.again.interval == .seconds(600))
    #expect(next.hard.interval == .seconds(900))
    #expect(next.again.state.phase == .learning(step: 0))
    #expect(next.hard.state.phase == .learning(step: 0))
    for outcome in [next.good, next.easy] {
      #expect(outcome.state.phase == .review)
      #expect(outcome.interval.seconds >= 86_400)
    }
  }
}
