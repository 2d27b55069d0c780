import Practice
import QuestionBank
import Readiness
import SpacedRepetition
import Terminal

/// Weak topics with their gaps as bars, and why each is one.
struct WeakScreen {
  let width: Int
  let painter: Painter

  private static let nameWidth = 30
  private static let barWidth = 12
  /// Rows on a screen; a limit shows more or fewer, plain output all.
  private static let rows = 15

  /// Whether there is room for columns.
  private var isTable: Bool { !painter.plain && width >= 70 }

  func lines(_ topics: [WeakTopic], most: Int?, _ preparation: Preparation) -> [String] {
    guard let worst = topics.first else {
      return ["No weak topics: there are no cards in scope. `config set include` brings some in."]
    }
    let date =
      preparation.daysToDate.flatMap { _ in preparation.interview }
      .map { CivilDate(daysSince1970: $0.rawValue).short } ?? "in four weeks"
    let on = preparation.daysToDate == nil ? date : "on \(date)"
    let head =
      isTable
      ? TerminalText.pad("topic", to: Self.nameWidth) + " "
        + TerminalText.pad("gap \(on)", to: Self.barWidth + 13) + "why"
      : "Topics, and their gap \(on):"
    var lines = [painter.paint(head, .dim)]
    let shown = topics.prefix(most ?? (painter.plain ? topics.count : Self.rows))
    for topic in shown {
      lines += row(topic, worst: worst.expectedGap)
    }
    let rest = topics.count - shown.count
    var hints: [String] = []
    if rest > 0 {
      hints.append("and \(NumberText.count(rest, "more topic")): `weak --limit \(topics.count)`")
    }
    hints.append(
      "`weak --drill` works on these. `weak --topic \(worst.topic)` lists the cards."
    )
    lines += hints.flatMap { TerminalText.wrap(painter.words($0), width: width) }
    return lines
  }

  private func row(_ topic: WeakTopic, worst: Double) -> [String] {
    let name =
      topic.topic.rawValue.replacing("/", with: " / ")
      + (topic.stage.map { " · \($0.rawValue)" } ?? "")
    let gap =
      Self.cards(topic.expectedGap)
      + (topic.isUncertain ? " ± " + Self.cards(topic.uncertainty) : "")
    let why = topic.evidence.joined(separator: ", ")
    if !isTable {
      return TerminalText.wrap("\(name): gap \(gap) cards; \(why)", width: width)
    }
    let cells = worst > 0 ? Int((topic.expectedGap / worst * Double(Self.barWidth)).rounded()) : 0
    let bar = String(repeating: painter.glyphs.barFull, count: max(1, cells))
    let head =
      TerminalText.pad(TerminalText.truncate(name, to: Self.nameWidth), to: Self.nameWidth) + " "
      + painter.paint(TerminalText.pad(bar, to: Self.barWidth), .accent) + " "
      + TerminalText.pad(gap, to: 11)
    let left = Self.nameWidth + Self.barWidth + 14
    let words = TerminalText.wrap(why, width: max(20, width - left))
    return words.enumerated().map { index, line in
      (index == 0 ? head : String(repeating: " ", count: left - 1)) + " " + line
    }
  }

  /// The cards of a weak topic, the least likely to be recalled first.
  func cards(of rows: [WeakTopic], within topic: TopicPath, _ preparation: Preparation) -> [String]
  {
    var lines = rows.flatMap { row($0, worst: rows.first?.expectedGap ?? 1) }
    lines.append("")
    let cards = preparation.cards.filter { $0.topic.isWithin(topic) }
      .map { (card: $0, recall: preparation.recallIfLeft($0)) }
      .sorted { ($0.recall ?? -1, $0.card.key) < ($1.recall ?? -1, $1.card.key) }
    lines += cards.map { card, recall in
      let key = TerminalText.pad(TerminalText.singleLine(card.key.rawValue), to: 42)
      let share = recall.map { "recall \(NumberText.percent($0))" } ?? "never seen"
      let lapses = card.lapses > 0 ? ", \(NumberText.count(card.lapses, "lapse"))" : ""
      return TerminalText.truncate(
        "\(key) \(TerminalText.pad(card.stage.rawValue, to: 10))\(share)\(lapses)",
        to: width
      )
    }
    return lines
  }

  /// Cards to a tenth, `7.5`.
  static func cards(_ gap: Double) -> String { RoundVerdict.oneDigit(gap) }

  static func json(_ topic: WeakTopic) -> JSONValue {
    [
      "topic": .string(topic.topic.rawValue), "title": .string(topic.title),
      "stage": JSONValue(topic.stage?.rawValue), "expected_gap": JSONValue(topic.expectedGap),
      "uncertainty": JSONValue(topic.uncertainty), "recall": JSONValue(topic.recall),
      "cards": .int(topic.cards), "reviews": .int(topic.reviews), "lapses": .int(topic.lapses),
      "leeches": .int(topic.leeches), "unseen": .int(topic.unseen),
      "evidence": JSONValue(topic.evidence),
    ]
  }
}
