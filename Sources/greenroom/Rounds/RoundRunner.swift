import Foundation
import Glibc
import Practice
import QuestionBank
import StudyStore
import Terminal

/// A round at the terminal: shows what the round says, hands it what is typed, keeps its file.
@MainActor
final class RoundRunner {
  /// How the talking ended.
  enum Ending {
    /// The debrief comes next.
    case over
    /// Left, to be gone on with.
    case left
    case interrupted
    case terminated(Int32)
  }

  let app: App
  let study: Study
  private(set) var round: Round
  let keeper: RoundKeeper
  private let isFirst: Bool
  /// The prompt as it stands, so that it is drawn anew only when it changes.
  private var lastPrompt = ""
  /// Whether the candidate knows that leaving loses the round.
  private var isWarned = false

  init(app: App, study: Study, round: Round, hold: RoundHold?, isNew: Bool) {
    self.app = app
    self.study = study
    self.round = round
    self.keeper = RoundKeeper(
      files: study.roundFiles,
      hold: hold,
      isFailing: study.unkept != nil
    )
    self.isFirst = isNew
  }

  private var screen: RoundScreen { RoundScreen(width: app.width, painter: app.painter) }

  /// Whether the clock is drawn anew while a line is typed.
  private var isLive: Bool {
    study.settings.timer == .live && !app.options.plain && app.environment["TERM"] != "dumb"
  }

  private var showsClock: Bool { isLive && app.isInteractive }

  /// Runs the round until it is over or left.
  func run() throws -> Ending {
    if isFirst {
      print(screen.opening(round))
      show(round.beginning())
      print(screen.wrapped("(/next goes on, /done ends it, /help lists the rest)", .dim))
    } else {
      print(
        screen.wrapped(
          "Going on with \(round.record.isBlind ? "the round" : round.record.id), \(Round.clock(round.record.clock.elapsedSeconds)) in.",
          .title
        )
      )
      show([.phase(round.phase)])
    }
    save()
    var interrupts = 0
    while true {
      let result = app.editor.readLine(
        prompt: screen.prompt(round, showsClock: showsClock),
        completer: { Self.completions($0) },
        addToHistory: false,
        tick: tick
      )
      switch result {
      case .line(let line):
        interrupts = 0
        if RoundCommand(line: line) == .done, !confirmsEnd() { continue }
        let news = round.enter(line, at: app.clock.moment)
        save()
        show(news)
        try carryOut(news)
        save()
        if news.contains(.over) { return .over }
      case .interrupted(let partial):
        // Who gives up a begun line does not mean to leave.
        interrupts = partial.isEmpty ? interrupts + 1 : 1
        if interrupts >= 2 {
          leave()
          return .interrupted
        }
        app.printLine("(Ctrl-C again leaves the round; `mock --resume` goes on with it)")
      case .expired: continue
      case .endOfInput:
        if mayLeave() { return .left }
      case .terminated(let signal):
        leave()
        return .terminated(signal)
      }
    }
  }

  /// Asks before much of the time is given away.
  private func confirmsEnd() -> Bool {
    guard app.isInteractive, round.roundLeft > 300 else { return true }
    let left = RoundScreen.minutes(round.roundLeft / 60)
    let answer = app.editor.readLine(
      prompt: screen.paint("\(left) are left. [Enter ends the round, n goes on]> ", .accent),
      addToHistory: false
    )
    if case .line(let line) = answer { return line.trimmed.isEmpty }
    return false
  }

  /// Leaves; where the round is nowhere but in memory, only the second time.
  private func mayLeave() -> Bool {
    save(always: true)
    if keeper.isFailing, app.isInteractive, !isWarned {
      isWarned = true
      print(
        screen.wrapped(
          "(what is not on disk yet would be lost; Ctrl-D again leaves the round)",
          .bad
        )
      )
      return false
    }
    leave()
    return true
  }

  private func leave() {
    show(round.advance(to: app.clock.moment))
    save(always: true)
    let time = Round.clock(round.record.clock.elapsedSeconds)
    print(
      screen.wrapped(
        keeper.isFailing
          ? "Left at \(time); what could not be written is lost."
          : "Left at \(time), saved. `mock --resume` goes on.",
        nil
      )
    )
  }

  // MARK: The clock

  /// Every second of the round: the countdown, nudges, what the interviewer brings up.
  private var tick: LineTick? {
    guard app.isInteractive else { return nil }
    let speed = max(0.001, app.clock.speed)
    let interval = Duration.milliseconds(Int(min(1000, max(20, 1000 / speed))))
    return LineTick(every: interval) { [weak self] in
      MainActor.assumeIsolated { self?.ticked() ?? .keep }
    }
  }

  private func ticked() -> LineTick.Update {
    let news = round.advance(to: app.clock.moment)
    keeper.beat(round)
    var lines = news.filter(isSaid).flatMap { screen.lines($0, round: round) }
    if round.needsSaving, let problem = keeper.save(&round) {
      lines += screen.wrapped(problem, .bad)
    }
    let prompt = screen.prompt(round, showsClock: showsClock)
    defer { lastPrompt = prompt }
    if !lines.isEmpty {
      return .announce(lines, prompt: prompt, inPlace: isLive)
    }
    return isLive && prompt != lastPrompt ? .prompt(prompt) : .keep
  }

