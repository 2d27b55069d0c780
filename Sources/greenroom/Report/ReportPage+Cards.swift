import Practice
import QuestionBank
import Readiness
import SpacedRepetition
import StudyStore

/// What the report says of cards.
extension ReportPage {
  static func areas(_ data: ReportData) -> Section {
    let areas = data.readiness.areas
    func words(_ area: ReadinessReport.Area) -> String {
      "\(area.title): \(NumberText.percent(area.recall.value)) (\(range(area.recall))), "
        + "\(area.seen) of \(area.cards) cards seen"
    }
    let when = data.plan.map { "on \(PlanScreen.date($0.interview))" } ?? "in four weeks"
    let chart = RowChart(
      id: "areas",
      title: "Readiness by area",
      summary: areas.map(words).joined(separator: "; "),
      rows: areas.prefix(24).map { area in
        RowChart.Row(
          name: area.title,
          share: area.recall.value,
          value: NumberText.percent(area.recall.value),
          range: area.recall.low...area.recall.high,
          tip: words(area)
        )
      },
      legend: ["recalled", "range, nine cases in ten"]
    )
    return Section(
      id: "areas",
      title: "Readiness by area",
      words: ["What you would recall \(when) if you stopped now; new cards count as not recalled."],
      drawings: areas.isEmpty ? [] : [chart.markup],
      tables: [
        Table(
          name: "Readiness by area, the numbers",
          columns: ["Area", "Recalled", "Range", "Seen", "Cards"],
          rows: areas.map {
            Table.Row(
              $0.title,
              [
                NumberText.percent($0.recall.value), range($0.recall), "\($0.seen)", "\($0.cards)",
              ]
            )
          }
        )
      ]
    )
  }

  static func plan(_ data: ReportData) -> Section? {
    guard let plan = data.plan else { return nil }
    let rows = plan.days.map { day -> Table.Row in
      var more: [String] = []
      if let round = day.round { more.append("\(PlanScreen.name(of: round)) round") }
      if let story = day.story { more.append(PlanScreen.words(story)) }
      if day.isFinalPass { more.append("final pass") }
      let minutes =
        day.round.map { "\(day.minutes) + \(RoundSchedule.minutes(of: $0))" } ?? "\(day.minutes)"
      return Table.Row(
        PlanScreen.date(day.day),
        ["\(day.reviews)", "\(day.new)", minutes, more.joined(separator: " · ")]
      )
    }
    let summary = PlanScreen.summary(plan).map(withoutTicks)
    let chart = ColumnChart(
      id: "plan",
      title: "The plan: cards a day",
      summary: summary.joined(separator: " "),
      columns: plan.days.enumerated().map { index, day in
        ColumnChart.Column(
          name: PlanScreen.date(day.day),
          tick: tick(index, of: plan.days.count, day.day),
          value: Double(day.reviews),
          upper: Double(day.new),
          tip: "\(PlanScreen.date(day.day)): \(NumberText.count(day.reviews, "review")), "
            + "\(day.new) new, \(day.minutes) min"
        )
      },
      parts: ["reviews", "new cards"]
    )
    return Section(
      id: "plan",
      title: "The plan",
      words: summary,
      drawings: [chart.markup],
      tables: [
        Table(
          name: "The plan, day by day",
          columns: ["Day", "Reviews", "New", "Minutes", "Besides"],
          rows: rows,
          isFolded: false
        )
      ]
    )
  }

  /// A date below every so many columns.
  static func tick(_ index: Int, of count: Int, _ day: StudyDay) -> String {
    let step = max(1, (count + 4) / 5)
    guard index % step == 0, index + step / 2 < count || index == 0 else { return "" }
    // Without the weekday: `23 Nov`.
    return PlanScreen.date(day).split(separator: " ").dropFirst().joined(separator: " ")
  }

  static func calendar(_ data: ReportData) -> Section {
    let days = data.statistics.days
    let answers = Dictionary(days.map { ($0.day, $0.answers) }) { first, _ in first }
    let total = days.reduce(0) { $0 + $1.answers }
    let minutes = days.reduce(0) { $0 + $1.milliseconds } / 60_000
    let words =
      "\(NumberText.grouped(Double(total))) answers on \(NumberText.count(days.count, "day")) of the "
      + "last \(ReportData.weeks) weeks, \(NumberText.grouped(Double(minutes))) minutes in all. "
      + StreakText.words(data.streak)
    let chart = CalendarChart(
      id: "calendar",
      title: "Answers a day",
      summary: words,
      today: data.today,
      weeks: ReportData.weeks,
      answers: answers
    )
    return Section(
      id: "calendar",
      title: "Calendar",
      words: [words],
      drawings: [chart.markup],
      tables: [
        Table(
          name: "Answers by day",
          columns: ["Day", "Answers", "New", "Minutes", "Recalled"],
          rows: days.reversed().map { day in
            Table.Row(
              "\(PlanScreen.date(day.day)) \(day.day.date.year)",
              [
                "\(day.answers)", "\(day.newCards)", "\((day.milliseconds + 30_000) / 60_000)",
                day.retention.share.map(NumberText.percent) ?? "–",
              ]
            )
          }
        )
      ]
    )
  }

