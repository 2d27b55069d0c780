import ArgumentParser
import Readiness
import StudyStore
import Terminal

struct Stats: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "Cards by state, stage, kind and topic; retention, forecast, time."
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
    let study = try app.study()
    let statistics = try study.statistics(days: days)
    let forecast = try study.forecast(days: StatisticsScreen.forecastDays)
    let streak = Streak(days: statistics.activeDays, today: study.today)
    let stability = try study.stability()
    if global.json {
      return app.printJSON(
        statistics.json(forecast: forecast, streak: streak, stability: stability)
      )
    }
    let screen = StatisticsScreen(width: app.width, painter: app.painter)
    app.page(
      screen.lines(statistics, forecast: forecast, streak: streak, stability: stability)
    )
  }
}
