import Foundation
import QuestionBank
import Testing

@testable import StudyStore

@Suite struct PromptLibraryTests {
  /// A folder of shipped banks and a folder of own ones, gone with the test.
  private final class Folders {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-prompts-\(UUID().uuidString)")
    var shipped: String { root.appendingPathComponent("shipped").path }
    var own: String { root.appendingPathComponent("own").path }

    init() throws {
      try write("shipped/topics.yaml", "topics:\n  - path: behavioral\n    title: Behavioral\n")
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func write(_ path: String, _ text: String) throws {
      let file = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: file)
    }

    var library: PromptLibrary {
      PromptLibrary(
        sources: [
          BankSource(root: shipped, isShipped: true), BankSource(root: own, isShipped: false),
        ],
        topics: TopicCatalogue(topics: [
          Topic(
            path: TopicPath(rawValue: "behavioral"),
            title: "Behavioral",
            weight: [:],
            guideRow: nil,
            isOptIn: false
          )
        ])
      )
    }

    func check(_ paths: [String] = []) throws -> BankChecking.Report {
      try BankChecking(shipped: shipped, own: own).check(paths)
    }
  }

  private func prompt(_ id: String, title: String = "T") -> String {
    """
    id: \(id)
    title: \(title)
    topic: behavioral
    stage: junior
    question: Tell me about a time.
    signals: [ownership]
    stages: {junior: a, mid: b, senior: c, lead: d, principal: e}
    probes: [Why?]
    red_flags: [blame]
    minutes: 2
    sources: ["https://example.org/a"]

    """
  }

  private let bank = """
    bank: craft
    title: Craft
    license: CC-BY-4.0
    cards:
      - {id: a, topic: behavioral, stage: mid, question: Q?, answer: A, sources: ["https://e.org"]}

    """

  private func scenario(card: String = "craft/a") -> String {
    """
    id: chat
    title: Chat
    topic: behavioral
    stage: mid
    opening: Let's design a chat.
    facts: [{id: a, words: [a], say: A}, {id: b, words: [b], say: B}]
    phases:
      - id: requirements
        points: [{id: p, say: P, ask: P?, answer: A, card: \(card)}]
      - id: entities
        points: [{id: e, say: P, ask: P?, answer: A}]
      - id: api
        points: [{id: i, say: P, ask: P?, answer: A}]
      - id: design
        points: [{id: d, say: P, ask: P?, answer: A}]
      - id: deep-dives
        points: [{id: x, say: P, ask: P?, answer: A}]
      - id: wrap-up
        points: [{id: w, say: P, ask: P?, answer: A}]
    deep_dives:
      - id: d
        title: D
        stage: senior
        pressure: P
        options: [a, b]
        choice: a
        cost: C
        breaks: B
    probes:
      - {id: a, theme: cost, stage: mid, ask: A?, answer: A}
      - {id: b, theme: cost, stage: mid, ask: A?, answer: A}
    curveballs:
      - {id: a, stage: mid, say: A, answer: A}
      - {id: b, stage: mid, say: A, answer: A}
    stages:
      junior: {bar: b, ceiling: c}
      mid: {bar: b, ceiling: c}
      senior: {bar: b, ceiling: c}
      lead: {bar: b, ceiling: c}
      principal: {bar: b, ceiling: c}
    outline: Text.
    sources: ["https://example.org/a"]

    """
  }

  @Test func `prompts come by id and own ones win`() throws {
    let folders = try Folders()
    try folders.write("shipped/behavioral/one.yaml", prompt("one"))
    try folders.write("shipped/behavioral/two.yaml", prompt("two"))
    try folders.write("shipped/behavioral/craft.yaml", bank)
    try folders.write("shipped/scenarios/chat.yaml", scenario())
    try folders.write("own/behavioral/two.yaml", prompt("two", title: "Mine"))
    try folders.write("own/behavioral/alone.yaml", prompt("alone"))
    let shelf = folders.library.prompts(.behavioral)
    #expect(shelf.prompts.map(\.prompt.head.id) == ["alone", "one", "two"])
    #expect(shelf.prompts.map(\.prompt.head.title) == ["T", "T", "Mine"])
    #expect(shelf.prompts.map(\.isShipped) == [false, true, false])
    #expect(shelf.prompts.last?.file == folders.own + "/behavioral/two.yaml")
    #expect(shelf.findings == [])
    #expect(folders.library.prompts(.design).prompts.map(\.prompt.head.id) == ["chat"])
    #expect(folders.library.prompts(.coding).prompts.isEmpty)

    try folders.write("own/overrides/behavioral/two.yaml", prompt("two", title: "Edited"))
    let two = folders.library.prompt(CardKey(rawValue: "behavioral/two"))
    #expect(two?.prompt.head.title == "Edited")
    #expect(folders.library.prompt(CardKey(rawValue: "design/chat"))?.isShipped == true)
    for key in ["behavioral/three", "behavioral/tw", "craft/a", "coding/two", "behavioral/", "x"] {
      #expect(folders.library.prompt(CardKey(rawValue: key)) == nil, "\(key)")
    }
  }

