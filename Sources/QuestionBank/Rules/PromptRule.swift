/// A prompt file as the rules see it: read already, together with where it belongs.
package struct CheckedPrompt: Sendable {
  package let file: String
  package let prompt: Prompt
  /// Line of its id.
  package let line: Int
  package let cards: [PromptFile.CardReference]
  package let isShipped: Bool
  /// Whether it replaces the prompt of the same key in another file.
  package let isOverride: Bool
  /// The topics that it may be of.
  let topics: TopicCatalogue

  package var key: CardKey { prompt.key }

  /// Nil where the file holds no usable prompt.
  package init?(
    file: String,
    read: PromptFile,
    isShipped: Bool,
    isOverride: Bool = false,
    topics: TopicCatalogue = TopicCatalogue()
  ) {
    guard let prompt = read.prompt else { return nil }
    self.file = file
    self.prompt = prompt
    line = read.line
    cards = read.cards
    self.isShipped = isShipped
    self.isOverride = isOverride
    self.topics = topics
  }
}

/// One thing that all prompts together must keep to, beyond what each file's reader finds.
package protocol PromptRule: Sendable {
  /// What to call the rule by: lower-case words with hyphens.
  static var name: String { get }

  init()

  /// Looks over all prompts together.
  ///
  /// - Parameters:
  ///   - prompts: The prompts to check.
  ///   - cards: All cards there are.
  /// - Returns: What breaks the rule, in any order.
  func findings(in prompts: [CheckedPrompt], cards: Set<CardKey>) -> [Finding]
}

extension CheckedPrompt {
  /// A finding about the prompt, placed at its id.
  func finding(_ severity: Finding.Severity, _ message: String) -> Finding {
    Finding(
      file: file,
      line: line,
      column: 1,
      severity: severity,
      message: "prompt '\(key)': \(message)"
    )
  }
}
