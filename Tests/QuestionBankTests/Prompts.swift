import Foundation

@testable import QuestionBank

func readPrompt(
  _ text: String,
  file: String = "p.yaml",
  _ context: BankContext = own
) -> PromptFile {
  PromptParser().parse(text, file: file, context: context)
}

extension PromptFile {
  var messages: [String] { findings.map(\.description) }
}

/// The prompts in the checkout, by path.
func shippedPrompts() -> [URL] {
  let root = checkout.appending(path: "QuestionBanks")
  return PromptKind.allCases.flatMap { kind -> [URL] in
    let folder = root.appending(path: kind.folder)
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder,
      includingPropertiesForKeys: nil
    )
    return (files ?? []).filter { file in
      guard file.pathExtension == "yaml", let text = try? String(contentsOf: file, encoding: .utf8)
      else { return false }
      let lines = text.split(whereSeparator: \.isNewline)
      return kind == .design || !lines.contains { $0.hasPrefix("bank:") || $0.hasPrefix("cards:") }
    }
  }
  .sorted { $0.path < $1.path }
}

/// The schema of a kind's files.
func schema(of kind: PromptKind) -> String { kind == .design ? "scenario" : kind.rawValue }

func goodPrompt(_ kind: PromptKind) -> String {
  switch kind {
  case .design: goodScenario
  case .coding: goodProblem
  case .behavioral: goodBehavioral
  }
}

let goodScenario = """
  id: chat-app
  title: Chat application
  topic: databases
  stage: mid
  opening: "Let's design a chat application."
  facts:
    - id: users
      words: [users, dau]
      say: 50 million daily users.
    - {id: size, words: [size], say: 200 bytes a message}
  phases:
    - id: requirements
      points:
        - id: delivery
          say: States a delivery guarantee
          ask: What delivery guarantee does a chat owe its users?
          answer: |
            At least once.
          card: databases/at-least-once
        - {id: order, say: Says what order means, ask: "In which order?", answer: Per chat}
    - id: entities
      points: [{id: message, say: Message, ask: "What is a message?", answer: A text}]
    - id: api
      points: [{id: send, say: Send, ask: "How to send?", answer: POST}]
    - id: design
      points: [{id: gateway, say: Gateway, ask: "What holds sockets?", answer: Gateways}]
    - id: deep-dives
      points: [{id: fan-out, say: Fan-out, ask: "Who copies?", answer: Readers}]
    - id: wrap-up
      points: [{id: limits, say: Names limits, ask: "What breaks first?", answer: Groups}]
  deep_dives:
    - id: fan-out
      title: Fan-out to groups
      stage: senior
      pressure: 500 copies of each message
      options: [on write, on read]
      choice: on read
      cost: Slower reads
      breaks: Beyond 10 000 members
  probes:
    - id: slow
      theme: failure
      stage: mid
      ask: A gateway is slow. What do users see?
      answer: Late messages.
      card: "databases/slow#2"
    - {id: double, theme: growth, stage: lead, ask: "Twice the users?", answer: More gateways}
  curveballs:
    - {id: eu, stage: senior, say: Legal asks for the EU., answer: Shards by region}
    - {id: search, stage: lead, say: Search is asked for., answer: An index}
  stages:
    junior: {bar: b1, ceiling: c1}
    mid: {bar: b2, ceiling: c2}
    senior: {bar: b3, ceiling: c3}
    lead: {bar: b4, ceiling: c4}
    principal: {bar: b5, ceiling: c5}
  outline: |
    # Requirements
    Text.
  sources: ["https://example.org/chat"]

  """

let goodProblem = """
  id: busiest
  title: Busiest endpoints
  topic: databases/indexes
  stage: mid
  patterns: [heap, hash-map]
  minutes: {junior: 35, mid: 30, senior: 25, lead: 20, principal: 20}
  statement: |
    Given endpoints, **return** the `k` busiest.
  signature: "def busiest(endpoints: list[str], k: int) -> list[str]"
  examples:
    - args: [["a", "b"], 1]
      result: ["a"]
      note: Ties by name.
    - {args: [[], 1], result: []}
  tests:
    - {name: nothing, args: [[], 3], result: []}
    - {name: no, args: [[no, "1", '~', 1:30], 1], result: [2024-01-01]}
    - {name: numbers, args: [[1, -2, 1.5, 1e3, 0x1F, 0o17, .5], 2], result: null}
    - {name: booleans, args: [[true, False], 2], result: {a: [1], b: ~}}
    - {name: t5, args: [[], 3], result: []}
    - {name: t6, args: [[], 3], result: []}
    - {name: t7, args: [[], 3], result: []}
    - {name: t8, args: [[], 3], result: []}
    - {name: t9, args: [[], 3], result: []}
    - {name: t10, args: [[], 3], result: []}
  hints: [count, keep k, use a heap]
  insight: A heap of k.
  complexity: "O(n log k) time, O(n) space"
  follow_up: {ask: "And for a stream?", answer: A sketch}
  solution: |
    import heapq

    def busiest(endpoints, k):
        return []
  sources: ["https://example.org/heap"]

  """

let goodBehavioral = """
  id: ownership
  title: Something that was yours
  topic: latency/caching
  stage: junior
  question: Tell me about a time you owned something.
  signals: [ownership, ambiguity]
  stages:
    junior: one
    mid: two
    senior: three
    lead: four
    principal: five
  probes: ["Why?", "What then?"]
  red_flags: [blames others]
  minutes: 2
  sources: ["https://example.org/star"]

  """
