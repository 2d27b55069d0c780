import SimulatedLearners
import SpacedRepetition

/// A preparation: days, minutes a day, and what is studied.
struct Cell: Hashable, Sendable, CustomStringConvertible {
  /// What chooses the cards of a day.
  enum Choice: String, Sendable {
    /// The plan to an interview's date.
    case plan
    /// Due dates at a retention of 0.90, then new cards.
    case due
  }

  var days: Int
  var minutes: Int
  var cards = 600
  var choice = Choice.plan
  /// Sittings a day, ten hours apart where there are two; the minutes are shared.
  var sittings = 1

  var description: String { "\(days)/\(minutes)" }
}

/// What a simulated learner's memory is really like.
enum Truth: String, CaseIterable, Sendable {
  /// FSRS-6. It says nothing of answers of the same day; they go as in the one real log.
  case fsrs6
  /// FSRS-6, its curve read at fractions of a day: next to nothing is forgotten within one.
  case fsrs6Smooth = "fsrs6-smooth"
  /// FSRS-7.
  case fsrs7

  var memory: Learner.Memory { self == .fsrs7 ? .fsrs7 : .fsrs6 }

  /// Recall of same-day answers in the real log, after a forgotten answer and after a recalled one.
  static let measuredSameDay = (forgotten: 0.66, recalled: 0.88)
}

/// One learner's preparation with the real scheduler, its steps taken within the day.
struct Studying {
  let learner: Learner
  let truth: Truth
  let start: Start
  let cell: Cell

  private let scheduler: Scheduler
  private let settings: SchedulingSettings
  private var cards: [Card]
  /// Cards in learning or relearning.
  private var waiting: Set<Int> = []
  /// Seconds since the first study day began.
  private var now = 0.0
  private var lastCard: Int?
  private var costs = AnswerCosts()
  private var plan: StudyPlan?

  /// Seconds studied in all.
  private(set) var seconds = 0.0
  /// Answers in all, and those of them that were a card's further answers of a day.
  private(set) var answers = 0
  private(set) var furtherAnswers = 0

  private struct Card {
    /// What the learner really remembers.
    var memory: MemoryState?
    /// What the scheduler believes.
    var state = CardState.new
    var answeredAt = 0.0
    var wasRecalled = false
    var due = 0.0
    /// Days on which it was answered.
    var visits = 0
    var answersToday = 0
    var kind = AnswerCosts.Kind.new
    var secondsToday = 0.0
  }

  private static let day = 86_400.0
  /// Seconds from a study day's begin at 04:00: 18:00, and 08:00 where there are two sittings.
  private static let evening = 50_400.0
  private static let morning = 14_400.0
  /// A drill shows cards due this soon once nothing else is left.
  private static let aheadSeconds = 1_200.0

  init(learner: Learner, truth: Truth, start: Start, cell: Cell) {
    self.learner = learner
    self.truth = truth
    self.start = start
    self.cell = cell
    scheduler = Scheduler(model: start.model.memory)
    settings = SchedulingSettings(
      learningSteps: start.learning,
      relearningSteps: start.relearning
    )
    cards = Array(repeating: Card(), count: cell.cards)
  }

  // MARK: - Days

  /// Studies until the date.
  ///
  /// - Parameters:
  ///   - policy: What plans, over the same model as the scheduler.
  ///   - firstPlan: The plan of the first morning, which is the same for all learners.
  mutating func run(_ policy: InterviewPolicy, firstPlan: StudyPlan) {
    for day in 0..<cell.days {
      let begin = Double(day) * Self.day
      let sittings = cell.sittings == 2 ? [Self.morning, Self.evening] : [Self.evening]
      now = begin + sittings[0]
      var today = choose(policy, firstPlan, on: day)
      for sitting in sittings {
        now = begin + sitting
        sit(&today, seconds: Double(cell.minutes) * 60 / Double(sittings.count))
      }
      endDay()
    }
  }

  /// Cards to study, in order: those of the day, and those for minutes left over.
  private struct Row {
    var main: ArraySlice<Int>
    var spare: ArraySlice<Int>
  }

  private mutating func choose(_ policy: InterviewPolicy, _ firstPlan: StudyPlan, on day: Int)
    -> Row
  {
    switch cell.choice {
    case .plan:
      let plan =
        day == 0
        ? firstPlan
        : policy.solve(
          cards.map { PlannedCard(memory: $0.state.memory, elapsed: elapsed($0)) },
          daysToDate: cell.days - day,
          minutesByDay: [Double(cell.minutes)],
          costs: costs,
          continuing: plan
        )
      self.plan = plan
      return Row(main: plan.today.map(\.card)[...], spare: plan.spare.map(\.card)[...])
    case .due:
      let end = Double(day + 1) * Self.day
      let reviews = cards.indices.filter { cards[$0].state.phase == .review && cards[$0].due < end }
      let recall = reviews.map { card in
        cards[card].state.memory.map {
          scheduler.model.retrievability(of: $0, after: elapsed(cards[card]))
        } ?? 0
      }
      let order = reviews.indices.sorted {
        (recall[$1], reviews[$0]) < (recall[$0], reviews[$1])
      }
      let new = cards.indices.filter { cards[$0].state.phase == .new }
      return Row(main: (order.map { reviews[$0] } + new)[...], spare: [])
    }
  }