  @Test func `what is wrong with a prompt is told and costs only it`() throws {
    let folders = try Folders()
    try folders.write("shipped/behavioral/one.yaml", prompt("one"))
    try folders.write(
      "own/behavioral/bad.yaml",
      prompt("bad").replacing("[ownership]", with: "[ownershp]")
    )
    let shelf = folders.library.prompts(.behavioral)
    #expect(shelf.prompts.map(\.prompt.head.id) == ["one"])
    #expect(
      shelf.findings.map(\.description) == [
        folders.own + "/behavioral/bad.yaml:6:11: error: signal 'ownershp' is not a signal; "
          + "did you mean 'ownership'?"
      ]
    )
    #expect(folders.library.prompt(CardKey(rawValue: "behavioral/bad")) == nil)
  }

  @Test func `an edit is seen at once`() throws {
    let folders = try Folders()
    let key = CardKey(rawValue: "behavioral/one")
    try folders.write("own/behavioral/one.yaml", prompt("one"))
    let library = folders.library
    #expect(library.prompt(key)?.prompt.head.title == "T")
    try folders.write("own/behavioral/one.yaml", prompt("one", title: "New"))
    #expect(library.prompt(key)?.prompt.head.title == "New")
  }

  @Test func `a check counts prompts and reports what is wrong with them`() throws {
    let folders = try Folders()
    try folders.write("shipped/behavioral/craft.yaml", bank)
    try folders.write("shipped/behavioral/one.yaml", prompt("one"))
    try folders.write("shipped/scenarios/chat.yaml", scenario())
    var report = try folders.check()
    #expect(report.findings.map(\.description) == [])
    #expect(report.prompts == 2)
    #expect(report.cards == 1)
    #expect(report.files == 3)
    // A prompt that is checked by itself finds the cards of all banks.
    let file = folders.shipped + "/scenarios/chat.yaml"
    #expect(try folders.check([file]).findings.map(\.description) == [])

    try folders.write("shipped/scenarios/chat.yaml", scenario(card: "craft/b"))
    try folders.write("shipped/scenarios/empty.yaml", "id: x\n")
    try folders.write("own/behavioral/one.yaml", prompt("one"))
    report = try folders.check()
    #expect(report.prompts == 4)
    #expect(
      report.findings.map(\.description) == [
        "\(folders.own)/behavioral/one.yaml:1:1: error: prompt 'behavioral/one' is taken at "
          + "\(folders.shipped)/behavioral/one.yaml:1",
        "\(file):9:56: error: no card 'craft/b'; did you mean 'craft/a'?",
        "\(folders.shipped)/scenarios/empty.yaml:1:1: error: not a prompt; a scenario has an "
          + "'opening', a coding problem a 'statement', and a behavioral prompt a 'question' and "
          + "'signals'",
      ]
    )
  }

  @Test(
    arguments: [
      ("opening: x\n", true), ("\u{FEFF}statement: x\n", true), ("signals: [a]\r\n", true),
      ("id: x\ropening : x\r", true), ("facts: x\nphases: y\n", true), ("", false),
      ("question: Q\nanswer: A\n", false), ("bank: x\nopening: y\n", false),
      ("cards:\n  - opening: x\n", false), ("title: x\ncards : []\nopening: y\n", false),
      ("- opening: x\n", false),
    ]
  )
  func `a prompt's fields tell it from a bank`(text: String, isPrompt: Bool) {
    #expect(BankReading.isPrompt(Data(text.utf8)) == isPrompt)
  }
}
