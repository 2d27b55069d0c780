import Testing

@testable import QuestionBank

@Suite struct PromptRuleTests {
  private func file(
    _ name: String,
    _ text: String = goodScenario,
    isShipped: Bool = false,
    isOverride: Bool = false
  ) throws -> CheckedPrompt {
    let read = readPrompt(text, file: name)
    return try #require(
      CheckedPrompt(file: name, read: read, isShipped: isShipped, isOverride: isOverride)
    )
  }

  private let cards: Set<CardKey> = [
    CardKey(rawValue: "databases/at-least-once"), CardKey(rawValue: "databases/slow#2"),
  ]

  private func messages(_ prompts: [CheckedPrompt], _ cards: Set<CardKey>) -> [String] {
    BankCheck().findings(in: [], prompts: prompts, others: cards).map(\.description)
  }

  @Test func `a prompt's key stands in one file unless it overrides`() throws {
    let one = try file("one.yaml", isShipped: true)
    #expect(
      messages([one, try file("two.yaml")], cards) == [
        "two.yaml:1:1: error: prompt 'design/chat-app' is taken at one.yaml:1"
      ]
    )
    #expect(messages([one, try file("two.yaml", isOverride: true)], cards) == [])
    let same = goodBehavioral.replacing("id: ownership", with: "id: chat-app")
    #expect(messages([one, try file("two.yaml", same)], cards) == [])
  }

  @Test func `a card that a prompt names must be there`() throws {
    let near: Set<CardKey> = [
      CardKey(rawValue: "databases/at-least-one"), CardKey(rawValue: "databases/slow#2"),
    ]
    let hint = "no card 'databases/at-least-once'; did you mean 'databases/at-least-one'?"
    #expect(messages([try file("p.yaml")], near) == ["p.yaml:19:15: warning: \(hint)"])
    #expect(
      messages([try file("p.yaml", isShipped: true)], near) == ["p.yaml:19:15: error: \(hint)"]
    )
    let text = goodScenario.replacing("slow#2", with: "slow")
    #expect(
      messages([try file("p.yaml", text)], cards) == [
        "p.yaml:46:11: warning: no card 'databases/slow'; it has gaps, so name one of 'databases/slow#2'"
      ]
    )
  }
}
