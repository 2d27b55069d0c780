import Practice
import QuestionBank
import Readiness
import SpacedRepetition
import StudyStore
import Terminal

/// The study in numbers, with bars where there is room and in words where plain lines are wanted.
struct StatisticsScreen {
  let width: Int
  let painter: Painter

  private static let nameWidth = 34
  /// Days that the forecast shows.
  static let forecastDays = 14

  func lines(
    _ statistics: StudyStatistics,
    forecast: Forecast,
    streak: Streak,
    stability: StabilityHistogram
  ) -> [String] {
    var lines = [title("Cards")]
    for state in StateName.allCases {
      lines.append("  \(state.rawValue): \(statistics.byState[state] ?? 0)")
    }
    lines += retention(statistics)
    lines += wrapped(CalibrationText.words(statistics.calibration)).map { "  " + $0 }
    lines += calibration(statistics.calibration)
    lines += counts("By stage", Stage.allCases.map { ($0.rawValue, statistics.byStage[$0]) })
    lines += counts("By kind", CardKind.allCases.map { ($0.rawValue, statistics.byKind[$0]) })
    lines += counts(
      "By topic",
      statistics.byTopic.sorted { $0.key < $1.key }.map { ($0.key.rawValue, $0.value) }
    )
    lines += self.forecast(forecast)
    lines += self.stability(stability)
    lines += time(statistics, streak)
    return lines.map { TerminalText.truncate($0, to: width) }
  }

  private func title(_ text: String) -> String { painter.paint(text, .title) }

  private func wrapped(_ text: String) -> [String] {
    TerminalText.wrap(painter.words(text), width: max(20, width - 2))
  }

  private var drawsBars: Bool { !painter.plain && width >= 60 }

  private func bar(_ value: Int, of most: Int, cells: Int) -> String {
    guard most > 0, value > 0 else { return "" }
    let full = max(1, Int((Double(value) / Double(most) * Double(cells)).rounded()))
    return String(repeating: painter.glyphs.barFull, count: full)
  }

  // MARK: Parts

  private func retention(_ statistics: StudyStatistics) -> [String] {
    var lines = [title("Retention of due reviews")]
    for (name, retention) in statistics.windows {
      let share = retention.share.map(NumberText.percent) ?? "no reviews yet"
      let count =
        retention.reviews == 0 ? "" : " of \(NumberText.count(retention.reviews, "review"))"
      lines.append("  \(name): \(share)\(count)")
    }
    return lines
  }

  /// Each bin's foretold and true share as a bar with a mark in it.
  private func calibration(_ calibration: Calibration) -> [String] {
    calibration.bins.map { bin in
      let words =
        "foretold \(NumberText.percent(bin.predicted)), recalled \(NumberText.percent(bin.actual)) "
        + "of \(bin.reviews)"
      guard drawsBars else { return "  " + words }
      let cells = 20
      var cellsOfBar = (0..<cells).map {
        $0 < Int((bin.actual * Double(cells)).rounded())
          ? painter.glyphs.barFull : painter.glyphs.barEmpty
      }
      cellsOfBar[min(cells - 1, Int(bin.predicted * Double(cells)))] = painter.glyphs.vertical
      return "  " + painter.paint(cellsOfBar.joined(), .accent) + "  " + words
    }
  }

  private func counts(_ name: String, _ rows: [(String, StudyStatistics.Count?)]) -> [String] {
    [title("\(name) (seen of all)")]
      + rows.compactMap { name, count in
        guard let count else { return nil }
        let name = TerminalText.singleLine(name)
        let share = count.retention.share.map { ", \(NumberText.percent($0)) recalled" } ?? ""
        let expected =
          count.retention.predicted.map { " (foretold \(NumberText.percent($0)))" } ?? ""
        let leeches =
          count.leeches == 0
          ? "" : count.leeches == 1 ? ", 1 leech" : ", \(count.leeches) leeches"
        return "  \(name): \(count.seen) of \(count.cards)\(share)\(expected)\(leeches)"
      }
  }

  private func forecast(_ forecast: Forecast) -> [String] {
    var lines = [title("Forecast: reviews due")]
    if forecast.total == 0 {
      return lines + ["  none in the next \(NumberText.count(forecast.days.count, "day"))"]
    }
    if forecast.overdue > 0 { lines.append("  \(forecast.overdue) of today's were due before") }
    let most = forecast.days.map(\.due).max() ?? 0
    for (index, day) in forecast.days.enumerated() {
      let name = index == 0 ? "today" : PlanScreen.date(day.day)
      lines.append(
        drawsBars
          ? "  " + TerminalText.pad(name, to: 11) + TerminalText.padLeft("\(day.due)", to: 6) + " "
            + painter.paint(bar(day.due, of: most, cells: 30), .accent)
          : "  \(name): \(day.due)"
      )
    }
    return lines
  }

