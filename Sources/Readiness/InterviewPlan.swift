import Practice
package import QuestionBank
package import SpacedRepetition

/// What to do today and on each day until the interview, and what to expect of it.
package struct InterviewPlan: Sendable {
  package struct Day: Hashable, Sendable {
    package let day: StudyDay
    /// Minutes of cards; never more than the candidate gives.
    package let minutes: Int
    package let new: Int
    package let reviews: Int
    /// A mock round, which takes time of its own.
    package let round: PromptKind?
    /// A story to tell aloud, or one to write.
    package let story: StoryTask?
    /// Whether this day comes last, and only freshens what is known.
    package let isFinalPass: Bool
  }

  package enum StoryTask: Hashable, Sendable {
    case rehearse(id: String, title: String)
    case write(for: Signal)
  }

  /// A share with the range in which it lies in nine of ten cases, each `0...1`.
  package struct Estimate: Hashable, Sendable {
    package let value: Double
    package let low: Double
    package let high: Double

    package init(_ value: Double, error: Double) {
      self.value = min(1, max(0, value))
      low = min(1, max(0, value - 1.645 * error))
      high = min(1, max(0, value + 1.645 * error))
    }
  }

  /// What would make a goal fit that does not, and what it would come to.
  package enum Suggestion: Hashable, Sendable {
    case minutes(Int, recall: Double)
    case date(StudyDay, recall: Double)
    case leaveOut(String, recall: Double)
  }

  package let interview: StudyDay
  package let minutesPerDay: Int
  package let goal: Double
  package let cards: Int
  package let days: [Day]
  /// Of what the loop asks, weighted by how much it asks it, what is recalled on the date.
  package let recall: Estimate
  /// The same if nothing is studied any more.
  package let recallIfIdle: Double
  /// Share of the cards that will have been seen.
  package let shareSeen: Double
  package let suggestions: [Suggestion]
  /// Today's cards in their order.
  package let today: [Choice]
  /// Cards to go on with when today's are done.
  package let spare: [Choice]

  package struct Choice: Hashable, Sendable {
    package let card: CardKey
    package let isNew: Bool
    package let reason: StudyPlan.Reason
    /// Probability of recall on the date, without and with studying it.
    package let recallIfLeft: Double
    package let recallIfStudied: Double
  }

  /// Whether every card is seen and the goal is reached.
  package var fits: Bool { Self.fits(recall: recall.value, seen: shareSeen, goal: goal) }

  static func fits(recall: Double, seen: Double, goal: Double) -> Bool {
    recall >= goal - 0.005 && seen >= 0.995
  }
}
