/// What opens a mock round, by the kind of round; its name is also the reserved bank of its keys.
package enum PromptKind: String, CaseIterable, Codable, Sendable {
  case design, coding, behavioral

  /// The folder of such prompts among the banks.
  package var folder: String { self == .design ? "scenarios" : rawValue }
}

/// What every prompt says about itself.
package struct PromptHead: Codable, Hashable, Sendable {
  package let kind: PromptKind
  /// Lower-case words joined by hyphens, unique among prompts of the kind.
  package let id: String
  package let title: String
  package let topic: TopicPath
  /// The first stage at which an interviewer uses it.
  package let stage: Stage
  package let sources: [String]

  package init(
    kind: PromptKind,
    id: String,
    title: String,
    topic: TopicPath,
    stage: Stage,
    sources: [String] = []
  ) {
    self.kind = kind
    self.id = id
    self.title = title
    self.topic = topic
    self.stage = stage
    self.sources = sources
  }

  /// What the reviews of its rounds are kept under: `design/chat-app`.
  package var key: CardKey { CardKey(bank: kind.rawValue, id: id) }
}

/// Any prompt; each kind of round takes its own.
package enum Prompt: Codable, Hashable, Sendable {
  case design(Scenario)
  case coding(CodingProblem)
  case behavioral(BehavioralPrompt)

  package var head: PromptHead {
    switch self {
    case .design(let scenario): scenario.head
    case .coding(let problem): problem.head
    case .behavioral(let prompt): prompt.head
    }
  }

  package var key: CardKey { head.key }
}

/// Something a strong candidate says; when it is missed, it becomes a card.
package struct KeyPoint: Codable, Hashable, Sendable {
  /// Unique in its prompt.
  package let id: String
  /// What is said, as a line of the checklist.
  package let say: String
  /// The question that asks for it, on a card and as a hint.
  package let ask: String
  /// The answer to `ask`, for the card.
  package let answer: String
  /// A card of the banks that asks it already.
  package let card: CardKey?

  package init(id: String, say: String, ask: String, answer: String, card: CardKey? = nil) {
    self.id = id
    self.say = say
    self.ask = ask
    self.answer = answer
    self.card = card
  }
}
