/// What refreshing the card index came to.
package struct IndexReport: Hashable, Sendable {
  /// Files looked at, read, and parsed anew.
  package var files = 0
  package var read = 0
  package var parsed = 0
  /// Whether the index was written at all.
  package var hasChanged = false

  package init() {}
}
