import Testing

@testable import QuestionBank

@Suite struct RuleTests {
  private func file(
    _ name: String,
    bank: String = "x",
    isShipped: Bool = false,
    isOverride: Bool = false,
    _ cards: String
  ) throws -> CheckedFile {
    let read = BankParser().parse(
      "bank: \(bank)\ntitle: T\ntopic: databases\nstage: mid\ncards:\n" + cards,
      file: name,
      context: own
    )
    return try #require(
      CheckedFile(read, file: name, isShipped: isShipped, isOverride: isOverride)
    )
  }

  private func messages(_ files: [CheckedFile]) -> [String] {
    BankCheck().findings(in: files).map(\.description)
  }

  private let card = "  - {id: a, question: Q?, answer: A, sources: [\"https://e.org\"]}\n"

  @Test func `a key stands in one file unless it overrides`() throws {
    let other = card.replacing("Q?", with: "R?")
    let one = try file("one.yaml", card)
    #expect(
      messages([one, try file("two.yaml", other)]) == [
        "two.yaml:6:10: error: card 'a': key 'x/a' is taken at one.yaml:6"
      ]
    )
    #expect(messages([one, try file("two.yaml", isOverride: true, other)]) == [])
    #expect(messages([one, try file("two.yaml", bank: "y", other)]) == [])
    #expect(messages([one, try file("two.yaml", other.replacing("id: a", with: "id: b"))]) == [])
    #expect(
      messages([
        try file("o1.yaml", isOverride: true, card), try file("o2.yaml", isOverride: true, card),
      ]).count == 1
    )
  }

  @Test func `the same question twice is a warning`() throws {
    let cards =
      card + "  - {id: b, question: \" q ?\", answer: A}\n  - {id: c, question: Q++?, answer: A}\n"
    #expect(
      messages([try file("one.yaml", cards)]) == [
        "one.yaml:7:5: warning: card 'b': the same question as at one.yaml:6"
      ]
    )
  }

  @Test func `a shipped card needs a source`() throws {
    let cards = card + "  - {id: b, question: R?, answer: A}\n"
    #expect(
      messages([try file("one.yaml", isShipped: true, cards)]) == [
        "one.yaml:7:5: error: card 'b': no 'sources'; name one or two primary ones"
      ]
    )
    #expect(messages([try file("one.yaml", cards)]) == [])
  }

  @Test func `a long answer is a warning and code does not count`() throws {
    let words = String(repeating: "word ", count: 121)
    let code =
      "  - id: a\n    question: Q?\n    answer: |\n      ok\n      ```\n      \(words)\n      ```\n"
    #expect(messages([try file("one.yaml", code)]) == [])
    #expect(
      messages([try file("one.yaml", "  - {id: a, question: Q?, answer: \(words)}\n")]) == [
        "one.yaml:6:5: warning: card 'a': the answer has 121 words, more than 120; split the card"
      ]
    )
  }

  @Test func `length must not give the right choice away`() throws {
    func choice(_ number: Int, _ right: String) -> String {
      """
        - id: c\(number)
          kind: choice
          question: Q\(number)?
          choices: [{right: \(right), why: w}, {wrong: middle, why: w}]

      """
    }
    let four = (1...4).map { choice($0, "the longest") }.joined()
    #expect(messages([try file("one.yaml", four)]) == [])
    #expect(
      messages([try file("one.yaml", four + choice(5, "s"))]) == [
        "one.yaml:1:1: warning: the right choice is the longest in 4 of 5 choice cards"
      ]
    )
    let even = (1...3).map { choice($0, "the longest") } + [choice(4, "s"), choice(5, "s")]
    #expect(messages([try file("one.yaml", even.joined())]) == [])
  }

  @Test func `nor must the longest choice always be wrong, over all files of a bank`() throws {
    func choices(_ numbers: ClosedRange<Int>, _ right: String) -> String {
      numbers.map { number in
        let (first, last) =
          number.isMultiple(of: 2)
          ? ("", ", {right: \(right), why: w}") : ("{right: \(right), why: w}, ", "")
        return """
            - id: c\(number)
              kind: choice
              question: Q\(number)?
              choices: [\(first){wrong: middle, why: w}, {wrong: m, why: w}\(last)]

          """
      }.joined()
    }
    let four = try file("one.yaml", choices(1...4, "s"))
    #expect(messages([four]) == [])
    #expect(
      messages([four, try file("two.yaml", choices(5...8, "s"))]) == [
        "one.yaml:1:1: warning: the right choice is the longest in none of 8 choice cards"
      ]
    )
    #expect(messages([four, try file("two.yaml", bank: "y", choices(11...14, "s"))]) == [])
    #expect(messages([four, try file("two.yaml", choices(5...8, "the longest"))]) == [])
  }

  @Test func `an earlier key must not be a card's, nor two cards'`() throws {
    let cards = """
        - {id: a, question: Q?, answer: A}
        - {id: b, question: R?, answer: A, was: [x/a, x/gone]}
        - {id: c, question: S?, answer: A, was: [x/gone]}

      """
    #expect(
      messages([try file("one.yaml", cards)]) == [
        "one.yaml:7:44: error: card 'b': 'x/a' in 'was' is the card at one.yaml:6, which keeps it",
        "one.yaml:8:44: error: card 'c': 'x/gone' in 'was' is claimed by 'x/b' already",
      ]
    )
  }
}
