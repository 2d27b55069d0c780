import Foundation
import SpacedRepetition

/// Simulates learners who prepare for a date under several policies, with the same minutes and the
/// same chance, and prints what each recalls on the date.
///
/// Reads the environment: `FORMAT=json` for one line per cell, `SEED` (1), `LEARNERS` (20), `CARDS`
/// (600), `CELLS` (such as `14/10,28/10`; all nine).
@main
enum InterviewDateBenchmark {
  static func main() async {
    let environment = ProcessInfo.processInfo.environment
    let learners = max(1, Int(environment["LEARNERS"] ?? "") ?? 20)
    let seed = UInt64(environment["SEED"] ?? "") ?? 1
    let cards = max(1, Int(environment["CARDS"] ?? "") ?? 600)
    let chosen = environment["CELLS"].map { Set($0.split(separator: ",").map(String.init)) }
    let json = environment["FORMAT"] == "json"
    let bench = Bench(learners: learners, seed: seed)

    let cells = [14, 28, 60].flatMap { days in
      [10, 20, 40].map { Cell(days: days, minutes: $0, cards: cards) }
    }
    .filter { chosen?.contains("\($0.days)/\($0.minutes)") ?? true }
    var report = Report()
    if !json {
      report.planSeconds = Bench.planSeconds(cards: 2_000, days: 60)
      report.largePlanSeconds = Bench.planSeconds(cards: 20_000, days: 180)
    }
    for cell in cells {
      let row = await bench.run(cell)
      if json { print(Report.json(row)) } else { report.rows.append(row) }
    }
    guard !json else { return }
    for cell in cells {
      var dear = cell
      dear.costFactor = 1.5
      report.dear.append(await bench.run(dear))
    }
    for cell in cells {
      var missing = cell
      missing.missed = (cell.days / 3)..<(cell.days / 3 + 7)
      report.missed.append(await bench.run(missing))
    }
    print(report.text)
  }
}
