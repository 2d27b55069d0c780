import QuestionBank
import Yams

/// The text of `config.yaml`, changed one setting at a time; every other byte stays as it was.
struct SettingsText {
  /// Why a text cannot be changed.
  struct Refused: Error { let reason: String }

  private let byteOrderMark: String
  /// Each with its end, but perhaps the last.
  private var lines: [String]

  init(_ text: String) {
    var scalars = Substring(text).unicodeScalars
    let hasMark = scalars.first == "\u{FEFF}"
    if hasMark { scalars.removeFirst() }
    byteOrderMark = hasMark ? "\u{FEFF}" : ""
    lines = Self.split(scalars)
  }

  var text: String { byteOrderMark + lines.joined() }

  /// Gives a setting a value, written as YAML on one line, or takes it out with nil.
  ///
  /// The key stays as it is spelt and the comment behind the value where it is. What is written is
  /// read back: where another setting would change, nothing is written.
  ///
  /// - Throws: ``Refused``, or `YamlError` for a text that is no YAML.
  mutating func change(_ key: String, to value: String?) throws {
    let before = try Self.settings(in: lines.joined())
    var edited = self
    if let place = before.first(where: { $0.name == key }) {
      try edited.replace(place, among: before, with: value)
    } else if let value {
      edited.append("\(key): \(value)", indentation: before.first.map { $0.column - 1 } ?? 0)
    }
    var wanted = Dictionary(before.map { ($0.name, $0.value) }) { first, _ in first }
    wanted[key] = try value.map { try Yams.compose(yaml: $0) ?? Node("") }
    let after = try Self.settings(in: edited.lines.joined())
    guard Dictionary(after.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }) == wanted else {
      throw Refused(reason: "'\(key)' cannot be changed there; write it as a line `\(key): value`")
    }
    self = edited
  }

  private mutating func replace(
    _ place: Place,
    among all: [Place],
    with value: String?
  ) throws {
    let start = place.line - 1
    let next = all.map { $0.line - 1 }.filter { $0 > start }.min() ?? lines.count
    var end = next
    // Blank lines and comments before the next setting, and a document's end, are not this one's.
    while end > start + 1, Self.isNoValue(lines[end - 1]) { end -= 1 }
    guard let value else {
      lines.removeSubrange(start..<end)
      return
    }
    guard let parts = Parts(lines[start], from: place.column - 1) else {
      throw Refused(reason: "'\(place.name)' is not written as `\(place.name): value`")
    }
    lines.replaceSubrange(start..<end, with: ["\(parts.key) \(value)\(parts.comment)\(parts.end)"])
  }

  private mutating func append(_ line: String, indentation: Int) {
    let end = lines.first.map { Self.end(of: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "\n"
    if let last = lines.last, Self.end(of: last).isEmpty { lines[lines.count - 1] += end }
    lines.append(String(repeating: " ", count: indentation) + line + end)
  }

  private static func isNoValue(_ line: String) -> Bool {
    let content = line.unicodeScalars.drop { " \t\r\n".unicodeScalars.contains($0) }
    return content.isEmpty || content.first == "#" || line.hasPrefix("...") || line.hasPrefix("---")
  }
}

extension SettingsText {
  /// Where a setting stands, from 1, and what it says.
  private struct Place {
    let name: String
    let value: Node
    let line: Int
    let column: Int
  }

  private static func settings(in text: String) throws -> [Place] {
    guard let root = try Yams.compose(yaml: text) else { return [] }
    if root.scalar?.string.isEmpty == true { return [] }
    guard let mapping = root.mapping, mapping.style != .flow || mapping.isEmpty else {
      throw Refused(
        reason: "it does not hold `setting: value` lines; mend it or move it away first"
      )
    }
    return mapping.map { key, value in
      Place(
        name: key.scalar?.string ?? "",
        value: value,
        line: key.mark?.line ?? 1,
        column: key.mark?.column ?? 1
      )
    }
  }

  /// The line that a setting begins on: its key with the colon, and the comment behind its value.
  private struct Parts {
    let key: String
    /// With the space before it; empty where there is none.
    let comment: String
    let end: String

    /// Reads a line whose key begins after so many scalars; nil where no colon follows the key.
    init?(_ line: String, from start: Int) {
      end = SettingsText.end(of: line)
      let scalars = Array(line.unicodeScalars).dropLast(end.unicodeScalars.count)
      var colon: Int?
      var comment = scalars.endIndex
      var quote: Unicode.Scalar?
      var depth = 0
      // Quotation marks count only where a key or a value begins: not in `don't`.
      var isStart = true
      for index in scalars.indices.dropFirst(start) {
        let scalar = scalars[index]
        let isSpace = scalar == " " || scalar == "\t"
        let followsSpace =
          index > scalars.startIndex && (scalars[index - 1] == " " || scalars[index - 1] == "\t")
        if let open = quote {
          let isEscaped = open == "\"" && index > scalars.startIndex && scalars[index - 1] == "\\"
          if scalar == open, !isEscaped { quote = nil }
        } else if isStart, scalar == "\"" || scalar == "'" {
          (quote, isStart) = (scalar, false)
        } else if scalar == "#", followsSpace {
          comment = index
          break
        } else if colon == nil {
          if scalar == ":" { (colon, isStart) = (index, true) } else { isStart = false }
        } else if isSpace {
          continue
        } else if scalar == "[", isStart || depth > 0 {
          (depth, isStart) = (depth + 1, true)
        } else {
          if scalar == "]" { depth -= 1 }
          isStart = depth > 0 && scalar == ","
        }
      }
      guard let colon else { return nil }
      while comment > colon + 1, comment < scalars.endIndex,
        scalars[comment - 1] == " " || scalars[comment - 1] == "\t"
      {
        comment -= 1
      }
      key = Self.string(scalars[...colon])
      self.comment = Self.string(scalars[comment...])
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      return String(text)
    }
  }

  /// The lines of a text, each with its end; `\r\n` is one end, though no two characters.
  private static func split(_ scalars: Substring.UnicodeScalarView) -> [String] {
    var lines: [String] = []
    var start = scalars.startIndex
    var index = start
    while index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      guard scalar == "\n" || scalar == "\r" else { continue }
      if scalar == "\r", index < scalars.endIndex, scalars[index] == "\n" {
        index = scalars.index(after: index)
      }
      lines.append(String(scalars[start..<index]))
      start = index
    }
    if start < scalars.endIndex { lines.append(String(scalars[start...])) }
    return lines
  }

  private static func end(of line: String) -> String {
    String(
      String.UnicodeScalarView(
        line.unicodeScalars.suffix(2).filter { "\r\n".unicodeScalars.contains($0) }
      )
    )
  }
}
