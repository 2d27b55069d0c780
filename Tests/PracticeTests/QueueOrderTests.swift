import Practice
import QuestionBank
import SpacedRepetition
import Testing

@Suite struct QueueOrderTests {
  private func card(
    _ id: String,
    topic: String = "a",
    stage: Stage = .senior,
    group: String? = nil,
    wasAnsweredToday: Bool = false,
    due: Timestamp? = nil
  ) -> QueueCandidate {
    QueueCandidate(
      key: CardKey(rawValue: "b/\(id)"),
      topic: TopicPath(rawValue: topic),
      stage: stage,
      kind: .flashcard,
      siblingGroup: group.map { CardKey(rawValue: $0) },
      due: due,
      wasAnsweredToday: wasAnsweredToday,
      expectedMilliseconds: 30_000
    )
  }

  private func order(
    _ input: QueueInput,
    plan: DayPlan = DayPlan(),
    done: DayProgress = DayProgress(),
    target: Stage = .senior
  ) -> QueueOrder {
    QueueOrder(input: input, plan: plan, progress: done, targetStage: target)
  }

  private func cards(_ count: Int, _ prefix: String, stage: Stage = .senior) -> [QueueCandidate] {
    (0..<count).map { card("\(prefix)\($0)", topic: "t\($0 % 3)", stage: stage) }
  }

  @Test func `learning cards that are due come first`() {
    let input = QueueInput(learning: [card("l")], reviews: [card("r")], reviewCount: 1)
    #expect(order(input).next(learningAhead: false)?.key.rawValue == "b/l")
  }

  @Test func `the card answered last waits if there is another`() {
    var input = QueueInput(learning: [card("l")], reviews: [card("r")], reviewCount: 1)
    let done = DayProgress(lastCard: CardKey(rawValue: "b/l"))
    #expect(order(input, done: done).next(learningAhead: false)?.key.rawValue == "b/r")
    input.reviews = []
    #expect(order(input, done: done).next(learningAhead: false)?.key.rawValue == "b/l")
  }

  @Test func `learning cards of the next minutes count only for a person at the terminal`() {
    let input = QueueInput(learningSoon: [card("s")])
    #expect(order(input).next(learningAhead: false) == nil)
    #expect(order(input).next(learningAhead: true)?.key.rawValue == "b/s")
  }

  @Test func `limits hold, less what the day has seen`() {
    let input = QueueInput(
      reviews: cards(240, "r"),
      reviewCount: 240,
      new: [.senior: cards(50, "n")]
    )
    let left = order(input, done: DayProgress(newCards: 5, reviews: 150))
    #expect(left.reviewsToday.count == 50)
    #expect(left.newToday.count == 15)
    #expect(order(input, plan: DayPlan(newCards: 0, reviews: 0)).counts.total == 0)
  }

  @Test func `new cards wait while more than two days of reviews are due`() {
    var input = QueueInput(
      reviews: cards(200, "r"),
      reviewCount: 401,
      new: [.senior: cards(5, "n")]
    )
    #expect(order(input).newToday.isEmpty)
    input.reviewCount = 400
    #expect(order(input).newToday.count == 5)
  }

  @Test func `reviews and new cards alternate in proportion`() {
    let input = QueueInput(
      reviews: cards(10, "r"),
      reviewCount: 10,
      new: [.senior: cards(10, "n")]
    )
    let first = order(input).next(learningAhead: false)
    #expect(first?.key.rawValue.hasPrefix("b/r") == true)
    var rest = input
    rest.reviews.removeFirst()
    rest.reviewCount = 9
    let second = order(rest, done: DayProgress(reviews: 1)).next(learningAhead: false)
    #expect(second?.key.rawValue.hasPrefix("b/n") == true)
  }

  @Test func `topics change from card to card where they can`() {
    let input = QueueInput(
      reviews: [card("1", topic: "a/x"), card("2", topic: "a/y"), card("3", topic: "b")],
      reviewCount: 3
    )
    let done = DayProgress(lastTopic: TopicPath(rawValue: "a/x"))
    #expect(order(input, done: done).next(learningAhead: false)?.key.rawValue == "b/3")
  }

