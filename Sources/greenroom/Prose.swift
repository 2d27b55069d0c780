import Terminal

/// Sentences on a screen.
enum Prose {
  /// Columns beyond which lines are hard to read.
  static let widest = 100

  /// The text broken between words only: a path that is wider than a line stays whole, so that it
  /// can be copied.
  static func lines(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      var lines = [""]
      for word in paragraph.split(separator: " ") {
        let line = lines[lines.count - 1]
        if line.isEmpty {
          lines[lines.count - 1] = String(word)
        } else if TerminalText.width(line) + 1 + TerminalText.width(word) <= width {
          lines[lines.count - 1] += " \(word)"
        } else {
          lines.append(String(word))
        }
      }
      return lines
    }
  }

  /// Writes a message to standard error, after what was printed, in the program's name.
  @MainActor
  static func complain(_ message: String) {
    StandardOutput.shared.flush()
    let text = "greenroom: \(TerminalText.sanitised(message))"
    let columns = OutputCapabilities.windowSize(fileDescriptor: 2)?.columns
    // A message in a log stays one line.
    let lines = columns.map { Prose.lines(text, width: min($0, widest)) } ?? [text]
    StandardOutput.writeError(lines.map { $0 + "\n" }.joined())
  }
}
