import Foundation
import Testing

@testable import QuestionBank

@Suite struct PromptMistakesTests {
  /// What is found after `old` has been replaced in a good prompt, without the file's name.
  private func findings(
    _ kind: PromptKind,
    _ old: String,
    _ new: String,
    _ context: BankContext = own
  ) -> [String] {
    let text = goodPrompt(kind)
    #expect(text.contains(old))
    return changed(text.replacing(old, with: new, maxReplacements: 1), context).messages
  }

  private func changed(_ text: String, _ context: BankContext = own) -> PromptFile {
    readPrompt(text, file: "", context)
  }

  /// Kind, what is replaced by what, and what is found.
  private static let mistakes: [(PromptKind, String, String, String)] = [
    (
      .design, "id: chat-app", "id: Chat_App",
      ":1:5: error: id 'Chat_App' must be lower-case letters, digits and hyphens; such as 'chat-app'"
    ),
    (.design, "title: Chat application\n", "", ":1:1: error: no 'title'"),
    (
      .design, "stage: mid", "stage: middle",
      ":4:8: error: stage 'middle' is not a stage; the stages are junior, mid, senior, lead, principal"
    ),
    (
      .design, "topic: databases", "topic: databse",
      ":3:8: warning: no topic 'databse'; did you mean 'databases'?"
    ),
    (
      .design, "topic: databases", "topic: Databases",
      ":3:8: error: topic 'Databases' must be lower-case words between slashes; such as 'databases'"
    ),
    (
      .design, "sources:", "source:",
      ":60:1: error: unknown field 'source'; did you mean 'sources'?"
    ),
    (
      .design, "outline: |", "statement: x\noutline: |",
      ":57:1: error: field 'statement' does not belong to a design prompt, but to coding"
    ),
    (.design, "    words: [users, dau]\n", "", ":7:5: error: fact 'users': no 'words'"),
    (
      .design, "[users, dau]", "[Users, dau]",
      ":8:13: warning: fact 'users': word 'Users' must be in lower case"
    ),
    (
      .design, "id: size", "id: users",
      ":10:10: error: fact 2: id 'users' is taken by the fact on line 7"
    ),
    (.design, "say: 200 bytes a message", "tell: x", ":10:5: error: fact 'size': no 'say'"),
    (
      .design, "id: order", "id: delivery",
      ":20:14: error: point 2: id 'delivery' is taken by the point on line 14"
    ),
    (
      .design, "id: gateway", "id: message",
      ":26:19: error: point 1: id 'message' is taken by the point on line 22"
    ),
    (
      .design, "id: entities", "id: entitys",
      ":21:9: error: phase 2: part 'entitys' is not a part; did you mean 'entities'?"
    ),
    (
      .design, "id: entities", "id: requirements",
      ":21:9: error: phase 2: 'requirements' is given twice, first on line 12"
    ),
    (
      .design, "databases/at-least-once", "at-least-once",
      ":19:15: error: point 'delivery': card 'at-least-once' is not a key (bank/id)"
    ),
    (
      .design, "theme: failure", "theme: failur",
      ":42:12: error: probe 'slow': theme 'failur' is not a theme; did you mean 'failure'?"
    ),
    (
      .design, "id: double", "id: slow",
      ":47:10: error: probe 2: id 'slow' is taken by the probe on line 41"
    ),
    (.design, "    choice: on read\n", "", ":32:5: error: deep dive 'fan-out': no 'choice'"),
    (
      .design, "[on write, on read]", "[on write]",
      ":36:14: error: deep dive 'fan-out': fewer than two 'options'"
    ),
    (
      .design, "id: search", "id: eu",
      ":50:10: error: curveball 2: id 'eu' is taken by the curveball on line 49"
    ),
    (.design, "  lead: {bar: b4, ceiling: c4}\n", "", ":52:3: error: 'stages': no 'lead'"),
    (.design, ", ceiling: c4", "", ":55:9: error: stage 'lead': no 'ceiling'"),
    (
      .design, "  lead: {bar: b4, ceiling: c4}", "  lead: {bar: b4, ceiling: c4, bra: x}",
      ":55:32: error: stage 'lead': unknown field 'bra'; did you mean 'bar'?"
    ),
    (
      .coding, "\"def busiest(endpoints: list[str], k: int) -> list[str]\"", "busiest(a)",
      ":9:12: error: 'signature' must be the first line of a Python function, such as 'def total(prices: list[int]) -> int:'"
    ),
    (
      .coding, "args: [[], 1]", "args: [[]]",
      ":14:12: error: example 2: 1 in 'args'; busiest takes 2"
    ),
    (
      .coding, "args: [[], 1]", "args: 1",
      ":14:12: error: example 2: 'args' must be a list of all arguments, such as [[1, 2], 3], not '1'"
    ),
    (
      .coding, "result: null", "reslt: null",
      ":18:5: error: test 'numbers': no 'result'; where the function returns None, write 'result: null'"
    ),
    (
      .coding, "1.5, 1e3", "1e999",
      ":18:36: error: test 'numbers': '1e999' is no number that a test can hold; put it in quotes if it is text"
    ),
    (
      .coding, "name: t6", "name: t5",
      ":21:12: warning: test 6: the same name as that of the test on line 20"
    ),
    (
      .coding, "lead: 20", "lead: 121",
      ":6:50: error: 'minutes': 'lead' must be a whole number from 1 to 120, not '121'"
    ),
    (.coding, "lead: 20, ", "", ":6:10: error: 'minutes': no 'lead'"),
    (
      .coding, "lead: 20, ", "leed: 20, ",
      ":6:44: error: 'minutes': stage 'leed' is not a stage; did you mean 'lead'?"
    ),
    (
      .coding, "hash-map]", "Hash Map]",
      ":5:18: error: pattern 'Hash Map' must be lower-case letters, digits and hyphens; such as 'hash-map'"
    ),
    (.coding, ", answer: A sketch", "", ":29:12: error: 'follow_up': no 'answer'"),
    (
      .coding, "def busiest(endpoints, k):", "def quietest(endpoints, k):",
      ":30:11: warning: the solution does not define 'busiest'"
    ),
    (
      .behavioral, "ambiguity]", "ambiguty]",
      ":6:22: error: signal 'ambiguty' is not a signal; did you mean 'ambiguity'?"
    ),
    (
      .behavioral, "ambiguity]", "scope, growth, conflict]",
      ":6:10: error: 4 in 'signals'; at most 3, or none is listened for"
    ),
    (
      .behavioral, "minutes: 2", "minutes: 4",
      ":15:10: error: 'minutes' must be a whole number from 1 to 3, not '4'"
    ),
    (
      .behavioral, "minutes: 2", "minutes: two",
      ":15:10: error: 'minutes' must be a whole number from 1 to 3, not 'two'"
    ),
    (.behavioral, "  lead: four\n", "", ":8:3: error: 'stages': no 'lead'"),
    (
      .behavioral, "probes: [\"Why?\", \"What then?\"]", "probes: []",
      ":13:9: error: 'probes' is empty"
    ),
    (.behavioral, "red_flags: [blames others]\n", "", ":1:1: error: no 'red_flags'"),
    (
      .behavioral, "question: Tell me about a time you owned something.", "question: [a]",
      ":5:11: error: 'question' must be text, not a list"
    ),
    (
      .behavioral, "https://example.org/star", "example.org",
      ":16:11: warning: source 'example.org' is not a web address (https://…)"
    ),
    (
      .behavioral, "probes: [", "phases: [",
      ":13:1: error: field 'phases' does not belong to a behavioral prompt, but to design"
    ),
  ]

