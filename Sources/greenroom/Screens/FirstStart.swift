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
    let prompts = PromptKind.allCases.map { kind in
      (kind, study.promptLibrary.prompts(kind).prompts.count)
    }
    let ready =
      [NumberText.count(try study.cardCount(), "card")]
      + prompts.filter { $0.1 > 0 }.map { NumberText.count($0.1, $0.0.promptWord) }
    app.say(ready.joined(separator: " · "))
    app.printLine()
    app.say("Which role are you preparing for?")
    for (index, stage) in Stage.allCases.enumerated() {
      let more = stage == .principal ? " (or engineering manager)" : ""
      let name = "  \(index + 1) \(TerminalText.pad(stage.rawValue, to: 10)) "
      for line in app.painter.hanging(name, stage.years + more, width: app.width) {
        app.printLine(line)
      }
    }
    guard let stage = try ask("stage [senior]> ", Self.stage) else { return .leave }
    let today = CivilDate(daysSince1970: study.today.rawValue)
    guard
      let date = try ask(
        app.width < 70
          ? "interview date [none]> "
          : "Interview date (2026-12-20, \"in 4 weeks\", Enter to skip)> ",
        { Self.date($0, today: today) }
      )
    else { return .leave }
    let optional = try study.optInBanks()
    var included: [String] = []
    if !optional.isEmpty {
      app.say("Frameworks and certifications: \(optional.joined(separator: ", ")).")
      guard let chosen = try ask("include [none]> ", { Self.names($0, among: optional) })
      else { return .leave }
      included = chosen
    }
    guard let minutes = try ask("Minutes a day [20]> ", Self.minutes) else { return .leave }

    try app.changeSetting("stage", to: stage.rawValue)
    if let date = date.date { try app.changeSetting("interview_date", to: "\(date)") }
    if !included.isEmpty { try app.changeSetting("include", to: included.joined(separator: " ")) }
    try app.changeSetting("minutes_per_day", to: "\(minutes)")

    let counts = try study.counts(for: DrillRequest())
    let days =
      date.date.map {
        NumberText.count($0.daysSince1970 - today.daysSince1970, "day") + ", "
      } ?? ""
    app.printLine()
    app.say(
      "\(days)\(NumberText.count(minutes, "minute")) a day. Today: \(SummaryScreen.words(counts))."
    )
    app.printLine()
    return .begin
  }

  /// A date, or the decision to have none.
  struct Choice { let date: CivilDate? }

  /// What an answer was read as.
  enum Read<Value> {
    case value(Value)
    /// Not an answer: what would be one.
    case refused(String)
  }

  /// Asks until the answer can be read; nil to leave.
  private func ask<Value>(_ prompt: String, _ read: (String) -> Read<Value>) throws -> Value? {
    var interrupts = 0
    while true {
      switch try app.ask(prompt) {
      case .line(let line):
        interrupts = 0
        switch read(line.trimmed) {
        case .value(let value): return value
        case .refused(let help): app.say(help)
        }
      case .interrupted(let partial):
        interrupts = partial.isEmpty ? interrupts + 1 : 1
        if interrupts >= 2 { throw Failure(.interrupted, "") }
        app.say("(Ctrl-C again leaves)")
      case .endOfInput: return nil
      }
    }
  }

  private static func stage(_ text: String) -> Read<Stage> {
    if text.isEmpty { return .value(.senior) }
    if let number = Int(text), (1...5).contains(number) {
      return .value(Stage.allCases[number - 1])
    }
    if let stage = Stage(rawValue: text.lowercased()) { return .value(stage) }
    return .refused("Type a number from 1 to 5, or a name.")
  }

  private static func date(_ text: String, today: CivilDate) -> Read<Choice> {
    if text.isEmpty { return .value(Choice(date: nil)) }
    switch CivilDate.reading(text, today: today) {
    case .day(let date): return .value(Choice(date: date))
    case .past(let date): return .refused("\(date) is past; a day to come, or Enter for none.")
    case .unreadable:
      return .refused(
        "I cannot read that as a day: 2026-12-20, 20 Dec, in 4 weeks, tomorrow; or Enter for none."
      )
    }
  }

  private static func names(_ text: String, among known: [String]) -> Read<[String]> {
    var names: [String] = []
    if text.lowercased() == "none" { return .value([]) }
    for word in text.lowercased().split(whereSeparator: { " ,".contains($0) }).map(String.init) {
      guard known.contains(word) else {
        return .refused(Suggest.unknown("framework or certification", word, among: known))
      }
      if !names.contains(word) { names.append(word) }
    }
    return .value(names)
  }

  private static func minutes(_ text: String) -> Read<Int> {
    if text.isEmpty { return .value(20) }
    if let minutes = Int(text), (1...600).contains(minutes) { return .value(minutes) }
    return .refused("A number from 1 to 600.")
  }
}
