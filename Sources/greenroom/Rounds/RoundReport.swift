import Practice
import QuestionBank
import Terminal

/// Lays out a round that is over, or as far as it has come, and what differs between two.
struct RoundReport {
  let width: Int
  let painter: Painter

  private var screen: RoundScreen { RoundScreen(width: width, painter: painter) }
  private var debriefScreen: DebriefScreen { DebriefScreen(width: width, painter: painter) }

  /// All that a round's file holds, for reading.
  func lines(of record: RoundRecord, words: RoundWords) -> [String] {
    header(of: record)
      + debriefScreen.pacing(record.phases.map { ($0.title, $0.budgetSeconds, $0.spentSeconds) })
      + gaps(of: record)
      + notes(of: record)
      + points(of: record, words)
      + scores(of: record)
      + outcomes(of: record)
  }

  // MARK: Parts

  private func header(of record: RoundRecord) -> [String] {
    let dot = " \(painter.glyphs.dot) "
    let attempt =
      record.attemptNumber == 1
      ? record.attempt.rawValue : "\(record.attempt.rawValue), attempt \(record.attemptNumber)"
    var facts = [record.kind.title, record.stage.rawValue, attempt, record.profile.rawValue]
    facts.append(RoundScreen.minutes(record.minutes * record.pace))
    if record.isBlind { facts.append("blind") }
    facts.append("seed \(record.seed)")
    var lines = title(record.id)
    lines += screen.wrapped(facts.joined(separator: dot), nil)
    lines += screen.wrapped(
      "\(TerminalText.singleLine(record.title)) (\(record.prompts.list)), \(record.startText)",
      nil
    )
    let state =
      switch record.state {
      case .running: "Not over: `mock --resume --round \(record.id)` goes on."
      case .debrief:
        "The debrief is open: `mock --resume --round \(record.id)` goes on with it."
      case .finished: "Finished \(record.endText ?? "")."
      case .abandoned: "Given up \(record.endText ?? "")."
      }
    lines += screen.wrapped(state, nil)
    if let loop = record.loop {
      let plan = loop.plan.map(\.rawValue).joined(separator: ", ")
      lines += screen.wrapped("Round \(loop.index + 1) of a loop: \(plan).", .dim)
    }
    return lines
  }

  private func gaps(of record: RoundRecord) -> [String] {
    guard !record.gaps.isEmpty else { return [] }
    let words = record.gaps.map {
      "\($0.kind.words) \(Round.clock($0.seconds)) at \(Round.clock($0.atSecond))"
    }
    return screen.wrapped("Did not count: " + words.joined(separator: "; ") + ".", .dim)
  }

  private func notes(of record: RoundRecord) -> [String] {
    record.notesByPhase.flatMap { phase in
      section(phase.title) + phase.notes.flatMap(note)
    }
  }

  private func note(_ note: RoundRecord.Note) -> [String] {
    let stamp = TerminalText.padLeft(Round.clock(note.second), to: 5) + " "
    guard note.kind == .diagram else {
      let text = (note.kind.speaker.map { "\($0): " } ?? "") + TerminalText.sanitised(note.text)
      return debriefScreen.hanging(stamp, text)
    }
    // Wrapped lines would take a drawing apart.
    let drawing = TerminalText.sanitised(note.text).split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    return ["  " + stamp + "sketch"] + drawing.map { "    " + $0 }
  }

  private func points(of record: RoundRecord, _ words: RoundWords) -> [String] {
    guard let debrief = record.debrief else { return [] }
    var lines: [String] = []
    if !debrief.points.isEmpty {
      let said = debrief.points.count { $0.isSaid }
      lines += section("\(said) of \(debrief.points.count) points said")
      lines += debrief.points.flatMap { ticked($0.isSaid, words.point($0.id)) }
    }
    if !debrief.probes.isEmpty {
      let answered = debrief.probes.count { $0.isAnswered }
      lines += section("\(answered) of \(debrief.probes.count) questions answered")
      lines += debrief.probes.flatMap { ticked($0.isAnswered, words.probe($0.id)) }
    }
    return lines
  }

  private func ticked(_ isOn: Bool, _ text: String) -> [String] {
    debriefScreen.hanging("[\(isOn ? "x" : " ")] ", TerminalText.singleLine(text))
  }

  private func scores(of record: RoundRecord) -> [String] {
    guard let debrief = record.debrief, !debrief.scores.isEmpty else { return [] }
    var lines = section("Scores")
    for score in debrief.scores {
      let evidence = TerminalText.singleLine(score.evidence)
      lines += debriefScreen.hanging(
        "\(score.score) ",
        score.dimension.title + (evidence.isEmpty ? "" : ": \(evidence)")
      )
    }
    return lines
  }

