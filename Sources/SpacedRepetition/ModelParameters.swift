/// A memory model's name and the parameters it goes by: what to store of a fit.
///
/// Parameters are checked whenever they are made, from a store too, so that a model can always be made of
/// them.
public struct ModelParameters: Codable, Hashable, Sendable {
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

  /// Reads parameters that were stored.
  ///
  /// - Throws: `DecodingError` where they are not those of the model.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let version = try container.decode(FSRSVersion.self, forKey: .version)
    let values = try container.decode([Double].self, forKey: .values)
    do {
      try self.init(version, values)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .values,
        in: container,
        debugDescription: "\(error)"
      )
    }
  }

  private enum CodingKeys: CodingKey { case version, values }

  /// The model itself; nothing is thrown for parameters that were checked, as these always are.
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
