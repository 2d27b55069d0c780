import Practice
import QuestionBank
import Terminal

/// The end of a drill: what it came to, and what is next.
struct SummaryScreen {
  let width: Int
  let painter: Painter

  /// What lies ahead when a drill ends.
  struct Outlook {
    /// What is left of what was drilled; for a cram, cards that were not gone through.
    enum Left {
      case plan(QueueCounts)
      case filter(QueueCounts, today: QueueCounts)
      case cram(Int)
    }

    let left: Left
    let tomorrow: QueueCounts
    /// Seconds until a card in learning comes back.
    let waiting: Int?
    /// What today has done for the interview; nil where none is ahead.
    let progress: Study.Progress?
    /// Answers there are, where enough of them are new to fit the memory model again.
    var answersToFit: Int?
  }

  func lines(_ summary: DrillSummary, ending: DrillSession.Ending, outlook: Outlook) -> [String] {
    var lines: [String] = []
    if summary.answers > 0 {
      let minutes = max(1, (summary.milliseconds + 30_000) / 60_000)
      let share = Double(summary.remembered) / Double(summary.answers)
      lines += wrapped(
        "\(NumberText.count(summary.answers, "answer")) to "
          + "\(NumberText.count(summary.cards, "card")) in \(minutes) min · "
          + "\(summary.remembered) remembered (\(NumberText.percent(share)))"
      )
      lines.append("")
      lines += summary.areas.prefix(8).map(bar)
      lines.append("")
      if let weakest = summary.weakest {
        lines += wrapped("Weakest today: \(weakest.components.joined(separator: " / ")).")
      }
    }
    lines += left(outlook.left, ending).flatMap(wrapped)
    if ending == .nothingLeft, let waiting = outlook.waiting {
      lines += wrapped("A card in learning comes back in \((waiting + 59) / 60) min.")
    }
    lines += wrapped("Tomorrow: \(Self.words(outlook.tomorrow)).")
    if let progress = outlook.progress { lines += wrapped(Self.words(progress)) }
    if let answers = outlook.answersToFit {
      lines += wrapped(
        "Your \(NumberText.grouped(Double(answers))) answers may tell how your memory differs from "
          + "most people's: `optimize` finds out."
      )
    }
    return lines
  }

  static func words(_ progress: Study.Progress) -> String {
    let points = Int((progress.gained * 100).rounded())
    let today = points == 0 ? "" : " (\(points > 0 ? "+" : "−")\(abs(points)) today)"
    return "Were you to stop now, you would recall \(NumberText.percent(progress.idle)) on "
      + "\(progress.date.short)\(today); the plan reaches \(NumberText.percent(progress.byPlan))."
  }

  private func left(_ left: Outlook.Left, _ ending: DrillSession.Ending) -> [String] {
    switch left {
    case .cram(0): ["All gone through; the schedule is as it was."]
    case .cram(let cards):
      ["\(NumberText.count(cards, "card")) not gone through; the schedule is as it was."]
    case .filter(let here, _) where here.total > 0: ["Left here: \(Self.words(here))."]
    case .filter(_, let today) where ending == .nothingLeft && today.total > 0:
      ["Nothing left here. Today: \(Self.words(today))."]
    case .filter where ending == .nothingLeft: ["Nothing left here, and done for today."]
    case .plan(let today) where today.total > 0: ["Left today: \(Self.words(today))."]
    case .plan where ending == .nothingLeft: ["Done for today; `drill --minutes 10` goes on."]
    case .filter, .plan: []
    }
  }

  /// `9 reviews and 14 new, about 19 min`.
  static func words(_ counts: QueueCounts) -> String {
    var parts: [String] = []
    if counts.learning > 0 { parts.append("\(counts.learning) in learning") }
    if counts.review > 0 { parts.append(NumberText.count(counts.review, "review")) }
    if counts.new > 0 { parts.append("\(counts.new) new") }
    guard let last = parts.popLast() else { return "nothing" }
    let list = parts.isEmpty ? last : parts.joined(separator: ", ") + " and " + last
    return "\(list), about \(counts.minutes) min"
  }

  private func bar(_ area: DrillSummary.Area) -> String {
    if painter.plain {
      let share = area.answers == 0 ? 0 : Double(area.remembered) / Double(area.answers)
      return "  \(TerminalText.singleLine(area.topic.rawValue)): \(area.remembered) of "
        + "\(area.answers) (\(NumberText.percent(share)))"
    }
    let cells = width < 60 ? 10 : 22
    let full = area.answers == 0 ? 0 : (area.remembered * cells + area.answers / 2) / area.answers
    let bar =
      String(repeating: painter.glyphs.barFull, count: full)
      + String(repeating: painter.glyphs.barEmpty, count: cells - full)
    let name = TerminalText.pad(TerminalText.truncate(area.topic.rawValue, to: 16), to: 17)
    return "  \(painter.paint(bar, .accent))  \(name)\(area.remembered) of \(area.answers)"
  }

  private func wrapped(_ text: String) -> [String] {
    TerminalText.wrap(painter.words(text), width: width)
  }
}
