import Practice
import QuestionBank
import Terminal

/// Lays out a debrief: checklists, anchors, the outline, pacing, the verdict.
struct DebriefScreen {
  let width: Int
  let painter: Painter

  private var round: RoundScreen { RoundScreen(width: width, painter: painter) }

  /// Points or probes to tick, numbered from 1, under the names of their phases.
  func checklist(_ items: [(phase: String, text: String, isOn: Bool)]) -> [String] {
    var lines: [String] = []
    var phase: String?
    for (index, item) in items.enumerated() {
      if item.phase != phase {
        phase = item.phase
        lines += round.wrapped(item.phase, .accent)
      }
      let mark = "[\(item.isOn ? "x" : " ")] \(index + 1) "
      lines += hanging(mark, TerminalText.singleLine(item.text))
    }
    return lines
  }

  /// A text whose first line begins with a lead, and whose others are indented by it.
  func hanging(_ lead: String, _ text: String) -> [String] {
    let room = max(10, width - 4 - lead.count)
    return TerminalText.wrap(text, width: room).enumerated().map { index, line in
      "  " + (index == 0 ? lead : String(repeating: " ", count: lead.count)) + line
    }
  }

  /// What each score of a dimension means, and what the stage asks for a 3.
  func anchors(_ dimension: Dimension, stage: Stage, cap: Int) -> [String] {
    var lines = ["", "  " + painter.paint(dimension.title, .title)]
    for (index, anchor) in dimension.anchors.enumerated().reversed() {
      lines += hanging(
        "\(index + 1) ",
        anchor + (index + 1 > cap ? " (out of reach after hints)" : "")
      )
    }
    return lines + round.wrapped("\(stage.rawValue): \(dimension.expectation(at: stage))", .dim)
  }

  /// Budget against spent, with how far each phase was over.
  func pacing(_ phases: [(title: String, budget: Double, spent: Double)]) -> [String] {
    var lines = ["", "  " + painter.paint("Pacing", .title)]
    for phase in phases {
      let over = phase.spent - phase.budget
      let words =
        if phase.spent == 0 { "not reached" } else if over >= 30 {
          "\(Round.clock(over)) over"
        } else {
          ""
        }
      lines.append(
        "  "
          + TerminalText.pad(
            TerminalText.truncate(TerminalText.singleLine(phase.title), to: 18),
            to: 19
          )
          + "\(Round.clock(phase.spent)) of \(Round.clock(phase.budget))"
          + (words.isEmpty ? "" : "  \(words)")
      )
    }
    return lines
  }

