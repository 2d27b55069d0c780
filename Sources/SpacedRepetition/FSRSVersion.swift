/// The memory models that this library has, each with its own parameters.
public enum FSRSVersion: String, CaseIterable, Codable, Sendable {
  /// ``FSRS6``, 21 parameters.
  case fsrs6
  /// ``FSRS7``, 34 parameters.
  case fsrs7

  /// The parameters that most learners start with: 21 numbers for FSRS-6, 34 for FSRS-7.
  public var defaultParameters: [Double] {
    switch self {
    case .fsrs6: FSRS6.defaultParameters
    case .fsrs7: FSRS7.defaultParameters
    }
  }

  /// The range of each parameter, by index; those of FSRS-7 must be in order too, as
  /// ``FSRS7/parameterBounds`` says.
  public var parameterBounds: [ClosedRange<Double>] {
    switch self {
    case .fsrs6: FSRS6.parameterBounds
    case .fsrs7: FSRS7.parameterBounds
    }
  }

  /// The model with these parameters; nil stands for the default ones.
  ///
  /// - Parameter parameters: 21 numbers for FSRS-6, 34 for FSRS-7, each within ``parameterBounds``.
  /// - Returns: An ``FSRS6`` or an ``FSRS7``.
  /// - Throws: ``FSRS6/ParameterError`` or ``FSRS7/ParameterError`` for the first parameter that
  ///   cannot be used.
  public func model(_ parameters: [Double]? = nil) throws -> any MemoryModel {
    switch self {
    case .fsrs6: try parameters.map(FSRS6.init(parameters:)) ?? FSRS6()
    case .fsrs7: try parameters.map(FSRS7.init(parameters:)) ?? FSRS7()
    }
  }
}
