import Yams

/// Reads `topics.yaml`: each topic's path, title, weight, row of the guide and whether it is opt-in.
///
/// A child inherits what it does not state; its weight, stage by stage.
package struct TopicParser: Sendable {
  /// Rows of the guide's coverage table.
  package static let guideRows = CoverageGoals.guide.rows.map(\.id)
  private static let fields = ["path", "title", "weight", "guide_row", "opt_in"]

  package init() {}

  /// Reads a file's text.
  ///
  /// - Returns: The topics that could be read, and every finding about the rest.
  package func parse(
    _ text: String,
    file: String
  ) -> (catalogue: TopicCatalogue, findings: [Finding]) {
    var findings = FindingList(file: file)
    let source = BankSource(text, findings: &findings)
    let read = YAMLPiece(text: source.text, linesBefore: 0).read()
    for problem in read.problems {
      findings.error(
        problem.message,
        at: source.position(line: problem.line, scalarColumn: problem.scalarColumn)
      )
    }
    let start = Position(line: 1, column: 1)
    guard let root = read.root else {
      if read.problems.isEmpty { findings.error("no 'topics'", at: start) }
      return (TopicCatalogue(), findings.sorted)
    }
    guard let items = Self.value("topics", of: root)?.sequence else {
      findings.error("'topics' must be a list", at: start)
      return (TopicCatalogue(), findings.sorted)
    }
    for (key, _) in root.mapping ?? [:] where key.scalar?.string != "topics" {
      let name = key.scalar?.string ?? "?"
      findings.error("unknown field '\(name)'", at: Self.position(of: key, source))
    }
    var drafts: [(draft: Draft, position: Position)] = []
    var lines: [TopicPath: Int] = [:]
    for (index, item) in items.enumerated() {
      let position = Self.position(of: item, source)
      guard let draft = self.read(item, number: index + 1, source, &findings) else { continue }
      if let line = lines[draft.path] {
        findings.error("topic '\(draft.path)' is listed already on line \(line)", at: position)
        continue
      }
      lines[draft.path] = position.line
      drafts.append((draft, position))
    }
    for (draft, position) in drafts {
      if let parent = draft.path.parent, lines[parent] == nil {
        let hint = Suggestion.clause(
          for: parent.rawValue,
          among: lines.keys.map(\.rawValue).sorted()
        )
        findings.error("topic '\(draft.path)': no topic '\(parent)' above it\(hint)", at: position)
      }
    }
    return (TopicCatalogue(topics: Self.inherited(drafts.map(\.draft))), findings.sorted)
  }

  /// A topic as written.
  private struct Draft {
    let path: TopicPath
    var title: String
    var weight: [Stage: Double] = [:]
    var guideRow: String?
    var isOptIn: Bool?
  }

  /// Fills in from above; parents may stand after their children.
  private static func inherited(_ drafts: [Draft]) -> [Topic] {
    let written = Dictionary(drafts.map { ($0.path, $0) }) { first, _ in first }
    return drafts.map { draft in
      var whole = draft
      var path = draft.path.parent
      while let current = path {
        if let above = written[current] {
          whole.weight.merge(above.weight) { own, _ in own }
          whole.guideRow = whole.guideRow ?? above.guideRow
          whole.isOptIn = whole.isOptIn ?? above.isOptIn
        }
        path = current.parent
      }
      return Topic(
        path: whole.path,
        title: whole.title,
        weight: whole.weight,
        guideRow: whole.guideRow,
        isOptIn: whole.isOptIn ?? false
      )
    }
  }

  private func read(
    _ item: Node,
    number: Int,
    _ source: BankSource,
    _ findings: inout FindingList
  ) -> Draft? {
    func place(_ node: Node) -> Position { Self.position(of: node, source) }
    guard let mapping = item.mapping else {
      findings.error("topic \(number): must be fields and values", at: place(item))
      return nil
    }
    guard let path = Self.value("path", of: item) else {
      findings.error("topic \(number): no 'path'", at: place(item))
      return nil
    }
    let topic = TopicPath(rawValue: path.scalar?.string ?? "")
    if let problem = topic.problem {
      findings.error(
        "topic \(number): path \(EntryFields.describe(path)) \(problem)",
        at: place(path)
      )
      return nil
    }
    var draft = Draft(path: topic, title: "")
    for (key, value) in mapping {
      let name = key.scalar?.string ?? "?"
      let text = value.scalar.map { EntryFields.trimmed($0.string) } ?? ""
      func complain(_ message: String, _ node: Node) {
        findings.error("topic '\(topic)': \(message)", at: place(node))
      }
      switch name {
      case "path": break
      case "title":
        if text.isEmpty { complain("'title' must be text", value) }
        draft.title = text
      case "guide_row":
        if Self.guideRows.contains(text) {
          draft.guideRow = text
        } else {
          let hint = Suggestion.clause(for: text, among: Self.guideRows)
          complain("no row '\(EntryFields.excerpt(text))' in the guide's table\(hint)", value)
        }
      case "opt_in":
        switch text {
        case "true", "yes", "on": draft.isOptIn = true
        case "false", "no", "off": draft.isOptIn = false
        default: complain("'opt_in' must be true or false", value)
        }
      case "weight": draft.weight = weight(value, complain: complain)
      default:
        complain(
          "unknown field '\(EntryFields.excerpt(name))'"
            + Suggestion.clause(for: name, among: Self.fields),
          key
        )
      }
    }
    if draft.title.isEmpty {
      if Self.value("title", of: item) == nil {
        findings.error("topic '\(topic)': no 'title'", at: place(item))
      }
      draft.title = TopicCatalogue().title(topic)
    }
    return draft
  }

  private func weight(
    _ node: Node,
    complain: (_ message: String, _ node: Node) -> Void
  ) -> [Stage: Double] {
    func number(_ node: Node) -> Double? {
      guard let value = node.scalar.flatMap({ Double($0.string) }), (0...5).contains(value) else {
        complain("a weight must be a number from 0 to 5, not \(EntryFields.describe(node))", node)
        return nil
      }
      return value
    }
    guard let mapping = node.mapping else {
      guard let same = number(node) else { return [:] }
      return Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0, same) })
    }
    var weight: [Stage: Double] = [:]
    for (key, value) in mapping {
      let name = key.scalar?.string ?? "?"
      if let stage = Stage(rawValue: name) {
        weight[stage] = number(value)
      } else {
        complain(CardReader.notAStage(name), key)
      }
    }
    return weight
  }

  private static func value(_ name: String, of node: Node) -> Node? {
    node.mapping?.first { $0.key.scalar?.string == name }?.value
  }

  private static func position(of node: Node, _ source: BankSource) -> Position {
    source.position(line: node.mark?.line ?? 1, scalarColumn: node.mark?.column ?? 1)
  }
}
