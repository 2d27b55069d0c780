/// A card to be written into a bank.
package struct CardDraft: Hashable, Sendable {
  package var id: String?
  package var topic: TopicPath?
  package var stage: Stage?
  package var content: Card.Content
  package var sources: [String]
  package var tags: [String]
  package var was: [CardKey]
  package var version: String?

  package init(
    id: String? = nil,
    topic: TopicPath? = nil,
    stage: Stage? = nil,
    content: Card.Content,
    sources: [String] = [],
    tags: [String] = [],
    was: [CardKey] = [],
    version: String? = nil
  ) {
    self.id = id
    self.topic = topic
    self.stage = stage
    self.content = content
    self.sources = sources
    self.tags = tags
    self.was = was
    self.version = version
  }

  /// What the cards of one entry were made from, or nil where there are none.
  package init?(_ cards: [Card]) {
    guard let card = cards.first else { return nil }
    self.init(
      id: BankFixer.id(of: card.key),
      topic: card.topic,
      stage: card.stage,
      content: card.content,
      sources: card.sources,
      tags: card.tags,
      was: cards.count == 1 ? card.was : card.was.filter { $0.gap == nil },
      version: card.version
    )
  }

  /// An id for this card that is none of those taken.
  package func freeID(among taken: Set<String>) -> String {
    let card = Card(
      key: CardKey(rawValue: ""),
      topic: TopicPath(rawValue: ""),
      stage: .junior,
      content: content
    )
    return BankFixer.freeID(for: card.identifyingText, taken: taken)
  }

  /// The card as an entry of `cards:`, its dash after two spaces, ending with a line end.
  package func entry() -> String {
    var lines: [String] = []
    func add(_ name: String, _ text: String?) {
      if let text { lines.append("\(name): \(YAMLText.scalar(text, indentation: 6))") }
    }
    func add(_ name: String, _ texts: [String]) {
      if !texts.isEmpty { lines.append("\(name): \(YAMLText.list(texts))") }
    }
    add("id", id)
    if kind != .flashcard { add("kind", kind.rawValue) }
    add("topic", topic?.rawValue)
    add("stage", stage?.rawValue)
    switch content {
    case .flashcard(let card):
      add("question", card.question)
      add("answer", card.answer)
      add("points", card.points)
    case .cloze(let card):
      add("text", card.text)
      add("extra", card.extra)
    case .choice(let card):
      add("question", card.question)
      lines.append("choices:")
      for option in card.options {
        let text = YAMLText.scalar(option.text, indentation: 10)
        lines.append("  - \(option.isRight ? "right" : "wrong"): \(text)")
        if let why = option.why {
          lines.append("    why: \(YAMLText.scalar(why, indentation: 10))")
        }
      }
    case .typed(let card):
      add("question", card.question)
      add("accept", card.accept)
      add("answer", card.explanation)
    case .estimate(let card):
      add("question", card.question)
      lines.append("answer: \(Card.plain(card.answer))")
      add("unit", card.unit)
      lines.append("within: \(Card.plain(card.within))")
      add("working", card.working)
    }
    add("version", version)
    add("tags", tags)
    add("was", was.map(\.rawValue))
    add("sources", sources)
    return lines.enumerated().map { index, line in
      (index == 0 ? "  - " : "    ") + line + "\n"
    }.joined()
  }

  private var kind: CardKind {
    switch content {
    case .flashcard: .flashcard
    case .cloze: .cloze
    case .choice: .choice
    case .typed: .typed
    case .estimate: .estimate
    }
  }
}
