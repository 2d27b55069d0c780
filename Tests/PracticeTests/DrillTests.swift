import Practice
import QuestionBank
import SpacedRepetition
import Testing

/// The rules of a sitting: what it asks for, what ends it, how far it is.
@Suite struct DrillTests {
  private let start = Timestamp(rawValue: 1_770_000_000_000)

  private func key(_ id: String) -> CardKey { CardKey(rawValue: "b/\(id)") }

  private func review(
    _ id: String,
    _ rating: Rating = .good,
    before: CardState.Phase = .new,
    after: CardState.Phase = .review,
    interval: Interval = .days(3),
    counts: Bool = true,
    milliseconds: Int? = 10_000
  ) -> Review {
    var random = SystemRandomNumberGenerator()
    return Review(
      id: EventID(at: start, using: &random),
      device: "d",
      card: key(id),
      rating: rating,
      answeredAt: start,
      durationMilliseconds: milliseconds,
      typed: nil,
      utcOffsetSeconds: 0,
      studyDay: StudyDay(rawValue: 1),
      interval: interval,
      due: start,
      phaseBefore: before,
      phaseAfter: after,
      counts: counts,
      modelFingerprint: "m"
    )
  }

  /// A sitting in which these were asked and answered.
  private func session(
    _ reviews: [Review],
    limits: DrillSession.Limits = DrillSession.Limits()
  ) -> DrillSession {
    var session = DrillSession(limits: limits, startedAt: start)
    for review in reviews {
      _ = session.offered(review.card, at: start)
      _ = session.recorded(review, topic: TopicPath(rawValue: "t"), at: start)
    }
    return session
  }

  // MARK: The plan

  @Test func `without wishes the plan of the day stands`() {
    let plan = DayPlan(newCards: 7, reviews: 50, milliseconds: 600_000)
    let done = DayProgress(newCards: 3, reviews: 20, milliseconds: 60_000)
    #expect(DrillRequest().plan(from: plan, done: done) == plan)
  }

  @Test func `a filter is not held by the plan`() {
    let request = DrillRequest(filter: CardFilter(topics: [TopicPath(rawValue: "a")]))
    let plan = request.plan(
      from: DayPlan(newCards: 0, reviews: 0, milliseconds: 0),
      done: DayProgress(newCards: 20, reviews: 200, milliseconds: 1)
    )
    #expect(plan.newCards > 10_000)
    #expect(plan.reviews > 10_000)
    #expect(plan.milliseconds == nil)
  }

  @Test func `so many new cards are counted from the beginning of the sitting`() {
    let request = DrillRequest(newCards: 2)
    let left = { (seen: Int) in
      let done = DayProgress(newCards: 5 + seen)
      let share = DrillSession.Share(newCards: seen)
      return request.plan(from: DayPlan(), done: done, sitting: share).newCards - done.newCards
    }
    #expect((0...3).map(left) == [2, 1, 0, 0])
  }

  @Test func `an explicit limit takes away from the plan and never adds to it`() {
    let done = DayProgress(newCards: 15)
    #expect(DrillRequest(newCards: 30).plan(from: DayPlan(), done: done).newCards == 20)
    #expect(DrillRequest(newCards: 1).plan(from: DayPlan(), done: done).newCards == 16)
    let filtered = DrillRequest(filter: CardFilter(kind: .cloze), newCards: 3)
    #expect(filtered.plan(from: DayPlan(newCards: 0), done: done).newCards == 18)
  }

  @Test func `minutes go on after the plan, as long as they last`() {
    let request = DrillRequest(limits: DrillSession.Limits(milliseconds: 600_000))
    let done = DayProgress(newCards: 20, reviews: 90, milliseconds: 1_000_000)
    let spent = DrillSession.Share(milliseconds: 100_000)
    let plan = request.plan(from: DayPlan(), done: done, sitting: spent, isGoingOn: true)
    #expect(plan.newCards > 10_000)
    #expect(plan.milliseconds == 1_500_000)
    let before = request.plan(from: DayPlan(milliseconds: 1_200_000), done: done, sitting: spent)
    #expect(before.newCards == 20)
    #expect(before.milliseconds == 1_200_000)
  }

