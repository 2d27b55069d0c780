import ArgumentParser
import Practice
import QuestionBank
import StudyStore
import Terminal

struct Shell: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "The interactive shell; what starts without arguments."
  )
  @OptionGroup var global: GlobalOptions

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    if !study.settings.isStageChosen, app.isInteractive {
      switch try FirstStart(app: app, study: study).run() {
      case .leave: return
      case .begin:
        var runner = try DrillRunner(app: app, study: study, request: DrillRequest())
        _ = try runner.run()
      }
    } else {
      try StandingScreen(app: app, study: study).show()
    }
    try loop(app, study)
  }

  @MainActor
  private func loop(_ app: App, _ study: Study) throws {
    let completer = ShellCompleter(study: study)
    var interrupts = 0
    while true {
      let result = app.editor.readLine(
        prompt: app.painter.paint("greenroom> ", .accent),
        completer: completer.completions,
        addToHistory: true
      )
      switch result {
      case .endOfInput, .terminated: return
      case .expired: continue
      case .interrupted:
        interrupts += 1
        if interrupts >= 2 { throw Failure(.interrupted, "") }
        app.printLine("(Ctrl-C again leaves; so do q and Ctrl-D)")
      case .line(let line):
        interrupts = 0
        guard try execute(line, app, study) else { return }
      }
      StandardOutput.shared.flush()
    }
  }

  /// Runs one line; false to leave the shell.
  @MainActor
  private func execute(_ line: String, _ app: App, _ study: Study) throws -> Bool {
    guard let words = ShellWords.split(line) else {
      app.note("a quotation mark is not closed")
      return true
    }
    guard let verb = words.first else { return true }
    switch verb {
    case "q", "quit", "exit": return false
    case "?": return try execute("help", app, study)
    case "shell":
      app.note("you are in it")
      return true
    default: break
    }
    do {
      var command = try Greenroom.parse(line: words)
      if let command = command as? any GreenroomCommand {
        let code = GreenroomMain.execute(command, in: app)
        if code == Failure.Code.interrupted.rawValue { throw Failure(.interrupted, "") }
        try study.reload()
        app.reportProblems(study)
        app.refreshCapabilities()
      } else {
        try command.run()
      }
    } catch let failure as Failure where failure.code == .interrupted {
      throw failure
    } catch {
      _ = GreenroomMain.report(parsing: error)
    }
    return true
  }
}