  static func forecast(_ data: ReportData) -> Section {
    let forecast = data.forecast
    let until =
      data.plan.map { "until \(PlanScreen.date($0.interview))" }
      ?? "in the next \(NumberText.count(forecast.days.count, "day"))"
    let late = forecast.overdue > 0 ? ", \(forecast.overdue) of them waiting already" : ""
    let words =
      "\(NumberText.count(forecast.total, "card")) you know become\(forecast.total == 1 ? "s" : "") due "
      + "\(until)\(late). What is learned or answered meanwhile comes on top."
    let chart = ColumnChart(
      id: "forecast",
      title: "Reviews due by day",
      summary: words,
      columns: forecast.days.enumerated().map { index, day in
        ColumnChart.Column(
          name: PlanScreen.date(day.day),
          tick: tick(index, of: forecast.days.count, day.day),
          value: Double(day.due),
          tip: "\(PlanScreen.date(day.day)): \(day.due) due"
        )
      }
    )
    return Section(
      id: "forecast",
      title: "Forecast",
      words: [words],
      drawings: [chart.markup],
      tables: [
        Table(
          name: "Forecast by day",
          columns: ["Day", "Due", "By the plan: reviews", "New"],
          rows: forecast.days.map { day in
            Table.Row(
              PlanScreen.date(day.day),
              [
                "\(day.due)", day.planned.map { "\($0.reviews)" } ?? "–",
                day.planned.map { "\($0.new)" } ?? "–",
              ]
            )
          }
        )
      ]
    )
  }

  /// Rows of a chart and of a table, at most; the rest is said to be there.
  private static let (charted, listed) = (12, 100)

  static func topics(_ data: ReportData) -> Section? {
    let topics = data.statistics.byTopic.filter { $0.value.retention.reviews > 0 }
      .sorted {
        ($1.value.retention.reviews, $0.key) < ($0.value.retention.reviews, $1.key)
      }
    guard !topics.isEmpty else { return nil }
    func predicted(_ retention: StudyStatistics.Retention) -> String {
      retention.predicted.map(NumberText.percent) ?? "–"
    }
    let all = data.statistics.all
    var words = [
      "Of \(NumberText.count(all.reviews, "due review")) you recalled "
        + "\(all.share.map(NumberText.percent) ?? "none")."
    ]
    let hasPredictions = topics.contains { $0.value.retention.foretold > 0 }
    if hasPredictions { words.append("The mark is what the memory model expected.") }
    let chart = RowChart(
      id: "topics",
      title: "Retention by topic",
      summary: words.joined(separator: " "),
      rows: topics.prefix(charted).map { topic, count in
        let retention = count.retention
        return RowChart.Row(
          name: data.preparation.catalogue.title(topic),
          share: retention.share ?? 0,
          value: "\(retention.share.map(NumberText.percent) ?? "–") of \(retention.reviews)",
          mark: retention.predicted,
          tip: "\(topic): recalled \(retention.recalled) of \(retention.reviews), "
            + "expected \(predicted(retention))"
        )
      },
      legend: hasPredictions ? ["recalled", "expected"] : []
    )
    return Section(
      id: "topics",
      title: "Retention by topic",
      words: words,
      drawings: [chart.markup],
      tables: [
        Table(
          name: "Retention by topic, the numbers",
          columns: ["Topic", "Due reviews", "Recalled", "Expected", "Cards seen"],
          rows: topics.prefix(listed).map { topic, count in
            Table.Row(
              topic.rawValue,
              [
                "\(count.retention.reviews)",
                count.retention.share.map(NumberText.percent) ?? "–",
                predicted(count.retention), "\(count.seen) of \(count.cards)",
              ]
            )
          },
          more: more(than: listed, of: topics.count, "topic", "stats")
        )
      ]
    )
  }

  static func more(than shown: Int, of count: Int, _ noun: String, _ verb: String) -> String? {
    count > shown
      ? "And \(NumberText.count(count - shown, "more \(noun)")): greenroom \(verb)." : nil
  }

