import Yams

/// A part of a bank's text that is read as one YAML document, and where it begins.
///
/// libyaml stops at a nesting of 1,000 levels; Yams recurses that deep, on under 8 MiB of stack,
/// so read on the main thread or one with the default stack of Linux.
package struct YAMLPiece {
  let text: String
  /// Lines of the file before this piece.
  let linesBefore: Int
  /// What the file should be one of, for messages.
  var noun = "bank"

  /// What reading gave: the document where it could be read, and what was wrong.
  struct Outcome {
    var root: Node?
    var problems: [Problem] = []
  }

  package struct Problem {
    package let line: Int
    package let scalarColumn: Int
    package let message: String
  }

  /// Mappings with repeated fields that are reported in one piece; each is read past once.
  private static let mostRepetitions = 20

  /// Reads the first document; a second is a problem.
  ///
  /// The YAML reader stops at the first mapping that has a field twice. A piece whose findings
  /// count is read on `past` it, as if the repetition had another name.
  func read(past repetitions: Bool = false) -> Outcome {
    if let bomb = aliasBomb() { return Outcome(root: nil, problems: [bomb]) }
    var outcome = Outcome()
    var text = text
    for _ in 0..<(repetitions ? Self.mostRepetitions : 1) {
      do {
        let parser = try Parser(yaml: text, encoding: .utf8)
        let root = try parser.nextRoot()
        // With a field twice, what was meant is anybody's guess.
        if outcome.problems.isEmpty { outcome.root = root }
        if root != nil, let second = try parser.nextRoot() {
          outcome.problems.append(
            problem(
              "a second document; a \(noun) is one, so remove the '---' or '...' before this",
              line: second.mark?.line ?? 1,
              column: second.mark?.column ?? 1
            )
          )
        }
        return outcome
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        let known = outcome.problems.count
        outcome.problems += repeated(names, near: context.mark, in: &text)
        if outcome.problems.count == known { return outcome }
      } catch let error as YamlError {
        outcome.problems.append(describe(error))
        return outcome
      } catch {
        outcome.problems.append(problem("not YAML: \(error)", line: 1, column: 1))
        return outcome
      }
    }
    return outcome
  }

  /// What keeps a text from being YAML, in the words that banks get; nil where it is.
  ///
  /// `noun` is what the text should be one of.
  package static func problem(in text: String, noun: String) -> Problem? {
    YAMLPiece(text: text, linesBefore: 0, noun: noun).read().problems.first
  }

  private func problem(_ message: String, line: Int, column: Int) -> Problem {
    Problem(line: line + linesBefore, scalarColumn: column, message: message)
  }
}

// MARK: - Saying what a YAML error means

