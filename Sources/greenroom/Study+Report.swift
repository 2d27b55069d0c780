import Practice
import Readiness
import SpacedRepetition
import StudyStore

/// Numbers about the study, put together from the store and from readiness.
extension Study {
  /// All that the report is made of.
  func reportData() throws -> ReportData {
    let preparation = try preparation()
    let plan = try interviewPlan(preparation, suggests: true)
    var weak = WeakTopics(preparation)
    let ranked = weak.ranked()
    let statistics = try statistics(days: ReportData.weeks * 7)
    let days = preparation.daysToDate.map { min($0, ReportData.mostDays) } ?? ReportData.usualDays
    return ReportData(
      preparation: preparation,
      plan: plan,
      readiness: ReadinessReport(
        preparation,
        plan: plan,
        cardsLeft: try counts(for: DrillRequest()).total,
        weakest: ranked.first?.topic
      ),
      weak: ranked,
      statistics: statistics,
      forecast: try forecast(days: days, plan: plan),
      calibration: statistics.calibration,
      streak: Streak(days: statistics.activeDays, today: today),
      stability: try stability()
    )
  }

  /// Reviews that the next days bring.
  func forecast(days: Int, plan: InterviewPlan? = nil) throws -> Forecast {
    let due = try store.dueDays(
      until: today + (days - 1),
      scope: settings.scope,
      calendar: answering.calendar,
      catalogue: catalogue
    )
    return Forecast(today: today, days: days, due: due, plan: plan)
  }

  func stability() throws -> StabilityHistogram {
    StabilityHistogram(
      counts: try store.stabilities(
        bounds: StabilityHistogram.bounds,
        scope: settings.scope,
        catalogue: catalogue
      )
    )
  }
}

extension StudyStatistics {
  var calibration: Calibration {
    Calibration(
      predictions.map {
        Calibration.Prediction(
          probability: $0.probability,
          reviews: $0.reviews,
          recalled: $0.recalled
        )
      }
    )
  }
}
