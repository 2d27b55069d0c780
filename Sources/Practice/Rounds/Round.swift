package import QuestionBank

/// A mock round under way: what is typed and what the clock says go in, what to show comes out.
///
/// Phases have budgets, and the clock nudges; nobody is cut off. Time left over in one phase flows
/// on to the next.
package struct Round: Sendable {
  package internal(set) var record: Kept<RoundRecord>
  package let prompts: [Prompt]
  package let plan: RoundPlan
  package let interviewer: Interviewer
  /// Whether the record has changed since `markSaved`.
  package internal(set) var needsSaving = true

  var last: RoundMoment?
  var nudged: Set<String> = []

  /// What a round is begun with.
  package struct Setup: Hashable, Sendable {
    package var id: String
    package var prompts: [Prompt]
    package var stage: Stage
    package var profile: RoundProfile
    package var minutes: Double
    package var pace: Double
    package var seed: UInt64
    package var isBlind: Bool
    /// Rounds on the same prompt before this one.
    package var earlierAttempts: Int
    package var utcOffsetSeconds: Int
    package var loop: RoundRecord.LoopPlace?
    package var scratchFile: String?

    package init(
      id: String,
      prompts: [Prompt],
      stage: Stage,
      profile: RoundProfile,
      minutes: Double = RoundPlan.standardMinutes,
      pace: Double = 1,
      seed: UInt64,
      isBlind: Bool = false,
      earlierAttempts: Int = 0,
      utcOffsetSeconds: Int = 0,
      loop: RoundRecord.LoopPlace? = nil,
      scratchFile: String? = nil
    ) {
      self.id = id
      self.prompts = prompts
      self.stage = stage
      self.profile = profile
      self.minutes = minutes
      self.pace = pace
      self.seed = seed
      self.isBlind = isBlind
      self.earlierAttempts = earlierAttempts
      self.utcOffsetSeconds = utcOffsetSeconds
      self.loop = loop
      self.scratchFile = scratchFile
    }
  }

  /// Begins a round; its clock runs from `moment`.
  package init(_ setup: Setup, seen: Set<String> = [], at moment: RoundMoment) {
    let keys = setup.prompts.map(\.key)
    plan = RoundPlan(
      profile: setup.profile,
      minutes: setup.minutes,
      pace: setup.pace,
      prompts: keys
    )
    prompts = setup.prompts
    interviewer = Interviewer(
      prompts: setup.prompts,
      stage: setup.stage,
      seed: setup.seed,
      seen: seen
    )
    let head = setup.prompts.first?.head
    record = Kept(
      RoundRecord(
        format: RoundRecord.currentFormat,
        id: setup.id,
        kind: setup.profile.kind,
        prompts: keys,
        title: keys.count == 1 ? head?.title ?? "" : "\(keys.count) behavioral questions",
        topic: head?.topic ?? TopicPath(rawValue: setup.profile.kind.rawValue),
        stage: setup.stage,
        profile: setup.profile,
        minutes: setup.minutes,
        pace: setup.pace,
        seed: setup.seed,
        isBlind: setup.isBlind,
        attempt: setup.earlierAttempts == 0 ? .cold : .prepared,
        attemptNumber: setup.earlierAttempts + 1,
        startedAt: .init(moment.wall),
        endedAt: nil,
        utcOffsetSeconds: setup.utcOffsetSeconds,
        state: .running,
        clock: Kept(
          RoundRecord.Clock(
            elapsedSeconds: 0,
            pausedSeconds: 0,
            suspendedSeconds: 0,
            deadSeconds: 0,
            phase: 0,
            isPaused: false,
            savedAt: .init(moment.wall)
          )
        ),
        phases: plan.phases.map {
          Kept(
            RoundRecord.Phase(
              id: $0.id,
              title: $0.title,
              budgetSeconds: $0.budgetSeconds,
              spentSeconds: 0
            )
          )
        },
        notes: [],
        gaps: [],
        hints: 0,
        asked: Kept(RoundRecord.Asked()),
        stories: [:],
        scratchFile: setup.scratchFile,
        loop: setup.loop.map(Kept.init),
        debrief: nil
      )
    )
    last = moment
  }

  /// Goes on with a round that was left.
  ///
  /// - Parameters:
  ///   - record: As its file has it.
  ///   - heartbeat: Where its clock stood after that, if known.
  ///   - prompts: What it asks, in the record's order.
  ///   - seen: What earlier rounds brought up.
  ///   - moment: Now; the time since the round was left does not count.
  package init(
    resuming record: Kept<RoundRecord>,
    heartbeat: RoundHeartbeat?,
    prompts: [Prompt],
    seen: Set<String> = [],
    at moment: RoundMoment
  ) {
    self.record = record
    self.prompts = prompts
    plan = RoundPlan(
      profile: record.profile,
      minutes: record.minutes,
      pace: record.pace,
      prompts: record.prompts
    )
    interviewer = Interviewer(
      prompts: prompts,
      stage: record.stage,
      seed: record.seed,
      seen: seen
    )
    let lastPhase = max(0, record.phases.count - 1)
    self.record.clock.phase = min(max(0, record.clock.phase), lastPhase)
    self.record.clock.isPaused = false
    last = moment
    guard record.state == .running else { return }
    if let heartbeat { take(heartbeat) }
    let dead = moment.wall.seconds(since: self.record.clock.savedAt.timestamp)
    if dead >= 1 {
      self.record.clock.deadSeconds += dead
      addGap(.dead, seconds: dead)
    }
    self.record.clock.savedAt = .init(moment.wall)
    // What the clock said before is not said again.
    _ = nudges()
  }

  private mutating func take(_ heartbeat: RoundHeartbeat) {
    let clock = record.clock.value
    let more = heartbeat.elapsedSeconds - clock.elapsedSeconds
    guard heartbeat.phase == clock.phase, more >= 0, heartbeat.savedAt >= clock.savedAt.timestamp,
      record.phases.indices.contains(clock.phase)
    else { return }
    record.clock.elapsedSeconds = heartbeat.elapsedSeconds
    record.phases[clock.phase].spentSeconds += more
    let paused = max(0, heartbeat.pausedSeconds - clock.pausedSeconds)
    record.clock.pausedSeconds += paused
    if let index = record.gaps.lastIndex(where: { $0.kind == .paused }) {
      record.gaps[index].seconds += paused
    }
    record.clock.savedAt = .init(heartbeat.savedAt)
  }

  /// Has the clock's stand written too.
  package mutating func touch() { needsSaving = true }

  package mutating func markSaved() { needsSaving = false }

  /// Where the clock stands, for the heartbeat.
  package var heartbeat: RoundHeartbeat {
    RoundHeartbeat(
      phase: record.clock.phase,
      elapsedSeconds: record.clock.elapsedSeconds,
      phaseSeconds: phaseSpent,
      pausedSeconds: record.clock.pausedSeconds,
      savedAt: record.clock.savedAt.timestamp
    )
  }

  // MARK: Endings

  /// Gives the round up; no review comes of it.
  package mutating func abandon(at moment: RoundMoment) {
    if record.state == .running { pass(moment) }
    record.state = .abandoned
    record.endedAt = .init(moment.wall)
    needsSaving = true
  }

  /// Puts in what the debrief came to.
  package mutating func settle(_ debrief: Kept<RoundRecord.Debrief>) {
    record.debrief = debrief
    needsSaving = true
  }

  /// Ends the debrief.
  package mutating func finish(at wall: Timestamp) {
    record.state = .finished
    record.endedAt = .init(wall)
    needsSaving = true
  }

  /// Says which story was told to a prompt.
  package mutating func told(_ story: String?, to prompt: CardKey) {
    record.stories[prompt.rawValue] = story
    needsSaving = true
  }
}
