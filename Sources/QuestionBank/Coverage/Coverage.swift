/// What the banks hold, counted by the rows of the career guide, and what they are short of.
package struct Coverage: Sendable {
  /// How many there are, by stage and by kind; a cloze text counts once, however many its gaps.
  package struct Tally: Equatable, Sendable {
    package private(set) var total = 0
    package private(set) var stages: [Stage: Int] = [:]
    package private(set) var kinds: [CardKind: Int] = [:]

    package init() {}

    mutating func add(_ card: Card) {
      total += 1
      stages[card.stage, default: 0] += 1
      kinds[card.kind, default: 0] += 1
    }
  }

  package struct Row: Sendable {
    package let goal: CoverageGoals.Row
    package let tally: Tally
    /// The row's topics with cards of their own, and those with floors.
    package let topics: [TopicCount]

    package var gap: Int { max(0, goal.cards - tally.total) }
  }

  package struct TopicCount: Sendable {
    package let path: TopicPath
    package let title: String
    /// Cards of this topic alone, or of all below it where it has a floor.
    package let tally: Tally
    package let least: Int?

    package var gap: Int { max(0, (least ?? 0) - tally.total) }
  }

  package struct PromptCount: Sendable {
    package let kind: PromptKind
    package let least: Int
    /// By the first stage at which they are asked.
    package let stages: [Stage: Int]
    /// Least that a candidate for each stage may get.
    package let leastPerStage: Int

    package var total: Int { stages.values.reduce(0, +) }
    package var gap: Int { max(0, least - total) }

    /// Those that a candidate for the stage may get: prompts for it and for earlier ones.
    package func reached(_ stage: Stage) -> Int {
      stage.reached.reduce(0) { $0 + stages[$1, default: 0] }
    }
  }

  package let goals: CoverageGoals
  package let rows: [Row]
  package let all: Tally
  /// Cards of topics that everybody gets.
  package let general: Tally
  /// Cards whose topic counts for no row.
  package let unmapped: Int
  package let prompts: [PromptCount]

  /// Counts cards and prompts.
  ///
  /// - Parameters:
  ///   - cards: All cards; of a cloze text's gaps the first counts.
  ///   - prompts: All prompts.
  ///   - topics: Which row each topic counts for.
  ///   - goals: What there should be.
  package init(
    cards: [Card],
    prompts: [Prompt],
    topics: TopicCatalogue,
    goals: CoverageGoals = .guide
  ) {
    self.goals = goals
    var seen: Set<CardKey> = []
    let entries = cards.filter { seen.insert($0.key.entry).inserted }
    var byTopic: [TopicPath: Tally] = [:]
    var byRow: [String: Tally] = [:]
    var all = Tally()
    var general = Tally()
    var unmapped = 0
    for card in entries {
      all.add(card)
      if !topics.isOptIn(card.topic) { general.add(card) }
      byTopic[card.topic, default: Tally()].add(card)
      if let row = topics.guideRow(card.topic) {
        byRow[row, default: Tally()].add(card)
      } else {
        unmapped += 1
      }
    }
    self.all = all
    self.general = general
    self.unmapped = unmapped
    let paths = topics.topics.map(\.path)
    let known = paths + byTopic.keys.filter { !topics.contains($0) }.sorted()
    rows = goals.rows.map { goal in
      let ofRow = known.filter { topics.guideRow($0) == goal.id || goal.topics[$0] != nil }
      let counts = ofRow.compactMap { path -> TopicCount? in
        let least = goal.topics[path]
        guard least != nil || byTopic[path] != nil else { return nil }
        var tally = byTopic[path] ?? Tally()
        if least != nil {
          tally = Tally()
          for card in entries where card.topic.isWithin(path) { tally.add(card) }
        }
        return TopicCount(path: path, title: topics.title(path), tally: tally, least: least)
      }
      let missing = goal.topics.keys.filter { !known.contains($0) }.sorted().map {
        TopicCount(path: $0, title: topics.title($0), tally: Tally(), least: goal.topics[$0])
      }
      return Row(goal: goal, tally: byRow[goal.id] ?? Tally(), topics: counts + missing)
    }
    self.prompts = PromptKind.allCases.map { kind in
      let stages = prompts.map(\.head).filter { $0.kind == kind }.map(\.stage)
      return PromptCount(
        kind: kind,
        least: goals.prompts[kind, default: 0],
        stages: Dictionary(grouping: stages) { $0 }.mapValues(\.count),
        leastPerStage: goals.promptsPerStage[kind, default: 0]
      )
    }
  }

  /// What is missing, in words: empty where every floor is reached.
  package var gaps: [String] {
    var gaps: [String] = []
    func need(_ least: Int, _ count: Int, _ what: String) {
      if count < least { gaps.append("\(what): \(count) of \(least)") }
    }
    for row in rows {
      need(row.goal.cards, row.tally.total, "cards for '\(row.goal.id)'")
      for topic in row.topics where topic.gap > 0 {
        need(topic.least ?? 0, topic.tally.total, "cards for '\(topic.path)'")
      }
    }
    need(goals.cards, all.total, "cards in all")
    for kind in CardKind.allCases {
      need(goals.kinds[kind, default: 0], all.kinds[kind, default: 0], "\(kind.rawValue) cards")
    }
    for prompt in prompts { need(prompt.least, prompt.total, "\(prompt.kind.rawValue) prompts") }
    for stage in Stage.allCases {
      need(
        goals.cardsPerStage,
        general.stages[stage, default: 0],
        "general cards for \(stage.rawValue)"
      )
      for prompt in prompts {
        need(
          prompt.leastPerStage,
          prompt.reached(stage),
          "\(prompt.kind.rawValue) prompts for \(stage.rawValue)"
        )
      }
    }
    if unmapped > 0 {
      gaps.append("\(unmapped) cards of topics that count for no row: give them a 'guide_row'")
    }
    return gaps
  }
}
