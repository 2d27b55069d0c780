import Practice
import QuestionBank
import Terminal

/// Lays out stories: a table, which signals they cover, one in full.
struct StoryScreen {
  let width: Int
  let painter: Painter
  /// Whether lines are cut to the width.
  let isCut: Bool

  private var screen: RoundScreen { RoundScreen(width: width, painter: painter) }

  // MARK: All of them

  func table(_ bank: StoryBank) -> [String] {
    let rows = bank.stories.enumerated().map { index, story in
      ["\(index + 1)", story.id, story.scope.rawValue, Self.used(story.value)]
        .map { TerminalText.singleLine($0) }
    }
    let widths = (0..<4).map { column in
      rows.map { TerminalText.width($0[column]) }.max() ?? 0
    }
    return zip(bank.stories, rows).map { story, row in
      let columns = zip(row, widths).enumerated().map { column, cell in
        column == 0
          ? TerminalText.padLeft(cell.0, to: cell.1) : TerminalText.pad(cell.0, to: cell.1)
      }
      let line = (columns + [TerminalText.singleLine(story.title)]).joined(separator: "  ")
      return isCut ? TerminalText.truncate(line, to: width) : line
    }
  }

  private static func used(_ story: Story) -> String {
    guard story.timesUsed > 0 else { return "not told" }
    let date = story.lastUsed.map { ", \(RFC3339.text($0.timestamp).prefix(10))" } ?? ""
    return "told \(story.timesUsed)x\(date)"
  }

  /// Which story shows which signal, and where there are too few.
  func coverage(_ bank: StoryBank) -> [String] {
    let names = Signal.allCases.map { TerminalText.pad($0.rawValue, to: Self.nameWidth) }
    let room = max(1, (isCut ? width - Self.nameWidth : .max) / Self.cellWidth)
    var lines: [String] = []
    for start in stride(from: 0, to: bank.stories.count, by: room) {
      let part = bank.stories.indices.dropFirst(start).prefix(room)
      lines.append(
        String(repeating: " ", count: Self.nameWidth)
          + part.map { TerminalText.padLeft("\($0 + 1)", to: Self.cellWidth) }.joined()
      )
      for (signal, name) in zip(Signal.allCases, names) {
        let cells = part.map { index in
          TerminalText.padLeft(
            bank.stories[index].signals.contains(signal) ? "x" : ".",
            to: Self.cellWidth
          )
        }
        lines.append(name + cells.joined())
      }
      lines.append("")
    }
    let gaps = bank.gaps.map { "\($0.signal.rawValue) (\($0.count) of \(StoryBank.wanted))" }
    return lines
      + wrapped(
        gaps.isEmpty
          ? "Every signal has \(StoryBank.wanted) stories or more."
          : "Gaps: \(gaps.joined(separator: ", "))."
      )
  }

  private static let nameWidth = 14
  private static let cellWidth = 4

  // MARK: One of them

  func story(_ story: Story, weaknesses: [String]) -> [String] {
    var lines = wrapped(TerminalText.singleLine(story.title)).map { painter.paint($0, .title) }
    let signals = story.signals.map(\.rawValue).joined(separator: ", ")
    let facts = [story.id, signals, story.scope.rawValue, Self.used(story)]
    lines += wrapped(facts.joined(separator: " \(painter.glyphs.dot) "))
    let parts = [
      ("Situation", story.situation), ("Task", story.task), ("Action", story.action),
      ("Result", story.result), ("Learning", story.learning),
    ]
    for (name, text) in parts where !text.isEmpty {
      lines += ["", "  " + painter.paint(name, .accent)] + screen.wrapped(text, nil)
    }
    if !weaknesses.isEmpty {
      lines.append("")
      lines += weaknesses.flatMap { wrapped("! \($0)") }
    }
    return lines
  }

  private func wrapped(_ text: String) -> [String] {
    TerminalText.wrap(TerminalText.sanitised(text), width: width)
  }
}

/// Stories in the published JSON shapes.
enum StoryJSON {
  static func story(_ story: Story, weaknesses: [String]) -> JSONValue {
    [
      "id": .string(story.id),
      "title": .string(story.title),
      "signals": JSONValue(story.signals.map(\.rawValue)),
      "scope": .string(story.scope.rawValue),
      "situation": .string(story.situation),
      "task": .string(story.task),
      "action": .string(story.action),
      "result": .string(story.result),
      "learning": .string(story.learning),
      "last_used": JSONValue(story.lastUsed?.timestamp),
      "times_used": .int(story.timesUsed),
      "weaknesses": JSONValue(weaknesses),
    ]
  }

  /// All stories, which of them show each signal, and the signals with too few.
  static func bank(_ bank: StoryBank, stage: Stage) -> JSONValue {
    [
      "stories": .array(
        bank.stories.map { story($0.value, weaknesses: $0.value.weaknesses(for: stage)) }
      ),
      "coverage": .object(
        Dictionary(
          uniqueKeysWithValues: Signal.allCases.map {
            ($0.rawValue, JSONValue(bank.stories(for: $0).map(\.id)))
          }
        )
      ),
      "gaps": JSONValue(bank.gaps.map(\.signal.rawValue)),
    ]
  }
}
