import Practice
import QuestionBank
import StudyStore
import Terminal

/// One mock round with its debrief, or a loop of them with breaks.
@MainActor
struct MockSession {
  let app: App
  let study: Study

  /// Begins a round.
  func begin(_ request: RoundRequest) throws {
    if let waiting = try study.unfinishedRound(nil) {
      app.printLine("(round \(waiting.id) is not over; `mock --resume` goes on with it)")
    }
    let seed = app.options.seed ?? UInt64.random(in: 1...999_999, using: &app.random)
    let round = try study.beginRound(request, seed: seed, at: app.clock.moment)
    try go(on: round, hold: try hold(round.record.id), isNew: true)
  }

  /// Goes on with a round, or with the loop it belongs to.
  func resume(_ id: String?) throws {
    guard let record = try study.unfinishedRound(id) else {
      throw Failure(.failed, "no round waits; `mock design` begins one, `rounds list` shows all")
    }
    guard record.state == .running || record.state == .debrief else {
      throw Failure(
        .usage,
        "round \(record.id) is \(record.state.rawValue); `rounds show` shows it"
      )
    }
    let hold = try hold(record.id)
    // Read again now that nobody else writes it.
    let fresh = try study.roundFiles.load(record.id) ?? record
    let round = try study.resume(fresh, heartbeat: hold?.lastHeartbeat, at: app.clock.moment)
    try go(on: round, hold: hold, isNew: false)
  }

  /// Takes the round for this program; without a writable folder the round goes on in memory.
  private func hold(_ id: String) throws -> RoundHold? {
    do {
      return try study.roundFiles.hold(id)
    } catch let error as StudyStoreError {
      if case .cannotWrite = error { return nil }
      throw error
    }
  }

  private func go(on round: Round, hold: RoundHold?, isNew: Bool) throws {
    if round.record.state == .debrief {
      return try debrief(round, RoundKeeper(files: study.roundFiles, hold: hold))
    }
    let runner = RoundRunner(app: app, study: study, round: round, hold: hold, isNew: isNew)
    switch try runner.run() {
    case .left: return
    case .interrupted: throw Failure(.interrupted, "")
    case .terminated(let signal): throw Failure(signal: signal)
    case .over: break
    }
    let (over, keeper) = runner.handOver()
    if let place = over.record.loop?.value, let next = RoundLoop.following(place) {
      try takeBreak(place)
      return try begin(
        RoundRequest(
          kind: next.plan[next.index],
          stage: over.record.stage,
          minutes: over.record.minutes,
          pace: over.record.pace,
          isBlind: over.record.isBlind,
          loop: next
        ),
        inLoop: true
      )
    }
    try debrief(over, keeper)
    if let loop = over.record.loop { try debriefRest(of: loop.id) }
  }

  private func begin(_ request: RoundRequest, inLoop: Bool) throws {
    let seed = app.options.seed ?? UInt64.random(in: 1...999_999, using: &app.random)
    let round = try study.beginRound(request, seed: seed, at: app.clock.moment)
    try go(on: round, hold: try hold(round.record.id), isNew: true)
  }

  private func debrief(_ round: Round, _ keeper: RoundKeeper) throws {
    var runner = DebriefRunner(app: app, study: study, round: round, keeper: keeper)
    if round.record.loop != nil {
      app.printLine()
      app.printLine(
        app.painter.paint(
          "Debrief: \(round.record.kind.title), \(TerminalText.singleLine(round.record.title))",
          .title
        )
      )
    }
    switch try runner.run() {
    case .finished, .left: return
    case .interrupted: throw Failure(.interrupted, "")
    case .terminated(let signal): throw Failure(signal: signal)
    }
  }

  /// After the last round of a loop, the debriefs of the others, in their order.
  private func debriefRest(of loop: String) throws {
    for record in study.roundFiles.all().rounds
    where record.loop?.id == loop && record.state == .debrief {
      let hold = try hold(record.id)
      let round = try study.resume(record, heartbeat: nil, at: app.clock.moment)
      try debrief(round, RoundKeeper(files: study.roundFiles, hold: hold))
    }
    let rounds = study.history().rounds.filter { $0.loop?.id == loop }
    guard rounds.count > 1 else { return }
    let passed = rounds.count { $0.debrief?.isPassed == true }
    app.printLine()
    app.printLine(
      app.painter.paint("The loop: \(passed) of \(rounds.count) rounds passed.", .title)
    )
  }

  /// A break that counts down; Enter ends it.
  private func takeBreak(_ place: RoundRecord.LoopPlace) throws {
    let seconds = place.breakMinutes * 60
    guard seconds > 0 else { return }
    let start = app.clock.moment.awake
    let clock = app.clock
    func left() -> Double { seconds - (clock.moment.awake - start) }
    let next = place.plan[place.index + 1].title
    app.printLine()
    app.printLine(
      "Break: \(RoundScreen.minutes(place.breakMinutes)), then \(next). Enter goes on at once; "
        + "Ctrl-D leaves the loop for `mock --resume`."
    )
    let isLive = app.isInteractive && study.settings.timer == .live && !app.options.plain
    let painter = app.painter
    let prompt = { painter.paint("break \(isLive ? Round.clock(left()) : "")> ", .accent) }
    let interval = Duration.milliseconds(Int(min(1000, max(100, 1000 / max(0.001, clock.speed)))))
    let result = app.editor.readLine(
      prompt: prompt(),
      addToHistory: false,
      tick: app.isInteractive
        ? LineTick(every: interval) { left() <= 0 ? .expire : isLive ? .prompt(prompt()) : .keep }
        : nil
    )
    switch result {
    case .line, .expired, .endOfInput: return
    case .interrupted: throw Failure(.interrupted, "")
    case .terminated(let signal): throw Failure(signal: signal)
    }
  }
}

extension Failure {
  /// What a signal ends the program with, as a shell reports it.
  init(signal: Int32) {
    self.init(signal == 1 ? .hungUp : .terminated, "")
  }
}
