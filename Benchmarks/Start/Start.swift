import SpacedRepetition

/// What a new learner starts with: a memory model with its default parameters, and steps.
struct Start: Hashable, Sendable, CustomStringConvertible {
  enum Model: String, CaseIterable, Sendable {
    case fsrs6, fsrs7

    var memory: any MemoryModel {
      switch self {
      case .fsrs6: FSRS6()
      case .fsrs7: FSRS7()
      }
    }
  }

  var model: Model
  var learning: LearningSteps
  var relearning: LearningSteps

  var description: String { "\(model.rawValue)  \(learning) | \(relearning)" }

  /// FSRS-6 with the steps that most learners know from Anki, to which the others are compared.
  static let reference = Start(
    model: .fsrs6,
    learning: steps(60, 600),
    relearning: steps(600)
  )

  /// Every model with each pair of steps.
  static let all: [Start] = Model.allCases.flatMap { model in
    [
      (LearningSteps.none, LearningSteps.none),
      (steps(600), .none),
      (steps(600), steps(600)),
      (steps(60), steps(600)),
      (steps(1_200), steps(1_200)),
      (steps(60, 600), .none),
      (steps(60, 600), steps(600)),
      (steps(14_400), steps(14_400)),
    ].map { Start(model: model, learning: $0.0, relearning: $0.1) }
  }

  private static func steps(_ seconds: Int...) -> LearningSteps { LearningSteps(seconds: seconds) }
}
