import Practice
import QuestionBank
import StudyStore

extension StudyStatistics {
  /// Lines for a terminal.
  var lines: [String] {
    var lines = ["Cards"]
    for state in StateName.allCases {
      lines.append("  \(state.rawValue): \(byState[state] ?? 0)")
    }
    lines.append("Retention of due reviews")
    for (name, retention) in windows {
      let share = retention.share.map(NumberText.percent) ?? "no reviews yet"
      let count =
        retention.reviews == 0 ? "" : " of \(NumberText.count(retention.reviews, "review"))"
      lines.append("  \(name): \(share)\(count)")
    }
    lines.append("By stage (seen of all)")
    for stage in Stage.allCases {
      guard let count = byStage[stage] else { continue }
      lines.append("  \(stage.rawValue): \(count.seen) of \(count.cards)")
    }
    lines.append("By topic (seen of all)")
    for (topic, count) in byTopic.sorted(by: { $0.key < $1.key }) {
      let share = count.retention.share.map { ", \(NumberText.percent($0)) recalled" } ?? ""
      let leeches = count.leeches > 0 ? ", \(NumberText.count(count.leeches, "leech"))" : ""
      lines.append("  \(topic): \(count.seen) of \(count.cards)\(share)\(leeches)")
    }
    let days = days.filter { $0.answers > 0 }
    lines.append(days.isEmpty ? "Answers a day: none yet" : "Answers a day")
    for day in days {
      lines.append(
        "  \(day.day): \(day.answers) (\(day.newCards) new), \((day.milliseconds + 30_000) / 60_000) min"
      )
    }
    return lines
  }

  /// The published shape.
  var json: JSONValue {
    func counts<Key>(_ counts: [Key: Count], _ name: (Key) -> String) -> JSONValue {
      .object(
        Dictionary(
          counts.map { key, count in
            (
              name(key),
              [
                "cards": .int(count.cards), "seen": .int(count.seen),
                "suspended": .int(count.suspended), "leeches": .int(count.leeches),
                "retention": JSONValue(count.retention.share),
              ]
            )
          }
        ) { first, _ in first }
      )
    }
    return [
      "states": .object(
        Dictionary(
          uniqueKeysWithValues: StateName.allCases.map { ($0.rawValue, .int(byState[$0] ?? 0)) }
        )
      ),
      "stages": counts(byStage, \.rawValue),
      "topics": counts(byTopic, \.rawValue),
      "days": .array(
        days.map {
          [
            "date": .string("\($0.day)"), "answers": .int($0.answers), "new": .int($0.newCards),
            "minutes": .double(Double($0.milliseconds) / 60_000),
          ]
        }
      ),
      "retention": .object(
        Dictionary(
          uniqueKeysWithValues: windows.map { name, retention in
            (
              name,
              [
                "reviews": .int(retention.reviews), "recalled": .int(retention.recalled),
                "share": JSONValue(retention.share),
              ]
            )
          }
        )
      ),
      "answers": .int(answers),
      "minutes": .double(Double(milliseconds) / 60_000),
    ]
  }

  private var windows: [(String, Retention)] {
    [("today", today), ("week", week), ("month", month), ("all", all)]
  }
}
