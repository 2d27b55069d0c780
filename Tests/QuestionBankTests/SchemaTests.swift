import Foundation
import TestSupport
import Testing

@testable import QuestionBank

/// Names of the texts that the schema refuses.
private func validate(schema: String, _ texts: [String: String]) throws -> Set<String> {
  Set(try JSONSchema.refusals(by: schema, of: texts).keys)
}

@Suite(.enabled(if: JSONSchema.canJudge)) struct SchemaTests {
  @Test func `the schemas accept all that we ship`() throws {
    var banks = ["template": BankTemplate.newBank(name: "mine", title: "Mine"), "good": goodBank]
    for file in shippedBanks() { banks[file.path] = try String(contentsOf: file, encoding: .utf8) }
    #expect(try validate(schema: "bank", banks) == [])
    let root = checkout.appending(path: "QuestionBanks")
    var topics: [String: String] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: root.path)
    where file.hasPrefix("topics") {
      topics[file] = try String(contentsOf: root.appending(path: file), encoding: .utf8)
    }
    #expect(try validate(schema: "topics", topics) == [])
  }

  /// One card each, as flow YAML, and whether the reader finds an error in it.
  private static let cards: [String: Bool] = [
    "{id: a, question: Q, answer: A}": false,
    "{question: Q, answer: A}": false,
    "{id: a, question: 42, answer: true}": false,
    "{id: 42, question: Q, answer: A}": false,
    "{id: \"42\", question: Q, answer: A}": false,
    "{id: A, question: Q, answer: A}": true,
    "{id: -a, question: Q, answer: A}": true,
    "{id: a, question: Q}": true,
    "{id: a, answer: A}": true,
    "{id: a, question: \"\", answer: A}": true,
    "{id: a, question: \" \", answer: A}": true,
    "{id: a, question: [Q], answer: A}": true,
    "{id: a, question: Q, anwser: A}": true,
    "{id: a, question: Q, answer: A, extra: E}": true,
    "{id: a, question: Q, answer: A, stage: seniour}": true,
    "{id: a, question: Q, answer: A, stage: senior, topic: a/b, tags: [t], version: 1.2}": false,
    "{id: a, question: Q, answer: A, topic: a//b}": true,
    "{id: a, question: Q, answer: A, points: one}": true,
    "{id: a, question: Q, answer: A, points: [one, 2]}": false,
    "{id: a, question: Q, answer: A, points: [\"\"]}": true,
    "{id: a, question: Q, answer: A, was: [b]}": true,
    "{id: a, question: Q, answer: A, was: [b/c, \"b/c#2\"]}": false,
    "{id: a, question: Q, answer: A, was: [\"b/c#02\"]}": true,
    "{id: a, question: Q, answer: A, was: [\"b/c#+2\"]}": true,
    "{id: a, question: Q, answer: A, points: [~]}": true,
    "{id: a, question: Q, answer: A, points: [\"~\"]}": false,
    "{id: a, question: Q, answer: A, tags: [null]}": true,
    "{id: a, question: ~, answer: A}": true,
    "{id: a, question: Q, answer: A, topic: a/b/c/d/e/f}": false,
    "{id: a, question: Q, answer: A, topic: a/b/c/d/e/f/g}": true,
    "{id: a, kind: cloze, text: \"{{a|b}}\"}": false,
    "{id: a, kind: choice, question: Q, choices: [{right: ~, why: y}, {wrong: w}]}": true,
    "{id: a, kind: choice, question: Q, choices: [{right: r, why: null}, {wrong: w}]}": true,
    "{id: a, kind: typed, question: Q, accept: [null]}": true,
    "{id: a, kind: typed, question: Q, accept: [null, A]}": true,
    "{id: \(String(repeating: "a", count: 80)), question: Q, answer: A}": false,
    "{id: \(String(repeating: "a", count: 81)), question: Q, answer: A}": true,
    "{id: a, question: Q, answer: A, kind: card}": true,
    "{id: a, kind: cloze, text: \"{{a}}\"}": false,
    "{id: a, kind: cloze, text: \"a\"}": true,
    "{id: a, kind: cloze, text: \"{{a}\"}": true,
    "{id: a, kind: cloze, question: \"{{a}}\"}": true,
    "{id: a, kind: choice, question: Q, choices: [{right: r}, {wrong: w, why: y}]}": false,
    "{id: a, kind: choice, question: Q, choices: [{right: r}]}": true,
    "{id: a, kind: choice, question: Q, choices: [{right: r}, {right: w}]}": true,
    "{id: a, kind: choice, question: Q, choices: [{wrong: r}, {wrong: w}]}": true,
    "{id: a, kind: choice, question: Q, choices: [{right: r, wrong: w}, {wrong: x}]}": true,
    "{id: a, kind: choice, question: Q, choices: [{right: r}, {wrong: w, wyh: y}]}": true,
    "{id: a, kind: choice, question: Q, choices: [{right: r}, w]}": true,
    "{id: a, kind: choice, question: Q}": true,
    "{id: a, kind: typed, question: Q, accept: [A]}": false,
    "{id: a, kind: typed, question: Q, accept: []}": true,
    "{id: a, kind: typed, question: Q, accept: A}": true,
    "{id: a, kind: typed, question: Q}": true,
    "{id: a, kind: estimate, question: Q, answer: 7e4}": false,
    "{id: a, kind: estimate, question: Q, answer: 70_000, within: 1.5, unit: s, working: W}":
      false,
    "{id: a, kind: estimate, question: Q, answer: 0}": true,
    "{id: a, kind: estimate, question: Q, answer: many}": true,
    "{id: a, kind: estimate, question: Q, answer: \"70,000\"}": true,
    "{id: a, kind: estimate, question: Q, answer: .inf}": true,
    "{id: a, kind: estimate, question: Q, answer: 5, within: 1}": true,
    "{id: a, kind: estimate, question: Q, answer: 5, points: [a]}": true,
    "word": true,
  ]

  @Test func `the schema and the reader refuse the same cards`() throws {
    var texts: [String: String] = [:]
    for card in Self.cards.keys { texts[card] = "bank: x\ntitle: T\ncards:\n  - \(card)\n" }
    let refused = try validate(schema: "bank", texts)
    for (card, isWrong) in Self.cards {
      let findings = read(texts[card] ?? "").findings.filter { $0.severity == .error }
      #expect(findings.isEmpty == !isWrong, "reader: \(card) \(findings)")
      // JSON has no infinity, and Python reads it as a number.
      if card.contains(".inf") { continue }
      #expect(refused.contains(card) == isWrong, "schema: \(card)")
    }
  }

  @Test func `the schema and the reader refuse the same tops`() throws {
    let cards = "\ncards: [{id: a, question: Q, answer: A}]\n"
    let tops = [
      "bank: x\ntitle: T": false, "title: T": true, "bank: X\ntitle: T": true,
      "bank: coding\ntitle: T": true, "bank: x\ntitle: T\nlicence: L": true,
      "bank: x\ntitle: T\nstage: mid\ntopic: a/b\nlicense: L\ntags: [t]": false,
      "bank: x\ntitle: T\nstage: m": true, "bank: x\ntitle: T\ntags: t": true,
      "bank: x\ntitle: T\ntags: [~]": true, "bank: x\ntitle: T\ntags: ~": true,
      "bank: x\ntitle: T\ntags: []": false, "bank: x\ntitle: ''": true,
    ]
    var texts: [String: String] = [:]
    for top in tops.keys { texts[top] = top + cards }
    let refused = try validate(schema: "bank", texts)
    for (top, isWrong) in tops {
      #expect(read(top + cards).findings.contains { $0.severity == .error } == isWrong, "\(top)")
      #expect(refused.contains(top) == isWrong, "\(top)")
    }
  }

  @Test(arguments: PromptKind.allCases)
  func `the schema of a kind accepts its prompts and no others`(kind: PromptKind) throws {
    var texts = Dictionary(
      uniqueKeysWithValues: PromptKind.allCases.map { ($0.rawValue, goodPrompt($0)) }
    )
    for file in shippedPrompts() {
      let text = try String(contentsOf: file, encoding: .utf8)
      if readPrompt(text).prompt?.head.kind == kind { texts[file.path] = text }
    }
    let others = PromptKind.allCases.filter { $0 != kind }.map(\.rawValue)
    #expect(try validate(schema: schema(of: kind), texts) == Set(others))
  }

  /// Changes of a good prompt, and whether the reader finds an error in what they make.
  private static let changes: [(PromptKind, String, String, isWrong: Bool)] = [
    (.design, "id: chat-app", "id: 42", false),
    (.design, "id: chat-app", "id: Chat", true),
    (.design, "title: Chat application", "title: \"\"", true),
    (.design, "stage: mid\nopening", "opening", true),
    (.design, "topic: databases", "topic: a//b", true),
    (.design, "sources: [\"https://example.org/chat\"]", "", false),
    (.design, "outline: |", "answer: x\noutline: |", true),
    (.design, "words: [users, dau]", "words: []", true),
    (.design, "words: [users, dau]", "words: users", true),
    (.design, "id: entities", "id: entity", true),
    (.design, "databases/at-least-once", "at-least-once", true),
    (.design, "card: databases/at-least-once", "crad: databases/a", true),
    (.design, "theme: failure", "theme: fire", true),
    (.design, "options: [on write, on read]", "options: [on write]", true),
    (.design, "    breaks: Beyond 10 000 members\n", "", true),
    (.design, "  lead: {bar: b4, ceiling: c4}\n", "", true),
    (.design, "ceiling: c4}", "ceiling: c4, x: y}", true),
    (.design, "  lead: {", "  leed: {", true),
    (.design, "curveballs:\n", "curveballs: []\nx:\n", true),
    (.coding, "args: [[], 1]", "args: {a: 1}", true),
    (.coding, "{args: [[], 1], result: []}", "{args: [[], 1], result: null}", false),
    (.coding, "{args: [[], 1], result: []}", "{args: [[], 1]}", true),
    (.coding, "{name: t5, ", "{", true),
    (.coding, "{name: t5, ", "{name: t5, note: n, ", true),
    (.coding, "-> list[str]\"", "-> list[str]:\"", false),
    (.coding, "def busiest(", "busiest(", true),
    (.coding, "lead: 20", "lead: 0", true),
    (.coding, "lead: 20", "lead: 121", true),
    (.coding, "lead: 20", "lead: 20.5", true),
    (.coding, "lead: 20", "lead: many", true),
    (.coding, "hash-map]", "Hash]", true),
    (.coding, "hints: [count, keep k, use a heap]", "hints: [count]", false),
    (.coding, "hints: [count, keep k, use a heap]", "hints: []", true),
    (.coding, "follow_up: {ask: \"And for a stream?\", answer: A sketch}", "follow_up: x", true),
    (.behavioral, "signals: [ownership, ambiguity]", "signals: []", true),
    (.behavioral, "signals: [ownership, ambiguity]", "signals: [courage]", true),
    (.behavioral, "signals: [ownership, ambiguity]", "signals: [scope, scope]", true),
    (
      .behavioral, "signals: [ownership, ambiguity]",
      "signals: [scope, ownership, growth, conflict]", true
    ),
    (.behavioral, "minutes: 2", "minutes: 4", true),
    (.behavioral, "minutes: 2", "minutes: 3", false),
    (.behavioral, "  mid: two\n", "", true),
    (.behavioral, "  mid: two\n", "  mid: [two]\n", true),
    (.behavioral, "red_flags: [blames others]", "red_flags: blames others", true),
    (.behavioral, "probes: [", "facts: [", true),
  ]

  @Test(arguments: PromptKind.allCases)
  func `the schema and the reader refuse the same prompts`(kind: PromptKind) throws {
    var texts: [String: String] = [:]
    for (index, change) in Self.changes.enumerated() where change.0 == kind {
      #expect(goodPrompt(kind).contains(change.1), "\(change)")
      texts["\(index)"] = goodPrompt(kind).replacing(change.1, with: change.2, maxReplacements: 1)
    }
    let refused = try validate(schema: schema(of: kind), texts)
    for (index, change) in Self.changes.enumerated() where change.0 == kind {
      let read = readPrompt(texts["\(index)"] ?? "")
      let hasErrors = read.findings.contains { $0.severity == .error }
      #expect(hasErrors == change.isWrong, "reader: \(change) \(read.messages)")
      #expect(refused.contains("\(index)") == change.isWrong, "schema: \(change)")
    }
  }
}
