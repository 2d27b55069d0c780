import Practice
import QuestionBank
import SpacedRepetition
import StudyStore
import Terminal

/// A drill at the terminal: carries out what the session asks for, one card after another.
@MainActor
struct DrillRunner {
  let app: App
  let study: Study
  let request: DrillRequest
  private var session: DrillSession
  /// Cards that the sitting would hold when it began.
  private let planned: Int

  init(app: App, study: Study, request: DrillRequest) throws {
    self.app = app
    self.study = study
    self.request = request
    self.session = DrillSession(limits: request.limits, startedAt: app.clock.now)
    self.planned =
      try request.isCram ? study.cram(request).count : study.counts(for: request).total
  }

  /// Where a card's loop ends: with an effect for the session, or out of the drill.
  private enum Turn {
    case effect(DrillSession.Effect)
    case interrupted
  }

  /// Drills until the cards, the limits or the learner's patience run out.
  mutating func run() throws -> DrillSummary {
    var effect = DrillSession.Effect.choose
    while true {
      switch effect {
      case .choose:
        let next = try study.next(for: request, in: session)
        effect = session.offered(next, at: app.clock.now)
      case .ask(let key):
        guard let shown = try study.presented(key) else {
          effect = session.skip()
          continue
        }
        switch try ask(shown) {
        case .effect(let next): effect = next
        case .interrupted:
          try finish(.stopped)
          throw Failure(.interrupted, "")
        }
      case .record:
        // Recorded where the grade is given; the session never asks for it twice.
        effect = session.dropped()
      case .finish(let ending):
        return try finish(ending)
      }
    }
  }

  // MARK: One card

  private mutating func ask(_ shown: Presented) throws -> Turn {
    var shown = shown
    let progress = session.progress(planned: planned, at: app.clock.now)
    print(screen.heading(of: shown.card, record: shown.record, progress: text(of: progress)))
    app.printLine()
    print(screen.question(of: shown.card, order: shown.order))
    app.printLine()

    var typed = ""
    var interrupts = 0
    question: while true {
      switch read(prompt: prompt(for: shown.card), history: false) {
      case .endOfInput, .terminated: return .effect(session.stop())
      case .expired: continue
      case .interrupted:
        interrupts += 1
        if interrupts >= 2 { return .interrupted }
        app.printLine("(Ctrl-C again stops; everything is saved)")
      case .line(let line):
        interrupts = 0
        if let key = DrillKey(atQuestion: line.trimmed) {
          if let turn = try carryOut(key, shown: &shown, answer: nil) { return turn }
          continue
        }
        typed = line.trimmed
        let check = AnswerCheck.check(typed, of: shown.card, order: shown.order)
        if check == .unreadable {
          app.printLine(Self.unreadable(shown.card))
          continue
        }
        break question
      }
    }
    return try reveal(&shown, typed: typed)
  }

  private mutating func reveal(_ shown: inout Presented, typed: String) throws -> Turn {
    let check = AnswerCheck.check(typed, of: shown.card, order: shown.order)
    app.printLine()
    printAnswer(to: shown, typed: typed)

    let points = try askPoints(shown.card)
    if case .stop(let turn) = points { return turn }
    var suggestion = GradeSuggestion(check: check, typed: typed)
    if case .ticked(let made, let all) = points {
      suggestion = GradeSuggestion(check: check, typed: typed, points: (made, all))
      app.printLine("\(made) of \(all): suggests \(suggestion.rating.word)")
    }
    return try grade(&shown, typed: typed, suggestion: suggestion)
  }

  private mutating func grade(_ shown: inout Presented, typed: String, suggestion: GradeSuggestion)
    throws -> Turn
  {
    print(screen.grades(shown.states))
    var interrupts = 0
    while true {
      let mode: LineMode = study.settings.singleKey ? .singleKey : .line
      switch read(prompt: "grade [\(suggestion.rating.word)]> ", mode: mode, history: false) {
      case .endOfInput, .terminated: return .effect(session.stop())
      case .expired: continue
      case .interrupted:
        interrupts += 1
        if interrupts >= 2 { return .interrupted }
        app.printLine("(Ctrl-C again stops; everything is saved)")
      case .line(let line):
        interrupts = 0
        guard let key = DrillKey(atGrade: line.trimmed) else {
          app.printLine("Type 1 to 4, Enter for \(suggestion.rating.word), or ? for the keys.")
          continue
        }
        switch key {
        case .refusedGrade(let digit):
          app.printLine("\(digit) is no grade here: 1 Again, 2 Hard, 3 Good, 4 Easy.")
        case .grade(let rating):
          guard let settled = confirm(rating, suggestion) else { return .effect(session.stop()) }
          return try record(settled, of: shown, typed: typed)
        case .accept:
          return try record(suggestion.rating, of: shown, typed: typed)
        default:
          if let turn = try carryOut(key, shown: &shown, answer: typed) { return turn }
        }
      }
    }
  }

