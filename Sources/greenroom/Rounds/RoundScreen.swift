import Practice
import QuestionBank
import Terminal

/// Lays out what a round says: the prompt, the phases, the interviewer, the clock.
struct RoundScreen {
  let width: Int
  let painter: Painter

  private var indent: String { width < 50 ? "" : "  " }

  /// The first lines of a round.
  func opening(_ round: Round) -> [String] {
    let record = round.record
    var facts = [
      record.kind.title, record.stage.rawValue, Self.minutes(record.minutes * record.pace),
    ]
    if !record.isBlind { facts.append(record.attempt.rawValue) }
    facts.append("seed \(record.seed)")
    var lines = [paint("Round: " + facts.joined(separator: " \(painter.glyphs.dot) "), .title)]
    lines = lines.flatMap { TerminalText.wrap($0, width: width) }
    if !record.isBlind, record.prompts.count == 1 {
      lines += wrapped("\(record.title) (\(record.topic))", .dim)
    }
    lines.append("")
    return lines + question(of: round)
  }

  private func question(of round: Round) -> [String] {
    switch round.prompts.first {
    case .design(let scenario)?:
      return wrapped("\"\(scenario.opening)\"", .bold) + [""]
    case .coding(let problem)?:
      var text = problem.statement + "\n\n```python\n\(problem.signature)\n```\n"
      for example in problem.examples {
        let arguments = example.arguments.map(\.pythonText).joined(separator: ", ")
        text += "\n- `\(arguments)` gives `\(example.result.pythonText)`"
        if let note = example.note { text += ": \(note)" }
      }
      return markdown(text) + [""]
    case .behavioral?, nil:
      return []
    }
  }

  /// What an item of news reads like.
  func lines(_ news: RoundNews, round: Round) -> [String] {
    switch news {
    case .phase(let phase):
      let title = "\(phase.title) \(painter.glyphs.dot) \(Self.minutes(phase.budgetSeconds / 60))"
      return ["", indent + paint(title, .accent)] + wrapped(phase.guide, .dim)
    case .question(_, let text):
      return ["", indent + paint("Interviewer:", .bold)] + wrapped(text, .bold)
    case .interviewer(let text): return wrapped("Interviewer: \(text)", nil)
    case .hint(let text): return wrapped("Hint: \(text)", nil)
    case .curveball(let text):
      return wrapped("\(painter.glyphs.bolt)Curveball: \(text)", .bold)
    case .nudge(let text): return wrapped("\(painter.glyphs.hourglass)\(text)", .dim)
    case .message(let text): return wrapped("(\(text))", .dim)
    case .times: return times(round)
    case .help: return help
    case .openNotes, .openDiagram, .openScratch, .over: return []
    }
  }

  private var help: [String] {
    let commands = [
      ("/next", "the next part"), ("/ask users", "a question to the interviewer"),
      ("/hint", "a hint; each is counted"), ("/time", "where the clocks stand"),
      ("/edit", "your notes, or your code, in your editor"),
      ("/diagram", "a sketch in your editor"), ("/pause", "both clocks stand still"),
      ("/done", "ends the round"), ("Ctrl-D", "leaves it for `mock --resume`"),
    ]
    return wrapped("Every line is a note, but for these:", nil)
      + commands.flatMap { word, does in
        painter.hanging(indent + TerminalText.pad(word, to: 12), does, width: width)
      }
      + wrapped("// at the beginning makes a note of a line that begins with a slash.", nil)
  }

  private func times(_ round: Round) -> [String] {
    var lines = round.record.phases.enumerated().map { index, phase in
      let mark = index == round.record.clock.phase ? ">" : " "
      let title = TerminalText.pad(
        TerminalText.truncate(TerminalText.singleLine(phase.title), to: 18),
        to: 19
      )
      return indent + "\(mark) \(title)\(Round.clock(phase.spentSeconds)) of "
        + Round.clock(phase.budgetSeconds)
    }
    lines.append(
      indent + "  left: \(Round.clock(round.phaseLeft)) here, "
        + "\(Round.clock(round.roundLeft)) in the round"
    )
    return lines
  }

  /// The prompt before the line: what Enter adds to, and how much time there is.
  func prompt(_ round: Round, showsClock: Bool) -> String {
    if round.isPaused { return paint("paused, Enter goes on> ", .accent) }
    let dot = painter.glyphs.dot
    guard showsClock else { return paint("\(round.phase.title)> ", .accent) }
    let clocks =
      width < 60
      ? "\(Round.clock(round.phaseLeft)) \(dot) \(Round.clock(round.roundLeft))> "
      : "\(round.phase.title) \(Round.clock(round.phaseLeft)) \(dot) "
        + "round \(Round.clock(round.roundLeft))> "
    return paint(clocks, .accent)
  }

  // MARK: Small things

  func paint(_ text: String, _ role: Role) -> String { painter.paint(text, role) }

  func wrapped(_ text: String, _ role: Role?) -> [String] {
    TerminalText.wrap(TerminalText.sanitised(text), width: max(10, width - indent.count)).map {
      line in
      indent + (role.map { painter.paint(line, $0) } ?? line)
    }
  }

  func markdown(_ text: String) -> [String] {
    MarkdownRenderer().render(text, width: width, painter: painter, indent: indent.count)
  }

  static func minutes(_ minutes: Double) -> String {
    let halves = (minutes * 2).rounded() / 2
    return halves == halves.rounded()
      ? "\(Int(halves)) min" : "\(RoundVerdict.oneDigit(halves)) min"
  }
}

extension PromptKind {
  /// What one prompt of the kind is called.
  var promptWord: String {
    switch self {
    case .design: "system-design round"
    case .coding: "coding problem"
    case .behavioral: "behavioral prompt"
    }
  }

  /// The kind on screens.
  var title: String {
    switch self {
    case .design: "system design"
    case .coding: "coding"
    case .behavioral: "behavioral"
    }
  }
}

extension PlainValue {
  /// The value as Python writes it, for statements.
  var pythonText: String {
    switch self {
    case .null: "None"
    case .boolean(let value): value ? "True" : "False"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value):
      "\""
        + value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : $0 == "\n" ? "\\n" : "\($0)" }.joined()
        + "\""
    case .list(let values): "[" + values.map(\.pythonText).joined(separator: ", ") + "]"
    case .mapping(let values):
      "{"
        + values.sorted { $0.key < $1.key }
        .map { "\(PlainValue.text($0.key).pythonText): \($0.value.pythonText)" }
        .joined(separator: ", ") + "}"
    }
  }
}
