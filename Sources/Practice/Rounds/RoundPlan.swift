package import QuestionBank

/// The phases of a round with their budgets, before it begins.
package struct RoundPlan: Hashable, Sendable {
  package struct Phase: Hashable, Sendable {
    /// Unique in the round.
    package let id: String
    package let title: String
    /// What to do now, in a line.
    package let guide: String
    /// What should stand at the end.
    package let goal: String
    package let budgetSeconds: Double
    /// The parts of a scenario whose points belong here.
    package let parts: [Scenario.Part]
    /// The behavioral prompt that is asked here.
    package let prompt: CardKey?
  }

  package let phases: [Phase]

  /// Minutes of a whole round where nothing else is asked for.
  package static let standardMinutes = 45.0

  /// Minutes of a round on so many prompts; a single behavioral question needs no whole slot.
  package static func standardMinutes(for kind: PromptKind, prompts: Int) -> Double {
    kind == .behavioral && prompts == 1 ? 15 : standardMinutes
  }

  package static let minutesRange = 5.0...240.0
  package static let paceRange = 0.5...4.0

  package var budgetSeconds: Double { phases.reduce(0) { $0 + $1.budgetSeconds } }

  /// Lays a round out.
  ///
  /// - Parameters:
  ///   - profile: The layout.
  ///   - minutes: Length of the slot, `5...240`.
  ///   - pace: Factor on all budgets, `0.5...4`, for those who need more time (or want less).
  ///   - prompts: What is asked; a behavioral round has phases for each.
  package init(profile: RoundProfile, minutes: Double, pace: Double, prompts: [CardKey]) {
    let drafts = Self.drafts(profile, prompts: prompts)
    let whole = drafts.reduce(0) { $0 + $1.share }
    let seconds = minutes * 60 * pace
    phases = drafts.map { draft in
      Phase(
        id: draft.id,
        title: draft.title,
        guide: draft.guide,
        goal: draft.goal,
        budgetSeconds: (seconds * draft.share / whole).rounded(),
        parts: draft.parts,
        prompt: draft.prompt
      )
    }
  }

  /// A phase with its share of the time, in minutes of a standard slot.
  private struct Draft {
    var id: String
    var title: String
    var share: Double
    var guide: String
    var goal: String
    var parts: [Scenario.Part] = []
    var prompt: CardKey?
  }

  private static func drafts(_ profile: RoundProfile, prompts: [CardKey]) -> [Draft] {
    switch profile {
    case .delivery: delivery
    case .xu4: fourSteps
    case .sketchEarly: sketchEarly
    case .steps: coding
    case .breadth: behavioral(prompts, story: 3, followUps: 4.4)
    case .depth: behavioral(prompts, story: 4, followUps: 8.3)
    }
  }

  private static let wrapUp = Draft(
    id: "wrap-up",
    title: "wrap-up",
    share: 5,
    guide: "What breaks first? How would you see it? What is the next step in scale?",
    goal: "a failure, a metric, a trade-off named",
    parts: [.wrapUp]
  )

  private static let delivery: [Draft] = [
    Draft(
      id: "requirements",
      title: "requirements",
      share: 6,
      guide: "Restate the goal. Three things users can do, three qualities with numbers, "
        + "what is out of scope. `/ask` for facts.",
      goal: "three functions, three qualities with numbers, a cut",
      parts: [.requirements]
    ),
    Draft(
      id: "entities",
      title: "entities",
      share: 2,
      guide: "The nouns only; no columns yet.",
      goal: "three to six entities",
      parts: [.entities]
    ),
    Draft(
      id: "api",
      title: "API",
      share: 5,
      guide: "One call for each function. Who calls, and how do you know them?",
      goal: "a contract for each function",
      parts: [.api]
    ),
    Draft(
      id: "design",
      title: "design",
      share: 14,
      guide: "One request's path at a time. Park what tempts you to optimise; `/diagram` draws.",
      goal: "a whole, simple, working system",
      parts: [.design]
    ),
    Draft(
      id: "deep-dives",
      title: "deep dives",
      share: 13,
      guide: "Two or three: the pressure in numbers, the options, your choice, its cost, "
        + "where it breaks.",
      goal: "two choices defended with numbers",
      parts: [.deepDives]
    ),
    wrapUp,
  ]

  private static let fourSteps: [Draft] = [
    Draft(
      id: "scope",
      title: "scope",
      share: 6,
      guide: "Understand the problem: features, users, growth, what is left out. "
        + "`/ask` for facts.",
      goal: "an agreed scope with numbers",
      parts: [.requirements]
    ),
    Draft(
      id: "high-level",
      title: "high level",
      share: 13,
      guide: "A blueprint: interface, data, boxes and arrows. Get agreement before you go deeper.",
      goal: "a blueprint that serves every feature",
      parts: [.entities, .api, .design]
    ),
    Draft(
      id: "deep-dives",
      title: "deep dive",
      share: 21,
      guide: "The two or three components that decide; bottlenecks, failures, numbers.",
      goal: "two components examined to their breaking point",
      parts: [.deepDives]
    ),
    wrapUp,
  ]

  private static let sketchEarly: [Draft] = [
    Draft(
      id: "requirements",
      title: "requirements",
      share: 3,
      guide: "Two to four questions, then commit. `/ask` for facts.",
      goal: "what it does, how much of it",
      parts: [.requirements]
    ),
    Draft(
      id: "entities",
      title: "names",
      share: 3,
      guide: "Three or four names that everything else hangs on.",
      goal: "three or four entities",
      parts: [.entities]
    ),
    Draft(
      id: "design",
      title: "sketch",
      share: 18,
      guide: "Draw at once (`/diagram`), a path at a time; spell out an interface when asked.",
      goal: "a whole system on one page",
      parts: [.api, .design]
    ),
    Draft(
      id: "deep-dives",
      title: "deep dives",
      share: 16,
      guide: "Where does it hurt first? Pressure, options, choice, cost, breaking point.",
      goal: "two choices defended with numbers",
      parts: [.deepDives]
    ),
    wrapUp,
  ]

  private static let coding: [Draft] = [
    Draft(
      id: "clarify",
      title: "clarify",
      share: 5,
      guide: "Restate it. Two or three questions: ranges, duplicates, empty input, order. "
        + "One example by hand.",
      goal: "no doubt about input and output"
    ),
    Draft(
      id: "approach",
      title: "approach",
      share: 10,
      guide: "The plain way with its complexity, then a better one; agree before you code.",
      goal: "an approach with its complexity"
    ),
    Draft(
      id: "code",
      title: "code",
      share: 20,
      guide: "`/edit` opens your scratch file. Helper functions, real names; say what you do.",
      goal: "code that you would run"
    ),
    Draft(
      id: "test",
      title: "test",
      share: 7,
      guide: "Trace an example; empty, single, largest. Mend; state the complexity again.",
      goal: "a traced example and the edge cases"
    ),
    Draft(
      id: "follow-up",
      title: "follow-up",
      share: 3,
      guide: "What would you change at a thousand times the size?",
      goal: "an answer to the follow-up"
    ),
  ]

  private static func behavioral(
    _ prompts: [CardKey],
    story: Double,
    followUps: Double
  ) -> [Draft] {
    var drafts = [
      Draft(
        id: "intro",
        title: "introduction",
        share: 3,
        guide: "Tell me about yourself: now, before, why here. Two minutes at most.",
        goal: "an arc in two minutes"
      )
    ]
    for (index, prompt) in prompts.enumerated() {
      let name = prompts.count == 1 ? "" : " \(index + 1)"
      drafts.append(
        Draft(
          id: "story-\(index + 1)",
          title: "story" + name,
          share: story,
          guide: "Begin lines with s: t: a: r: l: (situation, task, action, result, learning).",
          goal: "what you did, and what came of it, in numbers",
          prompt: prompt
        )
      )
      drafts.append(
        Draft(
          id: "follow-ups-\(index + 1)",
          title: "follow-ups" + name,
          share: followUps,
          guide: "Short answers: your part, the alternatives, what you would change.",
          goal: "your own part beyond doubt",
          prompt: prompt
        )
      )
    }
    drafts.append(
      Draft(
        id: "questions",
        title: "your questions",
        share: 5,
        guide: "Two questions that you prepared for them.",
        goal: "two questions asked"
      )
    )
    return drafts
  }
}
