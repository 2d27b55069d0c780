import Foundation
import SpacedRepetition

/// Compares what a new learner could start with: on a real review log, and by simulated learners.
///
/// Reads the environment: `LOG`, a review log as `greenroom optimize --reviews` takes it (without it
/// that part is left out); `FORMAT=json` for one line per simulated figure and nothing else; `SEED`
/// (1), `LEARNERS` (20, 0 to simulate none), `CARDS` (600), `CELLS` (`28/20,14/20,28/10`), `TRUTHS`
/// (`fsrs6,fsrs6-smooth,fsrs7`), `CHOICE=due` for due dates in place of a plan, `SITTINGS` a day (1),
/// `STEP_COST` (1), `FIRST=log` for first answers as in the real log.
@main
enum StartBenchmark {
  static func main() async throws {
    let environment = ProcessInfo.processInfo.environment
    func number(_ name: String, _ usual: Int) -> Int { Int(environment[name] ?? "") ?? usual }
    func words(_ name: String, _ usual: String) -> [String] {
      (environment[name] ?? usual).split(separator: ",").map(String.init)
    }
    let isJSON = environment["FORMAT"] == "json"
    if !isJSON {
      if let path = environment["LOG"] { print(Report.text(try LogEvidence(path: path)), "\n") }
      print(Report.text(ModelFigures.lines), "\n")
    }

    let trial = Trial(
      learners: number("LEARNERS", 20),
      seed: UInt64(environment["SEED"] ?? "") ?? 1,
      starts: Start.all,
      stepCost: Double(environment["STEP_COST"] ?? "") ?? 1,
      firstShares: environment["FIRST"] == "log" ? Trial.firstSharesOfLog : Trial.firstShares
    )
    guard trial.learners > 0 else { return }
    var results: [Trial.Result] = []
    for name in words("TRUTHS", "fsrs6,fsrs6-smooth,fsrs7") {
      guard let truth = Truth(rawValue: name) else { throw Unknown(word: name) }
      for text in words("CELLS", "28/20,14/20,28/10") {
        let parts = text.split(separator: "/").compactMap { Int($0) }
        guard parts.count == 2, parts.allSatisfy({ $0 > 0 }) else { throw Unknown(word: text) }
        let result = await trial.run(
          truth,
          Cell(
            days: parts[0],
            minutes: parts[1],
            cards: number("CARDS", 600),
            choice: environment["CHOICE"] == "due" ? .due : .plan,
            sittings: number("SITTINGS", 1)
          )
        )
        FileHandle.standardError.write(Data("\(name) \(text)\n".utf8))
        if isJSON { print(Report.json(result, trial.starts)) } else { results.append(result) }
      }
    }
    if !isJSON { print(Report.text(results, trial.starts)) }
  }

  /// A word of the environment that names nothing.
  struct Unknown: Error, CustomStringConvertible {
    var word: String
    var description: String { "'\(word)' is neither a truth nor days/minutes" }
  }
}
