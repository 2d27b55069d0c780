/// Looks for the kind of fit that predicts later rows best.
///
/// First the models with their usual options; then, with the better model, late rows counting more;
/// then weaker and stronger priors, one step at a time, as long as that helps.
struct OptionSearch {
  let log: ReviewLog
  let versions: [FSRSVersion]
  private let split: TimeSeriesSplit
  private var done = 0

  /// A kind of fit, and how well its fits to earlier rows predicted later ones.
  struct Tried {
    let fit: ParameterFit
    let loss: HeldOutLoss
    /// What each fold's fit gave.
    let parameters: [[Double]]
  }

  /// With more scored rows the prior no longer decides anything.
  private static let mostRowsForPriors = 50_000
  /// Weaker and stronger, in units of the usual one.
  private static let priorSteps = 3.0

  init(log: ReviewLog, versions: [FSRSVersion]) {
    self.log = log
    self.versions = versions
    split = TimeSeriesSplit(scoredCount: log.scoredCount)
  }

  /// Fits at most: two models, recency, two priors, and the result.
  private var fits: Int {
    let kinds = versions.count + 1 + (log.scoredCount <= Self.mostRowsForPriors ? 2 : 0)
    return kinds * split.tests.count + 1
  }

  /// What parameters that stay the same lose.
  func loss(of parameters: ModelParameters) throws -> HeldOutLoss {
    var loss = HeldOutLoss()
    for test in split.tests {
      loss.append(try parameters.predictions(for: log, places: test))
    }
    return loss
  }

  /// The best kind of fit; nil where there are too few rows to tell.
  mutating func best(
    progress: (ParameterOptimizer.Progress) throws -> Void
  ) throws -> Tried? {
    guard !split.tests.isEmpty else { return nil }
    var best: Tried?
    func keep(_ tried: Tried) {
      if best.map({ tried.loss.beats($0.loss) }) ?? true { best = tried }
    }
    for version in versions {
      keep(try attempt(ParameterFit(version: version), near: nil, progress))
    }
    guard var usual = best else { return nil }
    var other = usual.fit
    other.isRecent = true
    keep(try attempt(other, near: usual, progress))
    if log.scoredCount <= Self.mostRowsForPriors {
      usual = best ?? usual
      for factor in [1 / Self.priorSteps, Self.priorSteps] {
        var other = usual.fit
        other.priorStrength *= factor
        keep(try attempt(other, near: usual, progress))
      }
    }
    return best
  }

  /// The parameters that a kind of fit gives on all rows.
  mutating func result(
    _ tried: Tried,
    progress: (ParameterOptimizer.Progress) throws -> Void
  ) throws -> ModelParameters {
    let state = ParameterOptimizer.Progress(done: fits - 1, fits: fits)
    let values = try tried.fit.parameters(
      log,
      end: log.scoredCount,
      from: tried.parameters.last,
      check: { try progress(state) }
    )
    return try tried.fit.rounded(values)
  }

  private mutating func attempt(
    _ fit: ParameterFit,
    near other: Tried?,
    _ progress: (ParameterOptimizer.Progress) throws -> Void
  ) throws -> Tried {
    var loss = HeldOutLoss()
    var parameters: [[Double]] = []
    for (fold, test) in split.tests.enumerated() {
      let state = ParameterOptimizer.Progress(done: done, fits: fits)
      let found = try fit.parameters(
        log,
        end: test.lowerBound,
        from: other?.parameters[fold] ?? parameters.last,
        check: { try progress(state) }
      )
      done += 1
      parameters.append(found)
      loss.append(try ModelParameters(fit.version, found).predictions(for: log, places: test))
    }
    return Tried(fit: fit, loss: loss, parameters: parameters)
  }
}
