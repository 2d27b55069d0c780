/// How much of what the banks are to hold, at least.
package struct CoverageGoals: Hashable, Sendable {
  /// One line of the coverage table, which a row of the career guide stands behind.
  package struct Row: Hashable, Sendable {
    /// As `guide_row` names it in `topics.yaml`.
    package let id: String
    /// What the guide asks for.
    package let title: String
    package let cards: Int
    /// Floors of single topics within the row, for rows that are made of parts chosen one by one.
    package let topics: [TopicPath: Int]

    package init(id: String, title: String, cards: Int, topics: [TopicPath: Int] = [:]) {
      self.id = id
      self.title = title
      self.cards = cards
      self.topics = topics
    }
  }

  package let rows: [Row]
  package let cards: Int
  package let kinds: [CardKind: Int]
  package let prompts: [PromptKind: Int]
  /// Cards of exactly each stage, of topics that everybody gets: twenty minutes of new ones.
  package let cardsPerStage: Int
  /// Prompts that a candidate for each stage may get.
  package let promptsPerStage: [PromptKind: Int]

  package init(
    rows: [Row],
    cards: Int = 0,
    kinds: [CardKind: Int] = [:],
    prompts: [PromptKind: Int] = [:],
    cardsPerStage: Int = 0,
    promptsPerStage: [PromptKind: Int] = [:]
  ) {
    self.rows = rows
    self.cards = cards
    self.kinds = kinds
    self.prompts = prompts
    self.cardsPerStage = cardsPerStage
    self.promptsPerStage = promptsPerStage
  }
}

extension CoverageGoals {
  /// What a candidate who prepares by the senior backend career guide needs to find.
  package static let guide = CoverageGoals(
    rows: [
      Row(id: "system-design", title: "system design", cards: 110),
      Row(id: "databases", title: "migrations, query optimisation", cards: 60),
      Row(id: "latency", title: "latency, growth by ten", cards: 60),
      Row(id: "reliability", title: "reliability, on-call", cards: 40),
      Row(id: "security", title: "security, review, clean code", cards: 40),
      Row(id: "microservices", title: "microservices, AI services", cards: 35),
      Row(
        id: "frameworks",
        title: "frameworks",
        cards: 80,
        topics: each(20, of: ["spring", "django", "express", "gin"], below: "frameworks")
      ),
      Row(
        id: "certifications",
        title: "certifications",
        cards: 125,
        topics: each(25, of: ["aws", "gcp", "docker", "cka", "java"], below: "certifications")
      ),
      Row(id: "cicd", title: "CI/CD", cards: 20),
      Row(id: "coding", title: "coding patterns", cards: 50),
      Row(id: "behavioral", title: "behavioral craft", cards: 30),
    ],
    cards: 650,
    kinds: [.choice: 60, .cloze: 60, .typed: 60, .estimate: 30],
    prompts: [.design: 24, .coding: 40, .behavioral: 60],
    cardsPerStage: 40,
    promptsPerStage: [.design: 1, .coding: 1, .behavioral: 8]
  )

  private static func each(_ cards: Int, of names: [String], below: String) -> [TopicPath: Int] {
    Dictionary(
      uniqueKeysWithValues: names.map { (TopicPath(rawValue: "\(below)/\($0)"), cards) }
    )
  }
}
