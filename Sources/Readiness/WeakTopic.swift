package import QuestionBank

/// A topic, or a stage of one, with what a candidate would fail to recall or show of it on the date.
package struct WeakTopic: Hashable, Sendable {
  package let topic: TopicPath
  package let title: String
  /// The stage whose cards these are; nil for all stages of the topic.
  package let stage: Stage?
  /// Cards, each counted by how much the target stage asks it, that would not be recalled, and what
  /// rounds showed to be missing in the same measure.
  package let expectedGap: Double
  /// Standard error of the gap: chance, and how little is known of a topic with few answers.
  package let uncertainty: Double
  /// Expected share of the seen cards that is recalled on the date, `0...1`, drawn towards the usual
  /// where answers are few; nil where none was seen.
  package let recall: Double?
  package let cards: Int
  package let unseen: Int
  package let reviews: Int
  package let lapses: Int
  package let leeches: Int
  /// What of the gap comes from rounds.
  package let roundGap: Double
  /// Why, in words and numbers, the weightiest first.
  package let evidence: [String]

  /// Whether so few answers are known that the figure is hardly more than a guess.
  package var isUncertain: Bool { uncertainty > expectedGap / 2 }
}
