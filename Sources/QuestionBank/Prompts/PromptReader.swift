/// Reads the fields of a prompt file into the prompt.
struct PromptReader {
  let context: BankContext
  /// The cards that the prompt names.
  private(set) var cards: [PromptFile.CardReference] = []
  /// Reads arguments and results; one for all, since its bound is on all of them together.
  var values = PlainValueReader()

  /// Words beyond which an answer is no card's.
  static let answerWords = 80
  /// Characters that a line of the checklist has at most.
  static let checklistLine = 100

  init(context: BankContext) { self.context = context }

  mutating func read(_ fields: inout EntryFields, kind: PromptKind) -> Prompt? {
    let head = readHead(&fields, kind: kind)
    let prompt: Prompt? =
      switch kind {
      case .design: readScenario(&fields, head: head).map(Prompt.design)
      case .coding: readCoding(&fields, head: head).map(Prompt.coding)
      case .behavioral: readBehavioral(&fields, head: head).map(Prompt.behavioral)
      }
    checkNames(&fields, kind: kind)
    return fields.isGood ? prompt : nil
  }

  private func readHead(_ fields: inout EntryFields, kind: PromptKind) -> PromptHead? {
    let id = fields.slug("id")
    let title = fields.text("title", isRequired: true)
    let topic = fields.topic(in: context)
    let stage: Stage? = fields.word("stage", as: "stage")
    let sources = fields.sources(in: context)
    if let id { checkFileName(&fields, id: id) }
    checkFolder(&fields, kind: kind)
    if context.isShipped, sources.isEmpty, !fields.unreadable.contains("sources") {
      fields.report(
        .error,
        "no 'sources'; name one or two primary ones",
        at: fields.position(of: "sources")
      )
    }
    guard let id, let title, let topic, let stage else { return nil }
    return PromptHead(
      kind: kind,
      id: id,
      title: title,
      topic: topic,
      stage: stage,
      sources: sources
    )
  }

  /// Authors look for a prompt by its file's name, so that should be its id.
  private func checkFileName(_ fields: inout EntryFields, id: String) {
    let name = fields.findings.file.split(separator: "/").last ?? ""
    guard let ending = [".yaml", ".yml"].first(where: name.hasSuffix),
      name.dropLast(ending.count) != id
    else { return }
    fields.report(
      .warning,
      "the file of prompt '\(id)' should be named '\(id)\(ending)', not '\(name)'",
      at: fields.position(of: "id")
    )
  }

  /// A round looks for its prompts in their kind's folder.
  private func checkFolder(_ fields: inout EntryFields, kind: PromptKind) {
    guard let folder = fields.findings.file.split(separator: "/").dropLast().last,
      folder != kind.folder, PromptKind.allCases.contains(where: { $0.folder == folder })
    else { return }
    fields.report(
      .error,
      "a \(kind.rawValue) prompt is not found in '\(folder)'; move it to '\(kind.folder)'",
      at: fields.start
    )
  }

  private func checkNames(_ fields: inout EntryFields, kind: PromptKind) {
    let known = PromptFields.of(kind)
    let foreign = fields.names.filter { !known.contains($0) }
    for name in foreign.prefix(20) {
      let seen = EntryFields.excerpt(name)
      let owners = PromptKind.allCases.filter { PromptFields.own(of: $0).contains(name) }
      let message =
        owners.isEmpty
        ? "unknown field '\(seen)'\(Suggestion.clause(for: name, among: known))"
        : "field '\(seen)' does not belong to a \(kind.rawValue) prompt, but to "
          + owners.map(\.rawValue).joined(separator: ", ")
      fields.report(.error, message, at: fields.keyPosition(of: name))
    }
  }

  // MARK: What several kinds have

  /// The card that a point or probe names.
  mutating func readCard(_ fields: inout EntryFields) -> CardKey? {
    guard let written = fields.text("card") else { return nil }
    let position = fields.position(of: "card")
    guard let key = CardKey(wellFormed: written) else {
      let seen = EntryFields.excerpt(written)
      fields.report(.error, "card '\(seen)' is not a key (bank/id)", at: position)
      return nil
    }
    cards.append(.init(key: key, line: position.line, column: position.column))
    return key
  }

  /// An answer that is to become a card's.
  func readAnswer(_ fields: inout EntryFields) -> String? {
    guard let answer = fields.text("answer", isRequired: true) else { return nil }
    let words = LongAnswerRule.words(in: answer)
    if words > Self.answerWords {
      fields.report(
        .warning,
        "the answer has \(words) words, more than \(Self.answerWords); shorten it",
        at: fields.position(of: "answer")
      )
    }
    return answer
  }
}
