import Glibc
import Testing

@testable import QuestionBank

/// What is found, and what is kept, in files that are broken in one place.
@Suite struct RecoveryTests {
  private let head = "bank: b\ntitle: B\ncards:\n"
  /// A card that costs itself and makes the others be read one by one.
  private let broken = "  - id: broken\n    question: \"Q?\n    answer: A\n"

  @Test func `every field that is given twice is reported where it stands again`() {
    let text = """
      bank: b
      title: B
      license: L
      title: C
      license: M
      cards:
        - id: a
          question: Q?
          answer: A
          question: R?
          question: S?
          "answer": B
        - id: c
          kind: choice
          question: Q?
          choices:
            - right: a
              why: x
              why: y
            - wrong: b
              why: z
          question: R?
        - {id: f, question: "a, question: b", answer: A, question: R?, answer : B}
        - id: kept
          question: T?
          answer: A
      """
    let file = read(text)
    #expect(
      file.messages == [
        "b.yaml:4:1: error: field 'title' is given twice, first on line 2",
        "b.yaml:5:1: error: field 'license' is given twice, first on line 3",
        "b.yaml:10:5: error: field 'question' is given twice, first on line 8",
        "b.yaml:11:5: error: field 'question' is given twice, first on line 8",
        "b.yaml:12:5: error: field 'answer' is given twice, first on line 9",
        "b.yaml:19:9: error: field 'why' is given twice, first on line 18",
        "b.yaml:22:5: error: field 'question' is given twice, first on line 15",
        "b.yaml:23:52: error: field 'question' is given twice, first on line 23",
        "b.yaml:23:66: error: field 'answer' is given twice, first on line 23",
      ]
    )
    #expect(file.ids == ["kept"])
  }

  @Test func `blank lines and comments do not hide a field that is given twice`() {
    let text = """
      bank: b
      title: B
      cards:
        -
          # First.
          stage: mid

          question: Q?
        # Second.
          answer: |
            stage: no field

          answer: B

          stage: mid
      """
    #expect(
      read(text).messages == [
        "b.yaml:13:5: error: field 'answer' is given twice, first on line 10",
        "b.yaml:15:5: error: field 'stage' is given twice, first on line 6",
      ]
    )
  }

  @Test func `a card cannot take the id of a broken one before it`() {
    let second = "  - id: a\n    question: Other?\n    answer: A\n"
    let taken = "id 'a' is taken by the card on line 4"
    let unread = read(
      head + "  - id: a\n    question: Q?\n    stage: seniour\n    answer: A\n" + second
    )
    #expect(unread.ids == [])
    #expect(unread.messages.last == "b.yaml:8:9: error: card 'a': \(taken)")
    let unparsed = read(head + "  - id: a\n    question: \"Q?\n    answer: A\n" + second)
    #expect(unparsed.ids == [])
    #expect(unparsed.messages.last == "b.yaml:7:9: error: card 'a': \(taken)")
    let later = read(head + "  -\n    question: 'Q?\n    id: 'a'  # mine\n" + second)
    #expect(later.ids == [])
  }

  @Test func `an id that is written is none that a broken card has`() {
    let text =
      head + "  - id: other\n    question: \"Q?\n" + "  - question: Other?\n    answer: A\n"
    #expect(
      BankFixer.insertingIDs(in: text, file: "b").inserted.map(\.new.rawValue) == ["b/other-2"]
    )
  }

  @Test func `a mistyped field after the cards is named although a card is broken`() {
    let file = read(head + broken + "  - id: a\n    question: Q?\n    answer: A\nlicence: L\n")
    #expect(
      file.messages == [
        "b.yaml:5:15: error: the quotation mark that opens here is never closed",
        "b.yaml:10:1: error: unknown field 'licence'; did you mean 'license'?",
      ]
    )
    #expect(file.ids == ["a"])
    // A card's field that lost its indentation does not end the cards.
    let astray = read(head + broken + "answer: A\n  - id: a\n    question: Q?\n    answer: A\n")
    #expect(astray.ids == ["a"])
  }

  @Test func `aliases lead to other cards although a card between is broken`() {
    let text = """
      bank: b
      title: B
      license: &l https://example.org/l
      cards:
        - {id: a, question: Q?, answer: A, sources: &s ["https://example.org"]}
        - id: b
          question: R?
          answer: A
          sources: &t ["https://example.org/t", *l]
        - id: broken
          question: "Q?
        - {id: c, question: S?, answer: A, sources: *s}
        - id: d
          question: T?
          answer: A
          stage: seniour
          sources: *t
        - {id: e, question: U?, answer: *nothing}
      """
    let file = read(text)
    #expect(file.ids == ["a", "b", "c"])
    #expect(
      file.messages == [
        "b.yaml:11:15: error: the quotation mark that opens here is never closed",
        "b.yaml:16:12: error: card 'd': stage 'seniour' is not a stage; did you mean 'senior'?",
        "b.yaml:18:35: error: text that begins with '*' or '&' is an alias or anchor in YAML; put it in quotes",
      ]
    )
    #expect(file.bank?.cards.last?.sources == ["https://example.org"])
    #expect(file.bank?.cards.map(\.line) == [5, 6, 12])
  }

  @Test(arguments: ["\"cards\":", "'cards':", "cards :", "cards:  # mine"])
  func `the cards are found however their field is written`(field: String) {
    let cards = "  - id: a\n    question: Q?\n    answer: A\n\"license\": L\n"
    let file = read("bank: b\n\"title\" : B\n\(field)\n" + broken + cards)
    #expect(file.ids == ["a"])
    #expect(file.messages.count == 1)
    #expect(file.bank?.title == "B")
    #expect(file.bank?.license == "L")
  }

  @Test func `the top of a broken bank is found however it is written`() {
    let file = read("\"bank\": b\ntitle : B\ncards: [\n")
    #expect(file.bank?.name == "b")
    #expect(file.bank?.title == "B")
  }

  @Test func `nothing is no text, in lists and choices either`() {
    let text = """
      bank: b
      title: B
      tags: x
      cards:
        - {id: a, question: Q1?, answer: A, points: [~]}
        - {id: b, question: Q2?, kind: typed, accept: [null, A]}
        - {id: c, question: Q3?, kind: choice, choices: [{right: ~, why: w}, {wrong: x, why: w}]}
        - {id: d, question: Q4?, kind: choice, choices: [{right: r, why: null}, {wrong: x, why: w}]}
        - {id: e, question: Q5?, answer: A, tags: [~, t], sources: ~}
        - {id: f, question: Q6?, answer: A, points: ['~', "null"]}
      """
    let file = read(text)
    #expect(
      file.messages == [
        "b.yaml:3:7: error: 'tags' must be a list, such as [one, two], not 'x'",
        "b.yaml:5:48: error: card 'a': an empty entry in 'points'",
        "b.yaml:6:50: error: card 'b': an empty entry in 'accept'",
        "b.yaml:7:53: error: card 'c': 'right' of a choice is empty",
        "b.yaml:8:63: error: card 'd': 'why' of a choice is empty",
        "b.yaml:9:46: error: card 'e': an empty entry in 'tags'",
        "b.yaml:9:53: warning: card 'e': 'sources' is empty",
      ]
    )
    #expect(file.ids == ["e", "f"])
    #expect(
      read("bank: b\ntitle: B\ntags: [t, [u], ~]\ncards: []\n").messages.dropLast() == [
        "b.yaml:3:11: error: 'tags' must hold texts, not a list",
        "b.yaml:3:16: error: an empty entry in 'tags'",
      ]
    )
  }

  @Test(arguments: ["z/old#01", "z/old#+2", "z/old#-1", "z/old#0", "z/old#", "z/old#1#2"])
  func `an earlier key that carries nothing is refused`(key: String) {
    let file = read(head + "  - {id: a, question: Q?, answer: A, was: ['\(key)']}\n")
    #expect(file.messages.count == 1)
    #expect(file.messages.first?.contains("'\(key)' in 'was' is not a key (bank/id)") == true)
    #expect(file.bank?.cards.first?.was == [])
  }

  @Test func `a broken earlier key names the one that was meant`() {
    #expect(
      read(head + "  - {id: a, question: Q?, answer: A, was: ['z/old#01']}\n").messages == [
        "b.yaml:4:44: error: card 'a': 'z/old#01' in 'was' is not a key (bank/id); did you mean 'z/old#1'?"
      ]
    )
  }

  // MARK: - Costs

  /// How much longer `work` takes for eight times as much, at best of three.
  private func growth(_ work: (_ count: Int) -> Void) -> Double {
    // The thread's own time, which other work on the machine does not add to.
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    func best(_ count: Int) -> Double {
      (0..<3).map { _ in
        let began = now()
        work(count)
        return now() - began
      }.min() ?? 0
    }
    work(10)
    return best(1_600) / best(200)
  }

  @Test func `reading eight times as many cards takes about eight times as long`() {
    func cards(_ count: Int) -> String {
      head + (0..<count).map { "  - {id: c\($0), question: Q\($0)?, answer: A}\n" }.joined()
    }
    #expect(growth { _ = read(cards($0)) } < 32)
    // One broken card makes each be read on its own.
    #expect(growth { _ = read(cards($0) + "  - id: \"\n") } < 32)
  }

  @Test func `looking for the top of a broken bank is linear`() {
    #expect(growth { _ = read(String(repeating: "bank: [\n", count: $0)) } < 32)
    #expect(growth { _ = read(String(repeating: "- bank: [\n", count: $0)) } < 32)
  }

  @Test func `looking for anchors is linear`() {
    let text = { (count: Int) in
      self.head + self.broken
        + (0..<count).map { "  - {id: c\($0), question: Q\($0)?, answer: &a\($0) A}\n" }.joined()
        + (0..<count).map { "  - {id: d\($0), question: R\($0)?, answer: *a\($0)}\n" }.joined()
    }
    #expect(growth { _ = read(text($0 / 4)) } < 40)
  }
}
