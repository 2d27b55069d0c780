import Practice
import QuestionBank
import Terminal

/// A round as a Markdown document, in which nothing that was typed can be taken for markup.
struct RoundMarkdown {
  let record: RoundRecord
  let words: RoundWords

  /// The document, ended by a line end.
  var text: String {
    var blocks = ["# \(Self.escaped(record.title))", facts, pacing]
    for phase in record.notesByPhase {
      blocks.append("## \(Self.escaped(phase.title))")
      blocks += phase.notes.map(Self.block)
    }
    blocks += points
    blocks += scores
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var facts: String {
    var facts: [(String, String)] = [
      ("Round", record.id),
      ("Asked", record.prompts.map(\.rawValue).joined(separator: ", ")),
      ("Kind", record.kind.title),
      ("Stage", record.stage.rawValue),
      ("Begun", record.startText),
      ("Attempt", "\(record.attemptNumber), \(record.attempt.rawValue)"),
      ("State", record.state.rawValue),
    ]
    if record.hints > 0 { facts.append(("Hints", "\(record.hints)")) }
    for gap in record.gaps {
      let words = "\(gap.kind.words) \(Round.clock(gap.seconds)) at \(Round.clock(gap.atSecond))"
      facts.append(("Did not count", words))
    }
    for (prompt, story) in record.stories.sorted(by: { $0.key < $1.key }) {
      facts.append(("Story told to \(prompt)", story))
    }
    if let cards = record.debrief?.cards, !cards.isEmpty {
      facts.append(("Cards", cards.map(\.rawValue).joined(separator: ", ")))
    }
    return facts.map { "- \(Self.escaped($0.0)): \(Self.escaped($0.1))" }.joined(separator: "\n")
  }

  private var pacing: String {
    let rows = record.phases.map {
      "| \(Self.escaped($0.title)) | \(Round.clock($0.budgetSeconds)) "
        + "| \(Round.clock($0.spentSeconds)) |"
    }
    return (["| Phase | Budget | Spent |", "|---|--:|--:|"] + rows).joined(separator: "\n")
  }

  private static func block(_ note: RoundRecord.Note) -> String {
    let stamp = "**\(Round.clock(note.second))**"
    if note.kind == .diagram { return "\(stamp) Sketch:\n\n\(fenced(note.text))" }
    let lines = TerminalText.sanitised(note.text).split(whereSeparator: \.isNewline)
    // A backslash at the end of a line keeps the line.
    let text = lines.map { escaped(String($0)) }.joined(separator: "\\\n")
    return "\(stamp) " + (note.kind.speaker.map { "*\($0):* " } ?? "") + text
  }

  private var points: [String] {
    guard let debrief = record.debrief else { return [] }
    let points = debrief.points.map { Self.task($0.isSaid, words.point($0.id)) }
    let probes = debrief.probes.map { Self.task($0.isAnswered, words.probe($0.id)) }
    return (points.isEmpty ? [] : ["## Points", points.joined(separator: "\n")])
      + (probes.isEmpty ? [] : ["## Questions", probes.joined(separator: "\n")])
  }

  private static func task(_ isDone: Bool, _ text: String) -> String {
    "- [\(isDone ? "x" : " ")] \(escaped(text))"
  }

  private var scores: [String] {
    guard let debrief = record.debrief, !debrief.scores.isEmpty else { return [] }
    let rows = debrief.scores.map {
      "| \($0.dimension.title) | \($0.score) | \(Self.escaped($0.evidence)) |"
    }
    let table = ["| Dimension | Score | Evidence |", "|---|--:|---|"] + rows
    return ["## Scores", table.joined(separator: "\n")]
      + (record.verdictText.map { [Self.escaped($0)] } ?? [])
  }

  /// A text on one line, every character that could be markup behind a backslash.
  static func escaped(_ text: String) -> String {
    var line = TerminalText.singleLine(text)[...]
    while line.first == " " { line.removeFirst() }
    var result = ""
    for character in line {
      if "\\`*_[]<>#|~&$!".contains(character) { result.append("\\") }
      result.append(character)
    }
    return escapedStart(result)
  }

  /// What makes a list, a heading or a rule only where a line begins: `- `, `1. `, `===`.
  private static func escapedStart(_ text: String) -> String {
    if let first = text.first, "-+=".contains(first) { return "\\" + text }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count)
    guard !digits.isEmpty, let mark = rest.first, ".)".contains(mark) else { return text }
    return digits + "\\" + rest
  }

  /// A drawing in a fence that is longer than any within it.
  static func fenced(_ text: String) -> String {
    let safe = TerminalText.sanitised(text)
    var longest = 0
    var run = 0
    for character in safe {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)text\n\(safe)\n\(fence)"
  }
}
