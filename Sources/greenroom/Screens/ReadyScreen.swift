import Practice
import QuestionBank
import Readiness
import Terminal

/// How ready the candidate is, part by part.
struct ReadyScreen {
  let width: Int
  let painter: Painter

  private static let nameWidth = 30

  func lines(
    _ report: ReadinessReport,
    _ preparation: Preparation,
    plan: InterviewPlan?,
    before: Double?
  ) -> [String] {
    var lines: [String] = []
    if let plan {
      let trend = before.map { before -> String in
        let points = Int(((plan.recall.value - before) * 100).rounded())
        return points == 0
          ? ", as yesterday" : ", \(points > 0 ? "+" : "−")\(abs(points)) since yesterday"
      }
      let range =
        "\(Int((plan.recall.low * 100).rounded()))–\(NumberText.percent(plan.recall.high))"
      lines += wrapped(
        "\(PlanScreen.date(plan.interview)), \(NumberText.count(plan.days.count, "day")) away. By the plan you "
          + "recall \(NumberText.percent(plan.recall.value)) on it (\(range))\(trend ?? ""); with nothing more, "
          + "\(NumberText.percent(plan.recallIfIdle))."
      )
    } else {
      lines += wrapped("No interview ahead; figures are for four weeks from now.")
    }
    lines += ["", title("Cards: recalled on the day, were you to stop now")]
    lines += report.areas.flatMap(area)
    lines += ["", title("Rounds against the bar for \(preparation.target.rawValue)")]
    lines += report.rounds.flatMap(round)
    lines += ["", title("Stories")]
    let covered = report.signals.filter { $0.stories > 0 }
    let missing = report.signals.filter { $0.stories == 0 }.map(\.signal.rawValue)
    let stories =
      "\(covered.count) of \(report.signals.count) signals have a story"
      + (missing.isEmpty ? "." : "; none for \(missing.joined(separator: ", ")).")
    lines += TerminalText.wrap(stories, width: max(20, width - 2)).map { "  " + $0 }
    lines += ["", painter.paint("Next: ", .bold) + painter.words(Self.words(report.next))]
    return lines
  }

  private func title(_ text: String) -> String { painter.paint(text, .title) }

  private func wrapped(_ text: String) -> [String] {
    TerminalText.wrap(painter.words(text), width: width)
  }

  private func area(_ area: ReadinessReport.Area) -> [String] {
    let range =
      "\(Int((area.recall.low * 100).rounded()))–\(NumberText.percent(area.recall.high))"
    let seen = "\(area.seen) of \(area.cards) seen"
    if painter.plain || width < 70 {
      let text = "\(area.title): \(NumberText.percent(area.recall.value)) (\(range)), \(seen)"
      return TerminalText.wrap(text, width: max(20, width - 2)).map { "  " + $0 }
    }
    let cells = 16
    let full = Int((area.recall.value * Double(cells)).rounded())
    let bar =
      String(repeating: painter.glyphs.barFull, count: full)
      + String(repeating: painter.glyphs.barEmpty, count: cells - full)
    let name = TerminalText.truncate(TerminalText.singleLine(area.title), to: Self.nameWidth)
    let row =
      "  " + TerminalText.pad(name, to: Self.nameWidth) + painter.paint(bar, .accent) + " "
      + TerminalText.padLeft(NumberText.percent(area.recall.value), to: 5) + " "
      + TerminalText.pad("(\(range))", to: 12) + seen
    return [row]
  }

  private func round(_ line: ReadinessReport.RoundLine) -> [String] {
    var text = "  \(line.kind.rawValue): "
    if line.finished == 0 {
      text += "none yet"
    } else {
      text += "\(line.passed) of \(line.finished) passed"
      if let mean = line.lastMean {
        text += ", last \(RoundVerdict.oneDigit(mean)) of 4"
        if let earlier = line.meanBefore { text += " (\(RoundVerdict.oneDigit(earlier)) before)" }
      }
      text += "; \(line.streak) of \(RoundHistory.wanted) cold passes in a row"
    }
    return wrapped(text)
  }

  static func words(_ next: ReadinessReport.NextThing) -> String {
    switch next {
    case .drill: "`drill`, today's cards"
    case .round(let kind): "`mock \(kind.rawValue)`"
    case .story(let signal): "`stories add`, one about \(signal.rawValue)"
    case .weakTopic(let topic): "`weak --drill`; \(topic) is weakest"
    case .rest: "nothing; rest"
    }
  }

  static func json(_ report: ReadinessReport, plan: InterviewPlan?, before: Double?) -> JSONValue {
    func estimate(_ estimate: InterviewPlan.Estimate) -> JSONValue {
      [
        "estimate": .double(estimate.value), "low": .double(estimate.low),
        "high": .double(estimate.high),
      ]
    }
    return [
      "interview_date": JSONValue(plan.map { "\($0.interview)" }),
      "expected_recall": plan.map { estimate($0.recall) } ?? .null,
      "expected_recall_yesterday": JSONValue(before),
      "recall_if_idle": JSONValue(plan?.recallIfIdle),
      "areas": .array(
        report.areas.map {
          [
            "topic": .string($0.topic.rawValue), "title": .string($0.title),
            "cards": .int($0.cards),
            "seen": .int($0.seen), "recall": estimate($0.recall),
          ]
        }
      ),
      "rounds": .array(
        report.rounds.map {
          [
            "kind": .string($0.kind.rawValue), "finished": .int($0.finished),
            "passed": .int($0.passed), "streak": .int($0.streak),
            "last_mean": JSONValue($0.lastMean),
            "mean_before": JSONValue($0.meanBefore),
          ]
        }
      ),
      "signals": .object(
        Dictionary(
          uniqueKeysWithValues: report.signals.map { ($0.signal.rawValue, .int($0.stories)) }
        )
      ),
      "next": .string(words(report.next)),
    ]
  }
}
