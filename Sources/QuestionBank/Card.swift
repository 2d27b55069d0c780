/// One thing to recall, as its bank states it.
package struct Card: Codable, Hashable, Sendable {
  package let key: CardKey
  package let topic: TopicPath
  package let stage: Stage
  package let content: Content
  package let sources: [String]
  package let tags: [String]
  /// Earlier keys, whose history this card goes on with.
  package let was: [CardKey]
  /// Line of the entry in its file, from 1; where an editor should open.
  package let line: Int
  /// Whether the key stands in the file, or was made from the question for want of an id.
  package let hasExplicitID: Bool
  /// The version of what it is about that it holds for: `Kubernetes ≥ 1.24`.
  package let version: String?

  package init(
    key: CardKey,
    topic: TopicPath,
    stage: Stage,
    content: Content,
    sources: [String] = [],
    tags: [String] = [],
    was: [CardKey] = [],
    line: Int = 1,
    hasExplicitID: Bool = true,
    version: String? = nil
  ) {
    self.key = key
    self.topic = topic
    self.stage = stage
    self.content = content
    self.sources = sources
    self.tags = tags
    self.was = was
    self.line = line
    self.hasExplicitID = hasExplicitID
    self.version = version
  }

  /// The card as if its entry stood on another line.
  package func with(line: Int) -> Card {
    Card(
      key: key,
      topic: topic,
      stage: stage,
      content: content,
      sources: sources,
      tags: tags,
      was: was,
      line: line,
      hasExplicitID: hasExplicitID,
      version: version
    )
  }

  package var kind: CardKind {
    switch content {
    case .flashcard: .flashcard
    case .cloze: .cloze
    case .choice: .choice
    case .typed: .typed
    case .estimate: .estimate
    }
  }

  /// Siblings, which do not appear on the same day, share this; nil where a card has none.
  package var siblingGroup: CardKey? { key.gap == nil ? nil : key.entry }
}

/// The forms a card comes in.
package enum CardKind: String, CaseIterable, Codable, Sendable {
  case flashcard, cloze, choice, typed, estimate

  /// Whether the program itself can tell a right answer from a wrong one.
  package var isCheckable: Bool {
    switch self {
    case .flashcard: false
    case .cloze, .choice, .typed, .estimate: true
    }
  }
}

extension Card {
  /// What is asked and what is right, by kind; texts are Markdown unless they say otherwise.
  package enum Content: Codable, Hashable, Sendable {
    case flashcard(Flashcard)
    case cloze(Cloze)
    case choice(Choice)
    case typed(Typed)
    case estimate(Estimate)
  }

  /// A question and its answer, perhaps with the points that a full answer makes.
  package struct Flashcard: Codable, Hashable, Sendable {
    package let question: String
    package let answer: String
    /// Plain-text checklist; empty where the answer is one thing.
    package let points: [String]

    package init(question: String, answer: String, points: [String] = []) {
      self.question = question
      self.answer = answer
      self.points = points
    }
  }

  /// One gap of a text; the other gaps of the text are shown filled.
  package struct Cloze: Codable, Hashable, Sendable {
    /// The text as written, with `{{gap}}` or `{{2::gap}}`.
    package let text: String
    /// Which gap is asked, from 1; several gaps may carry the same number.
    package let gap: Int
    /// Shown with the answer.
    package let extra: String?

    package init(text: String, gap: Int, extra: String? = nil) {
      self.text = text
      self.gap = gap
      self.extra = extra
    }
  }

  /// One right choice among wrong ones, each saying why.
  package struct Choice: Codable, Hashable, Sendable {
    package struct Option: Codable, Hashable, Sendable {
      package let text: String
      package let why: String?
      package let isRight: Bool

      package init(text: String, why: String?, isRight: Bool) {
        self.text = text
        self.why = why
        self.isRight = isRight
      }
    }

    package let question: String
    /// In the file's order; exactly one is right.
    package let options: [Option]

    package init(question: String, options: [Option]) {
      self.question = question
      self.options = options
    }
  }

  /// A short answer to be typed.
  package struct Typed: Codable, Hashable, Sendable {
    package let question: String
    /// Plain-text answers that count as right; the first is the one to show.
    package let accept: [String]
    /// Shown after the answer.
    package let explanation: String?

    package init(question: String, accept: [String], explanation: String? = nil) {
      self.question = question
      self.accept = accept
      self.explanation = explanation
    }
  }

  /// A number to be estimated.
  package struct Estimate: Codable, Hashable, Sendable {
    package let question: String
    package let answer: Double
    /// Accepted factor above 1: 2 accepts from half to twice the answer.
    package let within: Double
    package let unit: String?
    package let working: String?

    package init(
      question: String,
      answer: Double,
      within: Double,
      unit: String? = nil,
      working: String? = nil
    ) {
      self.question = question
      self.answer = answer
      self.within = within
      self.unit = unit
      self.working = working
    }
  }
}
