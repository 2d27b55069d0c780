import Yams

extension BankParser {
  /// What stands at the top of a bank file.
  struct Top {
    /// Nil where the bank has none that keys could be made of.
    private(set) var name: String?
    private(set) var title: String?
    private(set) var license: String?
    private(set) var defaults: CardReader.Defaults

    private static let start = Position(line: 1, column: 1)

    init(_ document: BankDocument, context: BankContext, findings: inout FindingList) {
      defaults = CardReader.Defaults(bank: "", context: context)
      guard document.isMapping else {
        // A syntax error has been found already; it is the one to mend first.
        if findings.hasErrors { return }
        findings.error(
          "not a bank; it begins with 'bank: name', 'title: …' and 'cards:'",
          at: Self.start
        )
        return
      }
      var seen: Set<String> = []
      var unknown = 0
      for entry in document.fields {
        let (key, value) = (entry.key, entry.value)
        func position(_ node: Node) -> Position {
          document.position(of: node, linesBefore: entry.linesBefore)
        }
        let place = position(EntryFields.isNothing(value) ? key : value)
        guard let field = key.scalar?.string, BankFields.all.contains(field) else {
          // Thousands of unknown fields are no bank; twenty findings say so.
          unknown += 1
          if unknown > 20 { continue }
          let written = key.scalar?.string ?? "?"
          let hint = Suggestion.clause(for: written, among: BankFields.all)
          findings.error(
            "unknown field '\(EntryFields.excerpt(written))'\(hint)",
            at: position(key)
          )
          continue
        }
        seen.insert(field)
        if field == "tags" {
          Self.checkTags(value, at: position, findings: &findings)
          continue
        }
        guard let scalar = value.scalar else {
          findings.error("'\(field)' must be text, not \(EntryFields.describe(value))", at: place)
          continue
        }
        let text = EntryFields.isNothing(value) ? "" : EntryFields.trimmed(scalar.string)
        take(field, text, at: place, context: context, findings: &findings)
      }
      if document.isTopBroken { return }
      if !seen.contains("bank") {
        findings.error("no 'bank', the name that its cards' keys begin with", at: Self.start)
      }
      if !seen.contains("title") {
        findings.add(context.isShipped ? .error : .warning, "no 'title'", at: Self.start)
      }
      if context.isShipped, !seen.contains("license") {
        findings.warning("no 'license'", at: Self.start)
      }
      checkCards(document, findings: &findings)
    }

    private static func checkTags(
      _ value: Node,
      at position: (Node) -> Position,
      findings: inout FindingList
    ) {
      guard let items = value.sequence else {
        let seen = EntryFields.describe(value)
        findings.error(
          "'tags' must be a list, such as [one, two], not \(seen)",
          at: position(value)
        )
        return
      }
      for item in items.prefix(BankLimit.list) {
        if let problem = EntryFields.problem(ofItem: item, in: "tags") {
          findings.error(problem, at: position(item))
        }
      }
    }

    private mutating func take(
      _ field: String,
      _ text: String,
      at place: Position,
      context: BankContext,
      findings: inout FindingList
    ) {
      if text.isEmpty {
        findings.error("'\(field)' is empty", at: place)
        if field == "stage" { defaults.hasBadStage = true }
        if field == "topic" { defaults.hasBadTopic = true }
        return
      }
      if text.count > 500 {
        findings.error("'\(field)' has \(text.count) characters; at most 500", at: place)
        return
      }
      if let scalar = BankSource.controlCharacter(in: text) {
        findings.warning("'\(field)' holds control character \(BankSource.name(scalar))", at: place)
      }
      switch field {
      case "bank": takeName(text, at: place, findings: &findings)
      case "title": title = text
      case "license": license = text
      case "stage":
        defaults.stage = Stage(rawValue: text)
        if defaults.stage == nil {
          defaults.hasBadStage = true
          findings.error(CardReader.notAStage(text), at: place)
        }
      case "topic":
        switch TopicReading(text, in: context) {
        case .known(let topic): defaults.topic = topic
        case .unknown(let topic, let message):
          defaults.topic = topic
          findings.add(context.isShipped ? .error : .warning, message, at: place)
        case .malformed(let message):
          defaults.hasBadTopic = true
          findings.error(message, at: place)
        }
      default: break
      }
    }

    private mutating func takeName(
      _ text: String,
      at place: Position,
      findings: inout FindingList
    ) {
      if BankParser.reservedNames.contains(text) {
        findings.error("bank name '\(text)' is kept for mock rounds; take another", at: place)
        return
      }
      if Slug.isValid(text) {
        name = text
      } else {
        // The cards load under the name that the finding proposes, so that taking it keeps history.
        let slug = Slug.make(from: text)
        name = slug.flatMap { BankParser.reservedNames.contains($0) ? nil : $0 }
        let problem = Slug.problem(text) ?? ""
        findings.error("bank name '\(EntryFields.excerpt(text))' \(problem)", at: place)
      }
      defaults = CardReader.Defaults(
        bank: name ?? "",
        context: defaults.context,
        topic: defaults.topic,
        stage: defaults.stage,
        hasBadStage: defaults.hasBadStage,
        hasBadTopic: defaults.hasBadTopic
      )
    }

    private func checkCards(_ document: BankDocument, findings: inout FindingList) {
      guard let cards = document.cards else {
        findings.error("no 'cards'", at: Self.start)
        return
      }
      if document.isRecovered { return }
      let place = document.position(
        of: EntryFields.isNothing(cards.value) ? cards.key : cards.value
      )
      if EntryFields.isNothing(cards.value) || cards.value.sequence?.isEmpty == true {
        findings.warning("the bank has no cards", at: place)
      } else if cards.value.sequence == nil {
        let seen = EntryFields.describe(cards.value)
        findings.error("'cards' must be a list, not \(seen)", at: place)
      }
    }
  }
}
