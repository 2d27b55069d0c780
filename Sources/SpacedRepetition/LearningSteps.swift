/// Waits, in seconds, that a card passes through before the memory model spaces it.
public struct LearningSteps: Codable, Hashable, Sendable {
  /// Seconds, each at least 1; empty means no steps.
  public var seconds: [Int]

  /// Steps of so many seconds; those that people type are read by ``init(parsing:)``.
  public init(seconds: [Int]) { self.seconds = seconds }

  /// Ten minutes: what was known at once needs no second answer that day.
  ///
  /// In simulated preparations more is recalled on the date with one step than with two;
  /// Benchmarks/README.md, *What a new learner starts with*, has the numbers.
  public static let defaultLearning = LearningSteps(seconds: [600])
  /// Ten minutes.
  public static let defaultRelearning = LearningSteps(seconds: [600])
  /// No steps: the memory model spaces the card from its first answer.
  public static let none = LearningSteps(seconds: [])
}
