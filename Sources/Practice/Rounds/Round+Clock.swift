// What a round does with time: its budgets, its clock, its nudges.

extension Round {
  package var phase: RoundPlan.Phase { plan.phases[min(record.clock.phase, plan.phases.count - 1)] }

  package var isPaused: Bool { record.clock.isPaused }

  var phaseSpent: Double {
    record.phases.indices.contains(record.clock.phase)
      ? record.phases[record.clock.phase].spentSeconds : 0
  }

  /// Seconds that the phase under way may take: its budget, and what was left of those before it.
  package var phaseBudget: Double {
    var left = 0.0
    for phase in record.phases.prefix(record.clock.phase) {
      left = max(0, phase.budgetSeconds + left - phase.spentSeconds)
    }
    return (record.phases.dropFirst(record.clock.phase).first?.budgetSeconds ?? 0) + left
  }

  /// Seconds left for the phase; negative once it is over.
  ///
  /// Never more than the round has.
  package var phaseLeft: Double { min(phaseBudget - phaseSpent, roundLeft) }

  /// Seconds left for the round; negative once it is over.
  package var roundLeft: Double { budget - record.clock.elapsedSeconds }

  var budget: Double { record.phases.reduce(0) { $0 + $1.budgetSeconds } }

  /// Takes note of the time; what is due at it comes out.
  package mutating func advance(to moment: RoundMoment) -> [RoundNews] {
    guard record.state == .running else { return [] }
    pass(moment)
    guard !record.clock.isPaused else { return [] }
    return brought() + nudges().map(RoundNews.nudge)
  }

  mutating func pass(_ moment: RoundMoment) {
    defer {
      last = moment
      record.clock.savedAt = .init(moment.wall)
    }
    guard let last else { return }
    let passed = max(0, moment.awake - last.awake)
    let slept = max(0, moment.asleep - last.asleep)
    if slept >= 1 {
      record.clock.suspendedSeconds += slept
      addGap(.suspended, seconds: slept)
    }
    if record.clock.isPaused {
      record.clock.pausedSeconds = Self.milliseconds(record.clock.pausedSeconds + passed)
      if let index = record.gaps.lastIndex(where: { $0.kind == .paused }) {
        record.gaps[index].seconds = Self.milliseconds(record.gaps[index].seconds + passed)
      }
    } else {
      record.clock.elapsedSeconds = Self.milliseconds(record.clock.elapsedSeconds + passed)
      if record.phases.indices.contains(record.clock.phase) {
        let spent = record.phases[record.clock.phase].spentSeconds + passed
        record.phases[record.clock.phase].spentSeconds = Self.milliseconds(spent)
      }
    }
  }

  /// Sums of fractions would end in digits that nobody measured.
  static func milliseconds(_ seconds: Double) -> Double {
    (seconds * 1000).rounded() / 1000
  }

  mutating func addGap(_ kind: RoundRecord.Gap.Kind, seconds: Double) {
    record.gaps.append(
      Kept(
        RoundRecord.Gap(kind: kind, atSecond: record.clock.elapsedSeconds, seconds: seconds)
      )
    )
    needsSaving = true
  }

  // MARK: Nudges

  /// What the clock has to say, each thing once; of several at a time the most urgent.
  mutating func nudges() -> [String] {
    var words: [String] = []
    let title = phase.title
    let budget = phaseBudget
    let left = phaseLeft
    var phaseWords: String?
    func reached(_ name: String) -> Bool { nudged.insert("\(record.clock.phase) \(name)").inserted }
    if budget >= 240, left <= budget / 2, reached("half") {
      phaseWords = "half of the time for \(title) is over: \(phase.goal)."
    }
    if budget >= 120, left <= 60, reached("minute") {
      phaseWords = "one minute left for \(title): \(phase.goal)."
    }
    if left <= 0, reached("over") {
      let following = plan.phases.dropFirst(record.clock.phase + 1).first?.title
      phaseWords =
        "time for \(title) is up; "
        + (following.map { "/next goes on to \($0)." } ?? "/done ends the round.")
    }
    if let phaseWords { words.append(phaseWords) }
    if self.budget >= 900, roundLeft <= 300, roundLeft > 0, nudged.insert("five").inserted {
      words.append("five minutes left in the round.")
    }
    if roundLeft <= 0, nudged.insert("end").inserted {
      words.append("the round's time is up; finish your thought, /done ends it.")
    }
    return words
  }

  /// `4:05`, or `+0:30` when over.
  package static func clock(_ seconds: Double) -> String {
    let whole = Int(min(abs(seconds), 1e9).rounded(.down))
    let text = "\(whole / 60):" + (whole % 60 < 10 ? "0" : "") + "\(whole % 60)"
    return seconds < 0 && whole > 0 ? "+" + text : text
  }
}
