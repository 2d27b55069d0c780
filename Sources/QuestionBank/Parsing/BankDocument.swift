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
  /// A field of the top.
  struct Field {
    let key: Node
    let value: Node
    /// Lines of the file before the piece that the nodes were read from.
    var linesBefore = 0
  }

  /// The id of an entry that is no YAML.
  struct BrokenID {
    let id: String
    /// Line in the file, from 1.
    let line: Int
  }

  /// Top-level fields but `cards`, in the file's order.
  private(set) var fields: [Field] = []
  private(set) var entries: [Entry] = []
  /// Ids of entries that could not be read, in the file's order; other cards must not take them.
  private(set) var brokenIDs: [BrokenID] = []
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
      let problems = YAMLPiece(text: source.text, linesBefore: 0).read(past: true).problems
      report(problems, to: &findings)
      isTopBroken = !problems.isEmpty
      takeTopByLines()
      return
    }
    isRecovered = true
    isMapping = true
    var problems: [YAMLPiece.Problem] = []
    var anchors = AnchorPieces()
    let header = YAMLPiece(text: split.header, linesBefore: 0).read(past: true)
    problems += header.problems
    if let pairs = header.root?.mapping {
      for (key, value) in pairs {
        if Self.isCards(key) {
          cards = (key, value)
        } else {
          fields.append(Field(key: key, value: value))
        }
      }
      anchors.add(YAMLPiece(text: split.top, linesBefore: 0))
    } else {
      isTopBroken = true
      takeTopByLines()
    }
    for (index, piece) in split.pieces.prefix(BankLimit.cards).enumerated() {
      problems += takeEntries(of: piece, number: index + 1, &anchors)
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

  /// Reads the entry of a piece, with those that its aliases lead to; says what was wrong with it.
  private mutating func takeEntries(
    of piece: YAMLPiece,
    number: Int,
    _ anchors: inout AnchorPieces
  ) -> [YAMLPiece.Problem] {
    var read = piece.read(past: true)
    var items = read.root?.sequence.map(Array.init) ?? []
    var linesBefore = piece.linesBefore
    if read.root == nil, let complete = anchors.completing(piece) {
      let again = complete.read()
      let list =
        again.root?.sequence ?? again.root?.mapping?.first { Self.isCards($0.key) }?.value.sequence
      if let last = list?.last {
        read = again
        items = [last]
        linesBefore = 0
      }
    }
    if read.root == nil {
      if let broken = CardSplit.id(in: piece) {
        brokenIDs.append(BrokenID(id: broken.id, line: piece.linesBefore + broken.line + 1))
      }
    } else {
      anchors.add(piece)
    }
    for item in items {
      entries.append(Entry(node: item, linesBefore: linesBefore, number: number))
    }
    return read.problems
  }

  private static func isCards(_ key: Node) -> Bool { key.scalar?.string == "cards" }

  private mutating func take(_ root: Node, findings: inout FindingList) {
    guard let mapping = root.mapping else { return }
    isMapping = true
    for (key, value) in mapping {
      if Self.isCards(key) {
        cards = (key, value)
      } else {
        fields.append(Field(key: key, value: value))
      }
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
    var known: Set<String> = []
    for (index, line) in source.lines.enumerated() {
      guard let name = CardSplit.field(line).map(String.init), name != "cards",
        BankFields.all.contains(name), !known.contains(name),
        let pair = YAMLPiece(text: String(line), linesBefore: index).read().root?.mapping?.first,
        pair.value.scalar != nil
      else { continue }
      known.insert(name)
      fields.append(Field(key: pair.key, value: pair.value, linesBefore: index))
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