  /// Asks before Hard is taken for a missed answer; nil at the end of input.
  private func confirm(_ rating: Rating, _ suggestion: GradeSuggestion) -> Rating? {
    guard suggestion.isDoubtful(rating), app.isInteractive else { return rating }
    if isNarrow { app.printLine("Hard means you recalled it.") }
    let prompt =
      (isNarrow ? "" : "Hard means you recalled it. ") + "Was it Again? [Enter: Again, h: Hard]> "
    switch read(prompt: prompt, history: false) {
    case .line(let line):
      return ["h", "hard", "2", "n", "no"].contains(line.trimmed.lowercased()) ? .hard : .again
    case .interrupted, .expired: return .hard
    case .endOfInput, .terminated: return nil
    }
  }

  private mutating func record(_ rating: Rating, of shown: Presented, typed: String) throws -> Turn
  {
    let now = app.clock.now
    guard case .record(let key, let rating, let milliseconds) = session.graded(rating, at: now)
    else { return .effect(.choose) }
    let answered = try study.answer(
      key,
      rating: rating,
      milliseconds: milliseconds,
      typed: typed.isEmpty ? nil : typed,
      counts: !request.isCram,
      random: &app.random
    )
    if answered.isLeech {
      app.printLine(
        "Forgotten \(NumberText.count(answered.record.state.lapses, "time")): a leech. "
          + "Rewrite it (e), or suspend it (@) and learn it another way."
      )
    }
    app.printLine()
    return .effect(session.recorded(answered.review, topic: shown.card.topic, at: app.clock.now))
  }

  // MARK: Points

  private enum Points {
    case none
    case ticked(made: Int, all: Int)
    case stop(Turn)
  }

  private mutating func askPoints(_ card: Card) throws -> Points {
    guard case .flashcard(let flashcard) = card.content, !flashcard.points.isEmpty,
      app.isInteractive
    else { return .none }
    let points = flashcard.points.enumerated().map { "[\($0 + 1)] \(TerminalText.singleLine($1))" }
    print(screen.plain("Did you say …  " + points.joined(separator: "   ")))
    while true {
      switch read(
        prompt: isNarrow
          ? "points (numbers, all, 0)> "
          : "points (numbers, all, 0 none, Enter to judge yourself)> ",
        history: false
      ) {
      case .endOfInput, .terminated: return .stop(.effect(session.stop()))
      case .interrupted, .expired: return .none
      case .line(let line):
        let words = line.trimmed.lowercased().split { " ,;".contains($0) }
        if words.isEmpty { return .none }
        let all = flashcard.points.count
        if words == ["all"] || words == ["a"] { return .ticked(made: all, all: all) }
        let numbers = words.compactMap { Int($0) }
        guard numbers.count == words.count, numbers.allSatisfy({ (0...all).contains($0) }) else {
          app.printLine("Numbers from 1 to \(all), `all`, or 0 for none.")
          continue
        }
        return .ticked(made: Set(numbers).subtracting([0]).count, all: all)
      }
    }
  }

  // MARK: Commands

  /// Carries out a command; nil to go on with the same card.
  ///
  /// `answer` is what the learner typed, once the card's answer has been shown.
  private mutating func carryOut(_ key: DrillKey, shown: inout Presented, answer: String?) throws
    -> Turn?
  {
    let card = shown.card.key
    switch key {
    case .grade, .accept, .refusedGrade: return nil
    case .undo:
      guard let undone = try study.undo(random: &app.random) else {
        app.printLine("Nothing to undo.")
        return nil
      }
      app.printLine("Undone: \(UndoText.words(undone)).")
      app.printLine()
      return .effect(session.undid(undone, at: app.clock.now))
    case .skip:
      app.printLine("Skipped for now.")
      app.printLine()
      return .effect(session.skip())
    case .bury:
      try study.change(card, .buried(until: study.today + 1), random: &app.random)
      app.printLine("Buried until tomorrow.")
      app.printLine()
      return .effect(session.dropped())
    case .suspend:
      try study.change(card, .suspended, random: &app.random)
      app.printLine("Suspended; `card suspend --undo \(card)` brings it back.")
      app.printLine()
      return .effect(session.dropped())
    case .mark:
      let change: CardEvent.Change = shown.record.isMarked ? .unmarked : .marked
      try study.change(card, change, random: &app.random)
      shown.record.isMarked.toggle()
      app.printLine(shown.record.isMarked ? "Marked." : "Mark taken away.")
    case .history:
      print(try CardReport(app: app, study: study).memory(of: shown))
    case .note(let text):
      try takeNote(text, on: card)
    case .help:
      for line in DrillKey.explanation {
        print(TerminalText.wrap(line, width: app.width))
      }
    case .edit:
      try edit(&shown, answer: answer)
    case .quit:
      return .effect(session.stop())
    }
    return nil
  }

