/// Fits memory models to a learner's reviews and tells which of them predicts best.
///
/// ```swift
/// let log = ReviewLog(rows)
/// let result = try ParameterOptimizer().optimize(log, from: ModelParameters(.fsrs6))
/// let model = try result.parameters.model
/// ```
///
/// A fit is the most probable set of parameters: log loss over all rows that a model predicts, and a
/// prior that holds each parameter near its default as far as learners differ in it. Which model to
/// fit, how strong the prior is and whether late rows count more is chosen by a time-series
/// cross-validation, and so is whether to change anything at all. The same reviews give the same
/// parameters, whatever the number of cores.
public struct ParameterOptimizer: Sendable {
  /// With fewer scored rows nothing is changed: chance would decide, whatever the fit.
  public static let fewestRows = 64

  /// The models to choose from, each once, in the order of ``FSRSVersion``.
  public let versions: [FSRSVersion]

  /// An optimizer that chooses from these models; with none it keeps what it is given.
  public init(versions: [FSRSVersion] = FSRSVersion.allCases) {
    self.versions = FSRSVersion.allCases.filter(versions.contains)
  }

  /// How far the work is.
  public struct Progress: Hashable, Sendable {
    /// Fits done, of ``fits``.
    public let done: Int
    /// At most so many will be needed.
    public let fits: Int
  }

  /// What fitting came to.
  public struct Result: Hashable, Sendable {
    /// The best parameters: fitted ones, a model's defaults, or those from before.
    public let parameters: ModelParameters
    /// Whether they are others than before, which they are only where they predict better.
    public let isImproved: Bool
    /// On all scored rows, with the parameters before.
    public let before: PredictionScore
    /// On all scored rows, with ``parameters``.
    public let after: PredictionScore
    /// Log loss on rows later than those fitted to, with the parameters before; nil with fewer than six
    /// scored rows.
    public let crossValidatedBefore: Double?
    /// Log loss on rows later than those fitted to, each fold with what a fit of the kind that gave
    /// ``parameters`` made of the rows before it; nil with fewer than six scored rows.
    public let crossValidatedAfter: Double?
    /// How the parameters were found.
    public let origin: Origin
  }

  /// Where parameters come from.
  public enum Origin: Hashable, Sendable {
    /// They are those from before.
    case kept
    /// A model's defaults proved better than those from before.
    case defaults
    /// They are fitted.
    ///
    /// `priorStrength` is 1 for the usual prior; `isRecent` where late rows counted more.
    case fitted(priorStrength: Double, isRecent: Bool)
  }

  /// How well parameters predict all scored rows of a log, fitting nothing.
  ///
  /// - Parameters:
  ///   - parameters: A model and its parameters.
  ///   - log: The learner's reviews.
  /// - Returns: The score; nil figures where the log has no scored row.
  /// - Throws: Nothing, as yet.
  public func score(_ parameters: ModelParameters, on log: ReviewLog) throws -> PredictionScore {
    PredictionScore(try parameters.predictions(for: log, places: 0..<log.scoredCount))
  }

  /// Fits one model with the usual options, whatever came of it.
  ///
  /// ``optimize(_:from:progress:)`` fits so too, and tells whether to use it.
  ///
  /// - Parameters:
  ///   - version: The model.
  ///   - log: The learner's reviews; with fewer than eight scored rows the defaults stay.
  ///   - progress: Called before each pass over the log; what it throws ends the work.
  /// - Returns: The most probable parameters, rounded to six decimals.
  /// - Throws: What `progress` throws.
  public func fit(
    _ version: FSRSVersion,
    to log: ReviewLog,
    progress: () throws -> Void = {}
  ) throws -> ModelParameters {
    let fit = ParameterFit(version: version)
    return try fit.rounded(try fit.parameters(log, end: log.scoredCount, check: progress))
  }

  /// Scores parameters on all of a log and on the rows that a cross-validation tests, fitting nothing.
  ///
  /// - Parameters:
  ///   - parameters: A model and its parameters.
  ///   - log: The learner's reviews.
  /// - Returns: What ``optimize(_:from:progress:)`` would tell of them, had it kept them.
  /// - Throws: Nothing, as yet.
  public func evaluate(_ parameters: ModelParameters, on log: ReviewLog) throws -> Result {
    let search = OptionSearch(log: log, versions: [])
    return kept(parameters, try score(parameters, on: log), try search.loss(of: parameters).mean)
  }

  /// Fits, and keeps what is best.
  ///
  /// What is fitted is held against each model's defaults: fits to the earlier rows must predict the
  /// later ones better than they do. Parameters that were themselves fitted to these rows would have an
  /// unfair start there; those must be beaten on all rows instead.
  ///
  /// - Parameters:
  ///   - log: The learner's reviews.
  ///   - current: The parameters before, which stay where nothing is better, or fewer than
  ///     ``fewestRows`` rows are scored.
  ///   - progress: Told before each pass over the log, some tens a fit; what it throws ends the work,
  ///     so it is the way to cancel.
  /// - Returns: The parameters to use from now on, and how well both sets predict.
  /// - Throws: What `progress` throws.
  public func optimize(
    _ log: ReviewLog,
    from current: ModelParameters = ModelParameters(.fsrs6),
    progress: (Progress) throws -> Void = { _ in }
  ) throws -> Result {
    guard log.scoredCount >= Self.fewestRows else { return try evaluate(current, on: log) }
    var search = OptionSearch(log: log, versions: versions)
    let best = try search.best(progress: progress)
    let before = try score(current, on: log)
    let beforeLater = try search.loss(of: current)
    // The unfitted have no parameters from these rows, so they are judged as they are.
    var rivals = versions.map { ModelParameters($0) }
    if current.isDefault { rivals = [current] + rivals.filter { $0 != current } }
    var choice: (parameters: ModelParameters, later: HeldOutLoss, origin: Origin)?
    for rival in rivals {
      let later = rival == current ? beforeLater : try search.loss(of: rival)
      if choice.map({ later.beats($0.later) }) ?? true {
        choice = (rival, later, rival == current ? .kept : .defaults)
      }
    }
    if let best, let rival = choice?.later, best.loss.beats(rival) {
      let fit = best.fit
      choice = (
        try search.result(best, progress: progress), best.loss,
        .fitted(priorStrength: fit.priorStrength, isRecent: fit.isRecent)
      )
    }
    guard let choice, choice.parameters != current else {
      return kept(current, before, beforeLater.mean)
    }
    let after = try score(choice.parameters, on: log)
    guard let new = after.logLoss, let old = before.logLoss, new < old else {
      return kept(current, before, beforeLater.mean)
    }
    return Result(
      parameters: choice.parameters,
      isImproved: true,
      before: before,
      after: after,
      crossValidatedBefore: beforeLater.mean,
      crossValidatedAfter: choice.later.mean,
      origin: choice.origin
    )
  }

  private func kept(
    _ current: ModelParameters,
    _ score: PredictionScore,
    _ later: Double?
  ) -> Result {
    Result(
      parameters: current,
      isImproved: false,
      before: score,
      after: score,
      crossValidatedBefore: later,
      crossValidatedAfter: later,
      origin: .kept
    )
  }
}
