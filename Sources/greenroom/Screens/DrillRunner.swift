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
  var session: DrillSession
  /// Cards that the sitting would hold when it began.
  private let planned: Int
  /// Ctrl-C in a row at the card under way.
  private var interrupts = 0

  init(app: App, study: Study, request: DrillRequest) throws {
    self.app = app
    self.study = study
    self.request = request
    self.session = DrillSession(limits: request.limits, startedAt: app.clock.now)
    self.planned =
      try request.isCram ? study.cram(request).count : study.counts(for: request).total
  }

  /// Where a card's loop ends: with an effect for the session, or out of the drill.
  enum Turn {
    case effect(DrillSession.Effect)
    case interrupted
  }

  /// What came of asking for a line.
  enum Heard {
    case line(String)
    /// Ctrl-C, once: ask again.
    case abandoned
    case turn(Turn)
  }

  /// Drills until the cards, the limits or the learner's patience run out.
  mutating func run() throws -> DrillSummary {
    var effect = DrillSession.Effect.choose
    while true {
      switch effect {
      case .choose:
        try study.followModel()
        effect = session.offered(try study.next(for: request, in: session), at: app.clock.now)
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

  private mutating func ask(_ card: Presented) throws -> Turn {
    var shown = card
    interrupts = 0
    let progress = session.progress(planned: planned, at: app.clock.now)
    print(screen.heading(of: shown.card, record: shown.record, progress: text(of: progress)))
    app.printLine()
    printQuestion(shown)
    while true {
      switch try hear(prompts.question(shown.card)) {
      case .turn(let turn): return turn
      case .abandoned: continue
      case .line(let line):
        if let key = DrillKey(atQuestion: line) {
          switch try carryOut(key, shown: &shown) {
          case .turn(let turn): return turn
          case .edited: printQuestion(shown)
          case .same: break
          }
        } else if isMistyped(line, shown.card) {
          sayMistyped(line)
        } else if AnswerCheck.check(line, of: shown.card, order: shown.order) == .unreadable {
          app.say(DrillPrompts.unreadable(line, shown.card))
        } else {
          return try reveal(&shown, typed: line)
        }
      }
    }
  }

  private mutating func reveal(_ shown: inout Presented, typed: String) throws -> Turn {
    app.printLine()
    printAnswer(to: shown, typed: typed)
    switch try askPoints(&shown, typed: typed) {
    case .turn(let turn): return turn
    case .judged: return try grade(&shown, typed: typed, points: nil)
    case .ticked(let points):
      let suggestion = suggestion(for: shown, typed: typed, points: points)
      print(screen.plain("\(points.made) of \(points.all): suggests \(suggestion.rating.word)"))
      app.printLine()
      return try grade(&shown, typed: typed, points: points)
    }
  }

  /// The grade that Enter would take, by the card as it is now.
  private func suggestion(for shown: Presented, typed: String, points: Points?) -> GradeSuggestion {
    let check = AnswerCheck.check(typed, of: shown.card, order: shown.order)
    // Ticks belong to the points that were ticked.
    let points = points.flatMap { $0.all == shown.card.points.count ? $0 : nil }
    return GradeSuggestion(check: check, typed: typed, points: points.map { ($0.made, $0.all) })
  }

  private mutating func grade(_ shown: inout Presented, typed: String, points: Points?) throws
    -> Turn
  {
    print(screen.grades(shown.states))
    while true {
      let suggestion = suggestion(for: shown, typed: typed, points: points)
      let mode: LineMode = study.settings.singleKey ? .singleKey : .line
      switch try hear(prompts.grade(suggestion.rating), mode: mode) {
      case .turn(let turn): return turn
      case .abandoned: continue
      case .line(let line):
        guard let key = DrillKey(atGrade: line) else {
          if line.hasPrefix("/") {
            sayMistyped(line)
          } else {
            app.say("Type 1 to 4, Enter for \(suggestion.rating.word), or ? for the keys.")
          }
          continue
        }
        switch key {
        case .refusedGrade(let digit):
          app.say("\(digit) is no grade here: 1 Again, 2 Hard, 3 Good, 4 Easy.")
        case .accept:
          if let turn = try record(suggestion.rating, of: shown, typed: typed) { return turn }
        case .grade(let rating):
          switch try confirm(rating, suggestion) {
          case .turn(let turn): return turn
          case .back: continue
          case .settled(let rating):
            if let turn = try record(rating, of: shown, typed: typed) { return turn }
          }
        default:
          switch try carryOut(key, shown: &shown) {
          case .turn(let turn): return turn
          case .edited:
            printQuestion(shown)
            printAnswer(to: shown, typed: typed)
            print(screen.grades(shown.states))
          case .same: break
          }
        }
      }
    }
  }

  private enum Confirmed {
    case settled(Rating)
    /// The learner thinks again.
    case back
    case turn(Turn)
  }

  /// Asks before Hard is taken for a missed answer.
  private mutating func confirm(_ rating: Rating, _ suggestion: GradeSuggestion) throws
    -> Confirmed
  {
    guard suggestion.isDoubtful(rating), app.isInteractive else { return .settled(rating) }
    app.say(DrillPrompts.hardMeans)
    while true {
      switch try hear(prompts.doubt) {
      case .turn(let turn): return .turn(turn)
      case .abandoned: return .back
      case .line(let line):
        if ["n", "no"].contains(line.lowercased()) { return .settled(.hard) }
        if ["", "y", "yes"].contains(line.lowercased()) { return .settled(.again) }
        if case .grade(let rating)? = DrillKey(atGrade: line) { return .settled(rating) }
        app.say("Enter for Again, h for Hard, or another grade from 1 to 4.")
      }
    }
  }

  /// Stores an answer; nil where that failed, so that the card stays.
  private mutating func record(_ rating: Rating, of shown: Presented, typed: String) throws -> Turn?
  {
    guard
      case .record(let key, let rating, let milliseconds) = session.graded(
        rating,
        at: app.clock.now
      )
    else { return .effect(.choose) }
    let answered: Answered
    do {
      answered = try study.answer(
        key,
        rating: rating,
        milliseconds: milliseconds,
        typed: typed.isEmpty ? nil : typed,
        counts: !request.isCram,
        random: &app.random
      )
    } catch let error as StudyStoreError {
      app.say("\(error)")
      return nil
    }
    if answered.isLeech { app.say(LeechText.words(answered)) }
    app.printLine()
    return .effect(session.recorded(answered.review, topic: shown.card.topic, at: app.clock.now))
  }

  // MARK: Lines

  /// Asks for a line; the second Ctrl-C in a row leaves the drill, at whichever prompts they came.
  mutating func hear(_ prompt: String, mode: LineMode = .line) throws -> Heard {
    switch try app.ask(prompt, mode: mode) {
    case .endOfInput: return .turn(.effect(session.stop()))
    case .line(let line):
      interrupts = 0
      return .line(line.trimmed)
    case .interrupted(let partial):
      interrupts = partial.isEmpty ? interrupts + 1 : 1
      if interrupts >= 2 { return .turn(.interrupted) }
      app.say("(Ctrl-C again stops; everything is saved)")
      return .abandoned
    }
  }

  /// Whether a line is a slip at a command, and not an answer that begins with a slash.
  private func isMistyped(_ line: String, _ card: Card) -> Bool {
    DrillKey.isMistyped(line) && !card.accepted.contains { $0.hasPrefix("/") }
  }

  func sayMistyped(_ line: String) {
    app.say("no command \(TerminalText.singleLine(line)); /? lists them")
  }

  // MARK: The end

  @discardableResult
  private mutating func finish(_ ending: DrillSession.Ending) throws -> DrillSummary {
    let summary = DrillSummary(of: session, at: app.clock.now)
    print(
      SummaryScreen(width: app.proseWidth, painter: app.painter).lines(
        summary,
        ending: ending,
        outlook: SummaryScreen.Outlook(
          left: try left(),
          tomorrow: try study.countsTomorrow(),
          waiting: request.isCram ? nil : try study.nextLearningDue(for: request),
          progress: request.isCram ? nil : try study.progress(),
          answersToFit: request.isCram ? nil : try study.answersToFit()
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

  var screen: CardScreen { CardScreen(width: app.proseWidth, painter: app.painter) }

  var prompts: DrillPrompts { DrillPrompts(width: app.width) }

  func print(_ lines: [String]) {
    for line in lines { app.printLine(line) }
  }

  func printQuestion(_ shown: Presented) {
    print(screen.question(of: shown.card, order: shown.order))
    app.printLine()
  }

  func printAnswer(to shown: Presented, typed: String) {
    let check = AnswerCheck.check(typed, of: shown.card, order: shown.order)
    print(screen.answer(to: shown.card, order: shown.order, typed: typed, check: check))
    print(screen.sources(of: shown.card))
    app.printLine()
  }

  private func text(of progress: DrillSession.Progress) -> String {
    var parts = ["\(progress.position) of \(progress.total)"]
    if progress.comingBack > 0 { parts.append("\(progress.comingBack) coming back") }
    if progress.minutes > 0 { parts.append("\(progress.minutes) min") }
    return parts.joined(separator: " \(app.painter.glyphs.dot) ")
  }
}

extension Card {
  /// The points of a full answer; empty where the card has no checklist.
  var points: [String] {
    if case .flashcard(let flashcard) = content { flashcard.points } else { [] }
  }

  /// Texts that count as right where an answer is typed.
  fileprivate var accepted: [String] {
    switch content {
    case .typed(let typed): typed.accept
    case .cloze(let cloze): (try? ClozeText(cloze.text))?.answers(gap: cloze.gap) ?? []
    case .flashcard, .choice, .estimate: []
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
