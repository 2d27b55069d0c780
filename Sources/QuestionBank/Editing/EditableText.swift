/// A file's text as lines that keep their ends, so that an edit touches nothing else.
struct EditableText {
  private let byteOrderMark: String
  /// Each with its end, but perhaps the last.
  private(set) var lines: [String]

  init(_ text: String) {
    let hasMark = text.unicodeScalars.first == "\u{FEFF}"
    byteOrderMark = hasMark ? "\u{FEFF}" : ""
    let body = hasMark ? String(text.unicodeScalars.dropFirst()) : text
    var lines: [String] = []
    var start = body.utf8.startIndex
    for line in BankSource.split(body).dropFirst() {
      lines.append(String(body[start..<line.startIndex]))
      start = line.startIndex
    }
    lines.append(String(body[start...]))
    self.lines = lines
  }

  var text: String { byteOrderMark + lines.joined() }

  /// The end that the file's lines have: what the first has, or `\n`.
  var lineEnd: String {
    lines.first.map { Self.end(of: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "\n"
  }

  static func end(of line: String) -> String {
    if line.utf8.suffix(2).elementsEqual([0x0D, 0x0A]) { return "\r\n" }
    switch line.utf8.last {
    case 0x0A: return "\n"
    case 0x0D: return "\r"
    default: return ""
    }
  }

  /// A line without its end, by index from 0.
  func content(_ index: Int) -> Substring {
    let line = lines[index]
    return Substring(line.unicodeScalars.prefix { $0 != "\n" && $0 != "\r" })
  }

  /// The scalar at a place, both from 1, as the YAML reader counts.
  func scalar(line: Int, column: Int) -> Unicode.Scalar? {
    guard lines.indices.contains(line - 1) else { return nil }
    return lines[line - 1].unicodeScalars.dropFirst(column - 1).first
  }

  mutating func insert(_ text: String, line: Int, column: Int) {
    guard lines.indices.contains(line - 1) else { return }
    let scalars = lines[line - 1].unicodeScalars
    lines[line - 1] =
      String(scalars.prefix(column - 1)) + text + String(scalars.dropFirst(column - 1))
  }

  /// Puts whole lines, each with its end, in the place of others.
  mutating func replace(_ range: Range<Int>, with new: [String]) {
    if range.lowerBound == lines.count || range.lowerBound > 0,
      let last = lines[..<range.lowerBound].last, !new.isEmpty, Self.end(of: last).isEmpty,
      !last.isEmpty
    {
      lines[range.lowerBound - 1] += lineEnd
    }
    lines.replaceSubrange(range, with: new)
  }
}
