import Yams

/// Reads one entry of `cards:` into its cards: one, or one for each gap of a cloze text.
struct CardReader {
  /// What holds for every card of the bank.
  struct Defaults {
    let bank: String
    let context: BankContext
    /// The bank's own `topic:` and `stage:`.
    var topic: TopicPath?
    var stage: Stage?
    /// Whether the bank's `stage:` is there and wrong, which is found once and not for every card.
    var hasBadStage = false
    var hasBadTopic = false
  }

  /// An entry's id and cards, and what was wrong with it.
  struct Outcome {
    var id: String?
    var idPosition: Position
    var hasExplicitID = false
    var place: EntryPlace?
    var label: String
    var cards: [Card] = []
    var findings: FindingList
  }

  let document: BankDocument
  let defaults: Defaults

  func read(_ entry: BankDocument.Entry, file: String) -> Outcome {
    var findings = FindingList(file: file)
    guard let mapping = entry.node.mapping else {
      let place = document.position(of: entry.node, linesBefore: entry.linesBefore)
      let seen = EntryFields.describe(entry.node)
      findings.error("card \(entry.number): must be fields and values, not \(seen)", at: place)
      return Outcome(idPosition: place, label: "card \(entry.number)", findings: findings)
    }
    var fields = EntryFields(
      mapping,
      of: entry.node,
      called: "card \(entry.number)",
      in: NodePlaces(source: document.source, linesBefore: entry.linesBefore),
      findings: findings
    )
    let id = readID(&fields)
    let kind = readKind(&fields)
    let topic = readTopic(&fields)
    let stage = readStage(&fields)
    let sources = fields.sources(in: defaults.context)
    let tags = fields.texts("tags").map(\.text)
    let version = fields.text("version")
    let was = readWas(&fields)
    checkNames(&fields, kind: kind)
    let contents = kind.map { readContents(&fields, kind: $0) } ?? []

    var outcome = Outcome(
      idPosition: fields.position(of: "id"),
      label: fields.label,
      findings: fields.findings
    )
    // A card that does not load keeps its id all the same, and the history that hangs on it.
    outcome.id = id
    outcome.hasExplicitID = id != nil
    outcome.place = EntryPlace(
      start: fields.start,
      id: outcome.idPosition,
      was: Dictionary(was.map { ($0.key.entry, $0.position) }) { first, _ in first }
    )
    guard fields.isGood, let topic, let stage, let first = contents.first else { return outcome }
    let draft = Card(key: CardKey(rawValue: ""), topic: topic, stage: stage, content: first)
    let name = id ?? QuestionHash.id(of: draft.identifyingText)
    outcome.id = name
    let earlier = was.map(\.key)
    outcome.cards = contents.map { content in
      let gap: Int? = if case .cloze(let cloze) = content { cloze.gap } else { nil }
      return Card(
        key: CardKey(bank: defaults.bank, id: name, gap: gap),
        topic: topic,
        stage: stage,
        content: content,
        sources: sources,
        tags: tags,
        was: gap.map { Self.keys(earlier, ofGap: $0, first: contents.first == content) } ?? earlier,
        line: fields.start.line,
        hasExplicitID: id != nil,
        version: version
      )
    }
    return outcome
  }

  /// Earlier keys of one gap: an entry's key stands for the gap of the same number, and for a
  /// card from before the text had gaps, which the first gap goes on with.
  private static func keys(_ was: [CardKey], ofGap gap: Int, first: Bool) -> [CardKey] {
    was.flatMap { key -> [CardKey] in
      if let named = key.gap { return named == gap ? [key] : [] }
      let same = CardKey(rawValue: "\(key.rawValue)#\(gap)")
      return first ? [same, key] : [same]
    }
  }
}

// MARK: - Fields that every kind has

