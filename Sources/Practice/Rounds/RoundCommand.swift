import QuestionBank

/// What a line typed in a round means: an exact command word, or a note.
package enum RoundCommand: Hashable, Sendable {
  case next, hint, time, pause, edit, diagram, help, done
  case ask(String)
  case nothing
  /// A note, and the command that it looks like a slip of, if any.
  case note(String, near: String?)

  /// The words, without their slash.
  package static let words = [
    "next", "hint", "ask", "time", "pause", "edit", "diagram", "help", "done",
  ]

  package init(line: String) {
    var text = Substring(line)
    while text.last?.isWhitespace == true { text.removeLast() }
    let body = text.drop(while: \.isWhitespace)
    guard !body.isEmpty else {
      self = .nothing
      return
    }
    if body.hasPrefix("//") {
      self = .note(String(body.dropFirst()), near: nil)
      return
    }
    guard body.first == "/" else {
      self = .note(String(text), near: nil)
      return
    }
    let word = body.dropFirst().prefix { !$0.isWhitespace }
    let rest = body.dropFirst(word.count + 1).drop(while: \.isWhitespace)
    switch (String(word), rest.isEmpty) {
    case ("ask", _): self = .ask(String(rest))
    case ("next", true): self = .next
    case ("hint", true): self = .hint
    case ("time", true): self = .time
    case ("pause", true): self = .pause
    case ("edit", true): self = .edit
    case ("diagram", true): self = .diagram
    case ("help", true): self = .help
    case ("done", true): self = .done
    default:
      let near =
        rest.isEmpty && !word.contains("/")
        ? Suggestion.nearest(to: String(word), among: Self.words) : nil
      self = .note(String(body), near: near)
    }
  }
}
