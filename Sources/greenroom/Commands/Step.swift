import ArgumentParser
import Practice
import QuestionBank
import SpacedRepetition
import StudyStore

struct Next: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "The card that is due now; nothing, or null, when none is.",
    usage: "greenroom next [options]"
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var filter: FilterOptions

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let request = DrillRequest(filter: try filter.filter(in: study))
    let key = try study.next(for: request)
    guard let key, let shown = try study.presented(key) else {
      return global.json ? app.printJSON(.null) : app.note("nothing is due")
    }
    if global.json { return app.printJSON(CardJSON.next(shown)) }
    let screen = CardScreen(width: app.proseWidth, painter: app.painter)
    for line in screen.heading(
      of: shown.card,
      record: shown.record,
      progress: shown.card.key.rawValue
    )
      + [""] + screen.question(of: shown.card, order: shown.order) + [""]
      + screen.grades(shown.states)
    {
      app.printLine(line)
    }
  }
}

struct Answer: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "Record an answer to a card, for scripts and editors.",
    usage: "greenroom answer <id> <rating> [options]",
    discussion: "Example: greenroom answer databases/lsm-vs-btree good"
  )

  @OptionGroup var global: GlobalOptions

  @Argument(
    help: "The card's id, as `next` and `card list` print it.",
    completion: ProgramCompletion.cards
  )
  var id: String

  @Argument(help: "again, hard, good or easy; or 1 to 4.", completion: .list(Rating.words))
  var rating: String

  @Option(help: ArgumentHelp("Seconds the answer took.", valueName: "n"))
  var seconds: Double?

  @Option(help: ArgumentHelp("What was typed as the answer.", valueName: "text"))
  var typed: String?

  @Flag(help: "Leave the schedule alone.")
  var cram = false

  func validate() throws {
    if let seconds, !(seconds >= 0 && seconds <= 86_400) {
      throw ValidationError("--seconds takes a number from 0 to 86400.")
    }
  }

  @MainActor
  func run(in app: App) throws {
    guard let rating = Rating(word: rating) else {
      throw Failure(.usage, Suggest.unknown("rating", rating, among: Rating.words))
    }
    let study: Study
    do {
      study = try app.study()
    } catch let error as StudyStoreError {
      throw error.losingAnswer
    }
    let shown = try study.card(named: id)
    let answered = try study.answer(
      shown.card.key,
      rating: rating,
      milliseconds: seconds.map { Int($0 * 1000) },
      typed: typed,
      counts: !cram,
      random: &app.random
    )
    if answered.isLeech { app.note(LeechText.words(answered)) }
    if global.json { return app.printJSON(CardJSON.answer(answered)) }
    let wait = ShortDuration.text(answered.review.interval)
    app.say(
      cram
        ? "\(rating.word): \(shown.card.key), crammed; its schedule is unchanged."
        : "\(rating.word): \(shown.card.key) is back in \(wait)."
    )
  }
}

struct Undo: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take back the last answer, bury, suspend, mark, reset or note; repeatable."
  )

  @OptionGroup var global: GlobalOptions

  @MainActor
  func run(in app: App) throws {
    guard let undone = try app.study().undo(random: &app.random) else {
      return global.json ? app.printJSON(.null) : app.note("nothing to undo")
    }
    if global.json {
      return app.printJSON([
        "card_id": JSONValue(undone.card.rawValue), "undone": JSONValue(undone.id.rawValue),
      ])
    }
    app.say("Undone: \(UndoText.words(undone)).")
  }
}

struct Due: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "What is left today, fast enough for a shell prompt.",
    usage: "greenroom due [options]"
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var filter: FilterOptions

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let counts = try study.counts(for: DrillRequest(filter: try filter.filter(in: study)))
    if global.json {
      return app.printJSON([
        "new": JSONValue(counts.new), "learning": JSONValue(counts.learning),
        "review": JSONValue(counts.review), "total": JSONValue(counts.total),
        "minutes": JSONValue(counts.minutes),
      ])
    }
    app.say(counts.total == 0 ? "Nothing is due." : "\(SummaryScreen.words(counts)).")
  }
}

extension Rating {
  /// The words that commands take.
  static let words = ["again", "hard", "good", "easy"]

  /// Reads a word or a digit from 1 to 4.
  init?(word: String) {
    if let index = Self.words.firstIndex(of: word.lowercased()) {
      self.init(rawValue: index + 1)
    } else if word.count == 1, let number = Int(word) {
      // One digit: `+3` or `03` is more likely a slip than a grade.
      self.init(rawValue: number)
    } else {
      return nil
    }
  }
}

extension UndoneEvent {
  var id: EventID {
    switch self {
    case .review(let review): review.id
    case .event(let event): event.id
    }
  }
}
