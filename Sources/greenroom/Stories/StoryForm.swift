import Practice
import QuestionBank

/// A story as a text to edit: a field's name and a colon begin a field, what follows belongs to it.
///
/// Prose needs no quoting in it; what YAML makes of a colon or a dash in a sentence is no matter
/// for someone who writes down a story.
enum StoryForm {
  static let fields = [
    "title", "signals", "scope", "situation", "task", "action", "result", "learning",
  ]

  /// Something that cannot be read, by line.
  struct Mistake: Error, Hashable, CustomStringConvertible {
    /// From 1.
    let line: Int
    let message: String

    var description: String { "line \(line): \(message)" }
  }

  /// The text for the editor.
  static func text(of story: Story) -> String {
    let signals = Signal.allCases.map(\.rawValue).joined(separator: " ")
    let stages = Stage.allCases.map(\.rawValue).joined(separator: " ")
    let head = """
      # Save and close to keep. Each field begins with its name; its text may have many lines.
      # signals: \(signals)
      # scope: \(stages)
      # An empty file changes nothing.

      """
    let values = [
      story.title, story.signals.map(\.rawValue).joined(separator: ", "), story.scope.rawValue,
      story.situation, story.task, story.action, story.result, story.learning,
    ]
    return head
      + zip(fields, values).map { name, value in
        let lines = value.split(separator: "\n", omittingEmptySubsequences: false).map(guarded)
        return "\n\(name): \(lines.joined(separator: "\n"))\n"
      }.joined()
  }

  /// Puts what was written into a story; what the form does not show stays.
  ///
  /// - Throws: ``Mistakes``; the story then is as it was.
  static func apply(_ text: String, to story: inout Story) throws(Mistakes) {
    let reading = Reading(text)
    var mistakes = reading.mistakes
    func value(_ name: String) -> String { reading.values[name]?.text ?? "" }
    func line(_ name: String) -> Int { reading.values[name]?.line ?? 1 }
    var changed = story
    changed.title = TitleText.clean(value("title"))
    if changed.title.isEmpty, reading.values["title"] != nil {
      mistakes.append(Mistake(line: line("title"), message: "a story needs a title"))
    }
    do {
      changed.signals = try SignalWords.parse(value("signals"))
    } catch {
      if reading.values["signals"] != nil {
        mistakes.append(Mistake(line: line("signals"), message: error.description))
      }
    }
    let scope = value("scope").lowercased()
    if let stage = Stage(rawValue: scope) {
      changed.scope = stage
    } else if reading.values["scope"] != nil {
      let words = Suggest.unknown("scope", scope, among: Stage.allCases.map(\.rawValue))
      mistakes.append(Mistake(line: line("scope"), message: words))
    }
    changed.situation = value("situation")
    changed.task = value("task")
    changed.action = value("action")
    changed.result = value("result")
    changed.learning = value("learning")
    guard mistakes.isEmpty else {
      throw Mistakes(all: mistakes.sorted { ($0.line, $0.message) < ($1.line, $1.message) })
    }
    story = changed
  }

  struct Mistakes: Error, Hashable {
    let all: [Mistake]
  }

  /// A line of a text that would read as a field's beginning gets a backslash before it.
  private static func guarded(_ line: Substring) -> Substring {
    field(of: line.drop { $0 == "\\" }) == nil ? line : "\\" + line
  }

  /// The field that a line begins.
  private static func field(of line: Substring) -> String? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let word = line[..<colon].lowercased()
    return fields.contains(word) ? word : nil
  }

  /// The values of a form with the lines that they begin in.
  private struct Reading {
    var values: [String: (line: Int, text: String)] = [:]
    var mistakes: [Mistake] = []

    init(_ text: String) {
      var current: String?
      var lines: [Substring] = []
      /// Words with a colon that begin lines, in case one of them is a slip.
      var colons: [(line: Int, word: String)] = []
      let all = text.replacing("\r\n", with: "\n")
        .split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in all.enumerated() {
        if let name = field(of: line) {
          if let current { close(current, lines) }
          lines = [line.dropFirst(name.count + 1)]
          if let first = values[name] {
            mistakes.append(
              Mistake(line: index + 1, message: "'\(name)' is in line \(first.line) already")
            )
          } else {
            values[name] = (index + 1, "")
          }
          current = name
          continue
        }
        if let colon = line.firstIndex(of: ":"), !line[..<colon].contains(where: \.isWhitespace) {
          colons.append((index + 1, String(line[..<colon])))
        }
        if current == nil {
          if line.first != "#", line.contains(where: { !$0.isWhitespace }) {
            mistakes.append(
              Mistake(line: index + 1, message: "this belongs to no field; begin with 'title:'")
            )
          }
          continue
        }
        let isGuarded = line.first == "\\" && field(of: line.drop { $0 == "\\" }) != nil
        lines.append(isGuarded ? line.dropFirst() : line)
      }
      if let current { close(current, lines) }
      for name in fields where values[name] == nil {
        let slip = colons.first { Suggestion.nearest(to: $0.word, among: [name]) != nil }
        mistakes.removeAll { $0.line == slip?.line }
        let hint = slip.map { ", but '\($0.word):' here" } ?? ""
        mistakes.append(
          Mistake(
            line: slip?.line ?? all.count,
            message: "no field '\(name):'\(hint); it may be empty, but must be there"
          )
        )
      }
    }

    private mutating func close(_ name: String, _ lines: [Substring]) {
      var lines = lines.map { line in
        String(line.reversed().drop(while: \.isWhitespace).reversed())
      }
      if let first = lines.first { lines[0] = String(first.drop(while: \.isWhitespace)) }
      while lines.first?.isEmpty == true { lines.removeFirst() }
      while lines.last?.isEmpty == true { lines.removeLast() }
      guard values[name]?.text.isEmpty == true else { return }
      values[name]?.text = lines.joined(separator: "\n")
    }
  }
}

/// Signals as people type them.
enum SignalWords {
  struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  /// Reads `ownership, conflict`; at least one, each once, in their usual order.
  static func parse(_ text: String) throws(Problem) -> [Signal] {
    let names = Signal.allCases.map(\.rawValue)
    var signals: Set<Signal> = []
    for word in text.lowercased().split(whereSeparator: { $0.isWhitespace || ",;[]".contains($0) })
    {
      guard let signal = Signal(rawValue: String(word)) else {
        throw Problem(description: Suggest.unknown("signal", String(word), among: names))
      }
      signals.insert(signal)
    }
    guard !signals.isEmpty else {
      throw Problem(
        description: "a story shows at least one signal: \(names.joined(separator: ", "))"
      )
    }
    return signals.sorted()
  }
}

/// Titles as they are kept: one line without spaces around it.
enum TitleText {
  static func clean(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