extension CardReader {
  private func readID(_ fields: inout EntryFields) -> String? {
    guard fields.has("id") else {
      if defaults.context.isShipped {
        fields.report(
          .error,
          "no 'id'; 'bank check --fix' writes one",
          at: fields.start
        )
      }
      return nil
    }
    guard let id = fields.slug("id") else { return nil }
    fields.label = "card '\(id)'"
    return id
  }

  private func readKind(_ fields: inout EntryFields) -> CardKind? {
    guard fields.has("kind") else {
      if let meant = BankFields.kind(suggestedBy: fields.names) {
        fields.fail(
          "no 'kind', so a flashcard; did you mean 'kind: \(meant.rawValue)'?",
          at: fields.start
        )
        return meant
      }
      return .flashcard
    }
    guard let written = fields.text("kind", isRequired: true) else { return nil }
    if let kind = CardKind(rawValue: written) { return kind }
    let all = CardKind.allCases.map(\.rawValue)
    fields.fail(EntryFields.notOne(of: all, "kind", written), at: fields.position(of: "kind"))
    let meant = Suggestion.nearest(to: written, among: all)
    return meant.flatMap(CardKind.init)
  }

  private func readTopic(_ fields: inout EntryFields) -> TopicPath? {
    guard fields.has("topic") else {
      if let topic = defaults.topic { return topic }
      if defaults.context.isShipped || defaults.hasBadTopic {
        if !defaults.hasBadTopic { fields.fail("no 'topic'", at: fields.start) }
        return nil
      }
      return TopicPath(rawValue: defaults.bank)
    }
    return fields.topic(in: defaults.context)
  }

  private func readStage(_ fields: inout EntryFields) -> Stage? {
    guard fields.has("stage") else {
      if let stage = defaults.stage { return stage }
      if defaults.hasBadStage { return nil }
      if defaults.context.isShipped {
        fields.fail("no 'stage'", at: fields.start)
        return nil
      }
      return .junior
    }
    return fields.word("stage", as: "stage")
  }

  static func notAStage(_ written: String) -> String {
    EntryFields.notOne(of: Stage.allCases.map(\.rawValue), "stage", written)
  }

  private func readWas(
    _ fields: inout EntryFields
  ) -> [(key: CardKey, position: Position)] {
    fields.texts("was").compactMap { written, position in
      if let key = CardKey(wellFormed: written) { return (key, position) }
      var hint = Slug.isValid(written) ? "\(defaults.bank)/\(written)" : nil
      let halves = written.split(separator: "#", maxSplits: 1)
      if halves.count == 2, let gap = Int(halves[1]),
        let meant = CardKey(wellFormed: "\(halves[0])#\(gap)")
      {
        hint = meant.rawValue
      }
      let seen = EntryFields.excerpt(written)
      fields.report(
        .error,
        "'\(seen)' in 'was' is not a key (bank/id)"
          + (hint.map { "; did you mean '\($0)'?" } ?? ""),
        at: position
      )
      return nil
    }
  }

  private func checkNames(_ fields: inout EntryFields, kind: CardKind?) {
    let known = kind.map(BankFields.of) ?? []
    // A mapping of thousands of names is no card; twenty findings say so.
    for name in fields.names.filter({ !known.contains($0) }).prefix(20) {
      let position = fields.keyPosition(of: name)
      let others = CardKind.allCases.filter { BankFields.own(of: $0).contains(name) }
      if kind == nil, !others.isEmpty || BankFields.common.contains(name) { continue }
      let seen = EntryFields.excerpt(name)
      if let kind, !others.isEmpty {
        let kinds = others.map(\.rawValue).joined(separator: ", ")
        fields.report(
          .error,
          "field '\(seen)' does not belong to kind \(kind.rawValue), but to \(kinds)",
          at: position
        )
      } else {
        let candidates = kind == nil ? BankFields.common : known
        let hint = Suggestion.clause(for: name, among: candidates)
        fields.report(.error, "unknown field '\(seen)'\(hint)", at: position)
      }
    }
  }
}
