import Foundation
import Practice
import SimulatedLearners
import SpacedRepetition

/// How well the models' default parameters predict a real review log, nothing being fitted.
struct LogEvidence {
  /// Which rows are looked at.
  enum Group: String, CaseIterable {
    case all = "a study day or more after the last answer"
    case later = "of these, later five sixths by time"
    case firstWeeks = "of these, a card's first 28 days"
    case secondDay = "a card's first answer after its first day"
    case week = "1 to 7 study days"
    case afterSteps = "1 study day, several answers on the last one"
    case minutes = "same day, within 30 minutes"
    case hours = "same day, later"
  }

  /// Recall as one model predicted it, and what happened, over a group's rows.
  struct Score {
    var logLoss: Double
    var predicted: Double
    /// Root of the mean squared gap between predicted and true recall, over ten equal parts by
    /// predicted recall.
    var gap: Double
  }

  struct Line {
    var group: Group
    var count: Int
    var recalled: Double
    /// Of a prediction that is always the share recalled.
    var constantLoss: Double
    var fsrs6: Score
    var fsrs7: Score
    /// Log loss of FSRS-7 less that of FSRS-6, and the middle 95 % of it when cards are drawn anew.
    var difference: (mean: Double, low: Double, high: Double)
    /// The same of predicted less true recall.
    var bias6: (low: Double, high: Double)
    var bias7: (low: Double, high: Double)
  }

  private struct Row {
    var card: Int
    var milliseconds: Int64
    /// Study days since the card's first answer.
    var age: Int
    var studyDays: Int
    var fractionalDays: Double
    /// Answers on the card's last day before this one.
    var answersBefore: Int
    var isSecondDay: Bool
    var recalled: Bool
    var fsrs6: Double
    var fsrs7: Double
  }

  private let rows: [Row]
  private let chance = Chance(seed: 1)

  /// Reads a log in the format of `greenroom optimize --reviews`.
  init(path: String) throws {
    let data = try Data(contentsOf: URL(filePath: path))
    rows = Self.predict(try ReviewLogFile([UInt8](data)).rows)
  }

  private static func predict(_ answers: [ReviewLog.Row]) -> [Row] {
    let (fsrs6, fsrs7) = (FSRS6(), FSRS7())
    var rows: [Row] = []
    for (card, answers) in Dictionary(grouping: answers, by: \.card).sorted(by: { $0.key < $1.key })
    {
      let answers = answers.sorted { $0.milliseconds < $1.milliseconds }
      var last = answers[0]
      var state6 = fsrs6.initialState(after: last.rating)
      var state7 = fsrs7.initialState(after: last.rating)
      var answersOnDay = 1
      for answer in answers.dropFirst() where answer != last {
        let days = Double(answer.milliseconds - last.milliseconds) / 86_400_000
        let elapsed = Elapsed(studyDays: answer.day - last.day, fractionalDays: days)
        // FSRS-6 says nothing within a day; its curve at the fraction of it stands in.
        let days6 = elapsed.studyDays > 0 ? Double(elapsed.studyDays) : elapsed.fractionalDays
        rows.append(
          Row(
            card: card,
            milliseconds: answer.milliseconds,
            age: answer.day - answers[0].day,
            studyDays: elapsed.studyDays,
            fractionalDays: elapsed.fractionalDays,
            answersBefore: answersOnDay,
            isSecondDay: elapsed.studyDays > 0 && last.day == answers[0].day,
            recalled: answer.rating.isRecalled,
            fsrs6: fsrs6.retrievability(of: state6, afterDays: days6),
            fsrs7: fsrs7.retrievability(of: state7, after: elapsed)
          )
        )
        answersOnDay = elapsed.studyDays > 0 ? 1 : answersOnDay + 1
        state6 = fsrs6.nextState(state6, after: answer.rating, elapsed: elapsed)
        state7 = fsrs7.nextState(state7, after: answer.rating, elapsed: elapsed)
        last = answer
      }
    }
    return rows
  }

  // MARK: - Groups

