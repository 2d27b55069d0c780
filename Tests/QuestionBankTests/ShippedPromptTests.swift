import Foundation
import Testing

@testable import QuestionBank

@Suite struct ShippedPromptTests {
  @Test(arguments: shippedPrompts())
  func `a prompt we ship has no finding`(file: URL) throws {
    let context = BankContext(topics: try shippedTopics().catalogue, isShipped: true)
    let folder = file.deletingLastPathComponent().lastPathComponent
    let read = PromptParser().parse(
      data: try Data(contentsOf: file),
      file: "\(folder)/\(file.lastPathComponent)",
      context: context
    )
    #expect(read.messages == [])
    #expect(read.prompt?.head.kind.folder == folder)
  }

  @Test(arguments: shippedPrompts())
  func `a prompt we ship names its schema`(file: URL) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    let kind = try #require(readPrompt(text).prompt).head.kind
    #expect(
      text.hasPrefix("# yaml-language-server: $schema=../schema/\(schema(of: kind)).json\n")
    )
  }

  @Test func `the prompts we ship pass every rule together`() throws {
    let context = BankContext(topics: try shippedTopics().catalogue, isShipped: true)
    let cards = try shippedBanks().reduce(into: Set<CardKey>()) { cards, file in
      let text = try String(contentsOf: file, encoding: .utf8)
      cards.formUnion(read(text, context).bank?.cards.map(\.key) ?? [])
    }
    let prompts = try shippedPrompts().compactMap { file in
      let text = try String(contentsOf: file, encoding: .utf8)
      let name = file.lastPathComponent
      let read = PromptParser().parse(text, file: name, context: context)
      return CheckedPrompt(file: name, read: read, isShipped: true)
    }
    let findings = BankCheck().findings(in: [], prompts: prompts, others: cards)
    #expect(findings.map(\.description) == [])
  }
}
