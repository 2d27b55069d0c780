import ArgumentParser
import Practice
import Terminal

struct Stats: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "Cards by state, stage and topic; reviews a day; what you retain."
  )
  @OptionGroup var global: GlobalOptions
  @Option(help: ArgumentHelp("Days of reviews to count.", valueName: "n")) var days = 30

  func validate() throws {
    guard (1...3_650).contains(days) else {
      throw ValidationError("--days takes a number from 1 to 3650.")
    }
  }

  @MainActor
  func run(in app: App) throws {
    let statistics = try app.study().statistics(days: days)
    if global.json { return app.printJSON(statistics.json) }
    for line in statistics.lines {
      app.printLine(TerminalText.truncate(line, to: app.width))
    }
  }
}
