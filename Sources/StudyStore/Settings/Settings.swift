package import Practice
package import QuestionBank
package import SpacedRepetition

/// What the learner has set, checked; every value has a default.
package struct Settings: Sendable {
  package enum Timer: String, CaseIterable, Sendable { case live, quiet, off }
  package enum Color: String, CaseIterable, Sendable { case auto, always, never }

  package internal(set) var stage: Stage?
  package internal(set) var include: [String] = []
  package internal(set) var exclude: [String] = []
  package internal(set) var interviewDate: CivilDate?
  package internal(set) var minutesPerDay: Int?
  /// The rounds of the interview, as often as each is asked, in the order to practise them.
  package internal(set) var loop: [PromptKind] = [
    .coding, .design, .behavioral, .coding, .design,
  ]
  package internal(set) var newPerDay = 20
  package internal(set) var reviewsPerDay = 200
  package internal(set) var desiredRetention = 0.90
  package internal(set) var maximumInterval = 36_500
  package internal(set) var learningSteps = LearningSteps.defaultLearning
  package internal(set) var relearningSteps = LearningSteps.defaultRelearning
  package internal(set) var fuzz = true
  /// Minutes after midnight.
  package internal(set) var dayStartsAtMinutes = 240
  package internal(set) var timer = Timer.live
  package internal(set) var color = Color.auto
  package internal(set) var editor: String?
  package internal(set) var singleKey = false
  /// FSRS-6, until a learner's own reviews show that FSRS-7 predicts them better.
  package internal(set) var memoryModel = FSRSVersion.fsrs6
  /// FSRS-6's 21 parameters or FSRS-7's 34; nil for the defaults.
  package internal(set) var parameters: [Double]?
  /// Where each value that is not a default comes from.
  package internal(set) var origins: [String: Origin] = [:]

  package enum Origin: String, Sendable { case environment, file }

  package init() {}

  /// Whether the learner has said what they prepare for: the first start is behind them.
  package var isStageChosen: Bool { stage != nil }

  package var scope: StudyScope {
    StudyScope(targetStage: stage ?? .senior, include: include, exclude: exclude)
  }

  /// What a day holds at most, without a plan to an interview.
  package var dayPlan: DayPlan {
    DayPlan(
      newCards: newPerDay,
      reviews: reviewsPerDay,
      milliseconds: minutesPerDay.map { $0 * 60_000 }
    )
  }

  package var schedulingSettings: SchedulingSettings {
    SchedulingSettings(
      desiredRetention: desiredRetention,
      maximumInterval: maximumInterval,
      learningSteps: learningSteps,
      relearningSteps: relearningSteps
    )
  }

  /// The memory model that is set, by name and numbers.
  package func modelParameters() throws -> ModelParameters {
    try parameters.map { try ModelParameters(memoryModel, $0) } ?? ModelParameters(memoryModel)
  }

  /// The scheduler with the memory model that is set.
  package func scheduler() throws -> Scheduler {
    try Scheduler(model: memoryModel.model(parameters))
  }
}
