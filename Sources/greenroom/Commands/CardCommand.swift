import ArgumentParser
import Practice
import QuestionBank
import SpacedRepetition
import StudyStore
import Terminal

/// What can be done with single cards.
struct CardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "card",
    abstract: "Show, find, edit, suspend and reset cards.",
    subcommands: [
      CardShow.self, CardList.self, CardSearch.self, CardAdd.self, CardEdit.self,
      CardSuspend.self, CardBury.self, CardMark.self, CardReset.self,
    ]
  )
}

struct CardShow: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "A card with its answer, its memory and its reviews."
  )
  @OptionGroup var global: GlobalOptions
  @Argument(help: "The card's id.", completion: ProgramCompletion.cards) var id: String

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let shown = try study.card(named: id)
    if global.json {
      return app.printJSON(
        CardJSON.report(
          shown,
          reviews: try study.reviews(of: shown.card.key),
          notes: try study.notes(of: shown.card.key)
        )
      )
    }
    let screen = CardScreen(width: app.proseWidth, painter: app.painter)
    var lines = [app.painter.paint(TerminalText.singleLine(shown.card.key.rawValue), .title)]
    lines += screen.heading(of: shown.card, record: shown.record, progress: "")
    lines += [""] + screen.question(of: shown.card, order: shown.order)
    lines += [""] + screen.answer(to: shown.card, order: shown.order, typed: "", check: .unchecked)
    lines += screen.sources(of: shown.card) + [""]
    lines += try CardReport(app: app, study: study).memory(of: shown)
    app.page(lines)
  }
}

struct CardList: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "The cards of a topic, stage, kind or bank, one to a line.",
    usage: "greenroom card list [options]"
  )
  @OptionGroup var global: GlobalOptions
  @OptionGroup var filter: FilterOptions
  @Option(
    help: "Only cards in this state: new, learning, review, relearning or suspended.",
    completion: .list(StateName.allCases.map(\.rawValue))
  )
  var state: String?

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let state = try state.map { word in
      guard let state = StateName(rawValue: word) else {
        throw Failure(
          .usage,
          Suggest.unknown("state", word, among: StateName.allCases.map(\.rawValue))
        )
      }
      return state
    }
    let query = CardQuery(filter: try filter.filter(in: study), state: state)
    try CardPrinter.print(query, of: study, in: app)
  }
}

struct CardSearch: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Cards whose id, question or answer has these words."
  )
  @OptionGroup var global: GlobalOptions
  @Argument(help: "What to look for.") var words: [String]

  @MainActor
  func run(in app: App) throws {
    let query = CardQuery(text: words.joined(separator: " "))
    try CardPrinter.print(query, of: try app.study(), in: app)
  }
}

struct CardSuspend: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "suspend",
    abstract: "Keep a card out of drills until you bring it back."
  )
  @OptionGroup var global: GlobalOptions
  @Flag(help: "Bring it back.") var undo = false
  @Argument(help: "The card's id.", completion: ProgramCompletion.cards) var id: String

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let shown = try study.card(named: id)
    let key = shown.card.key
    // What changes nothing must not be what `undo` takes back.
    guard shown.record.isSuspended == undo else {
      return try CardPrinter.confirm(
        key,
        undo ? "is not suspended" : "is suspended already",
        app,
        study
      )
    }
    try study.change(key, undo ? .unsuspended : .suspended, random: &app.random)
    try CardPrinter.confirm(key, undo ? "is back" : "is suspended", app, study)
  }
}

struct CardBury: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "bury",
    abstract: "Keep a card out of drills until tomorrow."
  )
  @OptionGroup var global: GlobalOptions
  @Flag(help: "Bring it back today.") var undo = false
  @Argument(help: "The card's id.", completion: ProgramCompletion.cards) var id: String

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let shown = try study.card(named: id)
    let key = shown.card.key
    let isBuried = shown.record.buriedUntil.map { $0 > study.today } ?? false
    guard isBuried == undo else {
      return try CardPrinter.confirm(
        key,
        undo ? "is not buried" : "is buried until tomorrow already",
        app,
        study
      )
    }
    try study.change(key, undo ? .unburied : .buried(until: study.today + 1), random: &app.random)
    try CardPrinter.confirm(key, undo ? "is back" : "is buried until tomorrow", app, study)
  }
}