extension YAMLPiece {
  private func describe(_ error: YamlError) -> Problem {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      return describe(context: context, problem: problem, mark: mark)
    case .reader(let problem, _, _, _):
      return self.problem("not YAML: \(problem)", line: 1, column: 1)
    case .memory:
      return problem("nested too deeply or too large to read", line: 1, column: 1)
    default:
      return problem("not YAML: \(error)", line: 1, column: 1)
    }
  }

  private func describe(
    context: YamlError.Context?,
    problem: String,
    mark: Mark
  ) -> Problem {
    let place = context?.text ?? ""
    let lines = BankSource.split(text)
    let line = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : ""
    let indentation = line.prefix { $0 == " " || $0 == "\t" }
    if let tab = indentation.firstIndex(of: "\t"), !line.allSatisfy(\.isWhitespace) {
      let column = line.distance(from: line.startIndex, to: tab) + 1
      return self.problem(
        "a tab in the indentation; YAML indents with spaces",
        line: mark.line,
        column: column
      )
    }
    let character = line.unicodeScalars.dropFirst(mark.column - 1).first.map(String.init) ?? ""
    if place.contains("quoted scalar"), problem.contains("unexpected"), let context {
      return self.problem(
        "the quotation mark that opens here is never closed",
        line: context.mark.line,
        column: context.mark.column
      )
    }
    if problem.contains("unknown escape") || place.contains("quoted scalar") {
      return self.problem(
        "\(problem) in double quotes; write \\\\ for a backslash, or use single quotes",
        line: mark.line,
        column: mark.column
      )
    }
    if problem.contains("mapping values are not allowed") {
      return self.problem(
        "': ' within unquoted text; put the text in quotes, or on lines of its own after '|'",
        line: mark.line,
        column: mark.column
      )
    }
    if problem.contains("cannot start any token") {
      return self.problem(
        "text cannot begin with '\(character)'; put it in quotes",
        line: mark.line,
        column: mark.column
      )
    }
    if place.contains("anchor") || place.contains("alias") || problem.contains("undefined alias") {
      return self.problem(
        "text that begins with '*' or '&' is an alias or anchor in YAML; put it in quotes",
        line: context?.mark.line ?? mark.line,
        column: context?.mark.column ?? mark.column
      )
    }
    if problem.contains("could not find expected ':'") {
      return self.problem(
        "a line without 'field: value'; indent it further to go on with the text before it",
        line: context?.mark.line ?? mark.line,
        column: context?.mark.column ?? mark.column
      )
    }
    if problem.contains("did not find expected"), let column = Self.openingBraces(line) {
      return self.problem(
        "text cannot begin with '{{'; put it in quotes",
        line: mark.line,
        column: column
      )
    }
    if problem.contains("did not find expected") {
      return self.problem(
        "this does not fit here; check the indentation and the quotes around here",
        line: mark.line,
        column: mark.column
      )
    }
    return self.problem(
      ["not YAML: \(problem)", place].filter { !$0.isEmpty }.joined(separator: " "),
      line: mark.line,
      column: mark.column
    )
  }

  /// Where a field's text begins with a gap, which is a mapping to YAML.
  private static func openingBraces(_ line: Substring) -> Int? {
    for start in [": {{", "- {{"] {
      if let range = line.firstRange(of: start) {
        return line[..<range.lowerBound].unicodeScalars.count + 3
      }
    }
    return nil
  }

  /// Yams tells where a field stands first; an editor should open where it stands again.
  ///
  /// The repetitions get names of their own in `text`, as long as before, so that places hold.
  private func repeated(_ names: [String], near mark: Mark, in text: inout String) -> [Problem] {
    var lines = BankSource.split(text)
    let place = RepeatedFields.Place(line: mark.line, column: mark.column)
    let repetitions = RepeatedFields(of: names, near: place, in: lines).repetitions
    if repetitions.isEmpty {
      let name = EntryFields.excerpt(names.first ?? "")
      return [problem("field '\(name)' is given twice", line: mark.line, column: mark.column)]
    }
    for (number, repetition) in repetitions.enumerated() {
      var scalars = Array(lines[repetition.again.line - 1].unicodeScalars)
      // From the private use area: no field is called that.
      let stand = Unicode.Scalar(0xE000 + UInt32(number % 0x1800)) ?? "\u{E000}"
      let start = repetition.again.column - 1
      let isQuoted = scalars[start] == "\"" || scalars[start] == "'"
      let first = start + (isQuoted ? 1 : 0)
      for at in first..<min(scalars.count, first + repetition.name.unicodeScalars.count) {
        scalars[at] = stand
      }
      var line = Substring.UnicodeScalarView()
      line.append(contentsOf: scalars)
      lines[repetition.again.line - 1] = Substring(line)
    }
    text = lines.joined(separator: "\n")
    return repetitions.map {
      problem(
        "field '\(EntryFields.excerpt($0.name))' is given twice, first on line "
          + "\($0.first.line + linesBefore)",
        line: $0.again.line,
        column: $0.again.column
      )
    }
  }
}

// MARK: - Alias bombs

extension YAMLPiece {
  /// A problem where aliases could make a mapping key that takes for ever to hash.
  ///
  /// Aliases cost nothing by themselves, since Yams shares what they stand for; but it hashes
  /// mapping keys, and what a key of aliases of aliases holds doubles with each.
  private func aliasBomb() -> Problem? {
    guard text.utf8.contains(UInt8(ascii: "&")), text.utf8.contains(UInt8(ascii: "*")) else {
      return nil
    }
    let scan = AliasScan(text)
    guard scan.hasComplexKey, scan.uses > BankLimit.aliases else { return nil }
    return problem("too many aliases; write the values out", line: scan.lastUse, column: 1)
  }
}
