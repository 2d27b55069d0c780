import ArgumentParser
import Practice
import QuestionBank
import StudyStore
import Terminal

struct Shell: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "The interactive shell; what starts without arguments.",
    discussion: """
      From a pipe it reads verbs line by line, prints their results only, and ends with the code \
      of the first one that failed.
      """
  )
  @OptionGroup var global: GlobalOptions

  @MainActor
  func run(in app: App) throws {
    if global.json {
      throw Failure(.usage, "the shell has no JSON, its verbs have: `due --json`")
    }
    try app.requireLines(for: "the shell")
    let study = try app.study()
    if !study.settings.isStageChosen, app.isInteractive {
      switch try FirstStart(app: app, study: study).run() {
      case .leave: return
      case .begin:
        var runner = try DrillRunner(app: app, study: study, request: DrillRequest())
        _ = try runner.run()
      }
    } else if app.readsFromTerminal {
      try StandingScreen(app: app, study: study).show()
    }
    var loop = ShellLoop(app: app, study: study)
    try loop.run()
  }
}

/// Reads verbs and runs them until there are no more.
@MainActor
struct ShellLoop {
  let app: App
  let study: Study
  private var interrupts = 0
  private var hasRunVerbs = false
  /// The code of the first verb that failed; 0 while none has.
  private var firstFailure: Int32 = 0

  init(app: App, study: Study) {
    self.app = app
    self.study = study
  }

  mutating func run() throws {
    let completer = ShellCompleter(study: study)
    reading: while true {
      let reply = try app.ask(
        "greenroom> ",
        completer: completer.completions,
        addToHistory: true
      )
      switch reply {
      case .endOfInput: break reading
      case .interrupted(let partial):
        interrupts = partial.isEmpty ? interrupts + 1 : 1
        if interrupts >= 2 { throw Failure(.interrupted, "") }
        app.say("(Ctrl-C again leaves; so do q and Ctrl-D)")
      case .line(let line):
        interrupts = 0
        guard try execute(line) else { break reading }
      }
      StandardOutput.shared.flush()
    }
    // A script says by its code whether all went well; a person saw it.
    guard !app.readsFromTerminal else { return }
    if !hasRunVerbs { try StandingScreen(app: app, study: study).show() }
    if firstFailure != 0 { throw Failure(Failure.Code(rawValue: firstFailure) ?? .failed, "") }
  }

  /// Runs one line; false to leave the shell.
  private mutating func execute(_ line: String) throws -> Bool {
    guard let words = ShellWords.split(line) else {
      failed(.usage, "a quotation mark is not closed")
      return true
    }
    guard let verb = words.first else { return true }
    switch verb.lowercased() {
    case "q", "quit", "exit": return false
    case "?": return try execute("help")
    default: break
    }
    hasRunVerbs = true
    app.isInShell = true
    defer { app.isInShell = false }
    do {
      var command = try Greenroom.parse(line: words)
      switch command {
      case is Shell:
        failed(.usage, "you are in the shell; give options with a verb, as in `due --json`")
      case let command as any GreenroomCommand:
        try run(command)
      default:
        try command.run()
      }
    } catch let failure as Failure where failure.code.endsProgram {
      throw failure
    } catch {
      note(GreenroomMain.report(parsing: error))
    }
    return true
  }

  private mutating func run(_ command: any GreenroomCommand) throws {
    let code = try app.lending(command.global) { GreenroomMain.execute(command, in: app) }
    if let code = Failure.Code(rawValue: code), code.endsProgram { throw Failure(code, "") }
    note(code)
    try study.reload()
    app.reportProblems(study)
    app.refreshCapabilities()
  }

  private mutating func failed(_ code: Failure.Code, _ message: String) {
    app.note(message)
    note(code.rawValue)
  }

  private mutating func note(_ code: Int32) {
    if firstFailure == 0 { firstFailure = code }
  }
}

extension App {
  /// Runs a verb of the shell with its options beside the shell's own.
  ///
  /// - Throws: ``Failure`` for what only a whole run can have: another clock, other chance.
  func lending<Result>(_ given: GlobalOptions, _ body: () throws -> Result) throws -> Result {
    if given.now != nil || given.seed != nil || given.clockRate != nil {
      throw Failure(
        .usage,
        "--now, --seed and --clock-rate are for the whole shell: `greenroom --now …`"
      )
    }
    let own = options
    defer {
      options = own
      refreshCapabilities()
    }
    options.plain = own.plain || given.plain
    options.noInput = own.noInput || given.noInput
    options.noColor = own.noColor || given.noColor
    refreshCapabilities()
    return try body()
  }
}
