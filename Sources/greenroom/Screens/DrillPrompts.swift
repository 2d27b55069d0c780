import QuestionBank
import SpacedRepetition
import Terminal

/// What stands before the cursor in a drill: each prompt says what Enter does.
struct DrillPrompts {
  let width: Int

  /// Columns to type in before the line wraps: a prompt that leaves fewer gives way to a shorter one.
  private static let room = 12

  private func fitting(_ prompts: [String]) -> String {
    prompts.first { TerminalText.width($0) + Self.room <= width } ?? prompts[prompts.count - 1]
  }

  func question(_ card: Card) -> String {
    switch card.content {
    case .flashcard:
      return fitting([
        "[Enter shows the answer · or type it · /? keys]> ", "[Enter: answer · /? keys]> ",
        "[Enter: answer]> ",
      ])
    case .choice(let choice):
      let numbers = "1-\(choice.options.count)"
      return typed(numbers, short: numbers)
    case .cloze: return typed("type the gap", short: "gap")
    case .typed: return typed("type the answer", short: "answer")
    case .estimate(let estimate):
      let unit = estimate.unit.map { " in " + TerminalText.singleLine($0) } ?? ""
      return typed("estimate\(unit)", short: "estimate")
    }
  }

  private func typed(_ what: String, short: String) -> String {
    fitting([
      "[\(what) · Enter: show · /? keys]> ", "[\(short) · Enter: show · /? keys]> ",
      "[\(short) · Enter: show · /?]> ", "[\(short) · Enter: show]> ", "[Enter: show]> ",
    ])
  }

  var points: String {
    fitting([
      "points (numbers, all, 0 none, Enter to judge yourself)> ",
      "points (1 3/all/0) [judge]> ", "points [judge]> ",
    ])
  }

  func grade(_ rating: Rating) -> String { "grade [\(rating.word)]> " }

  /// Asked when Hard is given to an answer that was missed.
  var doubt: String {
    fitting(["Was it Again? [Enter: Again, h: Hard]> ", "[Enter: Again, h: Hard]> "])
  }

  static let hardMeans = "Hard means you recalled it."

  var note: String { "note [none]> " }

  /// What to say to an answer that cannot be read as one.
  static func unreadable(_ line: String, _ card: Card) -> String {
    let slash = DrillKey(atPoints: line) == nil ? "" : " Commands need a slash here: /\(line)"
    switch card.content {
    case .choice(let choice):
      return "Choose a number from 1 to \(choice.options.count), or Enter to see.\(slash)"
    default:
      return "That is no number I can read: try 70000, 70k or 7e4, or Enter to see.\(slash)"
    }
  }
}
