import SpacedRepetition

/// What a learner can say at a card beside an answer.
enum DrillKey: Equatable {
  case grade(Rating)
  case accept
  case undo
  case edit
  case skip
  case bury
  case suspend
  case mark
  case history
  case note(String)
  case help
  case quit
  /// A digit that some other program uses as a grade.
  case refusedGrade(String)

  /// Reads what was typed at the grade prompt, where a lone key is a command; nil if it is none.
  init?(atGrade line: String) {
    switch line.lowercased() {
    case "": self = .accept
    case "1", "again", "a": self = .grade(.again)
    case "2", "hard", "h": self = .grade(.hard)
    case "3", "good", "g": self = .grade(.good)
    case "4", "easy": self = .grade(.easy)
    case "0", "5": self = .refusedGrade(line)
    default: self.init(atPoints: line)
    }
  }

  /// Reads what was typed where points are ticked: a lone key is a command, a number is not.
  init?(atPoints line: String) {
    self.init(command: line.hasPrefix("/") ? String(line.dropFirst()) : line)
  }

  /// Reads what was typed at a question, where a command needs a slash; nil if it is an answer.
  init?(atQuestion line: String) {
    guard line.hasPrefix("/") else { return nil }
    self.init(command: String(line.dropFirst()))
  }

  private init?(command: String) {
    let parts = command.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    let rest = parts.count > 1 ? String(parts[1]) : ""
    switch (parts.first?.lowercased() ?? "", rest.isEmpty) {
    case ("u", true), ("undo", true): self = .undo
    case ("e", true), ("edit", true): self = .edit
    case ("s", true), ("skip", true): self = .skip
    case ("-", true), ("bury", true): self = .bury
    case ("@", true), ("suspend", true): self = .suspend
    case ("*", true), ("mark", true): self = .mark
    case ("i", true), ("info", true): self = .history
    case ("n", _), ("note", _): self = .note(rest)
    case ("?", true), ("help", true): self = .help
    case ("q", true), ("quit", true): self = .quit
    default: return nil
    }
  }

  /// Whether a line looks like a command that there is not: a slash and one word of letters, as no
  /// path or address is likely to be.
  static func isMistyped(_ line: String) -> Bool {
    line.hasPrefix("/") && line.count > 1 && line.dropFirst().allSatisfy(\.isLetter)
      && DrillKey(atQuestion: line) == nil
  }

  /// The keys in words, for `?`.
  static let explanation = [
    ("Enter", "show the answer; again: take the grade in brackets"),
    ("1 2 3 4", "Again (not recalled) · Hard (recalled with effort) · Good · Easy"),
    ("u", "undo the last grade (repeatable)"),
    ("e", "edit the card in your editor and come back"),
    ("s", "skip the card for now"),
    ("-", "bury it until tomorrow"),
    ("@", "suspend it until you bring it back"),
    ("*", "mark it, or take the mark away"),
    ("i", "its memory and history"),
    ("n TEXT", "keep a note on it"),
    ("q", "stop; everything is saved (also Ctrl-D)"),
  ]

  static let slashes =
    "At a question these need a slash: /u /s /q; anything else is your answer."
}