  static func stability(_ data: ReportData) -> Section {
    let bins = data.stability.bins
    // From so many days on; the whole ranges would not fit below their columns.
    let names = ["<1", "1", "3", "7", "14", "30", "60", "90", "180", "365"]
    let words =
      "Stability is how many days pass until recall falls to 90 %: below each column, the days from "
      + "which on it counts. "
      + "Cards begin at the left and move to the right with every successful review."
    let chart = ColumnChart(
      id: "stability",
      title: "Cards by stability",
      summary: bins.map { "\($0.name): \($0.cards)" }.joined(separator: "; "),
      columns: zip(bins, names).map { bin, name in
        ColumnChart.Column(
          name: bin.name,
          tick: name,
          value: Double(bin.cards),
          tip: "\(bin.name): \(NumberText.count(bin.cards, "card"))"
        )
      }
    )
    return Section(
      id: "stability",
      title: "How firmly you remember",
      words: [words],
      drawings: [chart.markup],
      tables: [
        Table(
          name: "Cards by stability, the numbers",
          columns: ["Stability", "Cards"],
          rows: bins.map { Table.Row($0.name, ["\($0.cards)"]) }
        )
      ]
    )
  }

  /// Reviews in a bin from which on its share means something.
  private static let telling = 20

  static func calibration(_ data: ReportData) -> Section {
    let calibration = data.calibration
    guard let predicted = calibration.predicted, let actual = calibration.actual else {
      return Section(
        id: "calibration",
        title: "Calibration",
        words: [
          "Whether cards are recalled as often as foretold is drawn here once reviews are due: "
            + "predictions are kept from now on with each answer."
        ]
      )
    }
    let words =
      "\(CalibrationText.words(calibration)) A perfect model's dots lie on the broken line."
    let least = min(0.8, (calibration.bins.first?.range.lowerBound ?? 0) - 1e-9)
    let from = max(0, (least * 5).rounded(.down) / 5)
    let marks = stride(from: from, through: 1.0001, by: from >= 0.55 ? 0.1 : 0.2).map { min(1, $0) }
    let ticks = marks.map { LineChart.Tick(at: $0, name: NumberText.percent($0)) }
    let most = Double(calibration.bins.map(\.reviews).max() ?? 1)
    let chart = LineChart(
      id: "calibration",
      title: "Calibration curve",
      summary: words,
      series: [
        LineChart.Series(
          name: "recalled",
          points: calibration.bins.map { bin in
            LineChart.Point(
              x: bin.predicted,
              y: bin.actual,
              range: bin.interval,
              radius: 3.5 + 5 * (Double(bin.reviews) / most).squareRoot(),
              isJoined: bin.reviews >= Self.telling,
              tip: "foretold \(NumberText.percent(bin.predicted)), recalled "
                + "\(NumberText.percent(bin.actual)) of \(bin.reviews)"
            )
          }
        )
      ],
      xTicks: ticks,
      yTicks: ticks,
      reference: ((from, from), (1, 1), "as foretold"),
      xName: "foretold"
    )
    return Section(
      id: "calibration",
      title: "Calibration",
      words: [
        words,
        "Foretold \(NumberText.percent(predicted)), recalled \(NumberText.percent(actual)) in all.",
      ],
      drawings: [chart.markup],
      tables: [
        Table(
          name: "Calibration, the numbers",
          columns: ["Foretold", "Recalled", "Range", "Reviews"],
          rows: calibration.bins.map { bin in
            Table.Row(
              NumberText.percent(bin.predicted),
              [
                NumberText.percent(bin.actual),
                "\(Int((bin.interval.lowerBound * 100).rounded()))–"
                  + NumberText.percent(bin.interval.upperBound),
                "\(bin.reviews)",
              ]
            )
          }
        )
      ]
    )
  }

  static func weak(_ data: ReportData) -> Section? {
    guard !data.weak.isEmpty else { return nil }
    let shown = 15
    return Section(
      id: "weak",
      title: "Weak topics",
      words: [
        "Topics by the cards that you would not recall on the date, each weighted by how much a loop "
          + "asks it. greenroom weak --drill works on these."
      ],
      tables: [
        Table(
          name: "Weak topics and why",
          columns: ["Topic", "Gap in cards", "Why"],
          rows: data.weak.prefix(shown).map { topic in
            Table.Row(
              "\(topic.title) (\(topic.topic.rawValue))",
              [
                WeakScreen.cards(topic.expectedGap)
                  + (topic.isUncertain ? " ± \(WeakScreen.cards(topic.uncertainty))" : ""),
                topic.evidence.joined(separator: ", "),
              ]
            )
          },
          isFolded: false,
          more: more(than: shown, of: data.weak.count, "topic", "weak")
        )
      ],
      isWide: true
    )
  }
}
