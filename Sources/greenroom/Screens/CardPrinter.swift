import Practice
import QuestionBank
import StudyStore
import Terminal

/// Cards one to a line, and what happened to one.
@MainActor
enum CardPrinter {
  static func print(_ query: CardQuery, of study: Study, in app: App) throws {
    if app.wantsJSON {
      return app.printJSON(.array(try study.contents(query).map(CardJSON.listed)))
    }
    let cards = try study.listings(query)
    if cards.isEmpty { return app.note("no such card") }
    app.page(lines(of: cards, isCut: app.capabilities.isTerminal && !app.options.plain, in: app))
  }

  /// Columns below which a card takes two lines, as its key must be readable to be typed.
  private static let narrow = 60

  /// Key, stage, state and question in columns, cut to the width on a terminal.
  private static func lines(of cards: [CardListing], isCut: Bool, in app: App) -> [String] {
    if isCut, app.width < narrow { return cards.flatMap { twoLines(of: $0, width: app.width) } }
    let rows = cards.map { card in
      [card.key.rawValue, card.stage.rawValue, card.record.stateName.rawValue]
        .map { TerminalText.singleLine($0) }
    }
    let widths = (0..<3).map { column in
      min(isCut ? app.width / 2 : 60, rows.map { TerminalText.width($0[column]) }.max() ?? 0)
    }
    return zip(cards, rows).map { card, row in
      let columns = zip(row, widths).map { text, width in
        isCut
          ? TerminalText.pad(TerminalText.truncate(text, to: width), to: width)
          : TerminalText.pad(text, to: width)
      }
      let line = (columns + [TerminalText.singleLine(card.question)]).joined(separator: "  ")
      return isCut ? TerminalText.truncate(line, to: app.width) : line
    }
  }

  private static func twoLines(of card: CardListing, width: Int) -> [String] {
    let facts = [card.stage.rawValue, card.record.stateName.rawValue]
    let question = TerminalText.singleLine(card.question)
    return TerminalText.wrap(TerminalText.singleLine(card.key.rawValue), width: width)
      + [TerminalText.truncate("  " + (facts + [question]).joined(separator: "  "), to: width)]
  }

  static func confirm(_ key: CardKey, _ what: String, _ app: App, _ study: Study) throws {
    if app.wantsJSON, let shown = try study.presented(key) {
      return app.printJSON(
        CardJSON.report(shown, reviews: try study.reviews(of: key), notes: try study.notes(of: key))
      )
    }
    app.say("\(TerminalText.singleLine(key.rawValue)) \(what).")
  }
}
