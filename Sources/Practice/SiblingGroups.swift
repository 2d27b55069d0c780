import QuestionBank

/// Keeps siblings apart: of the cards of one group, one a study day, the first that is admitted.
package struct SiblingGroups: Sendable {
  private var taken: Set<CardKey> = []

  package init() {}

  /// Whether no sibling of the candidate was admitted before it, which admits it.
  ///
  /// A card that was answered today goes on whatever its siblings do.
  package mutating func admit(_ candidate: QueueCandidate) -> Bool {
    guard let group = candidate.siblingGroup else { return true }
    return taken.insert(group).inserted || candidate.wasAnsweredToday
  }
}
