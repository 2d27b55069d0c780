import Practice
import QuestionBank
import SpacedRepetition
import Terminal

/// Lays a card out as text: its heading, its question, its answer.
struct CardScreen {
  let width: Int
  let painter: Painter

  /// Columns of a typed answer that are shown again; a pasted file says nothing more.
  private static let longestEcho = 2_000

  private var indent: Int { width < 50 ? 0 : 2 }

  private func markdown(_ text: String, hanging: Int = 0) -> [String] {
    MarkdownRenderer().render(text, width: width, painter: painter, indent: indent + hanging)
  }

  /// Where the card belongs on the left, how far the sitting is on the right.
  func heading(of card: Card, record: CardRecord, progress: String) -> [String] {
    var parts = [
      TerminalText.singleLine(card.topic.components.joined(separator: " / ")),
      card.stage.rawValue, record.stateName.rawValue,
    ]
    if record.isMarked { parts.append("marked") }
    if record.isLeech { parts.append("leech") }
    let left = parts.joined(separator: " \(painter.glyphs.dot) ")
    if progress.isEmpty {
      return TerminalText.wrap(left, width: width).map { painter.paint($0, .dim) }
    }
    let room = width - TerminalText.width(left) - TerminalText.width(progress)
    if room >= 2 {
      return [painter.paint(left + String(repeating: " ", count: room) + progress, .dim)]
    }
    return TerminalText.wrap(left, width: width).map { painter.paint($0, .dim) }
      + [painter.paint(progress, .dim)]
  }

  /// What is asked; choices are numbered as they were shuffled.
  func question(of card: Card, order: ChoiceOrder?) -> [String] {
    var lines = markdown(card.question)
    if let order {
      lines.append("")
      for (index, option) in order.options.enumerated() {
        lines += numbered(index + 1, option.text)
      }
    }
    return lines
  }

  /// What is right, and why.
  func answer(to card: Card, order: ChoiceOrder?, typed: String, check: AnswerCheck) -> [String] {
    var lines = verdict(check, typed: typed)
    if !lines.isEmpty { lines.append("") }
    switch card.content {
    case .flashcard(let flashcard):
      lines += markdown(flashcard.answer)
    case .cloze(let cloze):
      if let text = try? ClozeText(cloze.text) {
        lines += markdown("**\(text.answers(gap: cloze.gap).joined(separator: ", "))**")
        lines += [""] + markdown(text.filled)
      }
      if let extra = cloze.extra { lines += [""] + markdown(extra) }
    case .typed(let typed):
      lines += markdown("**\(typed.accept.first ?? "")**")
      let others = Self.others(typed.accept)
      if !others.isEmpty { lines += markdown("also: " + others.joined(separator: ", ")) }
      if let explanation = typed.explanation { lines += [""] + markdown(explanation) }
    case .estimate(let estimate):
      lines += markdown(Self.text(of: estimate))
      if let working = estimate.working { lines += [""] + markdown(working) }
    case .choice:
      for (index, option) in (order?.options ?? []).enumerated() {
        let mark = option.isRight ? "right" : "wrong"
        lines += numbered(
          index + 1,
          "\(option.text) (\(mark))",
          role: option.isRight ? .good : .dim
        )
        if let why = option.why {
          lines += markdown(why, hanging: 3)
        }
      }
    }
    if let version = card.version {
      lines += plain(TerminalText.singleLine(version), role: .dim)
    }
    return lines
  }

  /// The points to tick, in one row where they fit, else one to a line.
  func checklist(_ points: [String]) -> [String] {
    let head = painter.words("Did you say …")
    let points = points.enumerated().map { ("[\($0 + 1)] ", TerminalText.singleLine($1)) }
    let row = head + "  " + points.map { $0 + $1 }.joined(separator: "   ")
    if TerminalText.width(row) + indent <= width { return plain(row) }
    return plain(head)
      + points.flatMap { label, text in
        painter.hanging(label, text, width: width - indent)
          .map { String(repeating: " ", count: indent) + $0 }
      }
  }

  /// The sources, dimmed, one to a line.
  func sources(of card: Card) -> [String] {
    card.sources.flatMap { plain(TerminalText.singleLine($0), role: .dim) }
  }

  /// Text without Markdown, wrapped below the card's own text.
  func plain(_ text: String, role: Role? = nil) -> [String] {
    TerminalText.wrap(text, width: width - indent).map { line in
      String(repeating: " ", count: indent) + (role.map { painter.paint(line, $0) } ?? line)
    }
  }

