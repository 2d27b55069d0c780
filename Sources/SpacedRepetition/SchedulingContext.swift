/// All that varies about one scheduling decision beside the card: settings, time and chance.
public struct SchedulingContext: Hashable, Sendable {
  /// The learner's settings as of now; those at earlier answers do not matter.
  public var settings: SchedulingSettings
  /// Time since the card's last answer; ignored for a new card.
  public var elapsed: Elapsed
  /// Where in the fuzz range intervals fall, in `0..<1`; nil turns fuzz off.
  ///
  /// The caller draws it, so that previewing a rating never changes the answer.
  public var fuzz: Double?

  /// A context; without `fuzz` every interval is the model's own, to the nearest day.
  public init(settings: SchedulingSettings, elapsed: Elapsed, fuzz: Double? = nil) {
    self.settings = settings
    self.elapsed = elapsed
    self.fuzz = fuzz
  }
}

/// What the learner may set about scheduling.
public struct SchedulingSettings: Codable, Hashable, Sendable {
  /// The probability of recall at which a card falls due, in `0.70...0.99`; what is outside counts
  /// as the nearer end.
  public var desiredRetention: Double
  /// Longest interval, in days, `1...36_500`; what is outside counts as the nearer end.
  public var maximumInterval: Int
  /// Waits within learning; empty for none.
  public var learningSteps: LearningSteps
  /// Waits within relearning; empty for none.
  public var relearningSteps: LearningSteps
  /// When a card that keeps being forgotten is called a leech.
  public var leechRule: LeechRule

  /// Settings; the defaults are those that FSRS and Anki suggest to most learners.
  public init(
    desiredRetention: Double = 0.90,
    maximumInterval: Int = 36_500,
    learningSteps: LearningSteps = .defaultLearning,
    relearningSteps: LearningSteps = .defaultRelearning,
    leechRule: LeechRule = LeechRule()
  ) {
    self.desiredRetention = desiredRetention
    self.maximumInterval = maximumInterval
    self.learningSteps = learningSteps
    self.relearningSteps = relearningSteps
    self.leechRule = leechRule
  }
}
