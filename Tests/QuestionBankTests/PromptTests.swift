import Foundation
import Testing

@testable import QuestionBank

@Suite struct PromptTests {
  @Test(arguments: PromptKind.allCases)
  func `a good prompt has no finding`(kind: PromptKind) throws {
    let text = goodPrompt(kind)
    let id = try #require(readPrompt(text, file: "", shipped).prompt).head.id
    for file in ["\(id).yaml", "a/\(kind.folder)/\(id).yml"] {
      let read = readPrompt(text, file: file, shipped)
      #expect(read.messages == [])
      #expect(read.prompt?.key == CardKey(bank: kind.rawValue, id: id))
      #expect(read.line == 1)
    }
    let windows = "\u{FEFF}" + text.replacing("\n", with: "\r\n")
    #expect(readPrompt(windows, file: "\(id).yaml", shipped).messages == [])
    let data = Data(text.utf8)
    let read = PromptParser().parse(data: data, file: "\(id).yaml", context: shipped)
    #expect(read.messages == [])
  }

  @Test func `a scenario is read as it is written`() throws {
    let read = readPrompt(goodScenario)
    guard case .design(let scenario) = read.prompt else {
      Issue.record("no scenario")
      return
    }
    #expect(
      scenario.head
        == PromptHead(
          kind: .design,
          id: "chat-app",
          title: "Chat application",
          topic: TopicPath(rawValue: "databases"),
          stage: .mid,
          sources: ["https://example.org/chat"]
        )
    )
    #expect(scenario.opening == "Let's design a chat application.")
    #expect(
      scenario.facts == [
        .init(id: "users", words: ["users", "dau"], say: "50 million daily users."),
        .init(id: "size", words: ["size"], say: "200 bytes a message"),
      ]
    )
    #expect(scenario.phases.map(\.id) == Scenario.Part.allCases)
    #expect(scenario.phases.map(\.points.count) == [2, 1, 1, 1, 1, 1])
    #expect(
      scenario.phases.first?.points.first
        == KeyPoint(
          id: "delivery",
          say: "States a delivery guarantee",
          ask: "What delivery guarantee does a chat owe its users?",
          answer: "At least once.",
          card: CardKey(rawValue: "databases/at-least-once")
        )
    )
    #expect(
      scenario.deepDives == [
        .init(
          id: "fan-out",
          title: "Fan-out to groups",
          stage: .senior,
          pressure: "500 copies of each message",
          options: ["on write", "on read"],
          choice: "on read",
          cost: "Slower reads",
          breaks: "Beyond 10 000 members"
        )
      ]
    )
    #expect(
      scenario.probes.first
        == .init(
          id: "slow",
          theme: .failure,
          stage: .mid,
          ask: "A gateway is slow. What do users see?",
          answer: "Late messages.",
          card: CardKey(rawValue: "databases/slow#2")
        )
    )
    #expect(scenario.probes.map(\.theme) == [.failure, .growth])
    #expect(scenario.curveballs.map(\.id) == ["eu", "search"])
    #expect(scenario.curveballs.first?.stage == .senior)
    #expect(scenario.stages[.lead] == .init(bar: "b4", ceiling: "c4"))
    #expect(scenario.stages.count == 5)
    #expect(scenario.outline == "# Requirements\nText.")
    #expect(
      read.cards == [
        .init(key: CardKey(rawValue: "databases/at-least-once"), line: 19, column: 15),
        .init(key: CardKey(rawValue: "databases/slow#2"), line: 46, column: 11),
      ]
    )
  }

  @Test func `a coding problem is read as it is written`() throws {
    guard case .coding(let problem) = readPrompt(goodProblem).prompt else {
      Issue.record("no problem")
      return
    }
    #expect(problem.signature == "def busiest(endpoints: list[str], k: int) -> list[str]:")
    #expect(problem.patterns == ["heap", "hash-map"])
    #expect(
      problem.minutes == [.junior: 35, .mid: 30, .senior: 25, .lead: 20, .principal: 20]
    )
    #expect(
      problem.examples == [
        .init(
          arguments: [.list([.text("a"), .text("b")]), .integer(1)],
          result: .list([.text("a")]),
          note: "Ties by name."
        ),
        .init(arguments: [.list([]), .integer(1)], result: .list([])),
      ]
    )
    #expect(problem.tests.count == 10)
    #expect(
      problem.tests[1...3] == [
        .init(
          name: "no",
          arguments: [
            .list([.text("no"), .text("1"), .text("~"), .text("1:30")]), .integer(1),
          ],
          result: .list([.text("2024-01-01")])
        ),
        .init(
          name: "numbers",
          arguments: [
            .list([
              .integer(1), .integer(-2), .number(1.5), .number(1000), .integer(31), .integer(15),
              .number(0.5),
            ]),
            .integer(2),
          ],
          result: .null
        ),
        .init(
          name: "booleans",
          arguments: [.list([.boolean(true), .boolean(false)]), .integer(2)],
          result: .mapping(["a": .list([.integer(1)]), "b": .null])
        ),
      ]
    )
    #expect(problem.hints == ["count", "keep k", "use a heap"])
    #expect(problem.followUp == .init(ask: "And for a stream?", answer: "A sketch"))
    #expect(
      problem.solution == "import heapq\n\ndef busiest(endpoints, k):\n    return []"
    )
  }

  @Test func `a behavioral prompt is read as it is written`() throws {
    guard case .behavioral(let prompt) = readPrompt(goodBehavioral).prompt else {
      Issue.record("no prompt")
      return
    }
    #expect(prompt.question == "Tell me about a time you owned something.")
    #expect(prompt.signals == [.ownership, .ambiguity])
    #expect(prompt.stages[.principal] == "five")
    #expect(prompt.probes == ["Why?", "What then?"])
    #expect(prompt.redFlags == ["blames others"])
    #expect(prompt.minutes == 2)
  }

  @Test func `phases are put in the order of a round`() {
    let text = goodScenario.replacing("id: api", with: "id: X")
      .replacing("id: entities", with: "id: api").replacing("id: X", with: "id: entities")
    let read = readPrompt(text, file: "chat-app.yaml")
    #expect(
      read.messages == [
        "chat-app.yaml:11:1: warning: 'phases' out of order; they follow each other as requirements, entities, api, design, deep-dives, wrap-up"
      ]
    )
    guard case .design(let scenario) = read.prompt else {
      Issue.record("no scenario")
      return
    }
    #expect(scenario.phases.map(\.id) == Scenario.Part.allCases)
  }

  @Test func `a file's fields tell its kind`() {
    #expect(PromptKind(fields: ["opening", "id"]) == .design)
    #expect(PromptKind(fields: ["statement", "minutes"]) == .coding)
    #expect(PromptKind(fields: ["question", "signals"]) == .behavioral)
    #expect(PromptKind(fields: ["openning", "facts", "phases", "probes"]) == .design)
    #expect(PromptKind(fields: ["question", "answer", "id", "stages"]) == nil)
    #expect(PromptKind(fields: ["bank", "title"]) == nil)
  }

  @Test(
    arguments: [
      ("def f(a, b)", "def f(a, b):", 2...2),
      ("def f():", "def f():", 0...0),
      ("def  f(a: dict[str, int], b: str = ',)', ) -> None:", nil, 1...2),
      ("def f(a: tuple[int, int]=(1, 2), /)", nil, 0...1),
      ("def _g2(*rows)", nil, nil),
      ("def f(a, *, b)", nil, nil),
    ] as [(String, String?, ClosedRange<Int>?)]
  )
  func `a signature tells how many arguments it takes`(
    written: String,
    text: String?,
    arguments: ClosedRange<Int>?
  ) throws {
    let signature = try #require(PythonSignature(written))
    if let text { #expect(signature.text == text) }
    #expect(signature.arguments == arguments)
    #expect(signature.text.hasSuffix(":"))
  }

  @Test(arguments: ["f(a)", "def f", "def f(a", "def (a)", "def 1f(a)", "def f(a) int", "class F:"])
  func `what is no signature is refused`(written: String) {
    #expect(PythonSignature(written) == nil)
  }

  @Test(
    arguments: [
      ("", PlainValue.null), ("Null", .null), ("TRUE", .boolean(true)), ("+7", .integer(7)),
      ("007", .integer(7)), ("-0", .integer(0)), ("1_000", .text("1_000")), ("1.", .number(1)),
      ("1e", .text("1e")), ("-", .text("-")), (".", .text(".")), ("+-1", .text("+-1")),
      ("0x", .text("0x")), ("0xFg", .text("0xFg")), ("0o8", .text("0o8")), ("yes", .text("yes")),
      ("inf", .text("inf")), ("1e999", nil), (".nan", nil), ("-.inf", nil),
      ("9223372036854775808", nil), ("-9223372036854775808", .integer(.min)),
      ("1.5e-3", .number(0.0015)),
    ] as [(String, PlainValue?)]
  )
  func `plain scalars are read by the core schema`(text: String, value: PlainValue?) {
    #expect(PlainValueReader.plain(text) == value)
  }
}
