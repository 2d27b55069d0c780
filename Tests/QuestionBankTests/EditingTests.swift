import Foundation
import Testing
import Yams

@testable import QuestionBank

@Suite struct EditingTests {
  private func fixed(_ text: String) -> (text: String, inserted: [(old: CardKey, new: CardKey)]) {
    BankFixer.insertingIDs(in: text, file: "b.yaml")
  }

  @Test func `fixing writes ids and leaves every other byte alone`() {
    let text = """
      # Mine.
      bank:   x   # name
      title: 'T'
      cards:
        - question: "What's a B-tree?"   # odd
          answer:  A

        # Between.
        - id: kept
          question: Q?
          answer: A
        -
          # A comment first.
          answer: A
          question: What is a B tree?!
        - {question: Flow é?, answer: A}
        - { question: "Spaced?", answer: A }
        - kind: cloze
          text: The {{gap}} and {{other}}.
        - ? question
          : Explicit?
          answer: A
        - &anchor
          question: Anchored?
          answer: A
      license: L
      """
    let wanted = """
      # Mine.
      bank:   x   # name
      title: 'T'
      cards:
        - id: whats-a-b-tree
          question: "What's a B-tree?"   # odd
          answer:  A

        # Between.
        - id: kept
          question: Q?
          answer: A
        -
          # A comment first.
          id: what-is-a-b-tree
          answer: A
          question: What is a B tree?!
        - {id: flow-e, question: Flow é?, answer: A}
        - {id: spaced, question: "Spaced?", answer: A }
        - id: the-gap-and-other
          kind: cloze
          text: The {{gap}} and {{other}}.
        - id: explicit
          ? question
          : Explicit?
          answer: A
        - &anchor
          id: anchored
          question: Anchored?
          answer: A
      license: L
      """
    for (before, after) in [
      (text, wanted), (text + "\n", wanted + "\n"), ("\u{FEFF}" + text, "\u{FEFF}" + wanted),
      (text.replacing("\n", with: "\r\n"), wanted.replacing("\n", with: "\r\n")),
    ] {
      let result = fixed(before)
      #expect(Array(result.text.utf8) == Array(after.utf8))
      #expect(
        result.inserted.map(\.new.rawValue) == [
          "x/whats-a-b-tree", "x/what-is-a-b-tree", "x/flow-e", "x/spaced",
          "x/the-gap-and-other#1", "x/the-gap-and-other#2", "x/explicit", "x/anchored",
        ]
      )
      let cards = read(result.text).bank?.cards ?? []
      for (old, new) in result.inserted {
        #expect(cards.first { $0.key == new }?.hashedKey == old)
      }
      #expect(fixed(result.text).inserted.isEmpty)
      #expect(fixed(result.text).text == result.text)
    }
  }

  @Test func `fixing mends the good cards of a broken bank`() {
    let text =
      "bank: x\ntitle: T\ncards:\n- question: Q?\n  answer: A\n- question: \"R?\n  answer: A\n- question: S?\n  answer: A\n"
    let result = fixed(text)
    #expect(
      result.text
        == "bank: x\ntitle: T\ncards:\n- id: q\n  question: Q?\n  answer: A\n- question: \"R?\n  answer: A\n- id: s\n  question: S?\n  answer: A\n"
    )
  }

  @Test func `new ids are unique, short and readable`() {
    let long = "How would you find out why the ninety-ninth percentile of a service doubles at noon"
    let text =
      "bank: x\ntitle: T\ncards:\n  - {id: \(Slug.make(from: long, atMost: 48) ?? ""), question: Z?, answer: A}\n"
      + "  - {question: \"\(long)?\", answer: A}\n  - {question: \"\(long) and one?\", answer: A}\n"
      + "  - {question: \"∀∃?\", answer: A}\n"
    let ids = fixed(text).inserted.map(\.new.rawValue)
    #expect(
      ids.dropLast() == [
        "x/how-would-you-find-out-why-the-ninety-ninth-2",
        "x/how-would-you-find-out-why-the-ninety-ninth-3",
      ]
    )
    #expect(ids.last?.hasPrefix("x/h-") == true)
    #expect(ids.allSatisfy { $0.utf8.count <= 2 + 48 })
  }

  @Test(arguments: [
    "null", "true", "False", "yes", "No", "on", "Off", "y", "N", "~", "12", "0x1F", "1e3", "017",
    "2026-01-02", "1:30",
  ])
  func `an id that is written is text to every reader`(question: String) throws {
    let text = "bank: x\ntitle: T\ncards:\n  - question: '\(question)'\n    answer: A\n"
    let result = fixed(text)
    let id = try #require(result.inserted.first?.new.rawValue.dropFirst(2))
    #expect(read(result.text).ids == [String(id)])
    let card = YAMLPiece(text: result.text, linesBefore: 0).read().root?["cards"]?.sequence?.first
    #expect(card?["id"]?.any is String, "\(result.text)")
    let flow = fixed("bank: x\ntitle: T\ncards: [{question: '\(question)', answer: A}]\n")
    #expect(read(flow.text).ids == [String(id)])
  }

  @Test func `a key without an id follows the letters of the question`() {
    func key(_ question: String) -> String? {
      read("bank: x\ntitle: T\ncards:\n  - {question: \"\(question)\", answer: A}\n").bank?.cards
        .first?.key
        .rawValue
    }
    #expect(key("a") == "x/h-af63dc4c8601ec8c")
    #expect(key("What is FNV-1a?") == key("  what is: FNV 1A "))
    #expect(key("Caf\u{E9}?") == key("CAFE\u{301}"))
    #expect(key("What?") != key("Why?"))
    let twice = read(
      "bank: x\ntitle: T\ncards:\n  - {question: Q?, answer: A}\n  - {question: q, answer: B}\n"
    )
    #expect(
      twice.messages == [
        "b.yaml:5:5: error: card 2: the same question as the card on line 4; give both an id, or remove one"
      ]
    )
  }

  @Test func `FNV-1a is the published one`() {
    #expect(QuestionHash.fnv1a("".utf8) == 0xcbf2_9ce4_8422_2325)
    #expect(QuestionHash.fnv1a("a".utf8) == 0xaf63_dc4c_8601_ec8c)
    #expect(QuestionHash.fnv1a("foobar".utf8) == 0x8594_4171_f739_67e8)
  }

  @Test func `an entry is copied as it stands`() {
    #expect(
      BankEdit.entryText(of: "two", in: goodBank)
        == """
          - id: two
            topic: databases
            stage: mid
            kind: cloze
            text: Quorums overlap when {{R + W > N}}, in {{Dynamo}}.
            sources: ["https://example.org/b"]

        """
    )
    #expect(BankEdit.entryText(of: "none", in: goodBank) == nil)
    for id in ["one", "two", "three", "four", "five"] {
      for text in [goodBank, goodBank.replacing("\n", with: "\r\n"), String(goodBank.dropLast())] {
        let entry = BankEdit.entryText(of: id, in: text)
        let file = BankEdit.overrideFile(bank: "good", title: "Good: T", entries: [entry ?? ""])
        #expect(read(file, own).messages == [])
        let original = read(text).bank?.cards.filter { $0.key.entry.rawValue == "good/\(id)" }
        #expect(read(file).bank?.cards.map(\.content) == original?.map(\.content))
        #expect(read(file).bank?.cards.map(\.key) == original?.map(\.key))
      }
    }
  }

  @Test func `an entry without an id is copied with the one it goes by`() throws {
    let text = "bank: x\ntitle: T\ncards:\n- question: Q?\n  answer: A\n"
    let id = try #require(read(text).ids.first)
    let entry = BankEdit.entryText(of: id, in: text)
    #expect(entry == "  - id: \(id)\n    question: Q?\n    answer: A\n")
    let flow = "bank: x\ntitle: T\ncards: [{question: Q?, answer: A}]\n"
    #expect(BankEdit.entryText(of: id, in: flow)?.contains("id: \(id)\n") == true)
  }

  @Test func `removing and replacing leave the other cards alone`() throws {
    let removed = try #require(BankEdit.removing("three", from: goodBank))
    #expect(read(removed, shipped).ids == ["one", "two#1", "two#2", "four", "five"])
    #expect(removed.contains("# A choice."))
    #expect(BankEdit.removing("none", from: goodBank) == nil)
    let only = "bank: x\ntitle: T\ncards:\n  - id: a\n    question: Q?\n    answer: A\nlicense: L\n"
    #expect(BankEdit.removing("a", from: only) == "bank: x\ntitle: T\ncards: []\nlicense: L\n")
    let replaced = BankEdit.replacingCard(
      in: only,
      card: "a",
      with: "- id: a\n  question: New?\n  answer: |\n    - B\n"
    )
    #expect(
      replaced
        == "bank: x\ntitle: T\ncards:\n  - id: a\n    question: New?\n    answer: |\n      - B\nlicense: L\n"
    )
  }

  @Test func `a card is added at the end of the cards`() throws {
    let draft = CardDraft(
      id: "new",
      topic: .init(rawValue: "databases"),
      stage: .mid,
      content: .flashcard(
        .init(question: "What: this?", answer: "One\n\n- two", points: ["a, b", "c"])
      ),
      sources: ["https://example.org/#x"]
    )
    for text in [
      "bank: x\ntitle: T\ncards: []\n", "bank: x\ntitle: T\ncards:\n",
      "bank: x\ncards: []\ntitle: T",
      "bank: x\ntitle: T\ncards:\n- id: a\n  question: Q?\n  answer: A", goodBank,
      "bank: x\ntitle: T\ncards:\n- id: a\n  question: Q?\n  answer: A\n\n# end\nlicense: L\n",
      goodBank.replacing("\n", with: "\r\n"),
    ] {
      let added = try #require(BankEdit.appending(draft, to: text), "\(text)")
      let card = try #require(read(added).bank?.cards.last)
      #expect(card.content == draft.content)
      #expect(card.sources == draft.sources)
      #expect(read(added).findings.filter { $0.severity == .error } == [])
      #expect(
        read(added).bank?.cards.dropLast().map(\.content) == read(text).bank?.cards.map(\.content)
      )
      #expect(!added.contains("\r\n") || !added.replacing("\r\n", with: "").contains("\n"))
    }
    #expect(BankEdit.appending("  - id: a\n    question: Q?\n", to: goodBank) == nil)
  }

  @Test func `every kind survives being written and read`() throws {
    let cards = try #require(read(goodBank).bank?.cards)
    for group in Dictionary(grouping: cards, by: \.key.entry).values {
      let entry = try #require(CardDraft(group)).entry()
      let file = read(BankEdit.overrideFile(bank: "good", title: "T", entries: [entry]), shipped)
      #expect(file.bank?.cards.map(\.content) == group.map(\.content))
      #expect(file.bank?.cards.map(\.sources) == group.map(\.sources))
    }
  }

  @Test(arguments: [
    "plain", "with: colon", "ends:", "# hash", "a # b", "*star*", "- dash", "true", "null", "~",
    "12",
    "1:30", "'single'", "\"double\"", "back\\slash", "`code`", "two\nlines", "two\n\nlines\n",
    "a\n  b",
    "  lead\nb", "trail \nb", "\n\nx", "x\n\n\n", "tab\there", "\u{1B}[31m", "\u{2028}", "é👩‍👩‍👧", "",
    " ",
    "{a: b}", "[x]", "a, b", "%x", "@x", "!x", "|", ">", "key: |\n  x", "yes", "0x1F", "1e3", "---",
    "...",
    "=", "<<", "? a", "a\n\tb", "null\nx", "#\n#", "- a\n- b", "a\n---\nb",
  ])
  func `a text written as YAML reads back`(text: String) throws {
    let draft = CardDraft(
      id: "a",
      content: .flashcard(.init(question: "Q?", answer: "A", points: []))
    )
    let entry = draft.entry().replacing(
      "answer: A",
      with: "answer: \(YAMLText.scalar(text, indentation: 6))"
    )
    let piece = YAMLPiece(text: entry, linesBefore: 0).read()
    let mapping = piece.root?.sequence?.first?.mapping
    let answer = mapping?.first { $0.key.scalar?.string == "answer" }?.value.scalar?.string
    #expect(answer == text || answer == text.replacing("\r\n", with: "\n"))
    let list = YAMLPiece(text: YAMLText.list([text, text]), linesBefore: 0).read().root?.sequence
    #expect(list?.map { $0.scalar?.string } == [text, text])
  }

  @Test func `a new bank reads without a finding and has every kind`() {
    let text = BankTemplate.newBank(name: "mine", title: "Mine: all of it")
    #expect(read(text).messages == [])
    #expect(read(text).bank?.title == "Mine: all of it")
    #expect(Set(read(text).bank?.cards.map(\.kind) ?? []) == Set(CardKind.allCases))
    let empty = BankTemplate.emptyBank(name: "null", title: "null")
    #expect(read(empty).messages.map { $0.contains("the bank has no cards") } == [true])
    #expect(read(empty).bank?.name == "null")
  }

  @Test func `two new banks have no finding together`() {
    let files = ["mine", "yours"].compactMap { name in
      CheckedFile(
        read(BankTemplate.newBank(name: name, title: name)),
        file: name,
        isShipped: false
      )
    }
    #expect(files.count == 2)
    #expect(BankCheck().findings(in: files).map(\.description) == [])
  }

  @Test(arguments: [
    ("/usr/share/greenroom/bank.json", "/usr/share/greenroom/bank.json"),
    ("/home/a b/é#1/bank.json", "file:///home/a%20b/%C3%A9%231/bank.json"),
  ])
  func `files that are written name the schema for editors`(path: String, named: String) {
    let line = "# yaml-language-server: $schema=\(named)\n"
    let entry = CardDraft(content: .flashcard(.init(question: "Q?", answer: "A"))).entry()
    for text in [
      BankTemplate.newBank(name: "mine", title: "Mine", schema: path),
      BankTemplate.emptyBank(name: "mine", title: "Mine", schema: path),
      BankEdit.overrideFile(bank: "mine", title: "Mine", entries: [entry], schema: path),
    ] {
      #expect(text.hasPrefix(line))
      #expect(read(text).findings.allSatisfy { $0.severity == .warning })
    }
    #expect(!BankTemplate.newBank(name: "mine", title: "Mine").contains("$schema"))
  }

  @Test(arguments: [
    ("mine", "Mine", nil), ("topics-mine", "T", nil), ("null", "null", nil),
    ("design", "T", "bank name 'design' is kept for Greenroom; take another"),
    ("coding", "T", "bank name 'coding' is kept for Greenroom; take another"),
    ("behavioral", "T", "bank name 'behavioral' is kept for Greenroom; take another"),
    ("topics", "T", "bank name 'topics' is kept for Greenroom; take another"),
    (
      "My Bank", "T",
      "bank name 'My Bank' must be lower-case letters, digits and hyphens; such as 'my-bank'"
    ),
    ("", "T", "bank name '' must be lower-case letters, digits and hyphens"),
    ("a/b", "T", "bank name 'a/b' must be lower-case letters, digits and hyphens; such as 'a-b'"),
    ("mine", "", "'title' is empty"), ("mine", " ", "'title' is empty"),
    (
      "mine", String(repeating: "t", count: 501), "'title' has 501 characters; at most 500"
    ),
    ("mine", "red \u{1B}[31m", "'title' holds control character U+001B"),
  ])
  func `a new bank that would fail its own check is refused`(
    name: String,
    title: String,
    message: String?
  ) {
    #expect(BankTemplate.refusal(name: name, title: title) == message)
  }
}
