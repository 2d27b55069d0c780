import Mustache
import Practice
import QuestionBank
import Readiness
import SpacedRepetition
import StudyStore

/// The report as a page: its parts in words, drawings and tables, put into the template.
struct ReportPage {
  struct Fact {
    let name: String
    let value: String
    let more: String
  }

  struct Table {
    struct Row {
      let head: String
      let cells: [String]

      init(_ head: String, _ cells: [String]) {
        self.head = head
        self.cells = cells
      }
    }

    let name: String
    let columns: [String]
    var rows: [Row]
    /// Whether it only repeats a drawing, for those who read or copy numbers.
    var isFolded = true
    /// What was left out.
    var more: String?
  }

  struct Section {
    let id: String
    let title: String
    var words: [String] = []
    var drawings: [String] = []
    var tables: [Table] = []
    /// Whether it takes the whole width of a wide screen.
    var isWide = false
  }

  let facts: [Fact]
  let sections: [Section]
  let title: String
  let made: String
  let next: String

  /// - Throws: What the template library finds wrong with the template, which the tests rule out.
  func html() throws -> String {
    MustacheContentTypes.register(PageText.ContentType(), named: PageText.contentType)
    let template = try MustacheTemplate(string: ReportTemplate.page)
    let values: [String: Any] = [
      "title": title, "made": made, "next": next, "style": ReportTemplate.style,
      "facts": facts, "sections": sections,
      "foot":
        "Made on this machine from your own answers; nothing in this page is fetched or sent.",
    ]
    return template.render(values)
  }
}

extension ReportPage {
  init(_ data: ReportData) {
    title =
      data.plan.map { "Ready by \(PlanScreen.date($0.interview))?" }
      ?? "Where your preparation stands"
    made =
      "Made on \(PlanScreen.date(data.today)) \(data.today.date.year), for stage "
      + "\(data.preparation.target.rawValue)."
    next = Self.withoutTicks(ReadyScreen.words(data.readiness.next)) + "."
    facts = Self.facts(data)
    sections = [
      Self.areas(data), Self.plan(data), Self.calendar(data), Self.forecast(data),
      Self.topics(data), Self.stability(data), Self.calibration(data), Self.rounds(data),
      Self.pacing(data), Self.weak(data),
    ].compactMap(\.self)
  }

  /// A terminal's text marks commands with backticks; a page says them as they are.
  static func withoutTicks(_ text: String) -> String { text.replacing("`", with: "") }

  static func range(_ estimate: InterviewPlan.Estimate) -> String {
    "\(Int((estimate.low * 100).rounded()))–\(NumberText.percent(estimate.high))"
  }

  private static func facts(_ data: ReportData) -> [Fact] {
    var facts: [Fact] = []
    if let plan = data.plan {
      let unseen = Int((Double(plan.cards) * (1 - plan.shareSeen)).rounded())
      facts += [
        Fact(
          name: "Interview",
          value: PlanScreen.date(plan.interview),
          more: "in \(NumberText.count(plan.days.count, "day"))"
        ),
        Fact(
          name: "Expected recall on the day",
          value: NumberText.percent(plan.recall.value),
          more: "\(range(plan.recall)) · \(NumberText.percent(plan.recallIfIdle)) with nothing more"
        ),
        Fact(
          name: "Does the goal fit?",
          value: plan.fits ? "It fits" : "Not yet",
          more: plan.fits
            ? "goal \(NumberText.percent(plan.goal)) in \(plan.minutesPerDay) min a day"
            : unseen > 0
              ? "\(NumberText.count(unseen, "card")) would not be seen"
              : "goal \(NumberText.percent(plan.goal))"
        ),
      ]
    } else {
      facts.append(Fact(name: "Interview", value: "No date", more: "config set interview_date"))
    }
    let seen = data.preparation.cards.count { !$0.isNew }
    facts += [
      Fact(
        name: "Cards seen",
        value: NumberText.grouped(Double(seen)),
        more: "of \(NumberText.grouped(Double(data.preparation.cards.count)))"
      ),
      Fact(
        name: "Recalled, last 30 days",
        value: data.statistics.month.share.map(NumberText.percent) ?? "–",
        more: "of \(NumberText.grouped(Double(data.statistics.month.reviews))) due reviews"
      ),
      Fact(
        name: "Days of study",
        value: data.streak.window == 0
          ? "None yet" : "\(data.streak.recent) of \(data.streak.window)",
        more: StreakText.run(data.streak)
      ),
    ]
    return facts
  }
}