struct CardMark: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark",
    abstract: "Mark a card, to come back to it."
  )
  @OptionGroup var global: GlobalOptions
  @Flag(help: "Take the mark away.") var undo = false
  @Argument(help: "The card's id.", completion: ProgramCompletion.cards) var id: String

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let shown = try study.card(named: id)
    let key = shown.card.key
    guard shown.record.isMarked == undo else {
      return try CardPrinter.confirm(key, undo ? "is not marked" : "is marked already", app, study)
    }
    try study.change(key, undo ? .unmarked : .marked, random: &app.random)
    try CardPrinter.confirm(key, undo ? "is no longer marked" : "is marked", app, study)
  }
}

struct CardReset: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset",
    abstract: "Forget a card's schedule; with --text, your own edit of a shipped card instead."
  )
  @OptionGroup var global: GlobalOptions
  @Flag(help: "Drop your edit and go back to the shipped text; the schedule stays.") var text =
    false
  @Flag(help: "Do not ask.") var force = false
  @Argument(help: "The card's id.", completion: ProgramCompletion.cards) var id: String

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let key = try study.card(named: id).card.key
    if text, let stored = try study.store.card(key), stored.isOverride,
      try !study.store.isInShippedBank(key)
    {
      throw Failure(
        .failed,
        "\(key) replaces no shipped card, so there is no text to go back to; it stands in "
          + stored.file
      )
    }
    let question = text ? "Drop your edit of \(key)?" : "Make \(key) new again?"
    try Confirmation.ask(question, force: force, in: app)
    if text {
      guard try study.dropOverride(of: key) else {
        throw Failure(.failed, "\(key) has no edit of yours to drop")
      }
      try CardPrinter.confirm(key, "has its shipped text again", app, study)
    } else {
      try study.change(key, .reset, random: &app.random)
      try CardPrinter.confirm(key, "is new again (`undo` takes that back)", app, study)
    }
  }
}

struct CardEdit: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Edit a card in your editor; shipped cards are copied to your own banks first."
  )
  @OptionGroup var global: GlobalOptions
  @Argument(help: "The card's id.", completion: ProgramCompletion.cards) var id: String

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let key = try study.card(named: id).card.key
    let edited = try CardEditing(app: app, study: study).edit(key)
    // What went wrong was said by then.
    if !edited.isKept { throw Failure(.failed, "") }
  }
}

struct CardAdd: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Write a flashcard into one of your own banks.",
    discussion: """
      Example: greenroom card add --bank mine --topic databases \\
                 --question "Why …?" --answer "Because …"
      """
  )
  @OptionGroup var global: GlobalOptions
  @Option(help: "The bank; it is made where there is none of that name.") var bank = "mine"
  @Option(help: "The topic.", completion: ProgramCompletion.topics) var topic: String?
  @Option(
    help: "The stage; your target stage by default.",
    completion: ProgramCompletion.stages
  )
  var stage: String?
  @Option(help: "The question, in Markdown.") var question: String?
  @Option(help: "The answer, in Markdown.") var answer: String?

  @MainActor
  func run(in app: App) throws {
    if let refusal = BankTemplate.refusal(name: bank, title: bank) {
      throw Failure(.usage, refusal)
    }
    let study = try app.study()
    let question = try question ?? Confirmation.text("question", in: app)
    let answer = try answer ?? Confirmation.text("answer", in: app)
    let stage = try stage.map { word in
      guard let stage = Stage(rawValue: word) else {
        throw Failure(.usage, Suggest.unknown("stage", word, among: Stage.allCases.map(\.rawValue)))
      }
      return stage
    }
    let key = try study.addCard(
      bank: bank,
      topic: topic ?? bank,
      stage: stage ?? study.settings.scope.targetStage,
      question: question,
      answer: answer
    )
    try CardPrinter.confirm(key, "is written", app, study)
  }
}
