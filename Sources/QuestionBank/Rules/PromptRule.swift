/// A prompt file as the rules see it: read already, together with where it belongs.
package struct CheckedPrompt: Sendable {
  package let file: String
  package let key: CardKey
  /// Line of its id.
  package let line: Int
  package let cards: [PromptFile.CardReference]
  package let isShipped: Bool
  /// Whether it replaces the prompt of the same key in another file.
  package let isOverride: Bool

  /// Nil where the file holds no usable prompt.
  package init?(file: String, read: PromptFile, isShipped: Bool, isOverride: Bool = false) {
    guard let prompt = read.prompt else { return nil }
    self.file = file
    key = prompt.key
    line = read.line
    cards = read.cards
    self.isShipped = isShipped
    self.isOverride = isOverride
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
