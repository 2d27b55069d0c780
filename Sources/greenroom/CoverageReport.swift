import QuestionBank
import Terminal

/// The coverage table: rows of the career guide, their topics, counts by stage and kind, gaps.
struct CoverageReport {
  let coverage: Coverage
  let showsTopics: Bool
  let painter: Painter

  private static let nameWidth = 23

  /// Lines of at most 80 columns.
  var lines: [String] {
    var lines = [painter.paint(Self.header, .dim)]
    for row in coverage.rows {
      lines.append(
        painter.paint(Self.name(row.goal.id), .bold)
          + Self.figures(row.tally, least: row.goal.cards)
      )
      guard showsTopics else { continue }
      lines += row.topics.map {
        Self.name("  " + $0.path.rawValue) + Self.figures($0.tally, least: $0.least)
      }
    }
    lines.append(
      painter.paint(Self.name("all cards"), .bold)
        + Self.figures(coverage.all, least: coverage.goals.cards)
    )
    lines += ["", painter.paint(Self.promptHeader, .dim)]
    lines += coverage.prompts.map { prompt in
      Self.name(prompt.kind.rawValue) + Self.share(prompt.total, of: prompt.least)
        + Stage.allCases.map { Self.cell(prompt.stages[$0, default: 0]) }.joined()
        + (prompt.gap > 0 ? "   short by \(prompt.gap)" : "")
    }
    return lines
  }

  private static let header =
    name("row and topics") + pad("cards", 9) + "  jun mid sen lea pri  open clo cho typ est  gap"
  private static let promptHeader =
    name("mock rounds") + pad("prompts", 9) + "  jun mid sen lea pri"

  private static func name(_ text: String) -> String {
    let text = TerminalText.truncate(TerminalText.singleLine(text), to: nameWidth)
    return TerminalText.pad(text, to: nameWidth)
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    TerminalText.padLeft(text, to: width)
  }

  private static func cell(_ count: Int) -> String { pad(count == 0 ? "·" : "\(count)", 4) }

  private static func share(_ count: Int, of least: Int?) -> String {
    pad(least.map { "\(count)/\($0)" } ?? "\(count)", 9) + " "
  }

  private static func figures(_ tally: Coverage.Tally, least: Int?) -> String {
    let gap = max(0, (least ?? 0) - tally.total)
    return share(tally.total, of: least)
      + Stage.allCases.map { cell(tally.stages[$0, default: 0]) }.joined() + "  "
      + CardKind.allCases.map { cell(tally.kinds[$0, default: 0]) }.joined()
      + pad(gap == 0 ? "" : "\(gap)", 5)
  }

  /// The published shape.
  static func json(_ coverage: Coverage) -> JSONValue {
    func stages(_ counts: [Stage: Int]) -> JSONValue {
      .object(
        Dictionary(
          uniqueKeysWithValues: Stage.allCases.map { ($0.rawValue, .int(counts[$0, default: 0])) }
        )
      )
    }
    func tally(_ tally: Coverage.Tally, least: Int?) -> [String: JSONValue] {
      [
        "cards": .int(tally.total), "least": JSONValue(least),
        "gap": .int(max(0, (least ?? 0) - tally.total)), "stages": stages(tally.stages),
        "kinds": .object(
          Dictionary(
            uniqueKeysWithValues: CardKind.allCases.map {
              ($0.rawValue, .int(tally.kinds[$0, default: 0]))
            }
          )
        ),
      ]
    }
    let rows = coverage.rows.map { row -> JSONValue in
      let topics = row.topics.map { topic -> JSONValue in
        .object(
          tally(topic.tally, least: topic.least)
            .merging(["topic": .string(topic.path.rawValue), "title": .string(topic.title)]) { $1 }
        )
      }
      let own: [String: JSONValue] = [
        "row": .string(row.goal.id), "title": .string(row.goal.title), "topics": .array(topics),
      ]
      return .object(tally(row.tally, least: row.goal.cards).merging(own) { $1 })
    }
    let prompts = coverage.prompts.map { prompt -> JSONValue in
      [
        "kind": .string(prompt.kind.rawValue), "prompts": .int(prompt.total),
        "least": .int(prompt.least), "gap": .int(prompt.gap), "stages": stages(prompt.stages),
      ]
    }
    return [
      "rows": .array(rows), "all": .object(tally(coverage.all, least: coverage.goals.cards)),
      "prompts": .array(prompts), "short": JSONValue(coverage.gaps),
    ]
  }
}
