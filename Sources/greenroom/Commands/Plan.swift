import ArgumentParser
import Practice
import QuestionBank
import Readiness
import SpacedRepetition
import StudyStore
import Terminal

struct Plan: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "What to do today and each day until the interview.",
    usage: "greenroom plan [options]",
    discussion: """
      The plan is made anew each morning from what you know, so a day that you missed is no debt. \
      `drill` follows it. `config set interview_date` and `config set minutes_per_day` keep what \
      --interview and --minutes try out.
      """
  )

  @OptionGroup var global: GlobalOptions
  @Option(
    help: ArgumentHelp(
      "Try this date: 2026-12-20, `in 4 weeks`.",
      valueName: "date"
    )
  )
  var interview: String?
  @Option(help: ArgumentHelp("Try these minutes a day.", valueName: "n")) var minutes: Int?
  @Flag(help: "Every day, not only the next two weeks.") var all = false
  @Flag(help: "Today's cards, and why each.") var today = false
  @Option(
    help: ArgumentHelp("Write the days as calendar entries (iCalendar).", valueName: "file"),
    completion: .file()
  )
  var ics: String?
  @Flag(help: "Replace a file that is there already.") var force = false

  func validate() throws {
    if let minutes, !(1...1_440).contains(minutes) {
      throw ValidationError("--minutes takes a number from 1 to 1440.")
    }
  }

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    var preparation = try study.preparation()
    if let minutes { preparation.minutesPerDay = minutes }
    if let interview {
      let asked = TerminalText.singleLine(interview)
      let date: CivilDate
      switch CivilDate.reading(interview, today: CivilDate(daysSince1970: study.today.rawValue)) {
      case .day(let day): date = day
      case .past(let day): throw Failure(.usage, "--interview: \(day) is past; name a day to come")
      case .unreadable:
        throw Failure(
          .usage,
          "--interview: cannot read '\(asked)' as a day; 2026-12-20, 20 Dec or `in 4 weeks`"
        )
      }
      preparation.interview = StudyDay(rawValue: date.daysSince1970)
    }
    guard let plan = try study.interviewPlan(preparation, suggests: true) else {
      return try noPlan(app, preparation)
    }
    if let ics {
      guard force || !BankFiles.exists(ics) else {
        throw Failure(.cannotWrite, "\(ics) is there already; --force replaces it")
      }
      try BankFiles.replace(ics, with: PlanCalendar(plan: plan).text(stamp: app.clock.now))
      return global.json
        ? app.printJSON(["file": .string(ics)])
        : app.say("\(ics): \(NumberText.count(plan.days.count, "day")), ready to import.")
    }
    if global.json { return app.printJSON(PlanScreen.json(plan)) }
    let screen = PlanScreen(width: app.width, painter: app.painter)
    if today { return app.page(try screen.today(plan, study: study)) }
    app.page(screen.lines(plan, showsAll: all || app.painter.plain))
  }

  /// There is no interview ahead: say so, and what holds instead.
  @MainActor
  private func noPlan(_ app: App, _ preparation: Preparation) throws {
    if ics != nil {
      throw Failure(
        .usage,
        "there is no interview ahead to plan for; `config set interview_date 2026-12-20` sets one"
      )
    }
    if global.json {
      return app.printJSON([
        "interview_date": JSONValue(
          preparation.interview.map { CivilDate(daysSince1970: $0.rawValue).description }
        ),
        "minutes_per_day": .int(preparation.minutesPerDay), "expected_recall": .null,
        "fits": .null, "suggestions": [], "days": [],
      ])
    }
    let date = preparation.interview.map { CivilDate(daysSince1970: $0.rawValue) }
    let counts = try app.study().counts(for: DrillRequest())
    switch date.map({ $0.daysSince1970 == preparation.today.rawValue }) {
    case true?: app.say("The interview is today. Nothing new now; what you know will do.")
    case false?:
      app.say(
        "The interview was on \(date?.short ?? ""). Reviews now come when memory asks for them."
      )
    case nil:
      app.say("No interview date is set: reviews come when memory asks for them.")
    }
    app.say("Today: \(SummaryScreen.words(counts)).")
    app.say(
      "`config set interview_date 2026-12-20` makes a plan, `plan --interview DATE` tries one."
    )
  }
}
