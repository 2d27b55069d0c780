import Practice
import QuestionBank
import StudyStore
import Terminal

/// One mock round with its debrief, or a loop of them with breaks.
@MainActor
struct MockSession {
  let app: App
  let study: Study

  /// Begins a round, or a loop of them.
  func begin(_ request: RoundRequest) throws {
    if let waiting = try study.unfinishedRound(nil) {
      app.say("(round \(waiting.id) is not over; `mock --resume` goes on with it)")
    }
    if try start(request), let loop = request.loop { try goOn(withLoop: loop.id) }
  }

  /// Goes on with a round, or with the loop it belongs to.
  func resume(_ id: String?) throws {
    guard let record = try id.map({ try study.round(named: $0) }) ?? study.unfinishedRound(nil)
    else {
      throw Failure(.failed, "no round waits; `mock design` begins one, `rounds list` shows all")
    }
    guard record.state == .running || record.state == .debrief else {
      throw Failure(
        .usage,
        "round \(record.id) is \(record.state.rawValue); `rounds show` shows it"
      )
    }
    if let loop = record.loop, id == nil { return try goOn(withLoop: loop.id) }
    try goOn(with: record)
    if record.loop != nil, try study.unfinishedRound(nil) != nil {
      app.say("`mock --resume` goes on with the loop.")
    }
  }

  /// Begins one round; false where it was left.
  private func start(_ request: RoundRequest) throws -> Bool {
    let seed = app.options.seed ?? UInt64.random(in: 1...999_999, using: &app.random)
    let round = try study.beginRound(request, seed: seed, at: app.clock.moment)
    return try talk(round, hold: try hold(round.record.id), isNew: true)
  }

  /// Takes up a round where it was left; false where it was left again.
  @discardableResult
  private func goOn(with record: Kept<RoundRecord>) throws -> Bool {
    let hold = try hold(record.id)
    // Read again now that nobody else writes it.
    let fresh = try study.roundFiles.load(record.id) ?? record
    let round = try study.resume(fresh, heartbeat: hold?.lastHeartbeat, at: app.clock.moment)
    if round.record.state == .debrief { return try debrief(round, hold) }
    return try talk(round, hold: hold, isNew: false)
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

  private func keeper(_ hold: RoundHold?) -> RoundKeeper {
    RoundKeeper(files: study.roundFiles, hold: hold, isFailing: study.unkept != nil)
  }

  /// The talking, and the debrief unless the round belongs to a loop; false where it was left.
  private func talk(_ round: Round, hold: RoundHold?, isNew: Bool) throws -> Bool {
    let runner = RoundRunner(app: app, study: study, round: round, hold: hold, isNew: isNew)
    switch try runner.run() {
    case .left: return false
    case .interrupted: throw Failure(.interrupted, "")
    case .terminated(let signal): throw Failure(signal: signal)
    case .over: break
    }
    guard let place = runner.round.record.loop?.value else {
      return try debrief(runner.round, hold)
    }
    if runner.keeper.isFailing { return try goOnInMemory(runner.round, hold, place) }
    // In an onsite nobody says how it went before the end.
    hold?.release()
    return true
  }

  private func debrief(_ round: Round, _ hold: RoundHold?) throws -> Bool {
    var runner = DebriefRunner(app: app, study: study, round: round, keeper: keeper(hold))
    if round.record.loop != nil {
      app.printLine()
      let title = TerminalText.singleLine(round.record.title)
      app.say("Debrief: \(round.record.kind.title), \(title)")
    }
    switch try runner.run() {
    case .finished: return true
    case .left: return false
    case .interrupted: throw Failure(.interrupted, "")
    case .terminated(let signal): throw Failure(signal: signal)
    }
  }

  // MARK: Loops

  /// Where nothing can be written, there is nothing to come back to: each round has its debrief at
  /// once.
  private func goOnInMemory(
    _ round: Round,
    _ hold: RoundHold?,
    _ place: RoundRecord.LoopPlace
  ) throws -> Bool {
    guard try debrief(round, hold), let next = RoundLoop.following(place), try takeBreak(place)
    else { return false }
    return try start(request(after: round.record.value, next))
  }

  private func request(after round: RoundRecord, _ place: RoundRecord.LoopPlace) -> RoundRequest {
    RoundRequest(
      kind: place.plan[place.index],
      stage: round.stage,
      minutes: round.minutes,
      pace: round.pace,
      isBlind: round.isBlind,
      loop: place
    )
  }

  /// Does what a loop needs next until it is over or left: the round under way, the rounds that are
  /// still to come, then the debriefs in their order.
  private func goOn(withLoop id: String) throws {
    while true {
      let rounds = study.roundFiles.all().rounds.filter { $0.loop?.id == id }
        .sorted { ($0.loop?.index ?? 0) < ($1.loop?.index ?? 0) }
      guard let last = rounds.last, let place = last.loop?.value else { return }
      if let running = rounds.first(where: { $0.state == .running }) {
        if try !goOn(with: running) { return }
        continue
      }
      if last.state != .abandoned, let next = RoundLoop.following(place) {
        guard try takeBreak(place) else { return }
        guard try start(request(after: last.value, next)) else { return }
        continue
      }
      guard let waiting = rounds.first(where: { $0.state == .debrief }) else {
        return sayHowItWent(rounds.map(\.value))
      }
      if try !goOn(with: waiting) { return }
    }
  }

  private func sayHowItWent(_ rounds: [RoundRecord]) {
    let finished = rounds.filter { $0.state == .finished }
    guard finished.count > 1 else { return }
    let passed = finished.count { $0.debrief?.isPassed == true }
    app.printLine()
    app.say("The loop: \(passed) of \(NumberText.count(finished.count, "round")) passed.")
  }

  /// A break that counts down; Enter ends it, false where the loop is left.
  private func takeBreak(_ place: RoundRecord.LoopPlace) throws -> Bool {
    let seconds = place.breakMinutes * 60
    guard seconds > 0 else { return true }
    let start = app.clock.moment.awake
    let clock = app.clock
    func left() -> Double { seconds - (clock.moment.awake - start) }
    let next = place.plan[place.index + 1].title
    app.printLine()
    app.say(
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
    case .line, .expired: return true
    case .endOfInput: return false
    case .interrupted:
      app.say("The loop waits; `mock --resume` goes on with it.")
      throw Failure(.interrupted, "")
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
