/// Time between two reviews of a card, in both of the units that memory models ask for.
///
/// FSRS-6 counts local study days, so that an answer late in the evening and one the next morning
/// are a day apart; FSRS-7 counts fractions of a day.
public struct Elapsed: Hashable, Sendable {
  /// Whole study days, 0 or more; 0 is a same-day review.
  public var studyDays: Int
  /// Wall time in days of 86,400 seconds, 0 or more.
  public var fractionalDays: Double

  /// Negative inputs (a clock set back) count as 0.
  public init(studyDays: Int, fractionalDays: Double) {
    self.studyDays = max(0, studyDays)
    self.fractionalDays = max(0, fractionalDays)
  }

  /// A whole number of days, for callers that know no finer.
  public init(studyDays: Int) {
    self.init(studyDays: studyDays, fractionalDays: Double(studyDays))
  }
}
