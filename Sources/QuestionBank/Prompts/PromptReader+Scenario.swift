extension PromptReader {
  mutating func readScenario(_ fields: inout EntryFields, head: PromptHead?) -> Scenario? {
    let opening = fields.text("opening", isRequired: true)
    let facts = readFacts(&fields)
    let phases = readPhases(&fields)
    let deepDives = readDeepDives(&fields)
    let probes = readProbes(&fields)
    let curveballs = readCurveballs(&fields)
    let stages = fields.stages("stages") { fields, stage in
      fields.mapping(stage.rawValue, called: "stage '\(stage.rawValue)'") { fields in
        fields.checkNames(PromptFields.expectation)
        let bar = fields.text("bar", isRequired: true)
        let ceiling = fields.text("ceiling", isRequired: true)
        guard let bar, let ceiling else { return Scenario.Expectation?.none }
        return Scenario.Expectation(bar: bar, ceiling: ceiling)
      }
    }
    let outline = fields.text("outline", isRequired: true)
    guard let head, let opening, let outline else { return nil }
    return Scenario(
      head: head,
      opening: opening,
      facts: facts,
      phases: phases,
      deepDives: deepDives,
      probes: probes,
      curveballs: curveballs,
      stages: stages,
      outline: outline
    )
  }

  private func readFacts(_ fields: inout EntryFields) -> [Scenario.Fact] {
    var owners: [String: Int] = [:]
    let facts = fields.entries("facts", called: "fact") { fields -> Scenario.Fact? in
      fields.checkNames(PromptFields.fact)
      let id = fields.id(called: "fact", among: &owners)
      let words = fields.neededTexts("words").map { word, position in
        let lower = word.lowercased()
        if lower != word {
          let seen = EntryFields.excerpt(word)
          fields.report(.warning, "word '\(seen)' must be in lower case", at: position)
        }
        return lower
      }
      let say = fields.text("say", isRequired: true)
      guard let id, let say, !words.isEmpty else { return nil }
      return Scenario.Fact(id: id, words: words, say: say)
    }
    fields.check("facts", atLeast: 2, context.severity)
    return facts
  }

  // MARK: Points

  private mutating func readPhases(_ fields: inout EntryFields) -> [Scenario.Phase] {
    var owners: [String: Int] = [:]
    var places: [Scenario.Part: Position] = [:]
    var phases = fields.entries("phases", called: "phase", cost: .whole) {
      fields -> Scenario.Phase? in
      fields.checkNames(PromptFields.phase)
      let part: Scenario.Part? = fields.word("id", as: "part")
      if let part {
        let position = fields.position(of: "id")
        if let first = places[part] {
          let message = "'\(part.rawValue)' is given twice, first on line \(first.line)"
          fields.fail(message, at: position)
        } else {
          places[part] = position
        }
        fields.label = "phase '\(part.rawValue)'"
      }
      let points = readPoints(&fields, among: &owners)
      guard let part else { return nil }
      return Scenario.Phase(id: part, points: points)
    }
    let points = phases.reduce(0) { $0 + $1.points.count }
    fields.check(points, in: "phases", atLeast: 2, context.severity)
    if !phases.isEmpty, fields.isGood {
      checkParts(phases.map(\.id), &fields)
    }
    let order = Scenario.Part.allCases
    phases.sort { (order.firstIndex(of: $0.id) ?? 0) < (order.firstIndex(of: $1.id) ?? 0) }
    return phases
  }

  /// A round can be held without one of its parts, and is poorer for it.
  private func checkParts(_ parts: [Scenario.Part], _ fields: inout EntryFields) {
    let missing = Scenario.Part.allCases.filter { !parts.contains($0) }
    if !missing.isEmpty {
      let names = missing.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      fields.report(.warning, "no \(names) in 'phases'", at: fields.keyPosition(of: "phases"))
    }
    if parts != Scenario.Part.allCases.filter(parts.contains) {
      let order = Scenario.Part.allCases.map(\.rawValue).joined(separator: ", ")
      fields.report(
        .warning,
        "'phases' out of order; they follow each other as \(order)",
        at: fields.keyPosition(of: "phases")
      )
    }
  }

  private mutating func readPoints(
    _ fields: inout EntryFields,
    among owners: inout [String: Int]
  ) -> [KeyPoint] {
    fields.entries("points", called: "point") { fields -> KeyPoint? in
      fields.checkNames(PromptFields.point)
      let id = fields.id(called: "point", among: &owners)
      let say = fields.text("say", isRequired: true)
      if let say, say.count > Self.checklistLine || say.contains(where: \.isNewline) {
        fields.report(
          .warning,
          "'say' has \(say.count) characters; it is one line of a checklist, "
            + "at most \(Self.checklistLine)",
          at: fields.position(of: "say")
        )
      }
      let ask = fields.text("ask", isRequired: true)
      let answer = readAnswer(&fields)
      let card = readCard(&fields)
      guard let id, let say, let ask, let answer else { return nil }
      return KeyPoint(id: id, say: say, ask: ask, answer: answer, card: card)
    }
  }

  // MARK: What the interviewer presses on

  private func readDeepDives(_ fields: inout EntryFields) -> [Scenario.DeepDive] {
    var owners: [String: Int] = [:]
    return fields.entries("deep_dives", called: "deep dive") { fields -> Scenario.DeepDive? in
      fields.checkNames(PromptFields.deepDive)
      let id = fields.id(called: "deep dive", among: &owners)
      let title = fields.text("title", isRequired: true)
      let stage: Stage? = fields.word("stage", as: "stage")
      let pressure = fields.text("pressure", isRequired: true)
      let options = fields.neededTexts("options").map(\.text)
      if options.count == 1 {
        fields.report(.error, "fewer than two 'options'", at: fields.position(of: "options"))
      }
      let choice = fields.text("choice", isRequired: true)
      let cost = fields.text("cost", isRequired: true)
      let breaks = fields.text("breaks", isRequired: true)
      guard let id, let title, let stage, let pressure, let choice, let cost, let breaks else {
        return nil
      }
      return Scenario.DeepDive(
        id: id,
        title: title,
        stage: stage,
        pressure: pressure,
        options: options,
        choice: choice,
        cost: cost,
        breaks: breaks
      )
    }
  }

  private mutating func readProbes(_ fields: inout EntryFields) -> [Scenario.Probe] {
    var owners: [String: Int] = [:]
    let probes = fields.entries("probes", called: "probe") { fields -> Scenario.Probe? in
      fields.checkNames(PromptFields.probe)
      let id = fields.id(called: "probe", among: &owners)
      let theme: Scenario.Theme? = fields.word("theme", as: "theme")
      let stage: Stage? = fields.word("stage", as: "stage")
      let ask = fields.text("ask", isRequired: true)
      let answer = readAnswer(&fields)
      let card = readCard(&fields)
      guard let id, let theme, let stage, let ask, let answer else { return nil }
      return Scenario.Probe(
        id: id,
        theme: theme,
        stage: stage,
        ask: ask,
        answer: answer,
        card: card
      )
    }
    fields.check("probes", atLeast: 2, context.severity)
    return probes
  }

  private func readCurveballs(_ fields: inout EntryFields) -> [Scenario.Curveball] {
    var owners: [String: Int] = [:]
    let curveballs = fields.entries("curveballs", called: "curveball") {
      fields -> Scenario.Curveball? in
      fields.checkNames(PromptFields.curveball)
      let id = fields.id(called: "curveball", among: &owners)
      let stage: Stage? = fields.word("stage", as: "stage")
      let say = fields.text("say", isRequired: true)
      let answer = fields.text("answer", isRequired: true)
      guard let id, let stage, let say, let answer else { return nil }
      return Scenario.Curveball(id: id, stage: stage, say: say, answer: answer)
    }
    fields.check("curveballs", atLeast: 2, context.severity)
    return curveballs
  }
}
