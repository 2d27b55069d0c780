import Foundation

/// The bench's figures as text, with each target and whether it is met.
struct Report {
  /// Seconds for a plan of 2,000 cards and 60 days.
  var planSeconds = Double.nan
  /// Seconds for a plan of 20,000 cards and 180 days; no target.
  var largePlanSeconds = Double.nan
  var rows: [Row] = []
  /// Every answer takes half as long again as planned.
  var dear: [Row] = []
  /// A week without study that no plan foresaw.
  var missed: [Row] = []

  static func json(_ row: Row) -> String {
    String(
      format: "{\"days\": %d, \"minutes\": %d, \"fsrs90\": %.3f, \"best_fixed\": %.3f,"
        + " \"filled\": %.3f, \"ours\": %.3f}",
      row.cell.days,
      row.cell.minutes,
      row.fsrs90,
      row.bestFixed.recall,
      row.filled.recall,
      row.ours
    )
  }

  var text: String {
    var lines = ["Recall on the date, %"]
    lines += table(rows)
    lines += ["", "Real costs 50 % above plan"] + table(dear)
    lines += ["", "A week missed"] + table(missed)
    lines += ["", "Targets"] + targets
    lines.append(String(format: "(20,000 cards, 180 days: %.2f s)", largePlanSeconds))
    return lines.joined(separator: "\n")
  }

  private func table(_ rows: [Row]) -> [String] {
    let head =
      "days/min  fsrs.90  best fixed     filled            new 1st  random  ours    -fixed  "
      + "-filled (s.e.)  expected  seen   last day (most)  others"
    return [head]
      + rows.map { row in
        let cell = "\(row.cell.days)/\(row.cell.minutes)".padding(
          toLength: 8,
          withPad: " ",
          startingAt: 0
        )
        return String(
          format: "%@  %6.2f   %6.2f (%.2f)  %6.2f (%.2f, %@)  %6.2f  %6.2f  %6.2f  %+6.2f  "
            + "%+6.2f (%.2f)   %6.2f   %6.2f  %.2f (%.2f)    %.2f",
          cell,
          row.fsrs90,
          row.bestFixed.recall,
          row.bestFixed.retention,
          row.filled.recall,
          row.filled.retention,
          row.filled.newFirst ? "new" : "due",
          row.newFirst,
          row.random,
          row.ours,
          row.ours - row.bestFixed.recall,
          row.ours - row.filled.recall,
          row.error,
          row.promised,
          row.seen,
          row.lastDayMean,
          row.lastDay,
          row.otherDays
        )
      }
  }

  // MARK: - Targets

  private var targets: [String] {
    let overFixed = rows.map { $0.ours - $0.bestFixed.recall }
    let overFilled = rows.map { $0.ours - $0.filled.recall }
    let everyDay = rows + dear + missed
    return [
      verdict("median over FSRS 0.90", median(rows.map { $0.ours - $0.fsrs90 }), atLeast: 5),
      verdict("median over best fixed retention", median(overFixed), atLeast: 2),
      verdict("worst cell over best fixed retention", overFixed.min() ?? .nan, atLeast: 0),
      verdict("28/10 over filled", over(28, 10), atLeast: 2),
      verdict("14/20 over filled", over(14, 20), atLeast: 0.8),
      verdict("worst cell over filled", overFilled.min() ?? .nan, atLeast: -0.1),
      verdict("worst cell over filled, costs +50 %", worst(dear), atLeast: -0.5),
      verdict("worst cell over filled, a week missed", worst(missed), atLeast: -0.5),
      verdict(
        "heaviest last day, share of the budget",
        everyDay.map(\.lastDay).max() ?? .nan,
        atMost: 1
      ),
      verdict("seconds for a plan, 2,000 cards, 60 days", planSeconds, atMost: 1),
    ]
  }

  private func over(_ days: Int, _ minutes: Int) -> Double {
    rows.first { $0.cell.days == days && $0.cell.minutes == minutes }
      .map { $0.ours - $0.filled.recall } ?? .nan
  }

  private func worst(_ rows: [Row]) -> Double {
    rows.map { $0.ours - $0.filled.recall }.min() ?? .nan
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  private func verdict(_ what: String, _ value: Double, atLeast goal: Double) -> String {
    line(what, value, "at least", goal, value >= goal)
  }

  private func verdict(_ what: String, _ value: Double, atMost goal: Double) -> String {
    line(what, value, "at most", goal, value <= goal)
  }

  private func line(
    _ what: String,
    _ value: Double,
    _ side: String,
    _ goal: Double,
    _ isMet: Bool
  ) -> String {
    let name = what.padding(toLength: 42, withPad: " ", startingAt: 0)
    return String(
      format: "%@ %+7.2f  %@ %+.1f  %@",
      name,
      value,
      side,
      goal,
      isMet ? "met" : "NOT MET"
    )
  }
}
