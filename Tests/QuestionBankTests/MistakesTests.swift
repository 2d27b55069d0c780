import Foundation
import Testing

@testable import QuestionBank

@Suite struct MistakesTests {
  @Test func `a bank with many mistakes reports each where it stands and loads the good cards`() {
    let text = """
      bank: b
      titel: Typo
      title: B
      license: CC-BY-4.0
      cards:
        - id: good-first
          topic: databases
          stage: mid
          question: Q1?
          answer: A
          sources: ["https://example.org/x"]
        - id: bad-stage
          topic: databases
          stage: seniour
          question: Q2?
          answer: A
        - id: bad-topic
          topic: databases/indexs
          stage: mid
          question: Q3?
          answer: A
        - id: bad-kind
          kind: clooze
          topic: databases
          stage: mid
          text: A {{gap}}.
        - id: Bad_ID
          topic: databases
          stage: mid
          question: Q4?
          answer: A
        - id: typo
          topic: databases
          stage: mid
          question: Q5?
          anwser: A
        - id: good-first
          topic: databases
          stage: mid
          question: Q6?
          answer: A
        - id: empty
          topic: databases
          stage: mid
          question: ""
          answer: A
        - id: two-right
          kind: choice
          topic: databases
          stage: mid
          question: Q7?
          choices:
            - right: a
              why: x
            - right: b
              why: y
        - id: one-choice
          kind: choice
          topic: databases
          stage: mid
          question: Q8?
          choices:
            - right: a
              why: x
        - id: twice
          kind: choice
          topic: databases
          stage: mid
          question: Q9?
          choices:
            - right: a
              why: x
            - wrong: b
            - wrong: B
              why: y
        - id: no-gap
          kind: cloze
          topic: databases
          stage: mid
          text: Nothing is asked.
        - id: open-gap
          kind: cloze
          topic: databases
          stage: mid
          text: The {{gap is open.
        - id: bad-gap
          kind: cloze
          topic: databases
          stage: mid
          text: The {{0::gap}}.
        - id: nested
          kind: cloze
          topic: databases
          stage: mid
          text: The {{gap {{in}} gap}}.
        - id: no-accept
          kind: typed
          topic: databases
          stage: mid
          question: Q10?
        - id: not-a-number
          kind: estimate
          topic: databases
          stage: mid
          question: Q11?
          answer: 70,000
        - id: zero
          kind: estimate
          topic: databases
          stage: mid
          question: Q12?
          answer: 0
          within: 1
        - id: points
          topic: databases
          stage: mid
          question: Q13?
          answer: A
          points: one, two
        - id: source
          topic: databases
          stage: mid
          question: Q14?
          answer: A
          sources: ["example.org"]
        - id: was
          topic: databases
          stage: mid
          question: Q15?
          answer: A
          was: [old-id]
        - just text
        - id: nothing
          topic: databases
          question: Q16?
          answer: [a, b]
        - id: foreign
          topic: databases
          stage: mid
          question: Q17?
          answer: A
          choices: []
        - id: good-last
          topic: databases
          stage: mid
          question: 42
          answer: true
          sources: ["https://example.org/y"]
      """
    let file = read(text, shipped)
    #expect(
      file.messages == [
        "b.yaml:2:1: error: unknown field 'titel'; did you mean 'title'?",
        "b.yaml:14:12: error: card 'bad-stage': stage 'seniour' is not a stage; did you mean 'senior'?",
        "b.yaml:18:12: error: card 'bad-topic': no topic 'databases/indexs'; did you mean 'databases/indexes'?",
        "b.yaml:23:11: error: card 'bad-kind': kind 'clooze' is not a kind; did you mean 'cloze'?",
        "b.yaml:27:9: error: card 5: id 'Bad_ID' must be lower-case letters, digits and hyphens; such as 'bad-id'",
        "b.yaml:32:5: error: card 'typo': no 'answer'",
        "b.yaml:36:5: error: card 'typo': unknown field 'anwser'; did you mean 'answer'?",
        "b.yaml:37:9: error: card 'good-first': id 'good-first' is taken by the card on line 6",
        "b.yaml:45:15: error: card 'empty': 'question' is empty",
        "b.yaml:53:7: error: card 'two-right': 2 choices are right; only one may be",
        "b.yaml:63:7: error: card 'one-choice': fewer than two choices",
        "b.yaml:73:9: warning: card 'twice': choice 'b' does not say why",
        "b.yaml:74:9: error: card 'twice': choice 'B' is given twice",
        "b.yaml:80:11: error: card 'no-gap': no gap; put {{ and }} around what is asked",
        "b.yaml:85:11: error: card 'open-gap': a gap opens with {{ and never ends with }}",
        "b.yaml:90:11: error: card 'bad-gap': gap number '0' is not between 1 and 20",
        "b.yaml:95:11: error: card 'nested': a gap within a gap; end the first with }}",
        "b.yaml:96:5: error: card 'no-accept': no 'accept', the list of answers that count",
        "b.yaml:106:13: error: card 'not-a-number': 'answer' must be a plain number, not '70,000'; write 70000",
        "b.yaml:112:13: error: card 'zero': 'answer' must not be 0; no factor leads away from it",
        "b.yaml:113:13: error: card 'zero': 'within' must be above 1; 2 accepts from half to twice the answer",
        "b.yaml:119:13: error: card 'points': 'points' must be a list, such as [one, two], not 'one, two'",
        "b.yaml:125:15: error: card 'source': source 'example.org' is not a web address (https://…)",
        "b.yaml:131:11: error: card 'was': 'old-id' in 'was' is not a key (bank/id); did you mean 'b/old-id'?",
        "b.yaml:132:5: error: card 22: must be fields and values, not 'just text'",
        "b.yaml:133:5: error: card 'nothing': no 'stage'",
        "b.yaml:136:13: error: card 'nothing': 'answer' must be text, not a list",
        "b.yaml:142:5: error: card 'foreign': field 'choices' does not belong to kind flashcard, but to choice",
      ]
    )
    #expect(file.ids == ["good-first", "bad-topic", "source", "was", "foreign", "good-last"])
    #expect(file.bank?.cards.last?.question == "42")
    #expect(file.bank?.cards.last?.answerText == "true")
  }

  @Test func `syntax errors in several cards cost only those cards`() {
    let text = """
      bank: b
      title: B
      cards:
        - id: one
          question: Q1?
          answer: A
        - id: two
          question: "Q2?
          answer: A
        - id: three
          question: Q3?
          answer: The log: it is first.
        - id: four
          question: Q4?
          answer: A
        - id: five
          question: Q5?
          question: Q6?
          answer: A
        - id: six
          question: Q7?
      \t  answer: A
        - id: seven
          question: `code`?
          answer: A
        - id: eight
          question: *bold* at the start?
          answer: A
         - id: nine
           question: Q9?
           answer: A
        - id: ten
          question: Q10?
          stage: seniour
          answer: A
        - id: eleven
          question: Q11?
          answer: A
      license: CC-BY-4.0
      """
    let file = read(text)
    #expect(
      file.messages == [
        "b.yaml:8:15: error: the quotation mark that opens here is never closed",
        "b.yaml:12:20: error: ': ' within unquoted text; put the text in quotes, or on lines of its own after '|'",
        "b.yaml:18:5: error: field 'question' is given twice, first on line 17",
        "b.yaml:22:1: error: a tab in the indentation; YAML indents with spaces",
        "b.yaml:24:15: error: text cannot begin with '`'; put it in quotes",
        "b.yaml:27:15: error: text that begins with '*' or '&' is an alias or anchor in YAML; put it in quotes",
        "b.yaml:29:4: error: card indented by 3 where the first is indented by 2",
        "b.yaml:34:12: error: card 'ten': stage 'seniour' is not a stage; did you mean 'senior'?",
      ]
    )
    #expect(file.ids == ["one", "four", "nine", "eleven"])
    #expect(file.bank?.license == "CC-BY-4.0")
  }

  @Test func `mistakes at the top of a bank leave its cards`() {
    let cards = "\ncards:\n  - id: a\n    question: Q?\n    answer: A\n"
    #expect(
      read("bank: My Bank\ntitle: T" + cards).bank?.cards.map(\.key.rawValue) == ["my-bank/a"]
    )
    #expect(
      read("bank: My Bank\ntitle: T" + cards).messages == [
        "b.yaml:1:7: error: bank name 'My Bank' must be lower-case letters, digits and hyphens; such as 'my-bank'"
      ]
    )
    let twice = read("bank: x\ntitle: T\ntitle: U" + cards)
    #expect(twice.messages == ["b.yaml:3:1: error: field 'title' is given twice, first on line 2"])
    #expect(twice.ids == ["a"])
    #expect(
      read("title: T" + cards).messages == [
        "b.yaml:1:1: error: no 'bank', the name that its cards' keys begin with"
      ]
    )
    #expect(
      read("bank: design\ntitle: T" + cards).messages == [
        "b.yaml:1:7: error: bank name 'design' is kept for mock rounds; take another"
      ]
    )
    let colon = read("bank: x\ntitle: One: two" + cards)
    #expect(colon.findings.first?.line == 2)
    #expect(colon.ids == ["a"])
  }

  @Test func `what is no bank says so once`() {
    let message =
      "b.yaml:1:1: error: not a bank; it begins with 'bank: name', 'title: …' and 'cards:'"
    for text in ["", "\n\n", "# only a comment\n", "- a\n- b\n", "text", "\u{FEFF}"] {
      #expect(read(text).messages == [message], "\(text.debugDescription)")
      #expect(read(text).bank == nil)
    }
    #expect(read("bank: x\ntitle: T\n").messages == ["b.yaml:1:1: error: no 'cards'"])
    #expect(
      read("bank: x\ntitle: T\ncards: []\n").messages == [
        "b.yaml:3:8: warning: the bank has no cards"
      ]
    )
    #expect(
      read("bank: x\ntitle: T\ncards: 3\n").messages == [
        "b.yaml:3:8: error: 'cards' must be a list, not '3'"
      ]
    )
  }

  @Test func `a shipped bank must say more than one's own`() {
    let text = "bank: x\ntitle: T\ncards:\n  - question: Q?\n    answer: A\n"
    #expect(
      read(text, shipped).messages == [
        "b.yaml:1:1: warning: no 'license'",
        "b.yaml:4:5: error: card 1: no 'id'; 'bank check --fix' writes one",
        "b.yaml:4:5: error: card 1: no 'stage'",
        "b.yaml:4:5: error: card 1: no 'topic'",
      ]
    )
    let file = read(text)
    #expect(file.findings.isEmpty)
    #expect(file.bank?.cards.first?.topic.rawValue == "x")
    #expect(file.bank?.cards.first?.stage == .junior)
    #expect(file.bank?.cards.first?.hasExplicitID == false)
  }

  @Test func `an own bank's new topic is mentioned once`() {
    let card = "  - id: %\n    topic: databases/indexs\n    question: Q%?\n    answer: A\n"
    let text =
      "bank: x\ntitle: T\ncards:\n" + card.replacing("%", with: "a")
      + card.replacing("%", with: "b")
    #expect(
      read(text).messages == [
        "b.yaml:5:12: warning: card 'a': no topic 'databases/indexs'; did you mean 'databases/indexes'?"
      ]
    )
    #expect(read(text).ids == ["a", "b"])
  }

  @Test func `a bank states a topic and a stage for its cards`() {
    let text = """
      bank: x
      title: T
      topic: databases
      stage: lead
      cards:
        - {id: a, question: Q?, answer: A}
        - {id: b, question: R?, answer: A, stage: mid, topic: databases/indexes}
      """
    let cards = read(text).bank?.cards ?? []
    #expect(cards.map(\.stage) == [.lead, .mid])
    #expect(cards.map(\.topic.rawValue) == ["databases", "databases/indexes"])
    let wrong = read(text.replacing("stage: lead", with: "stage: leed"))
    #expect(
      wrong.messages == ["b.yaml:4:8: error: stage 'leed' is not a stage; did you mean 'lead'?"]
    )
    #expect(wrong.ids == ["b"])
  }

  /// The findings about a card with these fields, without its place and name.
  private func complaints(_ fields: String) -> [String] {
    read("bank: b\ntitle: B\ncards:\n  - {id: a, \(fields)}\n").findings.map {
      $0.message.replacing("card 'a': ", with: "")
    }
  }

  @Test func `a hint is never what was written, and names the true reason`() {
    let long = String(repeating: "a", count: 81)
    #expect(
      complaints("kind: estimate, question: Q?, answer: '0x10'") == [
        "'answer' must be a plain number, not '0x10'; write 16"
      ]
    )
    #expect(
      complaints("kind: estimate, question: Q?, answer: '1,0x10'") == [
        "'answer' must be a plain number, not '1,0x10'"
      ]
    )
    #expect(
      complaints("question: Q?, answer: A, topic: a/b/c/d/e/f/g") == [
        "topic 'a/b/c/d/e/f/g' has 7 parts; at most 6"
      ]
    )
    #expect(
      complaints("question: Q?, answer: A, topic: x/\(long)") == [
        "topic 'x/\(String(repeating: "a", count: 37))…' has a part of 81 characters; at most 80"
      ]
    )
    #expect(
      read("bank: b\ntitle: B\ncards:\n  - {id: \(long), question: Q?, answer: A}\n").messages == [
        "b.yaml:4:10: error: card 1: id '\(String(repeating: "a", count: 39))…' has 81 characters; at most 80"
      ]
    )
    #expect(
      read("bank: \(long)\ntitle: B\ncards: [{id: a, question: Q?, answer: A}]\n").messages == [
        "b.yaml:1:7: error: bank name '\(String(repeating: "a", count: 39))…' has 81 characters; at most 80"
      ]
    )
    #expect(
      TopicParser().parse("topics:\n  - {path: a/b/c/d/e/f/g, title: T}\n", file: "t").findings
        .map(\.message) == ["topic 1: path 'a/b/c/d/e/f/g' has 7 parts; at most 6"]
    )
  }

  @Test func `a gap without quotes is told to stand in quotes`() {
    let card = "bank: b\ntitle: B\ncards:\n  - id: a\n    kind: cloze\n    text: "
    #expect(
      read(card + "{{gap}}\n").messages == [
        "b.yaml:6:11: error: card 'a': 'text' must be text, not a mapping; put it in quotes"
      ]
    )
    #expect(
      read(card + "{{gap}} is it\n").messages == [
        "b.yaml:6:11: error: text cannot begin with '{{'; put it in quotes"
      ]
    )
  }
}
