import ArgumentParser
import Practice
import QuestionBank
import Readiness
import Terminal

struct Weak: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "Weak topics: what you would fail to recall or show on the date, and why.",
    usage: "greenroom weak [options]",
    discussion: """
      A gap is counted in cards, each weighted by how much a loop at your stage asks it: those that \
      you would not recall on the date if you did nothing more, and what rounds showed to be missing. \
      Without an interview date it looks four weeks ahead.
      """
  )

  @OptionGroup var global: GlobalOptions
  @Option(
    help: ArgumentHelp("Only this topic and those below it; lists its cards.", valueName: "topic"),
    completion: ProgramCompletion.topics
  )
  var topic: String?
  @Flag(help: "A row for each stage of a topic.") var byStage = false
  @Flag(help: "Start a drill on the weakest topics.") var drill = false
  @Option(help: ArgumentHelp("Rows at most.", valueName: "n")) var limit: Int?

  func validate() throws {
    if let limit, !(1...100_000).contains(limit) {
      throw ValidationError("--limit takes a number from 1 to 100000.")
    }
  }

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let within = try topic.map(study.topic(named:))
    let preparation = try study.preparation()
    var topics = WeakTopics(preparation)
    var rows = topics.ranked(byStage: byStage)
    if let within { rows = rows.filter { $0.topic.isWithin(within) } }
    if drill {
      if global.json {
        throw Failure(
          .usage,
          "a drill has no JSON; `next --json` and `answer --json` are its steps"
        )
      }
      let cards = WeakTopics.cards(of: rows, in: preparation)
      try app.requireLines(for: "a drill")
      var runner = try DrillRunner(app: app, study: study, request: DrillRequest(cards: cards))
      _ = try runner.run()
      return
    }
    if global.json {
      return app.printJSON(.array(rows.prefix(limit ?? rows.count).map(WeakScreen.json)))
    }
    let screen = WeakScreen(width: app.width, painter: app.painter)
    if let within {
      return app.page(screen.cards(of: rows, within: within, preparation))
    }
    app.page(screen.lines(rows, most: limit, preparation))
  }
}
