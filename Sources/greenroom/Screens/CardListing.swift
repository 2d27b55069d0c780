import Practice
import QuestionBank
import Terminal

/// Cards one to a line, and what happened to one.
@MainActor
enum CardListing {
  static func print(_ cards: [Presented], in app: App) {
    if app.wantsJSON {
      return app.printJSON(
        .array(
          cards.map { shown in
            var fields = CardJSON.card(shown.card)
            fields["state"] = .string(shown.record.stateName.rawValue)
            fields["due"] = JSONValue(shown.record.due)
            return .object(fields)
          }
        )
      )
    }
    if cards.isEmpty { return app.note("no such card") }
    for shown in cards {
      let key = TerminalText.singleLine(shown.card.key.rawValue)
      let question = TerminalText.singleLine(shown.card.question)
      let line =
        "\(key)  \(shown.card.stage.rawValue)  \(shown.record.stateName.rawValue)  \(question)"
      let isCut = app.capabilities.isTerminal && !app.capabilities.plain
      app.printLine(isCut ? TerminalText.truncate(line, to: app.width) : line)
    }
  }

  static func confirm(_ key: CardKey, _ what: String, _ app: App, _ study: Study) throws {
    if app.wantsJSON, let shown = try study.presented(key) {
      return app.printJSON(
        CardJSON.report(shown, reviews: try study.reviews(of: key), notes: try study.notes(of: key))
      )
    }
    app.printLine("\(TerminalText.singleLine(key.rawValue)) \(what).")
  }
}
