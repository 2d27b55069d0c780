import Yams

extension PromptReader {
  mutating func readCoding(_ fields: inout EntryFields, head: PromptHead?) -> CodingProblem? {
    let statement = fields.text("statement", isRequired: true)
    let signature = readSignature(&fields)
    let examples = readExamples(&fields, signature)
    let tests = readTests(&fields, signature)
    let hints = fields.neededTexts("hints").map(\.text)
    fields.check("hints", atLeast: 3, context.severity)
    let insight = fields.text("insight", isRequired: true)
    let complexity = fields.text("complexity", isRequired: true)
    let followUp = fields.mapping("follow_up", called: "'follow_up'") { fields in
      fields.checkNames(PromptFields.followUp)
      let ask = fields.text("ask", isRequired: true)
      let answer = fields.text("answer", isRequired: true)
      guard let ask, let answer else { return CodingProblem.FollowUp?.none }
      return CodingProblem.FollowUp(ask: ask, answer: answer)
    }
    let solution = fields.text("solution", isRequired: true)
    if let solution, let signature, !solution.contains(signature.name) {
      fields.report(
        .warning,
        "the solution does not define '\(EntryFields.excerpt(signature.name))'",
        at: fields.position(of: "solution")
      )
    }
    let minutes = fields.stages("minutes") { $0.integer($1.rawValue, in: 1...120) }
    let patterns = readPatterns(&fields)
    guard let head, let statement, let signature, let insight, let complexity, let followUp,
      let solution
    else { return nil }
    return CodingProblem(
      head: head,
      statement: statement,
      signature: signature.text,
      examples: examples,
      tests: tests,
      hints: hints,
      insight: insight,
      complexity: complexity,
      followUp: followUp,
      solution: solution,
      minutes: minutes,
      patterns: patterns
    )
  }

  private func readSignature(_ fields: inout EntryFields) -> PythonSignature? {
    guard let written = fields.text("signature", isRequired: true) else { return nil }
    if let signature = PythonSignature(written) { return signature }
    fields.fail(
      "'signature' must be the first line of a Python function, "
        + "such as 'def total(prices: list[int]) -> int:'",
      at: fields.position(of: "signature")
    )
    return nil
  }

  private func readPatterns(_ fields: inout EntryFields) -> [String] {
    fields.neededTexts("patterns").map { pattern, position in
      if !Slug.isValid(pattern) {
        let hint = Slug.make(from: pattern).map { "; such as '\($0)'" } ?? ""
        let seen = EntryFields.excerpt(pattern)
        fields.report(
          .error,
          "pattern '\(seen)' must be lower-case letters, digits and hyphens\(hint)",
          at: position
        )
      }
      return pattern
    }
  }

  // MARK: Calls

  private mutating func readExamples(
    _ fields: inout EntryFields,
    _ signature: PythonSignature?
  ) -> [CodingProblem.Example] {
    let examples = fields.entries("examples", called: "example", cost: .whole) {
      fields -> CodingProblem.Example? in
      fields.checkNames(PromptFields.example)
      let note = fields.text("note")
      guard let (arguments, result) = readCall(&fields, signature) else { return nil }
      return CodingProblem.Example(arguments: arguments, result: result, note: note)
    }
    fields.check("examples", atLeast: 2, context.severity)
    return examples
  }

  /// A verdict without one of the tests would be another verdict, so a bad test costs the problem.
  private mutating func readTests(
    _ fields: inout EntryFields,
    _ signature: PythonSignature?
  ) -> [CodingProblem.Case] {
    var lines: [String: Int] = [:]
    let tests = fields.entries("tests", called: "test", cost: .whole, atMost: BankLimit.tests) {
      fields -> CodingProblem.Case? in
      fields.checkNames(PromptFields.test)
      let name = fields.text("name", isRequired: true)
      if let name {
        let position = fields.position(of: "name")
        if let line = lines[name] {
          let message = "the same name as that of the test on line \(line)"
          fields.report(.warning, message, at: position)
        } else {
          lines[name] = position.line
        }
        fields.label = "test '\(EntryFields.excerpt(name))'"
      }
      guard let (arguments, result) = readCall(&fields, signature), let name else { return nil }
      return CodingProblem.Case(name: name, arguments: arguments, result: result)
    }
    fields.check("tests", atLeast: 10, context.severity)
    return tests
  }

  private mutating func readCall(
    _ fields: inout EntryFields,
    _ signature: PythonSignature?
  ) -> (arguments: [PlainValue], result: PlainValue)? {
    let arguments = readArguments(&fields, signature)
    guard let node = fields.node("result") else {
      fields.missing("result", hint: "; where the function returns None, write 'result: null'")
      return nil
    }
    guard let result = readValue(node, &fields), let arguments else { return nil }
    return (arguments, result)
  }

  private mutating func readArguments(
    _ fields: inout EntryFields,
    _ signature: PythonSignature?
  ) -> [PlainValue]? {
    guard let node = fields.node("args") else {
      fields.missing("args")
      return nil
    }
    let position = fields.position(of: "args")
    guard let items = node.sequence else {
      let seen = EntryFields.describe(node)
      let message = "'args' must be a list of all arguments, such as [[1, 2], 3], not \(seen)"
      fields.fail(message, at: position)
      return nil
    }
    if let signature, let takes = signature.arguments, !takes.contains(items.count) {
      let (least, most) = (takes.lowerBound, takes.upperBound)
      fields.fail(
        "\(items.count) in 'args'; \(EntryFields.excerpt(signature.name)) takes "
          + (least == most ? "\(least)" : "\(least) to \(most)"),
        at: position
      )
    }
    return items.compactMap { readValue($0, &fields) }
  }

  private mutating func readValue(_ node: Node, _ fields: inout EntryFields) -> PlainValue? {
    do {
      return try values.read(node)
    } catch {
      fields.fail(error.message, at: fields.position(of: error.mark))
      return nil
    }
  }
}
