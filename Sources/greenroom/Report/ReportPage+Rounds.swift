import Practice
import QuestionBank
import Readiness
import SpacedRepetition

/// What the report says of mock rounds.
extension ReportPage {
  /// Rounds that a table lists, the latest.
  private static let listed = 40

  static func rounds(_ data: ReportData) -> Section {
    let rounds = data.rounds
    let lines = data.readiness.rounds.map { line -> String in
      line.finished == 0
        ? "\(line.kind.rawValue): none yet"
        : "\(line.kind.rawValue): \(line.passed) of \(line.finished) passed, \(line.streak) of "
          + "\(RoundHistory.wanted) cold passes in a row"
    }
    var section = Section(
      id: "rounds",
      title: "Mock rounds",
      words: ["Scores from 1 to 4 against a bar of 3. " + lines.joined(separator: "; ") + "."]
    )
    let scored = rounds.filter { $0.debrief?.mean != nil }
    if let first = scored.first, let last = scored.last {
      let days = scored.map { data.day(of: $0).rawValue }
      let (low, high) = (days.min() ?? 0, days.max() ?? 0)
      let series = PromptKind.allCases.compactMap { kind -> LineChart.Series? in
        let points = scored.filter { $0.kind == kind }.map { round in
          LineChart.Point(
            x: Double(data.day(of: round).rawValue),
            y: round.debrief?.mean ?? 0,
            tip: "\(PlanScreen.date(data.day(of: round))): \(round.title), "
              + "\(RoundVerdict.oneDigit(round.debrief?.mean ?? 0)) of 4"
          )
        }
        return points.isEmpty ? nil : LineChart.Series(name: kind.rawValue, points: points)
      }
      let ends = [data.day(of: first), data.day(of: last)]
      let chart = LineChart(
        id: "scores",
        title: "Round scores over time",
        summary: lines.joined(separator: "; "),
        series: series,
        xTicks: low == high
          ? [
            .init(at: Double(low) - 1, name: ""), .init(at: Double(low), name: date(ends[0])),
            .init(at: Double(low) + 1, name: ""),
          ] : zip([low, high], ends).map { .init(at: Double($0), name: date($1)) },
        yTicks: (1...4).map { .init(at: Double($0), name: "\($0)") },
        reference: (
          (Double(low == high ? low - 1 : low), 3), (Double(low == high ? low + 1 : high), 3), "bar"
        )
      )
      section.drawings = [chart.markup]
    }
    if !rounds.isEmpty {
      section.tables = [
        Table(
          name: "Rounds, the latest first",
          columns: ["Day", "Kind", "Title", "Mean", "Verdict", "Hints"],
          rows: rounds.suffix(listed).reversed().map { round in
            Table.Row(
              date(data.day(of: round)),
              [
                round.kind.rawValue, round.title,
                round.debrief?.mean.map(RoundVerdict.oneDigit) ?? "–",
                round.debrief?.isPassed.map { $0 ? "passed" : "not yet" } ?? "–", "\(round.hints)",
              ]
            )
          },
          isFolded: scored.count > 0,
          more: more(than: listed, of: rounds.count, "round", "rounds list")
        )
      ]
    }
    return section
  }

  private static func date(_ day: StudyDay) -> String {
    PlanScreen.date(day).split(separator: " ").dropFirst().joined(separator: " ")
  }

  /// Each kind's phases: what the last round took of what was planned, and the ones before it.
  static func pacing(_ data: ReportData) -> Section? {
    var section = Section(
      id: "pacing",
      title: "Pacing",
      words: ["Time that each part took, of the time planned for it: 100 % is as planned."]
    )
    for kind in PromptKind.allCases {
      let pacing = Pacing(data.rounds.filter { $0.kind == kind })
      guard !pacing.phases.isEmpty else { continue }
      let greatest = max(2, pacing.phases.map { max($0.last, $0.before ?? 0) }.max() ?? 2)
      func words(_ phase: Pacing.Phase) -> String {
        "\(phase.title): \(NumberText.percent(phase.last))"
          + (phase.before.map { ", before \(NumberText.percent($0))" } ?? "")
      }
      let hasEarlier = pacing.phases.contains { $0.before != nil }
      let chart = RowChart(
        id: "pacing-\(kind.rawValue)",
        title: "Pacing of \(kind.rawValue) rounds",
        summary: pacing.phases.map(words).joined(separator: "; "),
        rows: pacing.phases.prefix(10).map { phase in
          RowChart.Row(
            name: phase.title,
            share: phase.last / greatest,
            value: NumberText.percent(phase.last),
            mark: phase.before.map { $0 / greatest },
            tip: words(phase)
          )
        },
        legend: hasEarlier
          ? ["last \(kind.rawValue) round", "mean of those before"]
          : ["last \(kind.rawValue) round"]
      )
      section.drawings.append(chart.markup)
      section.tables.append(
        Table(
          name: "Pacing of \(kind.rawValue) rounds over time",
          columns: ["Day"] + pacing.phases.map(\.title),
          rows: data.rounds.filter { $0.kind == kind }.suffix(listed).reversed().map { round in
            Table.Row(
              date(data.day(of: round)),
              pacing.phases.map { phase in
                guard let of = round.phases.first(where: { $0.id == phase.id }) else { return "–" }
                return "\(Int((of.spentSeconds / 60).rounded())) of "
                  + "\(Int((of.budgetSeconds / 60).rounded())) min"
              }
            )
          }
        )
      )
    }
    return section.drawings.isEmpty ? nil : section
  }
}

/// How the parts of a kind's rounds kept to their time.
struct Pacing {
  struct Phase {
    let id: String
    let title: String
    /// Time spent over time planned, in the last round.
    let last: Double
    /// The same in the rounds before it; nil where none had it.
    let before: Double?
  }

  let phases: [Phase]

  /// - Parameter rounds: Finished ones of one kind, the earliest first.
  init(_ rounds: [RoundRecord]) {
    guard let latest = rounds.last else {
      phases = []
      return
    }
    phases = latest.phases.filter { $0.budgetSeconds > 0 }.map { phase in
      let earlier = rounds.dropLast().flatMap(\.phases).filter {
        $0.id == phase.id && $0.budgetSeconds > 0
      }
      let budget = earlier.reduce(0) { $0 + $1.budgetSeconds }
      return Phase(
        id: phase.id,
        title: phase.title,
        last: phase.spentSeconds / phase.budgetSeconds,
        before: budget > 0 ? earlier.reduce(0) { $0 + $1.spentSeconds } / budget : nil
      )
    }
  }
}