  /// The four grades, each with its wait.
  func grades(_ states: NextStates) -> [String] {
    let grades = Rating.allCases.map { rating in
      "\(rating.rawValue) \(rating.word) \(ShortDuration.text(states[rating].interval))"
    }
    let row = grades.joined(separator: "    ")
    if TerminalText.width(row) + indent <= width {
      return [String(repeating: " ", count: indent) + painter.paint(row, .accent)]
    }
    return grades.map { String(repeating: " ", count: indent) + painter.paint($0, .accent) }
  }

  private func numbered(_ number: Int, _ text: String, role: Role? = nil) -> [String] {
    let label = "\(number)  "
    let lines = MarkdownRenderer().render(
      text,
      width: max(10, width - indent - label.count),
      painter: painter,
      indent: 0
    )
    return lines.enumerated().map { index, line in
      let lead = index == 0 ? label : String(repeating: " ", count: label.count)
      let painted = role.map { painter.paint(line, $0) } ?? line
      return String(repeating: " ", count: indent) + lead + painted
    }
  }

  private func verdict(_ check: AnswerCheck, typed: String) -> [String] {
    let lead = String(repeating: " ", count: indent)
    switch check {
    case .unchecked: return []
    case .right: return [lead + painter.paint("Right.", .good)]
    case .empty: return [lead + painter.paint("No answer.", .bad)]
    case .unreadable:
      return [
        lead + painter.paint("Not an answer to this one: \(TerminalText.singleLine(typed))", .bad)
      ]
    case .outside(let miss):
      return [lead + painter.paint("Not quite.", .bad)] + plain(Self.understood(miss))
    case .wrong(let comparison):
      let head = lead + painter.paint("Not quite.", .bad)
      guard let comparison else { return [head] }
      // Marks between two unlike words help nobody.
      guard comparison.isClose else {
        let shown = TerminalText.truncate(TerminalText.singleLine(typed), to: Self.longestEcho)
        return [head] + plain("You typed: " + shown)
      }
      return [head] + plain(Self.difference(comparison))
    }
  }

  /// How an estimate was read, and how far off it is: `You said 2 (35,000× too low)`.
  private static func understood(_ miss: EstimateMiss) -> String {
    let said = "You said \(NumberText.grouped(miss.value))"
    guard let factor = miss.factor else { return said + "." }
    let times = NumberText.grouped(factor < 10 ? (factor * 10).rounded() / 10 : factor.rounded())
    return "\(said) (\(times)× too \(miss.isTooLow ? "low" : "high"))."
  }

  /// The difference in words and marks, never in colour alone: `[-extra-]` and `{+missing+}`.
  private static func difference(_ comparison: TypedAnswer.Comparison) -> String {
    comparison.parts.map { part in
      switch part {
      case .same(let text): TerminalText.singleLine(text)
      case .extra(let text): "[-\(TerminalText.singleLine(text))-]"
      case .missing(let text): "{+\(TerminalText.singleLine(text))+}"
      }
    }.joined()
  }

  /// Other answers that are worth naming: those that neither hold the first nor a listed one, nor are
  /// held by it, so that spellings and plurals, which exist for the check, do not fill the screen.
  static func others(_ accepted: [String]) -> [String] {
    var shown = accepted.prefix(1).map(comparable)
    var others: [String] = []
    for answer in accepted.dropFirst() where others.count < 3 {
      let text = comparable(answer)
      guard shown.allSatisfy({ !$0.contains(text) && !text.contains($0) }) else { continue }
      shown.append(text)
      others.append(answer)
    }
    return others
  }

  private static func comparable(_ answer: String) -> String {
    let text = answer.lowercased().filter { $0.isLetter || $0.isNumber }
    return text.count > 3 && text.hasSuffix("s") ? String(text.dropLast()) : text
  }

  private static func text(of estimate: Card.Estimate) -> String {
    let unit = estimate.unit.map { " \($0)" } ?? ""
    return "**\(NumberText.grouped(estimate.answer))\(unit)** "
      + "(within a factor of \(NumberText.grouped(estimate.within)))"
  }
}

extension Rating {
  /// The word on screens.
  var word: String {
    switch self {
    case .again: "Again"
    case .hard: "Hard"
    case .good: "Good"
    case .easy: "Easy"
    }
  }
}
