/// A place in a file, both from 1; columns in characters.
struct Position: Comparable, Hashable, Sendable {
  let line: Int
  let column: Int

  static func < (lhs: Position, rhs: Position) -> Bool {
    (lhs.line, lhs.column) < (rhs.line, rhs.column)
  }
}

/// The findings about one file, as they come.
struct FindingList {
  let file: String
  fileprivate(set) var all: [Finding] = []

  init(file: String) { self.file = file }

  var hasErrors: Bool { all.contains { $0.severity == .error } }

  mutating func error(_ message: String, at position: Position) {
    add(.error, message, at: position)
  }

  mutating func warning(_ message: String, at position: Position) {
    add(.warning, message, at: position)
  }

  mutating func add(_ severity: Finding.Severity, _ message: String, at position: Position) {
    all.append(
      Finding(
        file: file,
        line: position.line,
        column: position.column,
        severity: severity,
        message: message
      )
    )
  }

  /// In the file's order, each once.
  var sorted: [Finding] { Set(all).sorted() }
}

extension FindingList {
  mutating func add(_ finding: Finding) { all.append(finding) }

  /// Keeps the first warning about each unknown topic: an own bank that makes a topic names it on
  /// every card, and once is enough to see a slip of the fingers.
  mutating func mergeRepeatedTopicWarnings() {
    var seen: Set<Substring> = []
    all = all.filter { finding in
      guard finding.severity == .warning, let start = finding.message.firstRange(of: "no topic '")
      else { return true }
      return seen.insert(finding.message[start.lowerBound...]).inserted
    }
  }
}
