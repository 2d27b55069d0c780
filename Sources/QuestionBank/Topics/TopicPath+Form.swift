extension TopicPath {
  /// Whether every part is a slug, and there are at most six.
  package var isWellFormed: Bool {
    let parts = rawValue.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count <= 6 && parts.allSatisfy { Slug.isValid($0) }
  }

  /// The path without its last part, or nil for an area.
  package var parent: TopicPath? {
    rawValue.lastIndex(of: "/").map { TopicPath(rawValue: String(rawValue[..<$0])) }
  }
}
