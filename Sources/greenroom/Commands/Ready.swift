import ArgumentParser
import Practice
import QuestionBank
import Readiness
import Terminal

struct Ready: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "How ready you are: recall by area, rounds, stories, and what to do next."
  )
  @OptionGroup var global: GlobalOptions

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let preparation = try study.preparation()
    var weak = WeakTopics(preparation)
    let plan = try study.interviewPlan(preparation)
    let report = ReadinessReport(
      preparation,
      plan: plan,
      cardsLeft: try study.counts(for: DrillRequest()).total,
      weakest: weak.ranked().first?.topic
    )
    let before = try study.plannedDay()?.recallBefore
    if global.json { return app.printJSON(ReadyScreen.json(report, plan: plan, before: before)) }
    let screen = ReadyScreen(width: app.width, painter: app.painter)
    app.page(screen.lines(report, preparation, plan: plan, before: before))
  }
}
