import Testing

@testable import QuestionBank

/// Rules that catch weak content, each with what it must let pass.
@Suite struct ContentRuleTests {
  private func messages(
    _ cards: String,
    isShipped: Bool = false,
    topics: TopicCatalogue = TopicCatalogue()
  ) throws -> [String] {
    let read = BankParser().parse(
      "bank: x\ntitle: T\ntopic: databases\nstage: mid\ncards:\n" + cards,
      file: "x.yaml",
      context: own
    )
    let file = try #require(
      CheckedFile(read, file: "x.yaml", isShipped: isShipped, topics: topics)
    )
    return BankCheck().findings(in: [file]).map {
      String($0.description.drop { $0 != " " }.dropFirst())
    }
  }

  private func card(_ id: String, _ question: String, answer: String = "A") -> String {
    "  - {id: \(id), question: \"\(question)\", answer: \"\(answer)\"}\n"
  }

  @Test func `nearly the same question is a warning, one that asks for something else is not`()
    throws
  {
    let first = card("a", "Why does a covering index make a hot query so much faster?")
    let near = card("b", "Why do covering indexes make the hot query much faster?")
    #expect(
      try messages(first + near) == [
        "warning: card 'b': nearly the same question as card 'a' at x.yaml:6; "
          + "drop one, or ask for what differs"
      ]
    )
    let other = card("b", "Why does a covering index make inserts into a hot table slower?")
    #expect(try messages(first + other) == [])
    #expect(try messages(card("a", "What is an LSM tree?") + card("b", "What is a B tree?")) == [])
  }

  @Test func `a point of a scenario that asks what a card asks is a warning unless it names it`()
    throws
  {
    let ask = "Which delivery guarantee can a chat service honestly give its users today?"
    let read = BankParser().parse(
      "bank: x\ntitle: T\ntopic: databases\nstage: mid\ncards:\n" + card("a", ask),
      file: "x.yaml",
      context: own
    )
    let bank = try #require(CheckedFile(read, file: "x.yaml", isShipped: true))
    let near = "Which delivery guarantee can a chat service honestly give users?"
    func findings(card: CardKey?) throws -> [String] {
      let prompt = try #require(
        CheckedPrompt(
          file: "p.yaml",
          read: PromptFile(
            prompt: .design(scenario(asking: near, card: card)),
            findings: [],
            line: 1,
            cards: []
          ),
          isShipped: false
        )
      )
      return BankCheck().findings(in: [bank], prompts: [prompt]).map(\.description).filter {
        $0.contains("nearly")
      }
    }
    #expect(try findings(card: nil).count == 1)
    #expect(try findings(card: CardKey(rawValue: "x/a")) == [])
  }

  private func scenario(asking ask: String, card: CardKey?) -> Scenario {
    Scenario(
      head: PromptHead(
        kind: .design,
        id: "s",
        title: "S",
        topic: TopicPath(rawValue: "databases"),
        stage: .mid
      ),
      opening: "Design it.",
      facts: [],
      phases: [
        .init(
          id: .requirements,
          points: [.init(id: "p", say: "S", ask: ask, answer: "A", card: card)]
        )
      ],
      deepDives: [],
      probes: [],
      curveballs: [],
      stages: [:],
      outline: ""
    )
  }

  @Test func `what is shipped is shorter than what is one's own`() throws {
    let words = card("a", "Q?", answer: String(repeating: "word ", count: 81))
    #expect(try messages(words) == [])
    #expect(
      try messages(words, isShipped: true).contains(
        "warning: card 'a': the answer has 81 words, more than 80; split the card"
      )
    )
    let long = String(repeating: "word ", count: 101)
    let typed = "  - {id: t, kind: typed, question: Which?, accept: [it], answer: \(long)}\n"
    #expect(
      try messages(typed) == [
        "warning: card 't': an explanation has 101 words, more than 100; shorten it"
      ]
    )
  }

  @Test func `a question must not hold its answer`() throws {
    #expect(
      try messages(
        "  - {id: t, kind: typed, question: Which header is Retry-After?, accept: [retry after]}\n"
      ) == ["warning: card 't': the question holds its answer, 'retry after'"]
    )
    #expect(
      try messages(
        "  - {id: c, kind: cloze, text: \"A quorum is a {{quorum}} of votes, {{or}} more.\"}\n"
      ) == ["warning: card 'c': the question holds its answer, 'quorum'"]
    )
    let fine = "  - {id: t, kind: typed, question: How many of 304 is it?, accept: [\"304\"]}\n"
    #expect(try messages(fine) == [])
  }

  private func choices(_ count: Int, rightAt place: (Int) -> Int) -> String {
    (1...count).map { number in
      let options = (0..<4).map { index in
        index == place(number)
          ? "{right: r\(number % 3 == 0 ? "longer" : ""), why: w}"
          : "{wrong: w\(index)\(index == 3 ? "aaa" : ""), why: w}"
      }
      return
        "  - {id: c\(number), kind: choice, question: Q\(number)?, choices: [\(options.joined(separator: ", "))]}\n"
    }.joined()
  }

  @Test func `the right choice must not always stand at one place`() throws {
    #expect(
      try messages(choices(6) { _ in 1 }) == [
        "warning: the right choice is number 2 in 6 of 6 choice cards; vary its place"
      ]
    )
    #expect(try messages(choices(6) { $0 % 4 }) == [])
    #expect(try messages(choices(5) { _ in 1 }) == [])
  }

  @Test func `a wrong choice says why, and no choice speaks of the others`() throws {
    func choice(_ options: String) -> String {
      "  - {id: c, kind: choice, question: Q?, choices: [\(options)]}\n"
    }
    let catchAll = choice("{right: yes it does}, {wrong: All of the above, why: w}")
    #expect(
      try messages(catchAll) == [
        "warning: card 'c': 'All of the above' makes sense in one order only, and choices are shuffled"
      ]
    )
    let bare = choice("{right: yes}, {wrong: no}")
    #expect(try messages(bare) == [])
    #expect(
      try messages(bare, isShipped: true).contains(
        "warning: card 'c': wrong choice 'no' has no 'why'"
      )
    )
  }

  @Test(arguments: [
    ("\"http://e.org\"", "source 'http://e.org' is no https:// address"),
    ("\"https://e.org\", \"https://e.org\"", "a source is named twice"),
    (
      "\"https://e.org/1\", \"https://e.org/2\", \"https://e.org/3\", \"https://e.org/4\"",
      "4 sources; keep the one or two primary ones"
    ),
  ])
  func `shipped sources are a few pages to open`(sources: String, message: String) throws {
    let card = "  - {id: a, question: Q?, answer: A, sources: [\(sources)]}\n"
    #expect(try messages(card, isShipped: true).contains("warning: card 'a': \(message)"))
    #expect(try messages(card) == [])
  }

  @Test func `a card is for a stage that is asked about its topic`() throws {
    let topics = TopicCatalogue(topics: [
      Topic(
        path: TopicPath(rawValue: "databases"),
        title: "D",
        weight: [.junior: 0, .mid: 0, .senior: 3],
        guideRow: nil,
        isOptIn: false
      )
    ])
    #expect(
      try messages(card("a", "Q?"), topics: topics) == [
        "warning: card 'a': no loop for mid asks about 'databases', as its weight says; "
          + "'databases' is asked from senior on"
      ]
    )
    let senior = "  - {id: a, stage: senior, question: Q?, answer: A}\n"
    #expect(try messages(senior, topics: topics) == [])
  }

  @Test(arguments: [
    "Ask the engineer whether he knows.", "It is her service.", "Tell him.", "She's on call.",
    "The guys who own it",
  ])
  func `a person is they, in every text of a card`(text: String) throws {
    #expect(try messages(card("a", "Q?", answer: text)).count == 1)
    #expect(try messages(card("a", text)).count == 1)
  }

  @Test(arguments: [
    "Others help the shell.", "`he` is a locale", "The cache is theirs.", "Here she-sells: no",
    "An HE-AAC stream",
  ])
  func `words that hold a pronoun are none`(text: String) {
    let expected = text.lowercased().contains("she-") || text.contains("HE-") ? 1 : 0
    // A word joined by a hyphen is read as two, so that `he-` is found where it is meant.
    #expect((PronounRule().problem(in: text) == nil ? 0 : 1) == expected)
  }

  @Test(arguments: [
    ("no\u{00A0}break", "U+00A0 (a space of another kind)"),
    ("zero\u{200B}width", "U+200B (has no width)"),
    ("turned \u{202E}text", "U+202E (has no width)"),
    ("lost \u{FFFD}", "U+FFFD (stands for one that was lost)"),
    ("ﬁle", "U+FB01 (letters joined into one)"),
    ("\u{E000}", "U+E000 (no character that others know)"),
  ])
  func `a character that nobody types is a warning`(text: String, description: String) throws {
    #expect(
      try messages(card("a", "Q?", answer: text)) == [
        "warning: card 'a': \(description) in a text; write it plainly"
      ]
    )
  }

  @Test func `UTF-8 that was read as something else is a warning, other scripts are not`() throws {
    #expect(try messages(card("a", "Q?", answer: "itâ€™s")).count == 1)
    #expect(try messages(card("a", "Q?", answer: "café → 3 × 10⁵ ≈ große Ω, 日本語")) == [])
  }

  @Test func `the rules about texts read prompts too`() throws {
    let text = goodBehavioral.replacing("question: ", with: "question: He said, ")
    let prompt = try #require(
      CheckedPrompt(file: "p.yaml", read: readPrompt(text), isShipped: false)
    )
    let findings = BankCheck().findings(in: [], prompts: [prompt])
    #expect(findings.count == 1)
    #expect(findings.first?.message.contains("'he' for a person") == true)
  }
}
