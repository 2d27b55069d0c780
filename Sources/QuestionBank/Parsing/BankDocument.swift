import Yams

/// A bank file taken apart: what stands at the top, and each entry of `cards:`, as YAML nodes.
///
/// The whole file is read at once where it is good YAML. Where it is not, each entry is read on its
/// own, so one open quotation mark costs one card and not the bank.
struct BankDocument {
  /// One entry of `cards:`.
  struct Entry {
    let node: Node
    /// Lines of the file before the piece that the node was read from.
    let linesBefore: Int
    /// Position among the entries, from 1, counting those that could not be read.
    let number: Int
  }

  let source: BankSource
  /// Top-level fields but `cards`, in the file's order.
  private(set) var fields: [(key: Node, value: Node)] = []
  private(set) var entries: [Entry] = []
  /// Where `cards:` stands, or nil where there is none.
  private(set) var cards: (key: Node, value: Node)?
  /// Whether the bank is a list or a lone value, or there is nothing in it.
  private(set) var isMapping = false
  /// Whether the file had to be taken apart line by line.
  private(set) var isRecovered = false

  /// Whether the lines outside `cards:` are not YAML, so that what seems missing may be there.
  private(set) var isTopBroken = false

  init(_ source: BankSource, findings: inout FindingList) {
    self.source = source
    let whole = YAMLPiece(text: source.text, linesBefore: 0).read()
    if let root = whole.root {
      report(whole.problems, to: &findings)
      take(root, findings: &findings)
      return
    }
    guard let split = CardSplit(source.lines) else {
      report(whole.problems, to: &findings)
      isTopBroken = !whole.problems.isEmpty
      takeTopByLines()
      return
    }
    isRecovered = true
    isMapping = true
    var problems: [YAMLPiece.Problem] = []
    let header = YAMLPiece(text: split.header, linesBefore: 0).read()
    problems += header.problems
    if let pairs = header.root?.mapping {
      for (key, value) in pairs {
        if key.scalar?.string == "cards" {
          cards = (key, value)
        } else {
          fields.append((key, value))
        }
      }
    } else {
      isTopBroken = true
      takeTopByLines()
    }
    for (index, piece) in split.pieces.prefix(BankLimit.cards).enumerated() {
      let read = piece.read()
      problems += read.problems
      guard let items = read.root?.sequence else { continue }
      for item in items {
        entries.append(Entry(node: item, linesBefore: piece.linesBefore, number: index + 1))
      }
    }
    if problems.isEmpty, split.misplaced.isEmpty { problems = whole.problems }
    report(problems, to: &findings)
    for (line, indentation) in split.misplaced {
      findings.error(
        "card indented by \(indentation) where the first is indented by \(split.indentation)",
        at: Position(line: line, column: indentation + 1)
      )
    }
  }

  private mutating func take(_ root: Node, findings: inout FindingList) {
    guard let mapping = root.mapping else { return }
    isMapping = true
    for (key, value) in mapping {
      if key.scalar?.string == "cards" { cards = (key, value) } else { fields.append((key, value)) }
    }
    guard let items = cards?.value.sequence else { return }
    if items.count > BankLimit.cards, let cards {
      findings.error(
        "\(items.count) cards; a bank holds at most \(BankLimit.cards), so split it",
        at: position(of: cards.key)
      )
    }
    for (index, item) in items.prefix(BankLimit.cards).enumerated() {
      entries.append(Entry(node: item, linesBefore: 0, number: index + 1))
    }
  }

  /// Finds `bank:`, `title:` and the defaults where the top of the file is not YAML.
  private mutating func takeTopByLines() {
    for (index, line) in source.lines.enumerated() {
      for name in BankFields.all where name != "cards" && line.hasPrefix(name + ":") {
        // Blank lines before it, so that its marks are those of the file.
        let padded = String(repeating: "\n", count: index) + line
        guard !fields.contains(where: { $0.key.scalar?.string == name }),
          let pair = YAMLPiece(text: padded, linesBefore: 0).read().root?.mapping?.first,
          pair.value.scalar != nil
        else { continue }
        fields.append((pair.key, pair.value))
      }
    }
    isMapping = isMapping || !fields.isEmpty
  }

  private func report(_ problems: [YAMLPiece.Problem], to findings: inout FindingList) {
    for problem in problems {
      findings.error(
        problem.message,
        at: source.position(line: problem.line, scalarColumn: problem.scalarColumn)
      )
    }
  }

  /// Where a node stands in the file.
  func position(of node: Node, linesBefore: Int = 0) -> Position {
    NodePlaces(source: source, linesBefore: linesBefore).position(of: node)
  }
}
