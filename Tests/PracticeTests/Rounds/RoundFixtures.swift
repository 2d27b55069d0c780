import Practice
import QuestionBank

/// A small scenario with everything in it.
enum RoundFixtures {
  static func point(_ id: String, _ say: String) -> KeyPoint {
    KeyPoint(id: id, say: say, ask: "ask \(id)?", answer: "answer \(id)")
  }

  static let scenario = Scenario(
    head: PromptHead(
      kind: .design,
      id: "mail",
      title: "Mail",
      topic: TopicPath(rawValue: "system-design"),
      stage: .mid,
      sources: ["https://example.org"]
    ),
    opening: "Design mail.",
    facts: [
      Scenario.Fact(id: "users", words: ["users", "scale"], say: "Ten million users."),
      Scenario.Fact(id: "latency", words: ["latency", "per second"], say: "Under a second."),
    ],
    phases: [
      Scenario.Phase(
        id: .requirements,
        points: [
          point("delivery", "States a delivery guarantee"),
          point("scope", "Leaves attachments out of scope"),
        ]
      ),
      Scenario.Phase(id: .entities, points: [point("mailbox", "Models a mailbox with folders")]),
      Scenario.Phase(id: .api, points: [point("send", "Sends with an idempotency key")]),
      Scenario.Phase(id: .design, points: [point("queue", "Puts a durable queue before delivery")]),
      Scenario.Phase(id: .deepDives, points: [point("spam", "Filters spam off the hot path")]),
      Scenario.Phase(id: .wrapUp, points: [point("bounce", "Alerts on the bounce rate")]),
    ],
    deepDives: [],
    probes: [
      probe("dead", .failure, .mid), probe("slow", .failure, .mid),
      probe("ten", .growth, .senior), probe("race", .concurrency, .senior),
      probe("region", .region, .principal),
    ],
    curveballs: [
      Scenario.Curveball(id: "early", stage: .junior, say: "Now with search.", answer: "Index."),
      Scenario.Curveball(id: "late", stage: .senior, say: "Keep it in the EU.", answer: "Shards."),
      Scenario.Curveball(id: "top", stage: .principal, say: "Sell it.", answer: "Tenants."),
    ],
    stages: Dictionary(
      uniqueKeysWithValues: Stage.allCases.map {
        ($0, Scenario.Expectation(bar: "bar \($0.rawValue)", ceiling: "ceiling"))
      }
    ),
    outline: "Boxes."
  )

  private static func probe(
    _ id: String,
    _ theme: Scenario.Theme,
    _ stage: Stage
  ) -> Scenario.Probe {
    Scenario.Probe(
      id: id,
      theme: theme,
      stage: stage,
      ask: "What of \(id)?",
      answer: "Timeouts, breakers and fallbacks for \(id)"
    )
  }

  static func behavioral(_ id: String, _ signals: [Signal]) -> BehavioralPrompt {
    BehavioralPrompt(
      head: PromptHead(
        kind: .behavioral,
        id: id,
        title: id,
        topic: TopicPath(rawValue: "behavioral"),
        stage: .junior
      ),
      question: "Tell me about \(id).",
      signals: signals,
      stages: Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0, "strong") }),
      probes: ["Why?", "What else?", "Who disagreed?", "And now?"],
      redFlags: ["no result"],
      minutes: 2
    )
  }

  static let problem = CodingProblem(
    head: PromptHead(
      kind: .coding,
      id: "sum",
      title: "Sum",
      topic: TopicPath(rawValue: "coding"),
      stage: .junior
    ),
    statement: "Add.",
    signature: "def add(a, b):",
    examples: [],
    tests: [],
    hints: ["first", "second", "third"],
    insight: "Addition is associative",
    complexity: "O(1) time",
    followUp: CodingProblem.FollowUp(ask: "And for a billion?", answer: "Partial sums in parallel"),
    solution: "def add(a, b): return a + b",
    minutes: [:],
    patterns: []
  )

  static let start = Timestamp(rawValue: 1_800_000_000_000)

  /// The clocks so many seconds after the start.
  static func moment(_ seconds: Double, asleep: Double = 0) -> RoundMoment {
    RoundMoment(
      awake: seconds,
      asleep: asleep,
      wall: Timestamp(rawValue: start.rawValue + Int64((seconds + asleep) * 1000))
    )
  }

  static func design(
    stage: Stage = .senior,
    seed: UInt64 = 1,
    pace: Double = 1,
    profile: RoundProfile = .delivery,
    seen: Set<String> = []
  ) -> Round {
    Round(
      Round.Setup(
        id: "r",
        prompts: [.design(scenario)],
        stage: stage,
        profile: profile,
        pace: pace,
        seed: seed
      ),
      seen: seen,
      at: moment(0)
    )
  }
}
