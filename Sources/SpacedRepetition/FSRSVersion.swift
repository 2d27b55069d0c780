/// The memory models that this library has, each with its own parameters.
public enum FSRSVersion: String, CaseIterable, Codable, Sendable {
  /// ``FSRS6``, 21 parameters.
  case fsrs6
  /// ``FSRS7``, 34 parameters.
  case fsrs7

  /// The parameters that most learners start with.
  public var defaultParameters: [Double] {
    switch self {
    case .fsrs6: FSRS6.defaultParameters
    case .fsrs7: FSRS7.defaultParameters
    }
  }

  /// The range of each parameter, by index.
  public var parameterBounds: [ClosedRange<Double>] {
    switch self {
    case .fsrs6: FSRS6.parameterBounds
    case .fsrs7: FSRS7.parameterBounds
    }
  }

  /// The model with these parameters; nil stands for the default ones.
  ///
  /// - Throws: ``FSRS6/ParameterError`` or ``FSRS7/ParameterError`` for the first parameter that
  ///   cannot be used.
  public func model(_ parameters: [Double]? = nil) throws -> any MemoryModel {
    switch self {
    case .fsrs6: try parameters.map(FSRS6.init(parameters:)) ?? FSRS6()
    case .fsrs7: try parameters.map(FSRS7.init(parameters:)) ?? FSRS7()
    }
  }
}
