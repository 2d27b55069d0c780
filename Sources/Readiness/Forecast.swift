package import SpacedRepetition

/// How many reviews each of the next days brings.
package struct Forecast: Hashable, Sendable {
  package struct Day: Hashable, Sendable {
    package let day: StudyDay
    /// Cards that become due; what is overdue counts on the first day.
    package let due: Int
    /// What the plan does on that day; nil without one, or beyond it.
    package let planned: Planned?
  }

  package struct Planned: Hashable, Sendable {
    package let reviews: Int
    package let new: Int
    package let minutes: Int
  }

  package let days: [Day]
  /// Of the first day's, those that were due before it.
  package let overdue: Int

  /// - Parameters:
  ///   - today: The first day.
  ///   - days: How many days to look ahead.
  ///   - due: Cards by the study day on which each is due, earlier days among them.
  ///   - plan: The plan to the interview, where one is ahead.
  package init(today: StudyDay, days: Int, due: [StudyDay: Int], plan: InterviewPlan? = nil) {
    let late = due.reduce(0) { $0 + ($1.key < today ? $1.value : 0) }
    let planned = Dictionary(
      (plan?.days ?? []).map {
        ($0.day, Planned(reviews: $0.reviews, new: $0.new, minutes: $0.minutes))
      },
      uniquingKeysWith: { first, _ in first }
    )
    overdue = late
    self.days = (0..<max(1, days)).map { offset in
      let day = today + offset
      return Day(
        day: day,
        due: (due[day] ?? 0) + (offset == 0 ? late : 0),
        planned: planned[day]
      )
    }
  }

  /// Cards that become due within it.
  package var total: Int { days.reduce(0) { $0 + $1.due } }

  /// The fullest day.
  package var peak: Day? { days.max { ($0.due, $1.day) < ($1.due, $0.day) } }
}
