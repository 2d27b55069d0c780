/// The line at the moment the user asks how it may go on.
package struct CompletionRequest: Sendable, Equatable {
  /// The whole line.
  package let line: String
  /// The words before the one being completed.
  package let previousWords: [String]
  /// The word being completed, as far as it is typed; may be empty.
  package let word: String

  package init(line: String, previousWords: [String], word: String) {
    self.line = line
    self.previousWords = previousWords
    self.word = word
  }

  /// Splits a line at the bytes readline reports.
  init(line: String, wordStart: Int, wordEnd: Int) {
    let bytes = line.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: min(max(wordStart, 0), bytes.count))
    let end = bytes.index(bytes.startIndex, offsetBy: min(max(wordEnd, wordStart), bytes.count))
    self.init(
      line: line,
      previousWords: line[..<start].split { $0 == " " || $0 == "\t" || $0 == "\n" }
        .map(String.init),
      word: String(line[start..<end])
    )
  }
}

/// One way a word may go on.
package struct Completion: Sendable, Equatable, Hashable {
  /// The whole word, beginning with what was typed.
  package let text: String
  /// What follows when this is the only completion: a space ends the word, nil lets it go on
  /// (`topic:`).
  ///
  /// One ASCII character.
  package let suffix: Character?

  package init(_ text: String, suffix: Character? = " ") {
    self.text = text
    self.suffix = suffix
  }
}
