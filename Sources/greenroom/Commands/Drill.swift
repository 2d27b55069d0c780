import ArgumentParser
import Practice
import QuestionBank

struct Drill: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "Today's cards, one after another.",
    usage: "greenroom drill [options]",
    discussion: """
      At a terminal `?` lists the keys. From a pipe it reads answers and grades line by line. \
      Programs take its steps as JSON from `next` and `answer`.
      """,
    aliases: ["d"]
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var filter: FilterOptions

  @Flag(help: "Cards of your weakest topics, due or not; `weak` says which.")
  var weak = false

  @Flag(help: "Go through cards without touching their schedule.")
  var cram = false

  @Option(help: ArgumentHelp("Stop after this many answers.", valueName: "n"))
  var limit: Int?

  @Option(
    help: ArgumentHelp("Stop after this many minutes; goes on after today's plan.", valueName: "n")
  )
  var minutes: Int?

  @Option(name: .customLong("new"), help: ArgumentHelp("New cards at most.", valueName: "n"))
  var newCards: Int?

  func validate() throws {
    for (name, value) in [("--limit", limit), ("--minutes", minutes)] {
      if let value, !(1...100_000).contains(value) {
        throw ValidationError("\(name) takes a number from 1 to 100000.")
      }
    }
    if let newCards, !(0...100_000).contains(newCards) {
      throw ValidationError("--new takes a number from 0 to 100000.")
    }
    if weak, cram || !filter.isEmpty {
      throw ValidationError("--weak chooses the cards itself; leave out filters and --cram.")
    }
    if cram, newCards != nil {
      throw ValidationError("--new has no meaning for --cram, which schedules nothing.")
    }
  }

  @MainActor
  func run(in app: App) throws {
    if global.json {
      throw Failure(.usage, "a drill has no JSON; `next --json` and `answer --json` are its steps")
    }
    try app.requireLines(for: "a drill")
    let study = try app.study()
    let request = DrillRequest(
      filter: try filter.filter(in: study),
      limits: DrillSession.Limits(answers: limit, milliseconds: minutes.map { $0 * 60_000 }),
      newCards: newCards,
      isCram: cram,
      cards: weak ? try study.weakCards() : nil
    )
    var runner = try DrillRunner(app: app, study: study, request: request)
    _ = try runner.run()
  }
}

/// Which cards a command is about.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only this topic and those below it (repeatable).", valueName: "topic"),
    completion: ProgramCompletion.topics
  )
  var topic: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only this stage: junior, mid, senior, lead or principal.",
      valueName: "stage"
    ),
    completion: ProgramCompletion.stages
  )
  var stage: String?

  @Option(
    help: ArgumentHelp(
      "Only this kind: flashcard, cloze, choice, typed or estimate.",
      valueName: "kind"
    ),
    completion: ProgramCompletion.kinds
  )
  var kind: String?

  @Option(
    help: ArgumentHelp("Only this bank (repeatable).", valueName: "bank"),
    completion: ProgramCompletion.banks
  )
  var bank: [String] = []

  var isEmpty: Bool { topic.isEmpty && stage == nil && kind == nil && bank.isEmpty }

  /// Checks each word against what there is, so that a slip is not an empty drill.
  @MainActor
  func filter(in study: Study) throws -> CardFilter {
    CardFilter(
      topics: try topic.map { try study.topic(named: $0) },
      stage: try stage.map { word in
        guard let stage = Stage(rawValue: word.lowercased()) else {
          throw Failure(
            .usage,
            Suggest.unknown("stage", word, among: Stage.allCases.map(\.rawValue))
          )
        }
        return stage
      },
      kind: try kind.map { word in
        guard let kind = CardKind(rawValue: word.lowercased()) else {
          throw Failure(
            .usage,
            Suggest.unknown("kind", word, among: CardKind.allCases.map(\.rawValue))
          )
        }
        return kind
      },
      banks: try bank.map { try study.bank(named: $0) }
    )
  }
}
