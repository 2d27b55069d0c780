import Foundation
import SpacedRepetition

/// The bench's figures as text.
enum Report {
  // MARK: - The real log

  static func text(_ evidence: LogEvidence) -> String {
    let head =
      row("The real log, default parameters")
      + "  rows  recalled  constant   FSRS-6   FSRS-7   7 − 6 (95 %)               "
      + "bias of 6 (95 %)            bias of 7 (95 %)            gap 6   gap 7"
    let lines = evidence.lines.map { line in
      row(line.group.rawValue)
        + String(
          format: "%6d  %8.3f  %8.4f  %7.4f  %7.4f  %+.4f (%+.4f … %+.4f)  ",
          line.count,
          line.recalled,
          line.constantLoss,
          line.fsrs6.logLoss,
          line.fsrs7.logLoss,
          line.difference.mean,
          line.difference.low,
          line.difference.high
        )
        + bias(line.fsrs6, line.recalled, line.bias6) + bias(line.fsrs7, line.recalled, line.bias7)
        + String(format: "%.4f  %.4f", line.fsrs6.gap, line.fsrs7.gap)
    }
    return ([head] + lines).joined(separator: "\n")
  }

  private static func bias(
    _ score: LogEvidence.Score,
    _ recalled: Double,
    _ middle: (low: Double, high: Double)
  ) -> String {
    String(format: "%+.4f (%+.4f … %+.4f)  ", score.predicted - recalled, middle.low, middle.high)
  }

  private static func row(_ text: String) -> String {
    text.padding(toLength: 46, withPad: " ", startingAt: 0)
  }

  // MARK: - The models

  static func text(_ lines: [ModelFigures.Line]) -> String {
    func waits(_ intervals: [Interval]) -> String {
      intervals.map { interval in
        switch interval {
        case .days(let days): "\(days)d"
        case .seconds(let seconds): "\(LearningSteps(seconds: [seconds]))"
        }
      }
      .joined(separator: " ")
    }
    return lines.map { line in
      let days = line.intervals.map { String(format: "%.4g", $0) }.joined(separator: " ")
      let fading = line.fading.sorted { $0.key < $1.key }.map { rating, recall in
        "\(rating) " + recall.map { String(format: "%.3f", $0) }.joined(separator: " ")
      }
      return """
        \(line.model.rawValue): first intervals at 0.90 in days \(days); no steps \
        \(waits(line.withoutSteps)); \(ModelFigures.oneStep): \(waits(line.withOneStep)); \
        \(ModelFigures.twoSteps): \(waits(line.withTwoSteps))
        \(line.model.rawValue): recall after 10 minutes, 1, 7, 28 days: \
        \(fading.joined(separator: "; "))
        \(line.model.rawValue): plan of 900 cards, 28 days: \
        \(String(format: "%.0f ms, next day %.0f ms", line.plan.first * 1e3, line.plan.next * 1e3))\
        ; one decision \(String(format: "%.1f µs", line.decision))
        """
    }
    .joined(separator: "\n")
  }

  // MARK: - The simulation

  /// A row per start: recall and what it has over the start of reference, by truth and cell, and the
  /// most by which another start was better; then FSRS-7 against FSRS-6.
  static func text(_ results: [Trial.Result], _ starts: [Start]) -> String {
    let reference = starts.firstIndex(of: .reference) ?? 0
    let cells = results.map { column("\($0.truth.rawValue) \($0.cell)") }.joined()
    let rows = starts.indices.map { start in
      let regrets = results.map { $0.regret(start) }
      return name("\(starts[start])")
        + results.map { result in
          column(
            String(format: "%.2f ", result.mean(start, \.recall))
              + text(result.difference(start, over: reference))
          )
        }
        .joined()
        + String(
          format: "  %11.2f  %4.2f",
          regrets.max() ?? .nan,
          regrets.reduce(0, +) / Double(max(1, regrets.count))
        )
    }
    let pairs = starts.indices.compactMap { start -> String? in
      var other = starts[start]
      other.model = .fsrs6
      guard starts[start].model == .fsrs7, let six = starts.firstIndex(of: other) else {
        return nil
      }
      return name("\(other.learning) | \(other.relearning)")
        + results.map { column(text($0.difference(start, over: six))) }.joined()
    }
    return
      ([
        "Recall on the date, %, and what it has over \(Start.reference) (s.e.)",
        name("") + cells + "  most regret  mean",
      ] + rows + ["", "FSRS-7 over FSRS-6 with the same steps (s.e.)", name("") + cells] + pairs)
      .joined(separator: "\n")
  }

  private static func text(_ difference: (mean: Double, error: Double)) -> String {
    String(format: "%+.2f (%.2f)", difference.mean, difference.error)
  }

  private static func name(_ text: String) -> String {
    text.padding(toLength: 24, withPad: " ", startingAt: 0)
  }

  private static func column(_ text: String) -> String {
    "  " + text.padding(toLength: 20, withPad: " ", startingAt: 0)
  }

  static func json(_ result: Trial.Result, _ starts: [Start]) -> String {
    let reference = starts.firstIndex(of: .reference) ?? 0
    return starts.indices.map { start in
      let difference = result.difference(start, over: reference)
      return String(
        format: "{\"truth\": \"%@\", \"days\": %d, \"minutes\": %d, \"model\": \"%@\","
          + " \"learning_steps\": \"%@\", \"relearning_steps\": \"%@\", \"recall\": %.3f,"
          + " \"over_reference\": %.3f, \"error\": %.3f, \"seen\": %.2f, \"minutes_used\": %.2f,"
          + " \"further_answers\": %.3f}",
        result.truth.rawValue,
        result.cell.days,
        result.cell.minutes,
        starts[start].model.rawValue,
        "\(starts[start].learning)",
        "\(starts[start].relearning)",
        result.mean(start, \.recall),
        difference.mean,
        difference.error,
        result.mean(start, \.seen),
        result.mean(start, \.minutes),
        result.mean(start, \.further)
      )
    }
    .joined(separator: "\n")
  }
}
