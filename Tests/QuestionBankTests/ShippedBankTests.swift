import Foundation
import Testing

@testable import QuestionBank

@Suite struct ShippedBankTests {
  @Test func `the topics we ship have no finding`() throws {
    #expect(try shippedTopics().findings.map(\.description) == [])
  }

  @Test(arguments: shippedBanks())
  func `a bank we ship has no finding`(file: URL) throws {
    let context = BankContext(topics: try shippedTopics().catalogue, isShipped: true)
    let read = BankParser().parse(
      data: try Data(contentsOf: file),
      file: file.lastPathComponent,
      context: context
    )
    #expect(read.findings.map(\.description) == [])
    #expect(read.bank?.cards.isEmpty == false)
  }

  @Test func `the banks we ship pass every rule together`() throws {
    let context = BankContext(topics: try shippedTopics().catalogue, isShipped: true)
    let files = try shippedBanks().compactMap { file -> CheckedFile? in
      let name = file.lastPathComponent
      let data = try Data(contentsOf: file)
      let read = BankParser().parse(data: data, file: name, context: context)
      return CheckedFile(read, file: name, isShipped: true)
    }
    #expect(BankCheck().findings(in: files).map(\.description) == [])
  }

  @Test func `over all banks we ship, the right choice is the longest about as often as chance`()
    throws
  {
    let choices = try shippedBanks().flatMap { file in
      read(try String(contentsOf: file, encoding: .utf8)).bank?.cards ?? []
    }.compactMap { card -> Card.Choice? in
      if case .choice(let choice) = card.content { choice } else { nil }
    }
    let longest = choices.count(where: LongestIsRightRule.isLongestRight)
    let share = Double(longest) / Double(choices.count)
    #expect((0.15...0.4).contains(share), "\(longest) of \(choices.count)")
  }

  @Test(arguments: shippedBanks())
  func `a bank we ship names the schema`(file: URL) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    let first = text.split(whereSeparator: \.isNewline).first ?? ""
    let prefix = "# yaml-language-server: $schema="
    #expect(first.hasPrefix(prefix))
    let schema = URL(
      filePath: String(first.dropFirst(prefix.count)),
      relativeTo: file.deletingLastPathComponent()
    )
    #expect(FileManager.default.fileExists(atPath: schema.path))
  }

  /// Entries of shipped banks survive every edit, whatever YAML their writers used.
  @Test(arguments: shippedBanks())
  func `every card we ship can be copied, written anew and removed`(file: URL) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    let bank = try #require(read(text).bank)
    for (key, cards) in Dictionary(grouping: bank.cards, by: \.key.entry) {
      let id = BankFixer.id(of: key)
      let entry = try #require(BankEdit.entryText(of: id, in: text))
      let copy = BankEdit.overrideFile(bank: bank.name, title: bank.title, entries: [entry])
      #expect(read(copy).bank?.cards.map(\.content) == cards.map(\.content), "\(id)")
      let draft = try #require(CardDraft(cards))
      let anew = BankEdit.overrideFile(bank: bank.name, title: "T", entries: [draft.entry()])
      #expect(read(anew).bank?.cards.map(\.content) == cards.map(\.content), "\(id)")
      #expect(read(anew).bank?.cards.map(\.sources) == cards.map(\.sources), "\(id)")
    }
    let first = try #require(bank.cards.first).key
    #expect(BankEdit.removing(BankFixer.id(of: first), from: text) != nil)
  }
}
