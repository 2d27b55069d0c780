/// What reading one prompt file gave.
package struct PromptFile: Sendable {
  /// Nil where something is wrong without which a round cannot be held.
  package let prompt: Prompt?
  package let findings: [Finding]
  /// Line of the id, from 1.
  package let line: Int
  /// The cards that the prompt names in place of cards of its own.
  package let cards: [CardReference]

  /// A card that a prompt names, and where it does.
  package struct CardReference: Hashable, Sendable {
    package let key: CardKey
    package let line: Int
    package let column: Int
  }
}
