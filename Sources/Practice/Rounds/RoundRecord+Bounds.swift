import QuestionBank

extension RoundRecord {
  /// What a file says that no round can be; nil where all is in bounds.
  ///
  /// A file may come from anywhere: numbers beyond these would not be times, and would not fit what
  /// reckons with them.
  package var outOfBounds: String? {
    let seconds = 0.0...1e8
    var checks: [(name: String, value: Double, range: ClosedRange<Double>)] = [
      ("minutes", minutes, 0...1e5), ("pace", pace, 0.01...100),
      ("attempt_number", Double(attemptNumber), 1...1e6), ("hints", Double(hints), 0...1e6),
      ("utc_offset_seconds", Double(utcOffsetSeconds), -90_000...90_000),
      ("clock.elapsed_seconds", clock.elapsedSeconds, seconds),
      ("clock.paused_seconds", clock.pausedSeconds, seconds),
      ("clock.suspended_seconds", clock.suspendedSeconds, seconds),
      ("clock.dead_seconds", clock.deadSeconds, 0...1e12),
      ("clock.phase", Double(clock.phase), 0...1e6),
    ]
    for phase in phases {
      checks.append(("phases.budget_seconds", phase.budgetSeconds, seconds))
      checks.append(("phases.spent_seconds", phase.spentSeconds, seconds))
    }
    for note in notes { checks.append(("notes.second", note.second, seconds)) }
    for gap in gaps {
      checks.append(("gaps.at_second", gap.atSecond, seconds))
      checks.append(("gaps.seconds", gap.seconds, 0...1e12))
    }
    for count in asked.hints.values { checks.append(("asked.hints", Double(count), 0...1e6)) }
    if let loop {
      checks.append(("loop.index", Double(loop.index), 0...Double(max(0, loop.plan.count - 1))))
      checks.append(("loop.break_minutes", loop.breakMinutes, 0...1e5))
    }
    if let debrief {
      if let mean = debrief.mean { checks.append(("debrief.mean", mean, 0...4)) }
      if let rating = debrief.rating { checks.append(("debrief.rating", Double(rating), 1...4)) }
      for score in debrief.scores {
        checks.append(("debrief.scores.score", Double(score.score), 1...4))
      }
    }
    return checks.first { !$0.range.contains($0.value) }.map { check in
      "'\(check.name)' is \(check.value), beyond what a round can be"
    }
  }
}