  private func outcomes(of record: RoundRecord) -> [String] {
    var lines: [String] = []
    if let verdict = record.verdictText {
      lines += [""] + screen.wrapped(verdict, record.debrief?.isPassed == true ? .good : .bad)
    }
    if record.hints > 0 {
      lines += screen.wrapped("\(NumberText.count(record.hints, "hint")) taken.", .dim)
    }
    for (prompt, story) in record.stories.sorted(by: { $0.key < $1.key }) {
      lines += screen.wrapped("Story told to \(prompt): \(story)", nil)
    }
    if let cards = record.debrief?.cards, !cards.isEmpty {
      lines += screen.wrapped("Cards made or queued: \(cards.list)", nil)
    }
    if let file = record.scratchFile { lines += screen.wrapped("Code: rounds/\(file)", .dim) }
    return lines
  }

  private func title(_ text: String) -> [String] {
    TerminalText.wrap(TerminalText.singleLine(text), width: width).map { painter.paint($0, .title) }
  }

  private func section(_ title: String) -> [String] {
    [""] + screen.wrapped(TerminalText.singleLine(title), .accent)
  }

  // MARK: Two rounds

  /// What changed from one round to a later one.
  func lines(comparing before: RoundRecord, with after: RoundRecord, words: RoundWords)
    -> [String]
  {
    let comparison = RoundComparison(before: before, after: after)
    let arrow = painter.glyphs.arrow
    var lines = title("\(before.id) \(arrow) \(after.id)")
    lines += screen.wrapped(
      "\(before.stage.rawValue), \(before.attempt.rawValue): \(before.outcome) \(arrow) "
        + "\(after.stage.rawValue), \(after.attempt.rawValue): \(after.outcome)",
      nil
    )
    lines += section("Scores")
    for line in comparison.scores {
      let change =
        if let before = line.before, let after = line.after, before != after {
          "  \(after > before ? "+" : "-")\(abs(after - before))"
        } else { "" }
      lines.append(
        row(line.dimension.title)
          + "\(Self.figure(line.before)) \(arrow) \(Self.figure(line.after))" + change
      )
    }
    if comparison.scores.isEmpty { lines += screen.wrapped("none yet", .dim) }
    if !comparison.gained.isEmpty {
      lines += section("New points")
      lines += comparison.gained.flatMap { changed("+ ", words.point($0)) }
    }
    if !comparison.lost.isEmpty {
      lines += section("Points no longer said")
      lines += comparison.lost.flatMap { changed("- ", words.point($0)) }
    }
    lines += section("Pacing")
    lines += comparison.pacing.map { pace in
      row(TerminalText.singleLine(pace.title))
        + "\(pace.before.map(Round.clock) ?? "-") \(arrow) \(pace.after.map(Round.clock) ?? "-")"
    }
    lines.append("")
    return lines
      + screen.wrapped("Hints: \(comparison.hintsBefore) \(arrow) \(comparison.hintsAfter)", nil)
  }

  private func row(_ title: String) -> String {
    "  " + TerminalText.pad(TerminalText.truncate(title, to: 24), to: 25)
  }

  private func changed(_ sign: String, _ text: String) -> [String] {
    debriefScreen.hanging(sign, TerminalText.singleLine(text))
  }

  private static func figure(_ score: Int?) -> String { score.map(String.init) ?? "-" }
}

extension RoundRecord {
  /// The notes of each phase that has any, in the order of the phases.
  var notesByPhase: [(title: String, notes: [Note])] {
    let known = Set(phases.map(\.id))
    var groups = phases.map { phase in
      (phase.title, notes.filter { $0.phase == phase.id }.map(\.value))
    }
    groups.append(("elsewhere", notes.filter { !known.contains($0.phase) }.map(\.value)))
    return groups.filter { !$0.1.isEmpty }
  }

  /// The verdict in a sentence; nil before there is one.
  var verdictText: String? {
    guard let debrief, let mean = debrief.mean, let isPassed = debrief.isPassed else { return nil }
    let reasons = debrief.reasons.isEmpty ? "." : "; \(debrief.reasons.joined(separator: "; "))."
    return "Verdict for \(stage.rawValue): \(isPassed ? "passed" : "not yet"). "
      + "\(RoundVerdict.oneDigit(mean)) of 4\(reasons)"
  }
}

extension RoundRecord.Note.Kind {
  /// Who says it; nil for the candidate.
  var speaker: String? {
    switch self {
    case .note, .diagram: nil
    case .question: "You asked"
    case .fact, .probe: "Interviewer"
    case .hint: "Hint"
    case .curveball: "Curveball"
    }
  }
}

extension [CardKey] {
  fileprivate var list: String { map(\.rawValue).joined(separator: ", ") }
}