  private mutating func endDay() {
    for index in cards.indices where cards[index].answersToday > 0 {
      costs.observe(cards[index].kind, seconds: cards[index].secondsToday)
      cards[index].visits += 1
      cards[index].answersToday = 0
      cards[index].secondsToday = 0
    }
  }

  private func elapsed(_ card: Card) -> Elapsed {
    Elapsed(
      studyDays: Int(now / Self.day) - Int(card.answeredAt / Self.day),
      fractionalDays: (now - card.answeredAt) / Self.day
    )
  }

  // MARK: - Sittings

  /// Answers until the bell; an answer that it interrupts does not count.
  private mutating func sit(_ row: inout Row, seconds budget: Double) {
    var spent = 0.0
    while let card = next(&row) {
      guard let time = answer(card, within: budget - spent) else { break }
      spent += time
    }
    seconds += spent
  }

  /// The next card as a drill asks them: steps that are due, the day's cards, then steps that will be
  /// due within twenty minutes, then what else is worth the time.
  private func next(_ row: inout Row) -> Int? {
    let due = waiting.filter { cards[$0].due <= now }.sorted(by: isDueEarlier)
    if let card = due.first(where: { $0 != lastCard }) { return card }
    if let card = pop(&row.main) { return card }
    if let card = due.first { return card }
    let soon = waiting.filter { cards[$0].due <= now + Self.aheadSeconds }.sorted(by: isDueEarlier)
    if let card = soon.first(where: { $0 != lastCard }) ?? soon.first { return card }
    return pop(&row.spare)
  }

  private func isDueEarlier(_ one: Int, _ other: Int) -> Bool {
    (cards[one].due, one) < (cards[other].due, other)
  }

  private func pop(_ row: inout ArraySlice<Int>) -> Int? {
    while let card = row.popFirst() {
      if cards[card].answersToday == 0 { return card }
    }
    return nil
  }

  /// Answers a card, and says what that took; nil, and nothing happens, where it takes too long.
  private mutating func answer(_ index: Int, within left: Double) -> Double? {
    var card = cards[index]
    let elapsed = elapsed(card)
    let place = Learner.Place(card: index, visit: card.visits, step: card.answersToday)
    let recall = card.memory.map { trueRecall(of: $0, card, after: elapsed) }
    let rating = learner.rating(place, recall: recall)
    let kind: AnswerCosts.Kind = recall == nil ? .new : rating.isRecalled ? .recalled : .forgotten
    let isFurther = card.answersToday > 0
    let time =
      isFurther
      ? learner.timeAgain(place, recalled: rating.isRecalled) : learner.time(place, kind)
    guard time <= left else { return nil }

    let chance = FuzzSource.draw(key: "card \(index)", reviewCount: card.state.reviewCount)
    let outcome = scheduler.nextStates(
      of: card.state,
      in: SchedulingContext(settings: settings, elapsed: elapsed, fuzz: chance)
    )[rating]
    card.memory =
      card.memory.map { learner.model.nextState($0, after: rating, elapsed: elapsed) }
      ?? learner.firstState(index, rating)
    card.state = outcome.state
    card.wasRecalled = rating.isRecalled
    card.answeredAt = now
    now += time
    switch outcome.interval {
    case .seconds(let seconds): card.due = now + Double(seconds)
    case .days(let days): card.due = ((now / Self.day).rounded(.down) + Double(days)) * Self.day
    }
    if card.answersToday == 0 { card.kind = kind }
    card.answersToday += 1
    card.secondsToday += time
    cards[index] = card
    lastCard = index
    if card.state.phase == .review { waiting.remove(index) } else { waiting.insert(index) }
    answers += 1
    if isFurther { furtherAnswers += 1 }
    return time
  }

  // MARK: - What is remembered

  private func trueRecall(of memory: MemoryState, _ card: Card, after elapsed: Elapsed) -> Double {
    guard elapsed.studyDays == 0 else {
      return learner.model.retrievability(of: memory, after: elapsed)
    }
    switch truth {
    case .fsrs7:
      return learner.model.retrievability(of: memory, after: elapsed)
    case .fsrs6:
      let measured = Truth.measuredSameDay
      return card.wasRecalled ? measured.recalled : measured.forgotten
    case .fsrs6Smooth:
      guard let model = learner.model as? FSRS6 else { return 1 }
      return model.retrievability(of: memory, afterDays: elapsed.fractionalDays)
    }
  }

  /// Expected share of all cards recalled on the date, in percent, at the hour at which studying
  /// began; a card never seen counts 0.
  var recallOnDate: Double {
    var date = self
    date.now = Double(cell.days) * Self.day + Self.evening
    let sum = cards.reduce(0.0) { sum, card in
      guard let memory = card.memory else { return sum }
      return sum + learner.model.retrievability(of: memory, after: date.elapsed(card))
    }
    return 100 * sum / Double(max(1, cell.cards))
  }

  /// Share of the cards seen before the date, in percent.
  var seen: Double {
    100 * Double(cards.count { $0.memory != nil }) / Double(max(1, cell.cards))
  }
}
