package import QuestionBank
import SpacedRepetition

/// What a sitting came to.
package struct DrillSummary: Hashable, Sendable {
  /// How one area went.
  package struct Area: Hashable, Sendable {
    package let topic: TopicPath
    package let remembered: Int
    package let answers: Int
  }

  package let answers: Int
  package let cards: Int
  package let remembered: Int
  package let milliseconds: Int
  /// Areas by falling number of answers.
  package let areas: [Area]
  /// The topic with the lowest share remembered; nil where all was remembered.
  package let weakest: TopicPath?

  package init(of session: DrillSession, at moment: Timestamp) {
    let answers = session.answers
    self.answers = answers.count
    self.cards = Set(answers.map(\.review.card)).count
    self.remembered = answers.count { $0.review.rating.isRecalled }
    self.milliseconds = Int(clamping: moment.rawValue - session.startedAt.rawValue)
    self.areas = Self.tally(answers) { $0.topic.area }
      .sorted { ($1.answers, $0.topic) < ($0.answers, $1.topic) }
    self.weakest =
      Self.tally(answers) { $0.topic }
      .filter { $0.remembered < $0.answers }
      .min {
        Self.share($0) == Self.share($1) ? $0.topic < $1.topic : Self.share($0) < Self.share($1)
      }?
      .topic
  }

  private static func share(_ area: Area) -> Double {
    Double(area.remembered) / Double(max(1, area.answers))
  }

  private static func tally(
    _ answers: [DrillSession.Answer],
    by topic: (DrillSession.Answer) -> TopicPath
  ) -> [Area] {
    Dictionary(grouping: answers, by: topic).map { topic, answers in
      Area(
        topic: topic,
        remembered: answers.count { $0.review.rating.isRecalled },
        answers: answers.count
      )
    }
  }
}