  @Test(arguments: mistakes.indices)
  func `a mistake is found where it stands`(index: Int) {
    let (kind, old, new, finding) = Self.mistakes[index]
    #expect(findings(kind, old, new).contains(finding), "\(findings(kind, old, new))")
  }

  @Test func `what is wrong with one entry costs only the entry`() {
    let text = goodScenario.replacing("theme: failure", with: "theme: failur")
    guard case .design(let scenario) = changed(text).prompt else {
      Issue.record("no scenario")
      return
    }
    #expect(scenario.probes.map(\.id) == ["double"])
    #expect(changed(goodScenario.replacing("  lead:", with: "  leed:")).prompt == nil)
    #expect(changed(goodScenario.replacing("id: chat-app", with: "id: C")).prompt == nil)
    #expect(changed(goodProblem.replacing("1.5", with: ".nan")).prompt == nil)
    #expect(changed(goodBehavioral.replacing("source", with: "sauce")).prompt != nil)
  }

  @Test func `what is shipped must be more than what is one's own`() {
    var text = goodProblem.replacing("  - {name: t10, args: [[], 3], result: []}\n", with: "")
      .replacing(", use a heap", with: "")
      .replacing("  - {args: [[], 1], result: []}\n", with: "")
      .replacing("sources: [\"https://example.org/heap\"]\n", with: "")
    let few = [
      ":11:3: error: 1 in 'examples'; at least 2", ":15:3: error: 9 in 'tests'; at least 10",
      ":24:8: error: 2 in 'hints'; at least 3",
    ]
    #expect(
      changed(text, shipped).messages.sorted()
        == ([":1:1: error: no 'sources'; name one or two primary ones"] + few).sorted()
    )
    #expect(
      changed(text).messages.sorted()
        == few.map { $0.replacing("error", with: "warning") }.sorted()
    )
    #expect(changed(text, shipped).prompt != nil)
    text = goodScenario.replacing(
      "  - {id: size, words: [size], say: 200 bytes a message}\n",
      with: ""
    )
    .replacing(
      "  - {id: search, stage: lead, say: Search is asked for., answer: An index}\n",
      with: ""
    )
    #expect(
      changed(text, shipped).messages == [
        ":7:3: error: 1 in 'facts'; at least 2", ":48:3: error: 1 in 'curveballs'; at least 2",
      ]
    )
    #expect(
      changed(goodScenario.replacing("topic: databases", with: "topic: new"), shipped).messages
        == [":3:8: error: no topic 'new'"]
    )
  }

  @Test func `a card's answer and a checklist's line are short`() {
    let words = String(repeating: "word ", count: 81)
    #expect(
      findings(.design, "Late messages.", words) == [
        ":45:13: warning: probe 'slow': the answer has 81 words, more than 80; shorten it"
      ]
    )
    #expect(
      findings(.design, "States a delivery guarantee", String(repeating: "s", count: 101)) == [
        ":15:14: warning: point 'delivery': 'say' has 101 characters; it is one line of a checklist, at most 100"
      ]
    )
    let long = String(repeating: "s", count: 20_001)
    #expect(
      findings(.design, "Late messages.", long).contains(
        ":45:13: error: probe 'slow': 'answer' has 20001 characters; at most 20000"
      )
    )
  }

  @Test func `a file stands under its id in the folder of its kind`() {
    #expect(
      readPrompt(goodScenario, file: "x/chatapp.yaml").messages == [
        "x/chatapp.yaml:1:5: warning: the file of prompt 'chat-app' should be named 'chat-app.yaml', not 'chatapp.yaml'"
      ]
    )
    #expect(
      readPrompt(goodScenario, file: "coding/chat-app.yaml").messages == [
        "coding/chat-app.yaml:1:1: error: a design prompt is not found in 'coding'; move it to 'scenarios'"
      ]
    )
  }

  @Test func `a part that is missing is a warning`() {
    let text = goodScenario.replacing(
      "  - id: api\n    points: [{id: send, say: Send, ask: \"How to send?\", answer: POST}]\n",
      with: ""
    )
    #expect(changed(text).messages == [":11:1: warning: no 'api' in 'phases'"])
    #expect(changed(text).prompt != nil)
  }

  @Test func `syntax errors in several fields are all found`() {
    let text = goodProblem.replacing("insight: A heap of k.", with: "insight: \"A heap of k.")
      .replacing("hints: [count, keep k, use a heap]", with: "hints: [count, {]")
      .replacing("stage: mid", with: "stage: mdi")
      .replacing("patterns: [heap, hash-map]", with: "patterns: [heap]\npatterns: [heap]")
    let read = changed(text)
    #expect(read.prompt == nil)
    #expect(
      read.messages == [
        ":4:8: error: stage 'mdi' is not a stage; did you mean 'mid'?",
        ":6:1: error: field 'patterns' is given twice",
        ":27:17: error: this does not fit here; check the indentation and the quotes around here",
        ":28:10: error: the quotation mark that opens here is never closed",
      ]
    )
  }

  @Test func `what is no prompt says so once`() {
    let message =
      ":1:1: error: not a prompt; a scenario has an 'opening', a coding problem a 'statement', and a behavioral prompt a 'question' and 'signals'"
    for text in ["", "\n", "# nothing\n", "- a\n", "text", "id: x\ntitle: y\n", "{}"] {
      #expect(changed(text).messages == [message], "\(text.debugDescription)")
    }
    #expect(changed(goodScenario + "---\nid: x\n").messages.count == 1)
    let tooLong = PromptParser().parse(
      data: Data(count: 9 << 20),
      file: "p.yaml",
      context: own
    )
    #expect(
      tooLong.messages == [
        "p.yaml:1:1: error: 9437184 bytes; a prompt has at most 8388608, so split it"
      ]
    )
  }

  @Test func `hostile values end in a message`() {
    let deep = String(repeating: "[", count: 30) + String(repeating: "]", count: 30)
    #expect(
      findings(.coding, "args: [[], 1]", "args: [\(deep), 1]").contains(
        ":14:33: error: example 2: values nested deeper than 20"
      )
    )
    var bomb = "&a0 [x,x,x,x,x,x,x,x,x,x]"
    for level in 1...8 {
      let uses = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",")
      bomb += ", &a\(level) [\(uses)]"
    }
    let found = findings(.coding, "args: [[], 1]", "args: [\(bomb)]")
    #expect(found.contains { $0.hasSuffix("example 2: more than 50000 values in the file") })
  }
}
