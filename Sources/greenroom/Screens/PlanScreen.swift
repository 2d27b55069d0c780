import Practice
import QuestionBank
import Readiness
import SpacedRepetition
import Terminal

/// The plan to the interview, in words a candidate can act on.
struct PlanScreen {
  let width: Int
  let painter: Painter

  /// Days shown unless all are asked for.
  private static let days = 14

  func lines(_ plan: InterviewPlan, showsAll: Bool) -> [String] {
    var lines = Self.summary(plan).flatMap { TerminalText.wrap(painter.words($0), width: width) }
    lines.append("")
    let shown = showsAll ? plan.days[...] : plan.days.prefix(Self.days)
    let firstRound = plan.days.firstIndex { $0.round != nil }
    for (index, day) in shown.enumerated() {
      lines += row(day, isToday: index == 0, beginsRounds: index == firstRound)
    }
    let rest = plan.days.count - shown.count
    if rest > 0 {
      let rounds = plan.days.dropFirst(shown.count).count { $0.round != nil }
      let what = rounds > 0 ? ", \(NumberText.count(rounds, "round")) among them" : ""
      lines += TerminalText.wrap(
        painter.words("and \(NumberText.count(rest, "more day"))\(what): `plan --all`"),
        width: width
      )
    }
    lines += TerminalText.wrap(
      painter.words("`drill` begins on today's cards; `plan --today` lists them with the reasons."),
      width: width
    )
    return lines
  }

  /// What the plan comes to, and what would help where it falls short.
  static func summary(_ plan: InterviewPlan) -> [String] {
    let date = date(plan.interview)
    let days = NumberText.count(plan.days.count, "day")
    let range =
      "\(Int((plan.recall.low * 100).rounded()))–\(NumberText.percent(plan.recall.high))"
    var lines = [
      "\(date) is \(days) away. \(plan.minutesPerDay) min a day: on the day you would recall "
        + "\(NumberText.percent(plan.recall.value)) of \(NumberText.count(plan.cards, "card")) (\(range))."
    ]
    let unseen = Int((Double(plan.cards) * (1 - plan.shareSeen)).rounded())
    if unseen > 0 {
      lines.append("\(NumberText.count(unseen, "card")) would not be seen before it.")
    }
    if plan.fits {
      lines.append("That reaches your goal of \(NumberText.percent(plan.goal)).")
    } else {
      lines.append("That is short of your goal of \(NumberText.percent(plan.goal)).")
      lines += plan.suggestions.map { words($0) }
    }
    return lines
  }

  static func words(_ suggestion: InterviewPlan.Suggestion) -> String {
    switch suggestion {
    case .minutes(let minutes, let recall):
      "\(minutes) min a day would reach \(NumberText.percent(recall)) (`config set minutes_per_day \(minutes)`)."
    case .date(let day, let recall):
      "An interview on \(date(day)) would be reached with \(NumberText.percent(recall))."
    case .leaveOut(let area, let recall):
      "Leaving out `\(area)` (`config set exclude \(area)`) would bring the rest to \(NumberText.percent(recall))."
    }
  }

  private func row(_ day: InterviewPlan.Day, isToday: Bool, beginsRounds: Bool) -> [String] {
    let name =
      TerminalText.pad(isToday ? "today" : "", to: 7) + TerminalText.pad(Self.date(day.day), to: 12)
    var what: [String] = []
    switch (day.reviews, day.new) {
    case (0, 0): what.append(day.isFinalPass ? "rest" : "no cards")
    case (let reviews, 0): what.append(NumberText.count(reviews, "review"))
    case (0, let new): what.append("\(new) new")
    case (let reviews, let new): what.append("\(NumberText.count(reviews, "review")) + \(new) new")
    }
    if day.isFinalPass, day.reviews > 0 { what[0] = "final pass, " + what[0] }
    if let round = day.round { what.append("\(Self.name(of: round)) round") }
    if let story = day.story { what.append(Self.words(story)) }
    let minutes =
      day.round.map { "\(day.minutes) + \(RoundSchedule.minutes(of: $0)) min" }
      ?? "\(day.minutes) min"
    let text = TerminalText.singleLine(what.joined(separator: " · "))
    let note = beginsRounds ? "   ← mocks begin" : ""
    if painter.plain {
      return ["\(isToday ? "today " : "")\(Self.date(day.day)): \(text), \(minutes)"]
    }
    let room = max(12, width - 19 - 13 - 1)
    let lines = TerminalText.wrap(text, width: room)
    return lines.enumerated().map { index, line in
      guard index == 0 else { return String(repeating: " ", count: 19) + line }
      let start = name + TerminalText.pad(line, to: room) + " " + minutes
      let whole = start + note
      let fits = TerminalText.pad(whole, to: width).count <= width
      return isToday ? painter.paint(start, .bold) : (fits ? whole : start)
    }
  }

