/// Whether parsing and laying out a text costs no more than in proportion to its length.
///
/// Estimated from the lines alone, before either begins, since cmark has no bounds of its own: a
/// table row is filled up to the header's columns, every use of a reference copies what it leads
/// to, and every line is matched against all open quotes and lists. Estimates are on the high side;
/// what is beyond them is no card, and is shown as it was written.
enum MarkdownCost {
  /// Bytes of Markdown that are parsed.
  static let longestDocument = 1 << 16
  static let mostColumns = 40
  /// Cells of all tables together.
  static let mostCells = 10_000
  /// Bytes of headers, counted once for each row: a narrow window repeats them there.
  static let mostHeaderBytes = 200_000
  /// Quotes and lists that one line opens.
  static let deepestContainers = 100
  /// Bytes that references may grow to.
  static let mostReferenced = 500_000

  static func isBounded(_ source: String) -> Bool {
    guard source.utf8.count <= longestDocument else { return false }
    let lines = source.utf8.split(separator: newline, omittingEmptySubsequences: false)
    return areReferencesBounded(source.utf8, lines)
      && lines.allSatisfy { marks(of: $0).count <= deepestContainers }
      && areTablesBounded(lines)
  }

  private typealias Line = Substring.UTF8View

  private static let newline = UInt8(ascii: "\n")
  private static let pipe = UInt8(ascii: "|")

  // MARK: Tables

  private static func areTablesBounded(_ lines: [Line]) -> Bool {
    var cells = 0
    var headerBytes = 0
    // How many lines from here on belong to one table, were it one.
    var rows = 0
    for (index, line) in lines.enumerated().reversed() {
      guard !isBlank(line) else {
        rows = 0
        continue
      }
      rows += 1
      guard index > 0, let columns = columns(delimitedBy: line) else { continue }
      guard columns <= mostColumns else { return false }
      cells += columns * rows
      headerBytes += lines[index - 1].count * rows
      guard cells <= mostCells, headerBytes <= mostHeaderBytes else { return false }
    }
    return true
  }

  /// Blank inside quotes as well.
  private static func isBlank(_ line: Line) -> Bool {
    line.allSatisfy { isSpace($0) || $0 == UInt8(ascii: ">") }
  }

  /// The columns of a line like `|---|:-:|`, whatever quotes and list marks stand before it; nil for
  /// other lines.
  private static func columns(delimitedBy line: Line) -> Int? {
    let start = line.lastIndex { !isDelimiter($0) }
    if let start, !marksContainer(line[start]) { return nil }
    let row = start.map { line[line.index(after: $0)...] } ?? line
    let pipes = row.count { $0 == pipe }
    guard pipes > 0, row.contains(UInt8(ascii: "-")) else { return nil }
    let first = row.first { !isSpace($0) }
    let last = row.last { !isSpace($0) }
    return max(pipes + 1 - (first == pipe ? 1 : 0) - (last == pipe ? 1 : 0), 1)
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    byte == pipe || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || isSpace(byte)
  }

  /// Whether a mark of a quote or a list may end with this, dashes aside.
  private static func marksContainer(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ">"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: ")"):
      true
    default: false
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  // MARK: Containers

  /// How many marks of quotes and lists the line begins with, and what follows them.
  private static func marks(of line: Line) -> (count: Int, rest: Line) {
    var rest = line
    var count = 0
    while true {
      rest = rest.drop(while: isSpace)
      guard let first = rest.first else { return (count, rest) }
      var ahead = rest.dropFirst()
      switch first {
      case UInt8(ascii: ">"): break
      case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
        guard ahead.first.map(isSpace) ?? true else { return (count, rest) }
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        ahead = ahead.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard let mark = ahead.popFirst(), mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")"),
          ahead.first.map(isSpace) ?? true
        else { return (count, rest) }
      default: return (count, rest)
      }
      count += 1
      rest = ahead
    }
  }

  // MARK: References

  /// Whether every bracket could lead to a reference as long as the text without harm.
  private static func areReferencesBounded(_ text: String.UTF8View, _ lines: [Line]) -> Bool {
    var brackets = 0
    var before: UInt8?
    var defines = false
    for byte in text {
      if byte == UInt8(ascii: "]") { brackets += 1 }
      if byte == UInt8(ascii: ":"), before == UInt8(ascii: "]") { defines = true }
      before = byte
    }
    guard defines, brackets * text.count > mostReferenced else { return true }
    // A definition starts a line; an index in code rarely does, and a task is none.
    return !lines.contains { line in
      let rest = marks(of: line).rest
      return rest.first == UInt8(ascii: "[") && !isTask(rest)
    }
  }

  private static func isTask(_ rest: Line) -> Bool {
    ["[ ] ", "[x] ", "[X] "].contains { rest.starts(with: $0.utf8) }
  }
}
