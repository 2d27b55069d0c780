import Practice
import QuestionBank
import StudyStore
import Terminal

/// Where the candidate stands, in a few lines: what the shell opens with.
@MainActor
struct StandingScreen {
  let app: App
  let study: Study

  func show() throws {
    let counts = try study.counts(for: DrillRequest())
    app.printLine(app.painter.paint("Greenroom: where you prepare before you go on.", .title))
    let settings = study.settings
    var facts = [
      "\(NumberText.count(try study.cardCount(), "card"))", settings.scope.targetStage.rawValue,
    ]
    if let date = settings.interviewDate, let days = study.days(until: date) {
      facts.append(
        days >= 0
          ? "interview \(date.short), \(NumberText.count(days, "day")) away"
          : "interview was \(date)"
      )
    }
    app.say(facts.joined(separator: " · "))
    if counts.total == 0 {
      app.say("Nothing is due. Tomorrow: \(SummaryScreen.words(try study.countsTomorrow())).")
    } else {
      app.say("Today: \(SummaryScreen.words(counts)).")
    }
    if app.isInteractive {
      app.say(
        "`drill` begins · `mock design` rehearses · `help` lists the verbs · Tab completes · q leaves"
      )
    }
  }
}
