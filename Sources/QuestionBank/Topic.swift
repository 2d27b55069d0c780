/// A topic's path, from the general to the particular: `databases/storage-engines`.
package struct TopicPath: Codable, Comparable, Hashable, RawRepresentable, Sendable,
  CustomStringConvertible
{
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package static func < (lhs: TopicPath, rhs: TopicPath) -> Bool { lhs.rawValue < rhs.rawValue }

  package var description: String { rawValue }

  /// The parts between the slashes.
  package var components: [Substring] { rawValue.split(separator: "/") }

  /// The first part, which names the area: `databases`.
  package var area: TopicPath { TopicPath(rawValue: components.first.map(String.init) ?? rawValue) }

  /// Whether this is `other` or lies below it; `--topic a` includes `a/…` but not `ab`.
  package func isWithin(_ other: TopicPath) -> Bool {
    rawValue == other.rawValue || rawValue.hasPrefix(other.rawValue + "/")
  }
}

/// One line of `topics.yaml`.
package struct Topic: Codable, Hashable, Sendable {
  package let path: TopicPath
  package let title: String
  /// How much of a loop at each stage asks about it, `0...5`; inherited from the parent.
  package let weight: [Stage: Double]
  /// Row of the career guide's coverage table that its cards count for; inherited from the parent.
  package let guideRow: String?
  /// Whether its cards stay out until the candidate includes them; inherited from the parent.
  package let isOptIn: Bool

  package init(
    path: TopicPath,
    title: String,
    weight: [Stage: Double],
    guideRow: String?,
    isOptIn: Bool
  ) {
    self.path = path
    self.title = title
    self.weight = weight
    self.guideRow = guideRow
    self.isOptIn = isOptIn
  }
}