  private func rows(of group: Group) -> [Row] {
    let scored = rows.filter { $0.studyDays > 0 }
    switch group {
    case .all: return scored
    case .later:
      let byTime = scored.sorted { ($0.milliseconds, $0.card) < ($1.milliseconds, $1.card) }
      return Array(byTime.dropFirst(byTime.count - byTime.count / 6 * 5))
    case .firstWeeks: return scored.filter { $0.age <= 28 }
    case .secondDay: return scored.filter(\.isSecondDay)
    case .week: return scored.filter { $0.studyDays <= 7 }
    case .afterSteps: return scored.filter { $0.studyDays == 1 && $0.answersBefore > 1 }
    case .minutes: return rows.filter { $0.studyDays == 0 && $0.fractionalDays * 48 <= 1 }
    case .hours: return rows.filter { $0.studyDays == 0 && $0.fractionalDays * 48 > 1 }
    }
  }

  // MARK: - Scores

  var lines: [Line] { Group.allCases.compactMap { line($0, rows(of: $0)) } }

  private func line(_ group: Group, _ rows: [Row]) -> Line? {
    guard !rows.isEmpty else { return nil }
    let count = Double(rows.count)
    let recalled = Double(rows.count(where: \.recalled)) / count
    let drawn = draws(rows)
    let scores = (Self.score(rows, \.fsrs6), Self.score(rows, \.fsrs7))
    return Line(
      group: group,
      count: rows.count,
      recalled: recalled,
      constantLoss: rows.reduce(0) { $0 + Self.loss(recalled, $1.recalled) } / count,
      fsrs6: scores.0,
      fsrs7: scores.1,
      difference: (
        scores.1.logLoss - scores.0.logLoss,
        Self.middle(drawn.map(\.difference)).low, Self.middle(drawn.map(\.difference)).high
      ),
      bias6: Self.middle(drawn.map(\.bias6)),
      bias7: Self.middle(drawn.map(\.bias7))
    )
  }

  private static func score(_ rows: [Row], _ prediction: (Row) -> Double) -> Score {
    let count = Double(rows.count)
    let sorted = rows.sorted { (prediction($0), $0.card) < (prediction($1), $1.card) }
    let parts = min(10, sorted.count)
    let squares = (0..<parts).reduce(0.0) { sum, part in
      let rows = sorted[(sorted.count * part / parts)..<(sorted.count * (part + 1) / parts)]
      let gap = rows.reduce(0) { $0 + prediction($1) - ($1.recalled ? 1 : 0) }
      return sum + gap * gap / Double(rows.count)
    }
    return Score(
      logLoss: rows.reduce(0) { $0 + loss(prediction($1), $1.recalled) } / count,
      predicted: rows.reduce(0) { $0 + prediction($1) } / count,
      gap: (squares / count).squareRoot()
    )
  }

  /// −ln of the probability of what happened; nobody is believed to be surer than 1 in 100,000.
  private static func loss(_ prediction: Double, _ recalled: Bool) -> Double {
    let inner = min(max(prediction, 1e-5), 1 - 1e-5)
    return -log(recalled ? inner : 1 - inner)
  }

  // MARK: - Bootstrap

  private typealias Draw = (difference: Double, bias6: Double, bias7: Double)

  /// A thousand logs of as many cards, drawn from this one's with replacement.
  private func draws(_ rows: [Row]) -> [Draw] {
    struct Sum {
      var (count, difference, bias6, bias7) = (0.0, 0.0, 0.0, 0.0)
    }
    var cards: [Int: Sum] = [:]
    for row in rows {
      var sum = cards[row.card] ?? Sum()
      sum.count += 1
      sum.difference += Self.loss(row.fsrs7, row.recalled) - Self.loss(row.fsrs6, row.recalled)
      sum.bias6 += row.fsrs6 - (row.recalled ? 1 : 0)
      sum.bias7 += row.fsrs7 - (row.recalled ? 1 : 0)
      cards[row.card] = sum
    }
    // In order, so that the draws are the same in every run.
    let sums = cards.sorted { $0.key < $1.key }.map(\.value)
    return (0..<1_000).map { draw in
      var total = Sum()
      for place in sums.indices {
        let sum = sums[Int(chance.uniform(draw, place) * Double(sums.count))]
        total.count += sum.count
        total.difference += sum.difference
        total.bias6 += sum.bias6
        total.bias7 += sum.bias7
      }
      return (
        total.difference / total.count, total.bias6 / total.count, total.bias7 / total.count
      )
    }
  }

  private static func middle(_ values: [Double]) -> (low: Double, high: Double) {
    let sorted = values.sorted()
    return (sorted[sorted.count / 40], sorted[sorted.count - 1 - sorted.count / 40])
  }
}
