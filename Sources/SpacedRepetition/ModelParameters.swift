/// A memory model's name and the parameters it goes by.
public struct ModelParameters: Hashable, Sendable {
  /// Which model they belong to.
  public let version: FSRSVersion
  /// 21 numbers for FSRS-6, 34 for FSRS-7, each within ``FSRSVersion/parameterBounds``.
  public let values: [Double]

  /// The parameters that most learners start with.
  public init(_ version: FSRSVersion) {
    self.version = version
    values = version.defaultParameters
  }

  /// A learner's own parameters.
  ///
  /// - Throws: ``FSRS6/ParameterError`` or ``FSRS7/ParameterError`` for the first value that cannot be
  ///   used.
  public init(_ version: FSRSVersion, _ values: [Double]) throws {
    switch version {
    case .fsrs6: try FSRS6.validate(values)
    case .fsrs7: try FSRS7.validate(values)
    }
    self.version = version
    self.values = values
  }

  /// Whether they are those that most learners start with.
  public var isDefault: Bool { values == version.defaultParameters }

  /// The model itself.
  public var model: any MemoryModel {
    get throws { try version.model(values) }
  }

  /// What the model predicts for the scored rows of a log at these places in time.
  func predictions(for log: ReviewLog, places: Range<Int>) throws -> Predictions {
    // Each by its own type, whose arithmetic the compiler then sees.
    switch version {
    case .fsrs6: try FSRS6(parameters: values).predictions(for: log, places: places)
    case .fsrs7: try FSRS7(parameters: values).predictions(for: log, places: places)
    }
  }
}
