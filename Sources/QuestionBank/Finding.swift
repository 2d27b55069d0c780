/// Something wrong with a bank file, worded and placed as a compiler would.
package struct Finding: Codable, Comparable, Hashable, Sendable, CustomStringConvertible {
  package enum Severity: String, Codable, Sendable { case error, warning }

  package let file: String
  /// From 1.
  package let line: Int
  /// From 1, in characters.
  package let column: Int
  package let severity: Severity
  package let message: String

  package init(file: String, line: Int, column: Int, severity: Severity, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.message = message
  }

  package static func < (lhs: Finding, rhs: Finding) -> Bool {
    (lhs.file, lhs.line, lhs.column, lhs.message) < (rhs.file, rhs.line, rhs.column, rhs.message)
  }

  package var description: String {
    "\(file):\(line):\(column): \(severity.rawValue): \(message)"
  }
}
