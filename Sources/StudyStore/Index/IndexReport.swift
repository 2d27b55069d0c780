package import QuestionBank

/// What refreshing the card index came to.
package struct IndexReport: Hashable, Sendable {
  /// Files looked at, read, and parsed anew.
  package var files = 0
  package var read = 0
  package var parsed = 0
  /// Files that have gone since.
  package var gone = 0
  /// Whether the index was written at all.
  package var hasChanged = false
  /// What stood in the way of finding files this time; findings of the files themselves:
  /// ``StudyStore/findings()``.
  package var findings: [Finding] = []

  package init() {}
}