  static func date(_ day: StudyDay) -> String { CivilDate(daysSince1970: day.rawValue).short }

  static func name(of kind: PromptKind) -> String { kind.rawValue }

  static func words(_ story: InterviewPlan.StoryTask) -> String {
    switch story {
    case .rehearse(_, let title): "tell \"\(title)\" aloud"
    case .write(let signal): "write a story about \(signal.rawValue)"
    }
  }

  // MARK: Today

  @MainActor
  func today(_ plan: InterviewPlan, study: Study) throws -> [String] {
    if plan.today.isEmpty { return ["Nothing more today."] }
    return plan.today.flatMap { choice -> [String] in
      let key = TerminalText.singleLine(choice.card.rawValue)
      let reason = Self.reason(choice)
      guard !painter.plain, width >= 70 else {
        return TerminalText.wrap("\(key): \(reason)", width: width)
      }
      return [TerminalText.truncate("\(TerminalText.pad(key, to: 42)) \(reason)", to: width)]
    }
  }

  static func reason(_ choice: InterviewPlan.Choice) -> String {
    let change =
      "\(NumberText.percent(choice.recallIfLeft)) → \(NumberText.percent(choice.recallIfStudied)) on the date"
    return switch choice.reason {
    case .new: "new: there is time to learn it"
    case .forgetting: "fading: \(change)"
    case .gain: "gains most: \(change)"
    case .lastChance: "last review before the date: \(change)"
    case .finalPass: "final pass: \(change)"
    }
  }

  // MARK: JSON

  /// The published shape.
  static func json(_ plan: InterviewPlan) -> JSONValue {
    func suggestion(_ suggestion: InterviewPlan.Suggestion) -> JSONValue {
      switch suggestion {
      case .minutes(let minutes, let recall):
        [
          "kind": "minutes_per_day", "value": .int(minutes), "expected_recall": .double(recall),
          "text": .string(words(suggestion)),
        ]
      case .date(let day, let recall):
        [
          "kind": "interview_date", "value": .string("\(day)"), "expected_recall": .double(recall),
          "text": .string(words(suggestion)),
        ]
      case .leaveOut(let area, let recall):
        [
          "kind": "exclude", "value": .string(area), "expected_recall": .double(recall),
          "text": .string(words(suggestion)),
        ]
      }
    }
    let days = plan.days.map { day -> JSONValue in
      let rounds = day.round.map { kind -> JSONValue in
        ["kind": .string(kind.rawValue), "minutes": .int(RoundSchedule.minutes(of: kind))]
      }
      return [
        "date": .string("\(day.day)"), "minutes": .int(day.minutes), "new": .int(day.new),
        "reviews": .int(day.reviews), "rounds": .array(rounds.map { [$0] } ?? []),
        "story": JSONValue(day.story.map(words)),
      ]
    }
    return [
      "interview_date": .string("\(plan.interview)"), "minutes_per_day": .int(plan.minutesPerDay),
      "cards": .int(plan.cards), "goal": .double(plan.goal),
      "expected_recall": [
        "estimate": .double(plan.recall.value), "low": .double(plan.recall.low),
        "high": .double(plan.recall.high),
      ],
      "recall_if_idle": .double(plan.recallIfIdle), "share_seen": .double(plan.shareSeen),
      "fits": .bool(plan.fits), "suggestions": .array(plan.suggestions.map(suggestion)),
      "days": .array(days),
      "today": .array(
        plan.today.map {
          [
            "card_id": .string($0.card.rawValue), "new": .bool($0.isNew),
            "reason": .string(reason($0)),
          ]
        }
      ),
    ]
  }
}
