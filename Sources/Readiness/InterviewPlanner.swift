import Practice
package import QuestionBank
package import SpacedRepetition

/// Makes plans from preparations: the policy chooses cards, this adds rounds, stories and what would
/// help.
package struct InterviewPlanner: Sendable {
  private let model: any MemoryModel

  /// - Parameter model: What says how memories fade.
  package init(model: any MemoryModel) { self.model = model }

  /// The plan from today until the interview; nil where there is none ahead.
  ///
  /// - Parameters:
  ///   - preparation: What is known now.
  ///   - spentToday: Minutes of today's that are gone already.
  ///   - loop: The rounds of the interview, as often as each is asked.
  ///   - started: The day on which preparing for this date began.
  ///   - suggests: Whether to look for what would make a goal fit, which takes several plans.
  /// - Returns: The plan, today first.
  package func plan(
    _ preparation: Preparation,
    spentToday: Double = 0,
    loop: [PromptKind] = [],
    started: StudyDay? = nil,
    suggests: Bool = false
  ) -> InterviewPlan? {
    guard let interview = preparation.interview, let days = preparation.daysToDate else {
      return nil
    }
    let inputs = Inputs(preparation)
    let minutes = Double(preparation.minutesPerDay)
    let policy = InterviewPolicy(model: model, horizon: days)
    let solved = Self.solve(policy, inputs, days, minutes, spentToday: spentToday)
    let chosen = Self.presentable(solved, inputs, on: preparation.today)
    let schedule = RoundSchedule(
      loop: loop,
      started: started ?? preparation.today,
      today: preparation.today,
      interview: interview,
      finished: Self.finished(preparation, since: started ?? preparation.today),
      isTodayDone: preparation.rounds.rounds.contains {
        $0.state == .finished && Self.day(of: $0, preparation) == preparation.today
      }
    )
    let fits = InterviewPlan.fits(
      recall: solved.expectedRecall,
      seen: solved.shareSeen,
      goal: preparation.goal
    )
    return InterviewPlan(
      interview: interview,
      minutesPerDay: preparation.minutesPerDay,
      goal: preparation.goal,
      cards: inputs.cards.count,
      days: Self.days(solved, today: chosen.today, preparation, schedule, interview),
      recall: InterviewPlan.Estimate(
        solved.expectedRecall,
        error: Self.error(solved, answers: inputs.answers)
      ),
      recallIfIdle: solved.recallIfIdle,
      shareSeen: solved.shareSeen,
      suggestions: suggests && !fits
        ? suggestions(preparation, inputs, days, solved, policy) : [],
      today: Self.choices(chosen.today, inputs),
      spare: Self.choices(chosen.spare, inputs)
    )
  }

  /// Today's cards without those that cannot come today: siblings of one another, and what was buried.
  ///
  /// The policy knows neither; the seconds that they leave go to the best of the others.
  private static func presentable(_ plan: StudyPlan, _ inputs: Inputs, on today: StudyDay)
    -> (today: [StudyPlan.Choice], spare: [StudyPlan.Choice])
  {
    var groups: Set<CardKey> = []
    var freed = 0.0
    func admits(_ choice: StudyPlan.Choice) -> Bool {
      let card = inputs.cards[choice.card]
      if let until = card.buriedUntil, until.rawValue > today.rawValue { return false }
      return card.siblingGroup.map { groups.insert($0).inserted } ?? true
    }
    var chosen = plan.today.filter { choice in
      let isIn = admits(choice)
      if !isIn { freed += choice.seconds }
      return isIn
    }
    var spare: [StudyPlan.Choice] = []
    for choice in plan.spare {
      if choice.seconds <= freed, admits(choice) {
        freed -= choice.seconds
        chosen.append(choice)
      } else {
        spare.append(choice)
      }
    }
    return (chosen, spare)
  }

  // MARK: Cards

  /// A preparation's cards as the policy takes them.
  private struct Inputs {
    let cards: [CardStanding]
    let planned: [PlannedCard]
    let costs: AnswerCosts
    /// Answers that anything is known from.
    let answers: Int

    init(_ preparation: Preparation, leavingOut area: TopicPath? = nil) {
      var weights = CardWeights(preparation)
      cards =
        area.map { area in preparation.cards.filter { !$0.topic.isWithin(area) } }
        ?? preparation.cards
      planned = cards.map { card in
        PlannedCard(
          memory: card.memory,
          elapsed: card.elapsed(at: preparation.now, on: preparation.today),
          weight: weights.weight(of: card)
        )
      }
      costs = preparation.costs
      answers = cards.reduce(0) { $0 + $1.reviews }
    }
  }

  private static func solve(
    _ policy: InterviewPolicy,
    _ inputs: Inputs,
    _ days: Int,
    _ minutes: Double,
    spentToday: Double = 0,
    continuing earlier: StudyPlan? = nil
  ) -> StudyPlan {
    var byDay = Array(repeating: minutes, count: min(days, policy.horizon))
    byDay[0] = max(0, minutes - spentToday)
    return policy.solve(
      inputs.planned,
      daysToDate: days,
      minutesByDay: byDay,
      costs: inputs.costs,
      continuing: earlier
    )
  }

  private static func choices(_ choices: [StudyPlan.Choice], _ inputs: Inputs)
    -> [InterviewPlan.Choice]
  {
    choices.map { choice in
      let card = inputs.cards[choice.card]
      return InterviewPlan.Choice(
        card: card.key,
        isNew: card.isNew,
        reason: choice.reason,
        recallIfLeft: choice.recallIfLeft,
        recallIfStudied: choice.recallIfStudied
      )
    }
  }

  /// Chance, and how far the model may be off: a tenth before anything is known of the learner, less
  /// with every answer.
  private static func error(_ plan: StudyPlan, answers: Int) -> Double {
    let model = 0.01 + 0.09 / (1 + Double(answers) / 100).squareRoot()
    let room = 2 * min(plan.expectedRecall, 1 - plan.expectedRecall)
    let bounded = model * max(0.2, room)
    return (plan.standardError * plan.standardError + bounded * bounded).squareRoot()
  }

  // MARK: Days

  private static func days(
    _ plan: StudyPlan,
    today: [StudyPlan.Choice],
    _ preparation: Preparation,
    _ schedule: RoundSchedule,
    _ interview: StudyDay
  ) -> [InterviewPlan.Day] {
    var stories = StoryTasks(preparation)
    // Fractions are carried on, so that days in whole cards add up to the whole.
    var (new, reviews) = (0.0, 0.0)
    var unseen = preparation.cards.count(where: \.isNew)
    let begunToday = today.count { preparation.cards[$0.card].isNew }
    let stretch = Self.stretch(
      plan,
      cards: preparation.cards.count,
      unseen: unseen,
      begunToday: begunToday
    )
    let newSeconds = preparation.costs.seconds(.new)
    return plan.days.enumerated().map { index, day in
      let date = StudyDay(rawValue: preparation.today.rawValue + index)
      let isLast = date.rawValue == interview.rawValue - 1
      let foreseen = index == 0 ? day.new : day.new * stretch
      new += foreseen
      reviews += day.reviews
      let seconds = min(day.budget, max(0, day.seconds + (foreseen - day.new) * newSeconds))
      let (wholeNew, wholeReviews): (Int, Int)
      if index == 0 {
        // Today is known card by card.
        wholeNew = begunToday
        wholeReviews = today.count - wholeNew
      } else {
        // Where today begins more than was foreseen, the days after it begin less.
        wholeNew = min(unseen, max(0, Int(new.rounded())))
        wholeReviews = max(0, Int(reviews.rounded()))
      }
      unseen -= wholeNew
      new -= Double(wholeNew)
      reviews -= Double(wholeReviews)
      let round = schedule.days[date]
      let rehearses = date.rawValue >= schedule.first.rawValue && round == nil
      return InterviewPlan.Day(
        day: date,
        minutes: min(preparation.minutesPerDay, Int((seconds / 60).rounded(.up))),
        new: wholeNew,
        reviews: wholeReviews,
        round: round,
        story: rehearses ? stories.next() : nil,
        isFinalPass: isLast
      )
    }
  }

  /// By what to multiply the new cards of later days, so that all days together begin as many as are
  /// seen before the date: what is chosen for today is more or fewer than was foreseen.
  private static func stretch(_ plan: StudyPlan, cards: Int, unseen: Int, begunToday: Int) -> Double
  {
    let begun = max(0, plan.shareSeen * Double(cards) - Double(cards - unseen))
    let later = plan.days.dropFirst().reduce(0) { $0 + $1.new }
    return later > 0 ? max(0, begun - Double(begunToday)) / later : 1
  }

  private static func day(of round: RoundRecord, _ preparation: Preparation) -> StudyDay {
    let seconds = preparation.now.seconds(since: round.startedAt.timestamp)
    return StudyDay(rawValue: preparation.today.rawValue - Int((seconds / 86_400).rounded(.down)))
  }

  /// Kinds of the rounds that were finished within the time for rounds.
  private static func finished(_ preparation: Preparation, since started: StudyDay)
    -> [PromptKind]
  {
    guard let interview = preparation.interview else { return [] }
    let first = RoundSchedule.first(started: started, interview: interview)
    return preparation.rounds.rounds
      .filter { $0.state == .finished && day(of: $0, preparation).rawValue >= first.rawValue }
      .map(\.kind)
  }

  // MARK: What would help

  /// Minutes a day that people have been known to find.
  private static let minutesTried = [30, 40, 60, 90, 120]
  private static let laterDays = [7, 14, 28, 42, 63]

  private func suggestions(
    _ preparation: Preparation,
    _ inputs: Inputs,
    _ days: Int,
    _ plan: StudyPlan,
    _ policy: InterviewPolicy
  ) -> [InterviewPlan.Suggestion] {
    var suggestions: [InterviewPlan.Suggestion] = []
    func isEnough(_ plan: StudyPlan) -> Bool {
      InterviewPlan.fits(
        recall: plan.expectedRecall,
        seen: plan.shareSeen,
        goal: preparation.goal
      )
    }
    // What has no room to begin every card once need not be looked at, but for the last.
    let seconds = Double(inputs.cards.count(where: \.isNew)) * inputs.costs.seconds(.new)
    func hasRoom(minutes: Int, days: Int) -> Bool { Double(minutes * days * 60) >= 0.9 * seconds }
    let minutes = Self.minutesTried.filter {
      $0 > preparation.minutesPerDay
        && (hasRoom(minutes: $0, days: days) || $0 == Self.minutesTried.last)
    }
    let more = Self.first(minutes, where: isEnough) {
      Self.solve(policy, inputs, days, Double($0), continuing: plan)
    }
    if let more, more.plan.expectedRecall > plan.expectedRecall {
      suggestions.append(.minutes(more.value, recall: more.plan.expectedRecall))
    }
    let same = Double(preparation.minutesPerDay)
    let dates = Self.laterDays.filter {
      hasRoom(minutes: preparation.minutesPerDay, days: days + $0) || $0 == Self.laterDays.last
    }
    let later = Self.first(dates, where: isEnough) { later in
      let policy = InterviewPolicy(model: model, horizon: days + later)
      return Self.solve(policy, inputs, days + later, same)
    }
    if let later, later.plan.expectedRecall > plan.expectedRecall {
      let date = StudyDay(rawValue: preparation.today.rawValue + days + later.value)
      suggestions.append(.date(date, recall: later.plan.expectedRecall))
    }
    if let (area, recall) = narrower(preparation, inputs, days, than: plan, policy) {
      suggestions.append(.leaveOut(area, recall: recall))
    }
    return suggestions
  }

  /// The least of rising values whose plan is enough, else the greatest.
  ///
  /// One after another: what is enough is mostly near, and the plans for small values are the quick
  /// ones.
  private static func first(
    _ values: [Int],
    where isEnough: (StudyPlan) -> Bool,
    solve: (Int) -> StudyPlan
  ) -> (value: Int, plan: StudyPlan)? {
    var last: (value: Int, plan: StudyPlan)?
    for value in values {
      let plan = solve(value)
      last = (value, plan)
      if isEnough(plan) { break }
    }
    return last
  }

  /// The area whose absence helps the rest most: what was opted for, else what the stage is asked
  /// least; nil where none is worth it.
  private func narrower(
    _ preparation: Preparation,
    _ inputs: Inputs,
    _ days: Int,
    than plan: StudyPlan,
    _ policy: InterviewPolicy
  ) -> (String, Double)? {
    var cards: [TopicPath: Int] = [:]
    var weights = CardWeights(preparation)
    for card in inputs.cards {
      let isOptIn = preparation.catalogue.isOptIn(card.topic)
      let depth = isOptIn ? 2 : 1
      let path = TopicPath(rawValue: card.topic.components.prefix(depth).joined(separator: "/"))
      cards[path, default: 0] += 1
    }
    guard cards.count > 1 else { return nil }
    // What the candidate opted for can be opted out of; of the rest, what a loop asks least.
    let optional = cards.keys.filter(preparation.catalogue.isOptIn)
    let ranked = (optional.isEmpty ? Array(cards.keys) : optional).sorted {
      (weights.weight(of: $0), $0) < (weights.weight(of: $1), $1)
    }
    let tried = ranked.prefix(2).map { area in
      let rest = Inputs(preparation, leavingOut: area)
      return (
        area.rawValue,
        Self.solve(policy, rest, days, Double(preparation.minutesPerDay)).expectedRecall
      )
    }
    guard let best = tried.max(by: { $0.1 < $1.1 }), best.1 > plan.expectedRecall + 0.005 else {
      return nil
    }
    return best
  }
}

/// Stories to tell aloud, one after another, and gaps to fill where there are any.
private struct StoryTasks {
  private var tasks: [InterviewPlan.StoryTask]
  private var index = 0

  init(_ preparation: Preparation) {
    let stories = preparation.stories.stories.sorted {
      ($0.lastUsed?.timestamp.rawValue ?? .min, $0.id)
        < ($1.lastUsed?.timestamp.rawValue ?? .min, $1.id)
    }
    let told = stories.map { InterviewPlan.StoryTask.rehearse(id: $0.id, title: $0.title) }
    let missing = preparation.stories.gaps.filter { $0.count == 0 }
      .map { InterviewPlan.StoryTask.write(for: $0.signal) }
    tasks = missing + told
  }

  mutating func next() -> InterviewPlan.StoryTask? {
    guard !tasks.isEmpty else { return nil }
    defer { index += 1 }
    // What was written once need not be written again.
    if index < tasks.count { return tasks[index] }
    let told = tasks.filter { if case .rehearse = $0 { true } else { false } }
    return told.isEmpty ? nil : told[(index - tasks.count) % told.count]
  }
}
