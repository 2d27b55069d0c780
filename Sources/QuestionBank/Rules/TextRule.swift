/// One thing that every text must keep to, on a card as in a prompt.
package protocol TextRule: Sendable {
  /// What to call the rule by: lower-case words with hyphens.
  static var name: String { get }

  init()

  /// What is wrong with a text, or nil; the first problem is enough.
  func problem(in text: String) -> String?
}

extension TextRule {
  func findings(in files: [CheckedFile], prompts: [CheckedPrompt]) -> [Finding] {
    let ofCards = files.flatMap { file in
      file.entries.compactMap { card in
        card.texts.lazy.compactMap(problem).first.map { card.warning($0, in: file, by: self) }
      }
    }
    let ofPrompts = prompts.compactMap { prompt in
      prompt.prompt.texts.lazy.compactMap(problem).first.map { prompt.finding(.warning, $0) }
    }
    return ofCards + ofPrompts
  }
}

extension Card {
  fileprivate func warning(_ message: String, in file: CheckedFile, by rule: some TextRule)
    -> Finding
  {
    let place = file.place(of: self).start
    let id = key.entry.rawValue.dropFirst(key.bank.utf8.count + 1)
    return Finding(
      file: file.file,
      line: place.line,
      column: place.column,
      severity: .warning,
      message: "card '\(id)': \(message)"
    )
  }
}
