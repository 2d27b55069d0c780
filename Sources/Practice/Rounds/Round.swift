package import QuestionBank

/// A mock round under way: what is typed and what the clock says go in, what to show comes out.
///
/// Phases have budgets, and the clock nudges; nobody is cut off. Time left over in one phase flows
/// on to the next.
package struct Round: Sendable {
  package private(set) var record: Kept<RoundRecord>
  package let prompts: [Prompt]
  package let plan: RoundPlan
  package let interviewer: Interviewer
  /// Whether the record has changed since `markSaved`.
  package private(set) var needsSaving = true

  private var last: RoundMoment?
  private var nudged: Set<String> = []

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
    record.clock.pausedSeconds = max(clock.pausedSeconds, heartbeat.pausedSeconds)
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

  // MARK: Time

  package var phase: RoundPlan.Phase { plan.phases[min(record.clock.phase, plan.phases.count - 1)] }

  package var isPaused: Bool { record.clock.isPaused }

  private var phaseSpent: Double {
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
  package var phaseLeft: Double { phaseBudget - phaseSpent }

  /// Seconds left for the round; negative once it is over.
  package var roundLeft: Double { budget - record.clock.elapsedSeconds }

  private var budget: Double { record.phases.reduce(0) { $0 + $1.budgetSeconds } }

  /// Takes note of the time; what is due at it comes out.
  package mutating func advance(to moment: RoundMoment) -> [RoundNews] {
    guard record.state == .running else { return [] }
    pass(moment)
    guard !record.clock.isPaused else { return [] }
    return brought() + nudges().map(RoundNews.nudge)
  }

  private mutating func pass(_ moment: RoundMoment) {
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
  private static func milliseconds(_ seconds: Double) -> Double {
    (seconds * 1000).rounded() / 1000
  }

  private mutating func addGap(_ kind: RoundRecord.Gap.Kind, seconds: Double) {
    record.gaps.append(
      Kept(
        RoundRecord.Gap(kind: kind, atSecond: record.clock.elapsedSeconds, seconds: seconds)
      )
    )
    needsSaving = true
  }

  // MARK: What is typed

  /// Takes a line.
  package mutating func enter(_ line: String, at moment: RoundMoment) -> [RoundNews] {
    guard record.state == .running else { return [] }
    var news = advance(to: moment)
    let command = RoundCommand(line: line)
    if record.clock.isPaused {
      news.append(contentsOf: resume())
      if command == .pause || command == .nothing { return news }
    }
    switch command {
    case .nothing: break
    case .note(let text, let near):
      add(.note, text)
      if let near {
        news.append(.message("noted as it stands; for the command type /\(near)"))
      }
    case .next: news += next()
    case .hint: news += hint()
    case .ask(let question): news += ask(question)
    case .time: news.append(.times)
    case .help: news.append(.help)
    case .pause: news += pause()
    case .edit:
      news.append(record.kind == .coding ? .openScratch : .openNotes(phaseNotes))
    case .diagram: news.append(.openDiagram(lastDiagram))
    case .done: news += end()
    }
    return news
  }

  private mutating func add(_ kind: RoundRecord.Note.Kind, _ text: String) {
    record.notes.append(
      Kept(
        RoundRecord.Note(
          second: record.clock.elapsedSeconds.rounded(.down),
          phase: phase.id,
          kind: kind,
          text: text
        )
      )
    )
    needsSaving = true
  }

  private mutating func pause() -> [RoundNews] {
    record.clock.isPaused = true
    addGap(.paused, seconds: 0)
    return [.message("Both clocks stand still. Enter goes on.")]
  }

  private mutating func resume() -> [RoundNews] {
    record.clock.isPaused = false
    needsSaving = true
    let seconds = Int(record.gaps.last { $0.kind == .paused }?.seconds ?? 0)
    return [.message("Paused for \(Self.clock(Double(seconds))); the clock runs.")]
  }

  private mutating func next() -> [RoundNews] {
    guard record.clock.phase + 1 < plan.phases.count else {
      return [.message("This was the last part; /done ends the round.")]
    }
    record.clock.phase += 1
    needsSaving = true
    return beginning()
  }

  /// What a phase begins with; also what a round begins with.
  package mutating func beginning() -> [RoundNews] {
    var news: [RoundNews] = [.phase(phase)]
    if phase.id.hasPrefix("story-"), let behavioral = interviewer.behavioral(phase.prompt) {
      news.append(.question(behavioral.head.key, behavioral.question))
    }
    news += brought()
    return news
  }

  private mutating func end() -> [RoundNews] {
    record.state = .debrief
    needsSaving = true
    return [.over]
  }

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

  // MARK: The interviewer

  private mutating func ask(_ question: String) -> [RoundNews] {
    guard !question.isEmpty else {
      return [.message("Ask about something: /ask users, /ask latency.")]
    }
    add(.question, question)
    let facts = interviewer.facts(about: question)
    guard !facts.isEmpty else {
      let answer = "I have nothing on that; assume something sensible, and say what."
      add(.fact, answer)
      return [.interviewer(answer)]
    }
    return facts.map { fact in
      if !record.asked.facts.contains(fact.id) { record.asked.facts.append(fact.id) }
      add(.fact, fact.say)
      return .interviewer(fact.say)
    }
  }

  private mutating func hint() -> [RoundNews] {
    let found = interviewer.hint(
      parts: phase.parts,
      prompt: phase.prompt,
      given: record.asked.hints,
      notes: saidNotes
    )
    guard let (about, text) = found else {
      return [.message("There is no hint left here.")]
    }
    record.asked.hints[about, default: 0] += 1
    record.hints += 1
    add(.hint, text)
    return [.hint(text)]
  }

  /// Probes and the curveball, when their time has come.
  private mutating func brought() -> [RoundNews] {
    var news: [RoundNews] = []
    for probe in dueProbes where !record.asked.probes.contains(probe.id) {
      record.asked.probes.append(probe.id)
      add(.probe, probe.ask)
      news.append(.interviewer(probe.ask))
    }
    // Near minute 30 of 45, whatever the phase: changes of mind do not wait.
    if record.asked.curveball == nil, record.clock.elapsedSeconds * 3 >= budget * 2,
      let curveball = interviewer.curveball
    {
      record.asked.curveball = curveball.id
      add(.curveball, curveball.say)
      news.append(.curveball(curveball.say))
    }
    return news
  }

  /// The probes that the phase has reached, spread over its budget.
  private var dueProbes: [Interviewer.Probe] {
    let probes: [Interviewer.Probe]
    let isAskedAtOnce: Bool
    if phase.parts.contains(.deepDives) {
      (probes, isAskedAtOnce) = (interviewer.designProbes, false)
    } else if phase.id == "follow-up", let followUp = interviewer.codingFollowUp {
      (probes, isAskedAtOnce) = ([followUp], true)
    } else if phase.id.hasPrefix("follow-ups-") {
      (probes, isAskedAtOnce) = (interviewer.followUps(to: phase.prompt), true)
    } else {
      return []
    }
    let step = max(1, phaseBudget) / Double(probes.count + (isAskedAtOnce ? 0 : 1))
    let reached = Int(phaseSpent / step) + (isAskedAtOnce ? 1 : 0)
    return Array(probes.prefix(max(0, reached)))
  }

  // MARK: Nudges

  /// What the clock has to say, each thing once; of several at a time the most urgent.
  private mutating func nudges() -> [String] {
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
    let whole = Int(abs(seconds).rounded(.down))
    let text = "\(whole / 60):" + (whole % 60 < 10 ? "0" : "") + "\(whole % 60)"
    return seconds < 0 && whole > 0 ? "+" + text : text
  }

  // MARK: Notes

  /// What the candidate said, in order.
  package var saidNotes: [String] {
    record.notes.filter { $0.kind == .note || $0.kind == .diagram }.map(\.text)
  }

  /// The notes of the phase, a line each.
  private var phaseNotes: String {
    record.notes.filter { $0.kind == .note && $0.phase == phase.id }
      .map { $0.text + "\n" }.joined()
  }

  private var lastDiagram: String { record.notes.last { $0.kind == .diagram }?.text ?? "" }

  /// Takes over the phase's notes as they came back from the editor: lines that stand as before
  /// keep their second, others are of now.
  package mutating func edited(_ text: String, at moment: RoundMoment) -> [RoundNews] {
    let news = advance(to: moment)
    let id = phase.id
    var old: [Kept<RoundRecord.Note>] = []
    for note in record.notes where note.kind == .note && note.phase == id {
      for line in note.text.split(whereSeparator: \.isNewline) {
        var one = note
        one.text = String(line)
        old.append(one)
      }
    }
    var fresh: [Kept<RoundRecord.Note>] = []
    for line in text.split(whereSeparator: \.isNewline).map(String.init)
    where line.contains(where: { !$0.isWhitespace }) {
      if let index = old.firstIndex(where: { $0.text == line }) {
        fresh.append(old[index])
        old.removeFirst(index + 1)
      } else {
        fresh.append(
          Kept(
            RoundRecord.Note(
              second: record.clock.elapsedSeconds.rounded(.down),
              phase: id,
              kind: .note,
              text: line
            )
          )
        )
      }
    }
    record.notes.removeAll { $0.kind == .note && $0.phase == id }
    // In the order of their seconds among what the interviewer said; the text's order among equals.
    record.notes += fresh
    record.notes = record.notes.enumerated()
      .sorted { ($0.element.second, $0.offset) < ($1.element.second, $1.offset) }
      .map(\.element)
    needsSaving = true
    return news
  }

  /// Takes over a sketch; the same sketch again is not kept twice.
  package mutating func drew(_ text: String, at moment: RoundMoment) -> [RoundNews] {
    let news = advance(to: moment)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    let sketch = lines.joined(separator: "\n")
    guard !sketch.isEmpty, sketch != lastDiagram else { return news }
    if let index = record.notes.lastIndex(where: { $0.kind == .diagram && $0.phase == phase.id }) {
      record.notes.remove(at: index)
    }
    add(.diagram, sketch)
    return news
  }
}