  @Test func `the sitting's share leaves out cram and long pauses`() {
    let share = session([
      review("a", milliseconds: 10_000_000), review("b", counts: false),
      review("c", before: .review, milliseconds: nil),
    ]).share
    #expect(share == DrillSession.Share(newCards: 1, milliseconds: AnswerTime.longest))
  }

  // MARK: Cram

  @Test func `a cram asks every card once, then those that were missed once more`() {
    let cards = ["a", "b", "c", "d"].map(key)
    let missed = Set([key("b"), key("d")])
    var session = DrillSession(startedAt: start)
    var asked: [CardKey] = []
    while let next = DrillRequest.nextToCram(of: cards, in: session, on: StudyDay(rawValue: 9)) {
      asked.append(next)
      guard asked.count < 20 else { break }
      let id = String(next.rawValue.dropFirst(2))
      _ = session.offered(next, at: start)
      _ = session.recorded(
        review(id, missed.contains(next) ? .again : .good, counts: false),
        topic: TopicPath(rawValue: "t"),
        at: start
      )
    }
    #expect(Set(asked.prefix(4)) == Set(cards))
    #expect(asked.dropFirst(4).sorted() == missed.sorted())
  }

  @Test func `a cram leaves out what was skipped, and its order changes by the day`() {
    let cards = (0..<10).map { key("\($0)") }
    var session = DrillSession(startedAt: start)
    let firsts = (0..<10).map {
      DrillRequest.nextToCram(of: cards, in: session, on: StudyDay(rawValue: $0))
    }
    #expect(Set(firsts).count > 3)
    _ = session.offered(cards[0], at: start)
    _ = session.skip()
    #expect(
      DrillRequest.nextToCram(of: [cards[0]], in: session, on: StudyDay(rawValue: 0)) == nil
    )
  }

  @Test func `a cram keeps to the target stage and below, unless a stage is named`() {
    let record = CardRecord(key: key("a"))
    let day = StudyDay(rawValue: 9)
    let request = DrillRequest(isCram: true)
    #expect(request.crams(record, stage: .mid, target: .senior, today: day))
    #expect(!request.crams(record, stage: .lead, target: .senior, today: day))
    let named = DrillRequest(filter: CardFilter(stage: .lead), isCram: true)
    #expect(named.crams(record, stage: .lead, target: .senior, today: day))
    let suspended = CardRecord(key: key("a"), isSuspended: true)
    #expect(!request.crams(suspended, stage: .mid, target: .senior, today: day))
    let buried = CardRecord(key: key("a"), buriedUntil: StudyDay(rawValue: 10))
    #expect(!request.crams(buried, stage: .mid, target: .senior, today: day))
  }

  // MARK: Progress

  private func progress(_ session: DrillSession, _ id: String, planned: Int)
    -> DrillSession.Progress
  {
    var session = session
    _ = session.offered(key(id), at: start)
    return session.progress(planned: planned, at: Timestamp(rawValue: start.rawValue + 150_000))
  }

  @Test func `cards are numbered as they come, and time passes`() {
    let progress = progress(session([review("a"), review("b")]), "c", planned: 14)
    #expect(progress.position == 3)
    #expect(progress.total == 14)
    #expect(progress.comingBack == 0)
    #expect(progress.minutes == 2)
  }

  @Test func `a card that comes back does not make the sitting longer`() {
    let step = review("a", .again, after: .learning(step: 0), interval: .seconds(60))
    let progress = progress(session([step, review("b")]), "a", planned: 2)
    #expect(progress.position == 2)
    #expect(progress.total == 2)
    #expect(progress.comingBack == 1)
  }

  @Test func `a step of a day does not come back today`() {
    let session = session([review("a", after: .learning(step: 1), interval: .seconds(86_400))])
    #expect(!session.isComingBack(key("a")))
  }

  @Test func `skipped and buried cards count as passed, a limit caps the total`() {
    var session = session([review("a")], limits: DrillSession.Limits(answers: 5))
    _ = session.offered(key("b"), at: start)
    _ = session.skip()
    _ = session.offered(key("c"), at: start)
    _ = session.dropped()
    let progress = progress(session, "d", planned: 20)
    #expect(progress.position == 4)
    #expect(progress.total == 5)
  }
}
