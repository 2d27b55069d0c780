extension TopicPath {
  /// Parts that a path may have.
  static let deepest = 6

  /// Whether every part is a slug, and there are at most six.
  package var isWellFormed: Bool { problem == nil }

  /// What is wrong with the path, to go on with after `topic 'seen'`, or nil where nothing is.
  var problem: String? {
    let parts = rawValue.split(separator: "/", omittingEmptySubsequences: false)
    let isLong = { (part: Substring) in part.utf8.count > Slug.maximumLength }
    let isWord = { (part: Substring) in Slug.isValid(part.prefix(Slug.maximumLength)) }
    guard parts.allSatisfy(isWord) else {
      let slugs = rawValue.split(separator: "/").compactMap { Slug.make(from: String($0)) }
      let hint = slugs.isEmpty ? "" : "; such as '\(slugs.joined(separator: "/"))'"
      return "must be lower-case words between slashes\(hint)"
    }
    if let long = parts.first(where: isLong) {
      return "has a part of \(long.count) characters; at most \(Slug.maximumLength)"
    }
    return parts.count > Self.deepest ? "has \(parts.count) parts; at most \(Self.deepest)" : nil
  }

  /// The path without its last part, or nil for an area.
  package var parent: TopicPath? {
    rawValue.lastIndex(of: "/").map { TopicPath(rawValue: String(rawValue[..<$0])) }
  }
}