  /// The candidate's notes and the worked solution: side by side where there is room.
  func outline(of round: Round) -> [String] {
    let notes = round.record.notes.filter { $0.kind == .note || $0.kind == .diagram }
      .flatMap { $0.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    let worked = Self.worked(round)
    guard !worked.isEmpty else { return [] }
    var lines = ["", "  " + painter.paint("A worked answer", .title)]
    guard width >= 130 else {
      if !notes.isEmpty {
        lines = ["", "  " + painter.paint("Your notes", .title)]
        lines += notes.flatMap { self.round.wrapped($0, nil) }
        lines += ["", "  " + painter.paint("A worked answer", .title)]
      }
      return lines + MarkdownRenderer().render(worked, width: width, painter: painter, indent: 2)
    }
    let column = (width - 6) / 2
    let left =
      ["Your notes", ""]
      + notes.flatMap {
        TerminalText.wrap(TerminalText.sanitised($0), width: column)
      }
    let plain = Painter(color: false, glyphs: painter.glyphs)
    let right = MarkdownRenderer().render(worked, width: column, painter: plain, indent: 0)
    for index in 0..<max(left.count, right.count) {
      let mine = index < left.count ? left[index] : ""
      let theirs = index < right.count ? right[index] : ""
      lines.append("  " + TerminalText.pad(mine, to: column) + "  " + theirs)
    }
    return lines
  }

  private static func worked(_ round: Round) -> String {
    switch round.prompts.first {
    case .design(let scenario)?:
      let dives = scenario.deepDives.map { dive in
        """
        **\(dive.title)**

        - Pressure: \(dive.pressure)
        - Options: \(dive.options.joined(separator: "; "))
        - Choice: \(dive.choice)
        - Cost: \(dive.cost)
        - Breaks: \(dive.breaks)
        """
      }
      return scenario.outline + "\n\n" + dives.joined(separator: "\n\n")
    case .coding(let problem)?:
      return "\(problem.insight)\n\n\(problem.complexity)\n\n```python\n\(problem.solution)\n```\n"
        + "\n**\(problem.followUp.ask)**\n\n\(problem.followUp.answer)"
    case .behavioral?, nil: return ""
    }
  }

  /// How long the code should have taken at the stage, for a coding round.
  func target(of round: Round) -> [String] {
    guard case .coding(let problem)? = round.prompts.first,
      let minutes = problem.minutes[round.record.stage]
    else { return [] }
    let spent = round.record.phases.filter { $0.id != "follow-up" }.reduce(0) {
      $0 + $1.spentSeconds
    }
    return self.round.wrapped(
      "From reading to tested code: \(Round.clock(spent)); aim at \(minutes) min "
        + "(\(round.record.stage.rawValue)).",
      nil
    )
  }

  /// What a behavioral answer's notes give away.
  func story(_ analysis: StoryAnalysis) -> [String] {
    guard analysis.words > 0 else { return round.wrapped("no notes on this one", .dim) }
    let seconds = max(1, analysis.secondsByPart.values.reduce(0, +))
    let parts = StoryAnalysis.Part.allCases.compactMap { part -> String? in
      guard let words = analysis.wordsByPart[part] else { return nil }
      let share = "\(part.rawValue) \(words * 100 / max(1, analysis.words)) %"
      return analysis.secondsByPart[part].map {
        share + " (\(Int(($0 * 100 / seconds).rounded())) % of the time)"
      } ?? share
    }
    let spoken = analysis.spokenSeconds
    var lines = round.wrapped(
      "\(analysis.words) words, about \(Round.clock(Double(spoken))) spoken at "
        + "\(StoryAnalysis.wordsPerMinute) a minute"
        + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")),
      nil
    )
    for flag in analysis.flags { lines += round.wrapped("! \(flag.words)", .bold) }
    return lines
  }

  func verdict(
    _ verdict: RoundVerdict,
    round record: RoundRecord,
    bar: Scenario.Expectation?
  ) -> [String] {
    let word = verdict.isPassed ? "passed" : "not yet"
    var lines = [""]
    lines += round.wrapped(
      "Verdict for \(record.stage.rawValue): \(word). \(RoundVerdict.oneDigit(verdict.mean)) of 4"
        + (verdict.reasons.isEmpty ? "." : "; " + verdict.reasons.joined(separator: "; ") + "."),
      verdict.isPassed ? .good : .bad
    )
    if let bar { lines += round.wrapped("The bar: \(bar.bar)", .dim) }
    if let bar { lines += round.wrapped("How far follow-ups go: \(bar.ceiling)", .dim) }
    if record.hints > 0 {
      lines += round.wrapped("\(NumberText.count(record.hints, "hint")) taken.", .dim)
    }
    return lines
  }

  func comparison(_ comparison: RoundComparison) -> [String] {
    let changed = comparison.scores.filter { $0.before != $0.after }.map { line in
      "\(line.dimension.title) \(line.before.map(String.init) ?? "-") to "
        + "\(line.after.map(String.init) ?? "-")"
    }
    var parts = changed
    if !comparison.gained.isEmpty {
      parts.append("new: " + comparison.gained.joined(separator: ", "))
    }
    if !comparison.lost.isEmpty { parts.append("lost: " + comparison.lost.joined(separator: ", ")) }
    if comparison.hintsBefore != comparison.hintsAfter {
      parts.append("hints \(comparison.hintsBefore) to \(comparison.hintsAfter)")
    }
    return round.wrapped(
      "Against the last time: " + (parts.isEmpty ? "no change" : parts.joined(separator: "; "))
        + ".",
      nil
    )
  }
}
