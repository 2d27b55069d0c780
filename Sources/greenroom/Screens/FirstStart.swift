import Practice
import QuestionBank
import SpacedRepetition
import StudyStore
import Terminal

/// The few questions before the first drill.
@MainActor
struct FirstStart {
  enum Outcome { case begin, leave }

  let app: App
  let study: Study

  func run() throws -> Outcome {
    app.printLine(app.painter.paint("Greenroom: where you prepare before you go on.", .title))
    line("\(NumberText.count(try study.cardCount(), "card")) ready.")
    app.printLine()
    app.printLine("Which role are you preparing for?")
    for (index, stage) in Stage.allCases.enumerated() {
      let more = stage == .principal ? " (or engineering manager)" : ""
      app.printLine(
        "  \(index + 1) \(TerminalText.pad(stage.rawValue, to: 10)) \(stage.years)\(more)"
      )
    }
    guard let stage = ask("stage [senior]> ", Self.stage, "Type a number from 1 to 5, or a name.")
    else { return .leave }
    let today = CivilDate(daysSince1970: study.today.rawValue)
    guard
      let date = ask(
        "Interview date (2026-12-20, \"in 4 weeks\", Enter to skip)> ",
        { Self.date($0, today: today) },
        "A date that is not past: 2026-12-20, in 4 weeks, in 10 days; or Enter."
      )
    else { return .leave }
    let optional = try study.optInBanks()
    var included: [String] = []
    if !optional.isEmpty {
      guard
        let chosen = ask(
          "Frameworks and certifications to include (\(optional.joined(separator: " ")); Enter: none)> ",
          { Self.names($0, among: optional) },
          "Names from the list, with spaces between them."
        )
      else { return .leave }
      included = chosen
    }
    guard
      let minutes = ask(
        "Minutes a day [20]> ",
        { $0.isEmpty ? 20 : Int($0).flatMap { (1...600).contains($0) ? $0 : nil } },
        "A number from 1 to 600."
      )
    else { return .leave }

    try app.changeSetting("stage", to: stage.rawValue)
    if let date = date.date { try app.changeSetting("interview_date", to: "\(date)") }
    if !included.isEmpty { try app.changeSetting("include", to: included.joined(separator: " ")) }
    try app.changeSetting("minutes_per_day", to: "\(minutes)")

    let counts = try study.counts(for: DrillRequest())
    let days = date.date.map { "\($0.daysSince1970 - today.daysSince1970) days, " } ?? ""
    app.printLine()
    line("\(days)\(minutes) minutes a day. Today: \(SummaryScreen.words(counts)).")
    app.printLine()
    return .begin
  }

  /// A date, or the decision to have none.
  struct Choice { let date: CivilDate? }

  /// Asks until the answer can be read; nil to leave.
  private func ask<Value>(_ prompt: String, _ read: (String) -> Value?, _ help: String) -> Value? {
    var interrupts = 0
    while true {
      switch app.editor.readLine(prompt: app.painter.paint(prompt, .accent), addToHistory: false) {
      case .line(let line):
        interrupts = 0
        if let value = read(line.trimmed) { return value }
        app.printLine(help)
      case .interrupted:
        interrupts += 1
        if interrupts >= 2 { return nil }
        app.printLine("(Ctrl-C again leaves)")
      case .expired: continue
      case .endOfInput, .terminated: return nil
      }
    }
  }

  private func line(_ text: String) {
    for line in TerminalText.wrap(text, width: app.width) { app.printLine(line) }
  }

  static func stage(_ text: String) -> Stage? {
    if text.isEmpty { return .senior }
    if let number = Int(text), (1...5).contains(number) { return Stage.allCases[number - 1] }
    return Stage(rawValue: text.lowercased())
  }

  static func date(_ text: String, today: CivilDate) -> Choice? {
    if text.isEmpty { return Choice(date: nil) }
    if let date = CivilDate(text) { return date >= today ? Choice(date: date) : nil }
    var words = text.lowercased().split(separator: " ")
    if words.first == "in" { words.removeFirst() }
    guard words.count == 2, let number = Int(words[0]), (0...500).contains(number) else {
      return nil
    }
    let days: Int
    switch words[1] {
    case "day", "days": days = number
    case "week", "weeks": days = number * 7
    case "month", "months": days = number * 30
    default: return nil
    }
    return Choice(date: CivilDate(daysSince1970: today.daysSince1970 + days))
  }

  static func names(_ text: String, among known: [String]) -> [String]? {
    let words = text.lowercased().split { " ,".contains($0) }.map(String.init)
    return words.allSatisfy(known.contains) ? words : nil
  }
}