  private func takeNote(_ text: String, on card: CardKey) throws {
    var text = text
    if text.isEmpty, case .line(let line) = read(prompt: "note> ", history: false) {
      text = line.trimmed
    }
    guard !text.isEmpty else { return app.printLine("No note.") }
    try study.change(card, .noted(text), random: &app.random)
    app.printLine("Noted.")
  }

  private mutating func edit(_ shown: inout Presented, answer: String?) throws {
    do {
      try CardEditing(app: app, study: study).edit(shown.card)
    } catch let failure as Failure {
      return app.printLine(failure.description)
    }
    guard let fresh = try study.presented(shown.card.key) else { return }
    shown = fresh
    session.restartedClock(at: app.clock.now)
    print(screen.question(of: shown.card, order: shown.order))
    app.printLine()
    if let answer {
      printAnswer(to: shown, typed: answer)
      print(screen.grades(shown.states))
    }
  }

  private func printAnswer(to shown: Presented, typed: String) {
    let check = AnswerCheck.check(typed, of: shown.card, order: shown.order)
    print(screen.answer(to: shown.card, order: shown.order, typed: typed, check: check))
    print(screen.sources(of: shown.card))
    app.printLine()
  }

  // MARK: The end

  @discardableResult
  private mutating func finish(_ ending: DrillSession.Ending) throws -> DrillSummary {
    let summary = DrillSummary(of: session, at: app.clock.now)
    print(
      SummaryScreen(width: app.width, painter: app.painter).lines(
        summary,
        ending: ending,
        outlook: SummaryScreen.Outlook(
          left: try left(),
          tomorrow: try study.countsTomorrow(),
          waiting: request.isCram ? nil : try study.nextLearningDue(for: request)
        )
      )
    )
    return summary
  }

  /// What is left, whatever limits this sitting had.
  private func left() throws -> SummaryScreen.Outlook.Left {
    if request.isCram {
      let seen = Set(session.answers.map(\.review.card))
      return .cram(try study.cram(request).count { !seen.contains($0) })
    }
    let today = try study.counts(for: DrillRequest())
    if request.filter.isEmpty { return .plan(today) }
    return .filter(try study.counts(for: DrillRequest(filter: request.filter)), today: today)
  }

  // MARK: Small things

  private func text(of progress: DrillSession.Progress) -> String {
    var parts = ["\(progress.position) of \(progress.total)"]
    if progress.comingBack > 0 { parts.append("\(progress.comingBack) coming back") }
    if progress.minutes > 0 { parts.append("\(progress.minutes) min") }
    return parts.joined(separator: " \(app.painter.glyphs.dot) ")
  }

  private var screen: CardScreen { CardScreen(width: app.width, painter: app.painter) }

  private func print(_ lines: [String]) {
    for line in lines { app.printLine(line) }
  }

  private func read(prompt: String, mode: LineMode = .line, history: Bool) -> LineResult {
    app.editor.readLine(
      prompt: app.painter.paint(prompt, .accent),
      mode: mode,
      addToHistory: history
    )
  }

  /// A prompt that a narrow window would cut is worse than a short one.
  private var isNarrow: Bool { app.width < 60 }

  private func prompt(for card: Card) -> String {
    switch card.content {
    case .flashcard, .cloze:
      isNarrow ? "[Enter: answer · /? keys]> " : "[Enter shows the answer · or type it · /? keys]> "
    case .choice(let choice): "[1-\(choice.options.count) · /? keys]> "
    case .typed: "[type the answer · /? keys]> "
    case .estimate where isNarrow: "[estimate · /? keys]> "
    case .estimate(let estimate):
      "[estimate\(estimate.unit.map { " in " + TerminalText.singleLine($0) } ?? "") · /? keys]> "
    }
  }

  private static func unreadable(_ card: Card) -> String {
    switch card.content {
    case .choice(let choice): "Choose a number from 1 to \(choice.options.count), or Enter to see."
    default: "That is no number I can read: try 70000, 70k or 7e4, or Enter to see."
    }
  }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    var slice = self[...]
    while slice.first?.isWhitespace == true { slice.removeFirst() }
    while slice.last?.isWhitespace == true { slice.removeLast() }
    return String(slice)
  }
}
