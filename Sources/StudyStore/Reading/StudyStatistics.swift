package import QuestionBank
package import Practice
package import SpacedRepetition

/// The numbers behind `stats`.
package struct StudyStatistics: Hashable, Sendable {
  /// Answers to cards that were in review, and how many of them were recalled.
  package struct Retention: Hashable, Sendable {
    package var reviews: Int
    package var recalled: Int
    /// Of these reviews, those for which the model's prediction was kept.
    package var foretold = 0
    package var foretoldRecalled = 0
    /// What the model expected to be recalled of ``foretold``.
    package var expected = 0.0

    package init(reviews: Int = 0, recalled: Int = 0) {
      self.reviews = reviews
      self.recalled = recalled
    }

    /// Nil where there was nothing to recall.
    package var share: Double? { reviews == 0 ? nil : Double(recalled) / Double(reviews) }

    /// The share that the model expected; nil where no prediction was kept.
    package var predicted: Double? { foretold == 0 ? nil : expected / Double(foretold) }
  }

  /// Cards by where they stand.
  package struct Count: Hashable, Sendable {
    package var cards = 0
    package var seen = 0
    package var suspended = 0
    package var leeches = 0
    package var answers = 0
    package var milliseconds = 0
    package var retention = Retention()

    package init() {}
  }

  package struct Day: Hashable, Sendable {
    package let day: StudyDay
    package let answers: Int
    package let newCards: Int
    package let milliseconds: Int
    package let retention: Retention
  }

  /// Reviews for which the model gave one probability of recall, and how many were recalled.
  package struct Prediction: Hashable, Sendable {
    package let probability: Double
    package let reviews: Int
    package let recalled: Int
  }

  /// Cards that are or may be asked, by where they stand.
  package var byState: [StateName: Int] = [:]
  package var byStage: [Stage: Count] = [:]
  package var byKind: [CardKind: Count] = [:]
  /// Each topic's own cards, without those of the topics below it.
  package var byTopic: [TopicPath: Count] = [:]
  /// The last days with answers, the earliest first.
  package var days: [Day] = []
  /// All days with answers until today, the earliest first.
  package var activeDays: [StudyDay] = []
  /// What the model foretold, to the thousandth, the least first.
  package var predictions: [Prediction] = []
  package var today = Retention()
  package var week = Retention()
  package var month = Retention()
  package var all = Retention()
  /// Answers in all, cram among them, mock rounds not.
  package var answers = 0
  /// Time spent answering, each answer capped.
  package var milliseconds = 0

  package init() {}
}