  /// With the timer off the clock says nothing.
  private func isSaid(_ news: RoundNews) -> Bool {
    if case .nudge = news { return study.settings.timer != .off }
    return true
  }

  // MARK: Showing and keeping

  private func show(_ news: [RoundNews]) {
    for item in news where isSaid(item) {
      print(screen.lines(item, round: round))
      if case .question(let key, _) = item, let stories = stories(for: key) { print(stories) }
    }
  }

  private func save(always: Bool = false) {
    if always { keeper.beat(round) }
    if always || round.needsSaving || keeper.isFailing {
      if always { round.touch() }
      if let problem = keeper.save(&round) { print(screen.wrapped(problem, .bad)) }
    }
  }

  private func print(_ lines: [String]) {
    for line in lines { app.printLine(line) }
  }

  /// Which of the candidate's stories fit a behavioral prompt.
  private func stories(for key: CardKey) -> [String]? {
    guard let bank = try? study.storyFile.load(), !bank.stories.isEmpty else { return nil }
    for case .behavioral(let prompt) in round.prompts where prompt.head.key == key {
      let fitting = bank.fitting(prompt.signals, stage: round.record.stage)
      guard !fitting.isEmpty else { return nil }
      let names = fitting.map { "\($0.id) (\($0.title))" }.joined(separator: ", ")
      return screen.wrapped("Stories that fit: \(names).", .dim)
    }
    return nil
  }

  private static func completions(_ request: CompletionRequest) -> [Completion] {
    guard request.previousWords.isEmpty, request.word.hasPrefix("/") else { return [] }
    return RoundCommand.words.map { "/" + $0 }.filter { $0.hasPrefix(request.word) }.sorted()
      .map { Completion($0) }
  }

  // MARK: Editors

  private func carryOut(_ news: [RoundNews]) throws {
    for item in news {
      switch item {
      case .openNotes(let text):
        edit(text, suffix: "notes.md") { show(round.edited($0, at: app.clock.moment)) }
      case .openDiagram(let text):
        edit(text, suffix: "diagram.txt") { show(round.drew($0, at: app.clock.moment)) }
      case .openScratch: openScratch()
      default: break
      }
    }
  }

  private var canEdit: Bool {
    if app.isInteractive { return true }
    print(screen.wrapped("(an editor needs a terminal)", .dim))
    return false
  }

  /// Characters of an edited text that are taken over.
  private static let longestEdit = 1_000_000

  /// Opens a text in the editor and hands over what came of it; what cannot be taken over stays in
  /// its file, which is named.
  private func edit(_ text: String, suffix: String, _ take: (String) -> Void) {
    guard canEdit else { return }
    let path = study.roundFiles.folder + "/.\(round.record.id).\(suffix)"
    do {
      try BankFiles.replace(path, with: text)
      let isKept = try open(path)
      guard let edited = try BankFiles.text(of: path) else {
        return print(screen.wrapped("(the file is gone; nothing was taken over)", .dim))
      }
      if isKept, edited.count <= Self.longestEdit {
        take(edited)
        unlink(path)
        let lines = edited.split(whereSeparator: \.isNewline).count
        return print(screen.wrapped("(taken over: \(NumberText.count(lines, "line")))", .dim))
      }
      if edited == text {
        unlink(path)
      } else {
        print(screen.wrapped("(what you wrote is in \(path))", .dim))
      }
    } catch {
      print(screen.wrapped("\(error)", .bad))
    }
  }

  private func openScratch() {
    // The name comes from a file that anyone may have written.
    guard canEdit, let name = round.record.scratchFile, !name.contains("/"), !name.hasPrefix(".")
    else { return }
    let path = study.roundFiles.folder + "/" + name
    do {
      if try BankFiles.text(of: path) == nil, case .coding(let problem)? = round.prompts.first {
        try BankFiles.replace(path, with: problem.scratch)
      }
      if try open(path) { print(screen.wrapped("(your code: \(path))", .dim)) }
    } catch {
      print(screen.wrapped("\(error)", .bad))
    }
  }

  private func open(_ path: String) throws -> Bool {
    let editor = try app.findEditor(study)
    let status = try app.editor.withTerminalReleased { try editor.edit(file: path, line: 1) }
    guard status == 0 else {
      print(
        screen.wrapped("(the editor ended with status \(status); nothing was taken over)", .dim)
      )
      return false
    }
    return true
  }
}

extension CodingProblem {
  /// What the candidate's file begins with.
  var scratch: String {
    let head = signature.hasSuffix(":") ? signature : signature + ":"
    var text = "# \(self.head.title)\n\n\(head)\n    raise NotImplementedError\n\n\n"
    let name = signature.dropFirst("def ".count).prefix { $0 != "(" }
    text += "if __name__ == \"__main__\":\n"
    for example in examples {
      let arguments = example.arguments.map(\.pythonText).joined(separator: ", ")
      text += "    print(\(name)(\(arguments)))  # \(example.result.pythonText)\n"
    }
    return text
  }
}
