import Yams

/// A part of a bank's text that is read as one YAML document, and where it begins.
///
/// libyaml stops at a nesting of 1,000 levels; Yams recurses that deep, on under 8 MiB of stack,
/// so read on the main thread or one with the default stack of Linux.
struct YAMLPiece {
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

  struct Problem {
    let line: Int
    let scalarColumn: Int
    let message: String
  }

  /// Reads the first document; a second is a problem.
  func read() -> Outcome {
    if let bomb = aliasBomb() { return Outcome(root: nil, problems: [bomb]) }
    var outcome = Outcome()
    do {
      let parser = try Parser(yaml: text, encoding: .utf8)
      outcome.root = try parser.nextRoot()
      if outcome.root != nil, let second = try parser.nextRoot() {
        outcome.problems.append(
          problem(
            "a second document; a \(noun) is one, so remove the '---' or '...' before this",
            line: second.mark?.line ?? 1,
            column: second.mark?.column ?? 1
          )
        )
      }
    } catch let error as YamlError {
      outcome.problems.append(describe(error))
    } catch {
      outcome.problems.append(problem("not YAML: \(error)", line: 1, column: 1))
    }
    return outcome
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
    case .duplicatedKeysInMapping(let duplicates, let context):
      return duplicate(duplicates.first ?? "", first: context.mark)
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

  /// Yams tells where a key stands first; an editor should open where it stands again.
  private func duplicate(_ key: String, first: Mark) -> Problem {
    let lines = BankSource.split(text)
    for (offset, line) in lines.enumerated().dropFirst(first.line) {
      let scalars = Array(line.unicodeScalars)
      guard scalars.count >= first.column - 1 + key.unicodeScalars.count,
        scalars.prefix(first.column - 1).allSatisfy({ $0 == " " }),
        line.drop(while: { $0 == " " }).hasPrefix(key + ":"),
        line.prefix(while: { $0 == " " }).count == first.column - 1
      else { continue }
      return problem(
        "field '\(key)' is given twice, first on line \(first.line + linesBefore)",
        line: offset + 1,
        column: first.column
      )
    }
    return problem("field '\(key)' is given twice", line: first.line, column: first.column)
  }
}

// MARK: - Alias bombs

extension YAMLPiece {
  /// A problem where aliases could make a mapping key that takes for ever to hash.
  ///
  /// Aliases cost nothing by themselves, since Yams shares what they stand for; but it hashes
  /// mapping keys, and what a key of aliases of aliases holds doubles with each. Text that only
  /// looks like aliases is counted too, which costs nothing where there are few.
  private func aliasBomb() -> Problem? {
    guard text.utf8.contains(UInt8(ascii: "&")), text.utf8.contains(UInt8(ascii: "*")) else {
      return nil
    }
    var anchors: Set<Substring> = []
    var uses = 0
    var hasComplexKey = false
    var lastUse = 1
    for (number, line) in BankSource.split(text).enumerated() {
      var startsNode = true
      var inTag = false
      if line.drop(while: { $0 == " " }).first == ":" { hasComplexKey = true }
      var at = line.startIndex
      while at < line.endIndex {
        let character = line[at]
        let after = line.index(after: at)
        if startsNode, character == "&" || character == "*" {
          let name = line[after...].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
          if character == "&", !name.isEmpty {
            anchors.insert(name)
          } else if anchors.contains(name) {
            uses += 1
            lastUse = number + 1
            // An alias as a key.
            if line[name.endIndex...].drop(while: { $0 == " " }).first == ":" {
              hasComplexKey = true
            }
          }
        }
        switch character {
        case "?": if startsNode { hasComplexKey = true }
        case "]", "}":
          if line[after...].drop(while: { $0 == " " }).first == ":" { hasComplexKey = true }
        default: break
        }
        switch character {
        case " ", "\t": inTag = false
        case "!" where startsNode: inTag = true
        case _ where inTag: break
        case "-", ":", "[", "{", ",", "?": startsNode = true
        default: startsNode = false
        }
        at = after
      }
    }
    guard hasComplexKey, uses > BankLimit.aliases else { return nil }
    return problem("too many aliases; write the values out", line: lastUse, column: 1)
  }
}