  @Test func `one review in five is the one that has waited longest, wherever in the day`() {
    let input = QueueInput(
      reviews: cards(20, "r"),
      longestWaiting: card("w"),
      reviewCount: 21
    )
    for reviews in 0..<4 {
      let turns = (20_000..<20_500).count { day in
        let done = DayProgress(day: StudyDay(rawValue: day), reviews: reviews)
        return order(input, done: done).next(learningAhead: false)?.key.rawValue == "b/w"
      }
      #expect((75...125).contains(turns), "\(turns) of 500 days at review \(reviews)")
    }
  }

  @Test func `half of the new cards are of the target stage, none above it`() {
    let input = QueueInput(
      new: [
        .junior: cards(40, "j", stage: .junior), .mid: cards(40, "m", stage: .mid),
        .senior: cards(40, "s"),
      ]
    )
    let stages = order(input).newToday.map(\.stage)
    #expect(stages.count == 20)
    #expect(stages.count { $0 == .senior } == 10)
    #expect(stages.count { $0 == .mid } == 5)
    #expect(stages.count { $0 == .junior } == 5)
  }

  @Test func `a budget of minutes takes reviews before new cards`() {
    let input = QueueInput(
      reviews: cards(10, "r"),
      reviewCount: 10,
      new: [.senior: cards(10, "n")]
    )
    let short = order(input, plan: DayPlan(milliseconds: 7 * 60_000))
    #expect(short.reviewsToday.count == 10)
    #expect(short.newToday.count == 2)
    let spent = order(
      input,
      plan: DayPlan(milliseconds: 7 * 60_000),
      done: DayProgress(milliseconds: 7 * 60_000)
    )
    #expect(spent.counts.total == 0)
  }

  @Test func `of siblings, one a day`() {
    let input = QueueInput(
      new: [.senior: [card("x#1", group: "b/x"), card("x#2", group: "b/x"), card("y")]]
    )
    #expect(order(input).newToday.map(\.key.rawValue) == ["b/x#1", "b/y"])
  }

  @Test func `of siblings, one a day over all rows: under way, queued, due, new`() {
    let input = QueueInput(
      learning: [card("l", group: "b/1")],
      queued: [card("q1", group: "b/1"), card("q2", group: "b/2"), card("q3", group: "b/2")],
      reviews: [
        card("r1", group: "b/1"), card("r2", group: "b/2"), card("r3", group: "b/3"),
        card("r4", group: "b/3"),
      ],
      longestWaiting: card("r4", group: "b/3"),
      reviewCount: 4,
      new: [.senior: [card("n1", group: "b/1"), card("n3", group: "b/3"), card("n4")]]
    )
    for reviews in 0..<10 {
      let order = order(input, done: DayProgress(reviews: reviews))
      #expect(order.counts.learning == 1)
      #expect(order.reviewsToday.count == 1)
      #expect(order.newToday.map(\.key.rawValue) == ["b/n4"])
      #expect(order.counts.total == 4)
    }
  }

  @Test func `siblings that were both answered today go on today`() {
    let input = QueueInput(
      learning: [
        card("a", group: "b/1", wasAnsweredToday: true),
        card("b", group: "b/1", wasAnsweredToday: true),
        card("c", group: "b/2"), card("d", group: "b/2"),
      ]
    )
    #expect(order(input).counts.learning == 3)
  }

  @Test func `reviews that a round has queued come out of the day's reviews, and first`() {
    let yesterday = Timestamp(rawValue: 0)
    let input = QueueInput(
      queued: [card("q1", due: yesterday), card("q2", due: yesterday), card("q3")],
      reviews: cards(10, "r"),
      reviewCount: 10
    )
    let order = order(input, plan: DayPlan(reviews: 5))
    #expect(order.counts.review == 5)
    #expect(order.counts.new == 1)
    #expect(self.order(input, plan: DayPlan(reviews: 1)).counts.review == 2)
  }
}
