import Foundation
import Testing

@testable import QuestionBank

@Suite struct CoverageTests {
  private let topics = TopicCatalogue(topics: [
    topic("data", row: "databases"), topic("data/indexes", row: "databases"),
    topic("web", row: "frameworks", isOptIn: true),
    topic("web/gin", row: "frameworks", isOptIn: true),
    topic("web/gin/context", row: "frameworks", isOptIn: true),
    topic("odd", row: nil),
  ])
  private let goals = CoverageGoals(
    rows: [
      .init(id: "databases", title: "Data", cards: 2),
      .init(
        id: "frameworks",
        title: "Web",
        cards: 3,
        topics: [TopicPath(rawValue: "web/gin"): 2, TopicPath(rawValue: "web/spring"): 1]
      ),
    ],
    cards: 5,
    kinds: [.typed: 1],
    prompts: [.behavioral: 2],
    cardsPerStage: 1,
    promptsPerStage: [.behavioral: 1]
  )

  private static func topic(_ path: String, row: String?, isOptIn: Bool = false) -> Topic {
    Topic(
      path: TopicPath(rawValue: path),
      title: path,
      weight: [:],
      guideRow: row,
      isOptIn: isOptIn
    )
  }

  private func card(_ id: String, _ topic: String, _ stage: Stage = .junior, gap: Int? = nil)
    -> Card
  {
    Card(
      key: CardKey(bank: "b", id: id, gap: gap),
      topic: TopicPath(rawValue: topic),
      stage: stage,
      content: gap.map { .cloze(.init(text: "{{a}} {{b}}", gap: $0)) }
        ?? .flashcard(.init(question: id, answer: "A"))
    )
  }

  private func prompt(_ id: String, _ stage: Stage) -> Prompt {
    .behavioral(
      BehavioralPrompt(
        head: PromptHead(
          kind: .behavioral,
          id: id,
          title: id,
          topic: TopicPath(rawValue: "odd"),
          stage: stage
        ),
        question: "Q?",
        signals: [.scope],
        stages: [:],
        probes: [],
        redFlags: [],
        minutes: 2
      )
    )
  }

  @Test func `rows, topics, stages and kinds are counted, a cloze text once`() {
    let coverage = Coverage(
      cards: [
        card("a", "data"), card("c", "data/indexes", .lead, gap: 1),
        card("c", "data/indexes", .lead, gap: 2), card("g", "web/gin/context"),
      ],
      prompts: [],
      topics: topics,
      goals: goals
    )
    #expect(coverage.all.total == 3)
    #expect(coverage.general.total == 2)
    #expect(coverage.rows.map(\.tally.total) == [2, 1])
    #expect(coverage.rows[0].tally.stages == [.junior: 1, .lead: 1])
    #expect(coverage.rows[0].tally.kinds == [.flashcard: 1, .cloze: 1])
    #expect(coverage.rows[0].topics.map(\.path.rawValue) == ["data", "data/indexes"])
    #expect(coverage.rows[0].gap == 0)
    // A topic with a floor of its own counts all below it; one that nobody wrote is still short.
    #expect(
      coverage.rows[1].topics.map { "\($0.path) \($0.tally.total) \($0.gap)" } == [
        "web/gin 1 1", "web/gin/context 1 0", "web/spring 0 1",
      ]
    )
  }

  @Test func `every floor that is not reached is named`() {
    let coverage = Coverage(
      cards: [card("a", "data"), card("x", "odd", .mid)],
      prompts: [prompt("p", .mid)],
      topics: topics,
      goals: goals
    )
    #expect(
      coverage.gaps == [
        "cards for 'databases': 1 of 2", "cards for 'frameworks': 0 of 3",
        "cards for 'web/gin': 0 of 2", "cards for 'web/spring': 0 of 1", "cards in all: 2 of 5",
        "typed cards: 0 of 1", "behavioral prompts: 1 of 2",
        "behavioral prompts for junior: 0 of 1", "general cards for senior: 0 of 1",
        "general cards for lead: 0 of 1", "general cards for principal: 0 of 1",
        "1 cards of topics that count for no row: give them a 'guide_row'",
      ]
    )
  }

  @Test func `a prompt of an early stage serves the later ones`() {
    let coverage = Coverage(
      cards: [],
      prompts: [prompt("p", .junior), prompt("q", .senior)],
      topics: topics,
      goals: goals
    )
    let count = coverage.prompts[2]
    #expect(Stage.allCases.map(count.reached) == [1, 1, 2, 2, 2])
    #expect(coverage.gaps.contains { $0.contains("behavioral") } == false)
  }

  @Test func `the rows of the guide are those that topics may name, and sum to its total`() {
    #expect(CoverageGoals.guide.rows.map(\.id) == TopicParser.guideRows)
    #expect(CoverageGoals.guide.rows.reduce(0) { $0 + $1.cards } == CoverageGoals.guide.cards)
  }
}
