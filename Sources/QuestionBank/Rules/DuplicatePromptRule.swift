/// A prompt's key stands in one file only, since the history of its rounds hangs on it.
struct DuplicatePromptRule: PromptRule {
  static let name = "duplicate-prompt"

  func findings(in prompts: [CheckedPrompt], cards: Set<CardKey>) -> [Finding] {
    [false, true].flatMap { isOverride in
      var owners: [CardKey: CheckedPrompt] = [:]
      return prompts.filter { $0.isOverride == isOverride }.compactMap { prompt -> Finding? in
        guard let owner = owners[prompt.key] else {
          owners[prompt.key] = prompt
          return nil
        }
        return Finding(
          file: prompt.file,
          line: prompt.line,
          column: 1,
          severity: .error,
          message: "prompt '\(prompt.key)' is taken at \(owner.file):\(owner.line)"
        )
      }
    }
  }
}
