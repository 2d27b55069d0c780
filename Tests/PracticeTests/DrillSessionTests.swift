import Practice
import QuestionBank
import SpacedRepetition
import Testing

@Suite struct DrillSessionTests {
  private let start = Timestamp(rawValue: 1_780_000_000_000)
  private let one = CardKey(rawValue: "bank/one")
  private let two = CardKey(rawValue: "bank/two")

  private func at(_ seconds: Int) -> Timestamp { start.advanced(bySeconds: seconds) }

  private func review(_ card: CardKey, _ rating: Rating, at moment: Timestamp) -> Review {
    var random = SystemRandomNumberGenerator()
    return Review(
      id: EventID(at: moment, using: &random),
      device: "here",
      card: card,
      rating: rating,
      answeredAt: moment,
      durationMilliseconds: nil,
      typed: nil,
      utcOffsetSeconds: 0,
      studyDay: StudyDay(rawValue: 20_600),
      interval: .seconds(60),
      due: moment.advanced(bySeconds: 60),
      phaseBefore: .new,
      phaseAfter: .learning(step: 0),
      counts: true,
      modelFingerprint: "test"
    )
  }

  /// Offers a card, grades it and records it, all at one moment.
  @discardableResult
  private func answer(
    _ session: inout DrillSession,
    _ card: CardKey,
    _ rating: Rating = .good,
    topic: String = "databases/indexes",
    at moment: Timestamp
  ) -> (review: Review, effect: DrillSession.Effect) {
    _ = session.offered(card, at: moment)
    let review = review(card, rating, at: moment)
    let effect = session.recorded(review, topic: TopicPath(rawValue: topic), at: moment)
    return (review, effect)
  }

  @Test func `a card is asked, graded, recorded, and the next is chosen`() {
    var session = DrillSession(startedAt: start)
    #expect(session.current == nil)
    #expect(session.offered(one, at: at(0)) == .ask(one))
    #expect(session.current == one)
    #expect(session.graded(.hard, at: at(7)) == .record(one, .hard, milliseconds: 7_000))
    // Until it is safe it is still the card being asked.
    #expect(session.current == one)
    let stored = review(one, .hard, at: at(7))
    #expect(session.recorded(stored, topic: TopicPath(rawValue: "caching"), at: at(7)) == .choose)
    #expect(session.current == nil)
    #expect(session.answers.map(\.review) == [stored])
    #expect(session.offered(nil, at: at(8)) == .finish(.nothingLeft))
  }

  @Test func `without a card, a grade asks for one`() {
    var session = DrillSession(startedAt: start)
    #expect(session.graded(.good, at: at(1)) == .choose)
    #expect(session.answers.isEmpty)
  }

  @Test func `a clock set back makes no negative time, a clock set far ahead no overflow`() {
    var session = DrillSession(startedAt: start)
    _ = session.offered(one, at: at(100))
    #expect(session.graded(.good, at: at(0)) == .record(one, .good, milliseconds: 0))
    let far = Timestamp(rawValue: .max)
    #expect(session.graded(.good, at: far) == .record(one, .good, milliseconds: Int(Int32.max)))
  }

  @Test func `time away from the card does not count`() {
    var session = DrillSession(startedAt: start)
    _ = session.offered(one, at: at(0))
    session.restartedClock(at: at(300))
    #expect(session.graded(.good, at: at(304)) == .record(one, .good, milliseconds: 4_000))
  }

  @Test func `the limit of answers ends the sitting with the last of them`() {
    var session = DrillSession(limits: DrillSession.Limits(answers: 2), startedAt: start)
    #expect(answer(&session, one, at: at(1)).effect == .choose)
    #expect(answer(&session, two, at: at(2)).effect == .finish(.limitReached))
  }

  @Test func `the limit of minutes lets the card under way be finished`() {
    var session = DrillSession(limits: DrillSession.Limits(milliseconds: 60_000), startedAt: start)
    #expect(session.offered(one, at: at(59)) == .ask(one))
    #expect(session.graded(.good, at: at(75)) == .record(one, .good, milliseconds: 16_000))
    let stored = review(one, .good, at: at(75))
    #expect(
      session.recorded(stored, topic: TopicPath(rawValue: "caching"), at: at(75))
        == .finish(.limitReached)
    )
    var late = DrillSession(limits: DrillSession.Limits(milliseconds: 60_000), startedAt: start)
    #expect(late.offered(one, at: at(60)) == .finish(.limitReached))
  }

  @Test func `a skipped card stays out until it is undone, a dropped one is just gone`() {
    var session = DrillSession(startedAt: start)
    _ = session.offered(one, at: at(0))
    #expect(session.skip() == .choose)
    #expect(session.skipped == [one])
    _ = session.offered(two, at: at(1))
    #expect(session.dropped() == .choose)
    #expect(session.skipped == [one])
    let event = CardEvent(
      id: EventID(rawValue: "x"),
      device: "here",
      card: one,
      at: at(2),
      change: .marked
    )
    #expect(session.undid(.event(event), at: at(3)) == .ask(one))
    #expect(session.skipped.isEmpty)
  }

  @Test func `an undone answer is asked again and counts no more`() {
    var session = DrillSession(limits: DrillSession.Limits(answers: 2), startedAt: start)
    let (undone, _) = answer(&session, one, .again, at: at(1))
    #expect(session.undid(.review(undone), at: at(2)) == .ask(one))
    #expect(session.answers.isEmpty)
    #expect(session.current == one)
    #expect(answer(&session, one, at: at(3)).effect == .choose)
    #expect(answer(&session, two, at: at(4)).effect == .finish(.limitReached))
  }

  @Test func `the learner may stop at any time`() {
    var session = DrillSession(startedAt: start)
    #expect(session.stop() == .finish(.stopped))
    #expect(session.current == nil)
  }

  // MARK: - What it came to

  @Test func `a summary counts answers, cards, what was remembered, and areas`() {
    var session = DrillSession(startedAt: start)
    answer(&session, one, .again, topic: "databases/indexes", at: at(10))
    answer(&session, one, .good, topic: "databases/indexes", at: at(20))
    answer(&session, two, .hard, topic: "databases/transactions", at: at(30))
    answer(&session, CardKey(rawValue: "bank/three"), .again, topic: "caching", at: at(40))
    let summary = DrillSummary(of: session, at: at(90))
    #expect(summary.answers == 4)
    #expect(summary.cards == 3)
    #expect(summary.remembered == 2)
    #expect(summary.milliseconds == 90_000)
    #expect(summary.areas.map(\.topic.rawValue) == ["databases", "caching"])
    #expect(summary.areas.map(\.answers) == [3, 1])
    #expect(summary.areas.map(\.remembered) == [2, 0])
    #expect(summary.weakest?.rawValue == "caching")
  }

  @Test func `of topics equally weak, the first by name; none where all was remembered`() {
    var session = DrillSession(startedAt: start)
    answer(&session, one, .again, topic: "security", at: at(1))
    answer(&session, two, .again, topic: "caching", at: at(2))
    #expect(DrillSummary(of: session, at: at(3)).weakest?.rawValue == "caching")
    var perfect = DrillSession(startedAt: start)
    answer(&perfect, one, .hard, at: at(1))
    #expect(DrillSummary(of: perfect, at: at(2)).weakest == nil)
    let empty = DrillSummary(of: DrillSession(startedAt: start), at: start)
    #expect(empty.answers == 0 && empty.areas.isEmpty && empty.weakest == nil)
  }
}