  private func stability(_ stability: StabilityHistogram) -> [String] {
    guard stability.cards > 0 else { return [] }
    let most = stability.bins.map(\.cards).max() ?? 0
    return [title("Stability: days until recall falls to 90 %")]
      + stability.bins.map { bin in
        drawsBars
          ? "  " + TerminalText.pad(bin.name, to: 16)
            + TerminalText.padLeft("\(bin.cards)", to: 6) + " "
            + painter.paint(bar(bin.cards, of: most, cells: 30), .accent)
          : "  \(bin.name): \(bin.cards)"
      }
  }

  private func time(_ statistics: StudyStatistics, _ streak: Streak) -> [String] {
    let days = statistics.days.filter { $0.answers > 0 }
    guard !days.isEmpty else { return [title("Answers a day: none yet")] }
    let most = days.map(\.answers).max() ?? 0
    var lines = [title("Answers a day")]
    for day in days {
      let words =
        "\(day.answers) (\(day.newCards) new), \((day.milliseconds + 30_000) / 60_000) min"
      lines.append(
        drawsBars
          ? "  \(day.day): " + TerminalText.pad(words, to: 26)
            + painter.paint(bar(day.answers, of: most, cells: 30), .accent)
          : "  \(day.day): \(words)"
      )
    }
    let minutes = days.reduce(0) { $0 + $1.milliseconds } / 60_000 / days.count
    lines += wrapped(
      "\(NumberText.count(minutes, "minute")) on a day with answers. " + StreakText.words(streak)
    ).map { "  " + $0 }
    return lines
  }
}

extension StudyStatistics {
  fileprivate var windows: [(String, Retention)] {
    [("today", today), ("week", week), ("month", month), ("all", all)]
  }

  /// The published shape.
  func json(forecast: Forecast, streak: Streak, stability: StabilityHistogram) -> JSONValue {
    func counts<Key>(_ counts: [Key: Count], _ name: (Key) -> String) -> JSONValue {
      .object(
        Dictionary(
          counts.map { key, count in
            (
              name(key),
              [
                "cards": .int(count.cards), "seen": .int(count.seen),
                "suspended": .int(count.suspended), "leeches": .int(count.leeches),
                "answers": .int(count.answers),
                "minutes": .double(Double(count.milliseconds) / 60_000),
                "retention": JSONValue(count.retention.share),
                "predicted": JSONValue(count.retention.predicted),
              ]
            )
          }
        ) { first, _ in first }
      )
    }
    let calibration = calibration
    return [
      "states": .object(
        Dictionary(
          uniqueKeysWithValues: StateName.allCases.map { ($0.rawValue, .int(byState[$0] ?? 0)) }
        )
      ),
      "stages": counts(byStage, \.rawValue),
      "kinds": counts(byKind, \.rawValue),
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
      "forecast": [
        "overdue": .int(forecast.overdue),
        "days": .array(
          forecast.days.map { ["date": .string("\($0.day)"), "due": .int($0.due)] }
        ),
      ],
      "calibration": [
        "reviews": .int(calibration.reviews), "predicted": JSONValue(calibration.predicted),
        "recalled": JSONValue(calibration.actual),
        "rmse_bins": JSONValue(calibration.rootMeanSquare),
        "log_loss": JSONValue(calibration.logLoss),
        "bins": .array(
          calibration.bins.map {
            [
              "predicted": .double($0.predicted), "recalled": .double($0.actual),
              "low": .double($0.interval.lowerBound), "high": .double($0.interval.upperBound),
              "reviews": .int($0.reviews),
            ]
          }
        ),
      ],
      "stability": .array(
        stability.bins.map { ["range": .string($0.name), "cards": .int($0.cards)] }
      ),
      "streak": [
        "current": .int(streak.current), "longest": .int(streak.longest),
        "recent": .int(streak.recent), "window": .int(streak.window),
      ],
      "time": [
        "minutes_today": .double(
          Double(days.last { $0.day >= (forecast.days.first?.day ?? $0.day) }?.milliseconds ?? 0)
            / 60_000
        ),
        "minutes_per_active_day": JSONValue(
          days.isEmpty
            ? nil
            : Double(days.reduce(0) { $0 + $1.milliseconds }) / 60_000 / Double(days.count)
        ),
        "active_days": .int(days.count),
      ],
      "answers": .int(answers),
      "minutes": .double(Double(milliseconds) / 60_000),
    ]
  }
}
