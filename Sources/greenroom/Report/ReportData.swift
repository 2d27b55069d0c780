import Practice
import Readiness
import SpacedRepetition
import StudyStore

/// All that the report is made of, as the study has it at one moment.
struct ReportData {
  /// How far the calendar looks back.
  static let weeks = 26
  /// How far the forecast looks ahead where no interview is.
  static let usualDays = 28
  /// And at most, with one.
  static let mostDays = 120

  var preparation: Preparation
  var plan: InterviewPlan?
  var readiness: ReadinessReport
  var weak: [WeakTopic]
  var statistics: StudyStatistics
  var forecast: Forecast
  var calibration: Calibration
  var streak: Streak
  var stability: StabilityHistogram

  var today: StudyDay { preparation.today }

  /// Finished rounds, the earliest first.
  var rounds: [RoundRecord] { preparation.rounds.rounds.filter { $0.state == .finished } }

  /// The day on which a round began, where it was held.
  func day(of round: RoundRecord) -> StudyDay {
    StudyDay(
      epochSeconds: round.startedAt.timestamp.epochSeconds,
      utcOffsetSeconds: round.utcOffsetSeconds,
      dayStartsAtMinutes: 0
    )
  }
}
