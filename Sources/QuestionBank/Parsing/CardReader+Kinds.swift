import Yams

extension CardReader {
  /// The content of each card that the entry makes; empty where something needed is missing.
  func readContents(_ fields: inout EntryFields, kind: CardKind) -> [Card.Content] {
    switch kind {
    case .flashcard: readFlashcard(&fields)
    case .cloze: readCloze(&fields)
    case .choice: readChoice(&fields)
    case .typed: readTyped(&fields)
    case .estimate: readEstimate(&fields)
    }
  }

  private func readFlashcard(_ fields: inout EntryFields) -> [Card.Content] {
    let question = fields.text("question", isRequired: true)
    let answer = fields.text("answer", isRequired: true)
    let points = fields.texts("points", isNeeded: true).map(\.text)
    guard let question, let answer else { return [] }
    return [.flashcard(.init(question: question, answer: answer, points: points))]
  }

  private func readCloze(_ fields: inout EntryFields) -> [Card.Content] {
    let text = fields.text("text", isRequired: true)
    let extra = fields.text("extra")
    guard let text else { return [] }
    do {
      let cloze = try ClozeText(text)
      return cloze.gaps.map { .cloze(.init(text: text, gap: $0, extra: extra)) }
    } catch {
      fields.fail(error.message, at: fields.position(of: "text"))
      return []
    }
  }

  private func readChoice(_ fields: inout EntryFields) -> [Card.Content] {
    let question = fields.text("question", isRequired: true)
    guard let node = fields.node("choices"), !EntryFields.isNothing(node) else {
      fields.fail("no 'choices'", at: fields.keyPosition(of: "choices"))
      return []
    }
    guard let items = node.sequence else {
      fields.fail(
        "'choices' must be a list of 'right:' and 'wrong:', not \(EntryFields.describe(node))",
        at: fields.position(of: node)
      )
      return []
    }
    guard items.count <= BankLimit.options else {
      fields.fail(
        "\(items.count) choices; at most \(BankLimit.options)",
        at: fields.position(of: node)
      )
      return []
    }
    let options = items.compactMap { readOption($0, &fields) }
    let position = fields.position(of: node)
    if items.count < 2 {
      fields.fail("fewer than two choices", at: position)
    } else if options.count == items.count {
      switch options.count(where: \.isRight) {
      case 0: fields.fail("no choice is right; one must be 'right:'", at: position)
      case 1: break
      case let count: fields.fail("\(count) choices are right; only one may be", at: position)
      }
      if options.count(where: \.isRight) == 1, !options.contains(where: { !$0.isRight }) {
        fields.fail("no choice is wrong", at: position)
      }
    }
    var seen: Set<String> = []
    for (option, item) in zip(options, items) where options.count == items.count {
      let plain = option.text.lowercased().filter { !$0.isWhitespace }
      if !seen.insert(plain).inserted {
        fields.fail(
          "choice '\(EntryFields.excerpt(option.text))' is given twice",
          at: fields.position(of: item)
        )
      }
    }
    guard let question else { return [] }
    return [.choice(.init(question: question, options: options))]
  }

  private func readOption(_ item: Node, _ fields: inout EntryFields) -> Card.Choice.Option? {
    guard let mapping = item.mapping else {
      fields.fail(
        "a choice must be 'right: …' or 'wrong: …', not \(EntryFields.describe(item))",
        at: fields.position(of: item)
      )
      return nil
    }
    var sides: [(isRight: Bool, text: String)] = []
    var why: String?
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      guard ["right", "wrong", "why"].contains(name) else {
        let hint = Suggestion.clause(for: name, among: ["right", "wrong", "why"])
        fields.report(
          .error,
          "unknown field '\(EntryFields.excerpt(name))' in a choice\(hint)",
          at: fields.position(of: key)
        )
        continue
      }
      guard let text = value.scalar.map({ EntryFields.trimmed($0.string) }), !text.isEmpty,
        !EntryFields.isNothing(value)
      else {
        let isEmpty = value.scalar != nil
        let problem = isEmpty ? "is empty" : "must be text, not \(EntryFields.describe(value))"
        fields.fail(
          "'\(name)' of a choice \(problem)",
          at: fields.position(of: isEmpty ? key : value)
        )
        return nil
      }
      if text.utf8.count > BankLimit.text {
        fields.fail("'\(name)' of a choice is too long", at: fields.position(of: value))
        return nil
      }
      if let scalar = BankSource.controlCharacter(in: text) {
        fields.report(
          .warning,
          "'\(name)' of a choice holds control character \(BankSource.name(scalar))",
          at: fields.position(of: value)
        )
      }
      if name == "why" { why = text } else { sides.append((name == "right", text)) }
    }
    guard let side = sides.first, sides.count == 1 else {
      let problem = sides.isEmpty ? "neither 'right' nor 'wrong'" : "both 'right' and 'wrong'"
      fields.fail("a choice has \(problem)", at: fields.position(of: item))
      return nil
    }
    if why == nil {
      fields.report(
        .warning,
        "choice '\(EntryFields.excerpt(side.text))' does not say why",
        at: fields.position(of: item)
      )
    }
    return .init(text: side.text, why: why, isRight: side.isRight)
  }

  private func readTyped(_ fields: inout EntryFields) -> [Card.Content] {
    let question = fields.text("question", isRequired: true)
    let accept = fields.texts("accept", isNeeded: true).map(\.text)
    let explanation = fields.text("answer")
    if !fields.has("accept") {
      fields.fail("no 'accept', the list of answers that count", at: fields.start)
    } else if let node = fields.node("accept"),
      EntryFields.isNothing(node) || node.sequence?.isEmpty == true
    {
      fields.fail("'accept' is empty", at: fields.position(of: "accept"))
    }
    guard let question, !accept.isEmpty else { return [] }
    return [.typed(.init(question: question, accept: accept, explanation: explanation))]
  }

  private func readEstimate(_ fields: inout EntryFields) -> [Card.Content] {
    let question = fields.text("question", isRequired: true)
    let answer = fields.number("answer", isRequired: true)
    let within = fields.number("within")
    let unit = fields.text("unit")
    let working = fields.text("working")
    if answer == 0 {
      fields.fail(
        "'answer' must not be 0; no factor leads away from it",
        at: fields.position(of: "answer")
      )
    }
    if let within, within <= 1 {
      fields.fail(
        "'within' must be above 1; 2 accepts from half to twice the answer",
        at: fields.position(of: "within")
      )
    }
    guard let question, let answer else { return [] }
    return [
      .estimate(
        .init(
          question: question,
          answer: answer,
          within: within ?? 2,
          unit: unit,
          working: working
        )
      )
    ]
  }
}
