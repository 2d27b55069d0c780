import Practice
import QuestionBank

/// What a drill, `next` or `due` was asked for.
struct DrillRequest {
  var filter = CardFilter()
  var limits = DrillSession.Limits()
  /// New cards at most, instead of the setting.
  var newCards: Int?
  /// Whether the schedule is left alone.
  var isCram = false

  /// A filtered drill, or one with minutes of its own, does not stop where today's plan does.
  func plan(from settings: DayPlan, done: DayProgress, isPlanDone: Bool) -> DayPlan {
    var plan = settings
    if !filter.isEmpty || (isPlanDone && limits.milliseconds != nil) {
      plan.newCards += done.newCards
      plan.reviews += done.reviews
      plan.milliseconds = nil
    }
    if let newCards { plan.newCards = done.newCards + newCards }
    return plan
  }
}

extension DrillRequest {
  /// Whether it asks for more than the plan of the day.
  var goesBeyondPlan: Bool { !filter.isEmpty || limits.milliseconds != nil }
}
