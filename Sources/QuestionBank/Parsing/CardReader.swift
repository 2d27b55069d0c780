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
    var fields = EntryFields(mapping, of: entry, in: document, findings: findings)
    let id = readID(&fields)
    let kind = readKind(&fields)
    let topic = readTopic(&fields)
    let stage = readStage(&fields)
    let sources = readSources(&fields)
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
    guard let id = fields.text("id", isRequired: true) else { return nil }
    if let problem = Slug.problem(id) {
      fields.fail("id '\(EntryFields.excerpt(id))' \(problem)", at: fields.position(of: "id"))
      return nil
    }
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
    let meant = Suggestion.nearest(to: written, among: all)
    fields.fail(
      "kind '\(EntryFields.excerpt(written))' is not a kind"
        + (meant.map { "; did you mean '\($0)'?" }
          ?? "; the kinds are \(all.joined(separator: ", "))"),
      at: fields.position(of: "kind")
    )
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
    guard let written = fields.text("topic", isRequired: true) else { return nil }
    let position = fields.position(of: "topic")
    switch TopicReading(written, in: defaults.context) {
    case .known(let topic): return topic
    case .unknown(let topic, let message):
      fields.report(defaults.context.isShipped ? .error : .warning, message, at: position)
      return topic
    case .malformed(let message):
      fields.fail(message, at: position)
      return nil
    }
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
    guard let written = fields.text("stage", isRequired: true) else { return nil }
    if let stage = Stage(rawValue: written) { return stage }
    fields.fail(Self.notAStage(written), at: fields.position(of: "stage"))
    return nil
  }

  static func notAStage(_ written: String) -> String {
    let all = Stage.allCases.map(\.rawValue)
    let hint =
      Suggestion.nearest(to: written, among: all).map { "did you mean '\($0)'?" }
      ?? "the stages are \(all.joined(separator: ", "))"
    return "stage '\(EntryFields.excerpt(written))' is not a stage; \(hint)"
  }

  private func readSources(_ fields: inout EntryFields) -> [String] {
    fields.texts("sources").map { source, position in
      if !Self.isWebAddress(source) {
        let seen = EntryFields.excerpt(source)
        fields.report(
          defaults.context.isShipped ? .error : .warning,
          "source '\(seen)' is not a web address (https://…)",
          at: position
        )
      }
      return source
    }
  }

  static func isWebAddress(_ text: String) -> Bool {
    let schemes = ["https://", "http://"]
    guard let scheme = schemes.first(where: text.hasPrefix) else { return false }
    let host = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return !host.isEmpty && host.first != "." && !text.contains(where: \.isWhitespace)
  }

  private func readWas(
    _ fields: inout EntryFields
  ) -> [(key: CardKey, position: Position)] {
    fields.texts("was").compactMap { written, position in
      if Self.isKey(written) { return (CardKey(rawValue: written), position) }
      var hint = Slug.isValid(written) ? "\(defaults.bank)/\(written)" : nil
      let halves = written.split(separator: "#", maxSplits: 1)
      if halves.count == 2, let gap = Int(halves[1]) {
        let meant = "\(halves[0])#\(gap)"
        if Self.isKey(meant) { hint = meant }
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

  /// Whether a text is `bank/id`, perhaps with a gap as keys have it: `#1`, not `#01` or `#+1`.
  private static func isKey(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, Slug.isValid(parts[0]) else { return false }
    let idAndGap = parts[1].split(separator: "#", omittingEmptySubsequences: false)
    guard idAndGap.count <= 2, Slug.isValid(idAndGap[0]) else { return false }
    guard idAndGap.count == 2 else { return true }
    return (Int(idAndGap[1]) ?? 0) > 0 && String(Int(idAndGap[1]) ?? 0) == idAndGap[1]
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
