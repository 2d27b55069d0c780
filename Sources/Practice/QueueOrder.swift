package import QuestionBank
import SpacedRepetition

/// Which card comes next, and how many are left today: pure rules over what the store found.
///
/// The order: learning steps that are due, then due reviews and new cards in proportion, topics
/// interleaved. Reviews come by falling retrievability, so that a backlog saves what is still
/// worth saving; one review in five goes to the card that has waited longest, so that none starves.
/// Of siblings one a day comes at all: what is under way before what is due, due before new.
package struct QueueOrder: Sendable {
  package let input: QueueInput
  package let plan: DayPlan
  package let progress: DayProgress
  package let targetStage: Stage
  /// Learning cards that are due, and cards that a round showed to be missing; both come whatever
  /// the plan.
  package let learningToday: [QueueCandidate]
  package let queuedToday: [QueueCandidate]
  /// Today's reviews and new cards that fit the plan, each in the order they would come.
  package let reviewsToday: [QueueCandidate]
  package let newToday: [QueueCandidate]
  /// Both in the order of the plan to an interview, where there is one.
  let plannedToday: [QueueCandidate]?
  /// Whether new cards wait because more than two days' reviews are due.
  package let isHoldingNewCards: Bool

  /// Learning cards are shown early when they fall due within this many seconds and nothing else
  /// is left.
  package static let learnAheadSeconds = 1_200

  /// One review in so many goes to the card that has waited longest.
  package static let longestWaitingTurn = 5

  package init(input: QueueInput, plan: DayPlan, progress: DayProgress, targetStage: Stage) {
    self.input = input
    self.plan = plan
    self.progress = progress
    self.targetStage = targetStage

    // One set for all rows, so that a new card never takes the day of a sibling that is due.
    var siblings = SiblingGroups()
    let learning = input.learning.filter { siblings.admit($0) }
    let queued = input.queued.filter { siblings.admit($0) }
    self.learningToday = learning
    self.queuedToday = queued

    // What a round has queued comes first, and what of it was learned before is a review too.
    let queuedReviews = queued.count { $0.due != nil }
    let reviewRoom = max(0, plan.reviews - progress.reviews - queuedReviews)
    var time = plan.milliseconds.map { $0 - progress.milliseconds }

    // Learning cards are under way: they take their time first, whatever it is.
    for candidate in learning { time? -= candidate.expectedMilliseconds }
    // So are cards that a round showed to be missing.
    for candidate in queued { time? -= Self.cost(of: candidate) }

    if let planned = input.planned {
      let cards = Self.fitting(planned, plan, progress, siblings: &siblings, time: &time)
      reviewsToday = cards.filter { $0.due != nil }
      newToday = cards.filter { $0.due == nil }
      plannedToday = cards
      isHoldingNewCards = false
      return
    }
    self.plannedToday = nil
    self.reviewsToday = Self.fitting(
      Self.reviewOrder(of: input, at: progress),
      count: reviewRoom,
      answersEach: 1,
      siblings: &siblings,
      time: &time
    )
    self.isHoldingNewCards = plan.reviews > 0 && input.reviewCount - reviewRoom > plan.reviews
    self.newToday =
      isHoldingNewCards
      ? []
      : Self.fitting(
        Self.newOrder(of: input.new, target: targetStage, introduced: progress.newCards),
        count: max(0, plan.newCards - progress.newCards),
        answersEach: Self.answersToLearn,
        siblings: &siblings,
        time: &time
      )
  }

  /// Answers whose time a new card takes on its first day.
  ///
  /// The first takes longer than a later one, and with the default step a third of them or more, by
  /// how much is new to the learner, come back.
  package static let answersToLearn = 2

  /// The card to ask now; nil when nothing is due within the plan.
  ///
  /// With `learningAhead`, learning cards of the next twenty minutes count as due once nothing else
  /// is left, so that a person at the terminal need not wait.
  package func next(learningAhead: Bool) -> QueueCandidate? {
    let fresh = { (candidate: QueueCandidate) in candidate.key != progress.lastCard }
    if let learning = learningToday.first(where: fresh) { return learning }
    if let queued = varied(queuedToday) { return queued }
    if let main = nextReviewOrNew() { return main }
    if let repeated = learningToday.first { return repeated }
    guard learningAhead else { return nil }
    return input.learningSoon.first(where: fresh) ?? input.learningSoon.first
  }

  private static func cost(of candidate: QueueCandidate) -> Int {
    candidate.expectedMilliseconds * (candidate.due == nil ? answersToLearn : 1)
  }

  private func nextReviewOrNew() -> QueueCandidate? {
    if let plannedToday { return varied(plannedToday) }
    guard let review = nextReview() else { return nextNew() }
    guard let new = nextNew() else { return review }
    // The kind that is further behind its share of the day comes next.
    let reviewShare = Self.share(done: progress.reviews, left: reviewsToday.count)
    let newShare = Self.share(done: progress.newCards, left: newToday.count)
    return reviewShare <= newShare ? review : new
  }

  private func nextReview() -> QueueCandidate? {
    guard let first = reviewsToday.first else { return nil }
    // The turn of the longest-waiting card is not given away for the sake of variety.
    if first.key == input.longestWaiting?.key, Self.isLongestWaitingTurn(progress) { return first }
    return varied(reviewsToday)
  }

  private func nextNew() -> QueueCandidate? { varied(newToday) }

  /// Whether the next review is the longest-waiting card's.
  ///
  /// Drawn by the day and the place in it. Counting to five would begin anew each morning and never
  /// arrive for someone who does four reviews a day, and any fixed place could be the one that is
  /// always given to something else, a topic drilled first for example.
  static func isLongestWaitingTurn(_ progress: DayProgress) -> Bool {
    let draw = FuzzSource.draw(
      key: "longest waiting \(progress.day.rawValue)",
      reviewCount: progress.reviews
    )
    return draw * Double(longestWaitingTurn) < 1
  }

  /// The first of the next few whose topic differs from the last card's; else the first.
  private func varied(_ candidates: [QueueCandidate]) -> QueueCandidate? {
    let window = candidates.prefix(12)
    let fresh = window.filter { $0.key != progress.lastCard }
    guard let last = progress.lastTopic else { return fresh.first ?? window.first }
    return fresh.first { $0.topic.area != last.area }
      ?? fresh.first { $0.topic != last }
      ?? fresh.first
      ?? window.first
  }

  private static func share(done: Int, left: Int) -> Double {
    done + left == 0 ? 1 : Double(done) / Double(done + left)
  }

  /// The candidates that fit a count, siblings taken before and a time budget, which is charged for
  /// them.
  private static func fitting(
    _ candidates: [QueueCandidate],
    count: Int,
    answersEach: Int,
    siblings: inout SiblingGroups,
    time: inout Int?
  ) -> [QueueCandidate] {
    var taken: [QueueCandidate] = []
    for candidate in candidates {
      guard taken.count < count else { break }
      if let budget = time, budget <= 0 { break }
      guard siblings.admit(candidate) else { continue }
      time? -= candidate.expectedMilliseconds * answersEach
      taken.append(candidate)
    }
    return taken
  }

  /// The same for a plan's cards, new ones among them.
  private static func fitting(
    _ planned: [QueueCandidate],
    _ plan: DayPlan,
    _ progress: DayProgress,
    siblings: inout SiblingGroups,
    time: inout Int?
  ) -> [QueueCandidate] {
    var taken: [QueueCandidate] = []
    var newRoom = max(0, plan.newCards - progress.newCards)
    for candidate in planned {
      if let budget = time, budget <= 0 { break }
      let isNew = candidate.due == nil
      if isNew, newRoom == 0 { continue }
      guard siblings.admit(candidate) else { continue }
      if isNew { newRoom -= 1 }
      time? -= cost(of: candidate)
      taken.append(candidate)
    }
    return taken
  }

  private static func reviewOrder(of input: QueueInput, at progress: DayProgress)
    -> [QueueCandidate]
  {
    guard let waiting = input.longestWaiting, isLongestWaitingTurn(progress)
    else { return input.reviews }
    return [waiting] + input.reviews.filter { $0.key != waiting.key }
  }

  /// New cards of all stages in one row: the target stage half of the time, each stage below it
  /// half as often as the one above.
  static func newOrder(
    of new: [Stage: [QueueCandidate]],
    target: Stage,
    introduced: Int
  ) -> [QueueCandidate] {
    var rest = new.mapValues { $0[...] }
    let stages = Stage.allCases.reversed().filter { !(new[$0] ?? []).isEmpty }
    var row: [QueueCandidate] = []
    var turn = introduced
    while true {
      let open = stages.filter { !(rest[$0] ?? []).isEmpty }
      guard !open.isEmpty else { return row }
      let wanted = stageTurn(turn, target: target)
      // An exhausted stage gives its turn to the nearest one that still has cards.
      let stage = open.min {
        (abs($0.rank - wanted.rank), -$0.rank) < (abs($1.rank - wanted.rank), -$1.rank)
      }
      guard let stage, let card = rest[stage]?.popFirst() else { return row }
      row.append(card)
      turn += 1
    }
  }

  /// Whose turn it is: the ruler sequence gives 1/2, 1/4, 1/8 … of the turns, evenly spread.
  private static func stageTurn(_ turn: Int, target: Stage) -> Stage {
    let steps = min((turn + 1).trailingZeroBitCount, target.rank)
    return Stage.allCases[target.rank - steps]
  }
}

/// How much is left today.
package struct QueueCounts: Codable, Hashable, Sendable {
  package var new: Int
  package var learning: Int
  package var review: Int
  /// Milliseconds that all of it is expected to take.
  package var milliseconds: Int

  package init(new: Int, learning: Int, review: Int, milliseconds: Int) {
    self.new = new
    self.learning = learning
    self.review = review
    self.milliseconds = milliseconds
  }

  package var total: Int { new + learning + review }

  /// Minutes, rounded up, so that a single card is not "0 minutes".
  package var minutes: Int { (milliseconds + 59_999) / 60_000 }
}

extension QueueOrder {
  /// What is left today, within the plan.
  package var counts: QueueCounts {
    let milliseconds =
      learningToday.reduce(0) { $0 + $1.expectedMilliseconds }
      + (queuedToday + reviewsToday + newToday).reduce(0) { $0 + Self.cost(of: $1) }
    let queuedNew = queuedToday.count { $0.due == nil }
    return QueueCounts(
      new: newToday.count + queuedNew,
      learning: learningToday.count,
      review: reviewsToday.count + queuedToday.count - queuedNew,
      milliseconds: milliseconds
    )
  }
}
