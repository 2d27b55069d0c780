/// Fits a memory model's parameters to a learner's reviews.
///
/// ```swift
/// let log = ReviewLog(rows)
/// let result = try ParameterOptimizer().optimize(log, from: FSRS6())
/// let model = try FSRS6(parameters: result.parameters)
/// ```
///
/// The fit is the most probable set of parameters: log loss over all scored rows, and a prior that
/// holds each parameter near its default as far as learners differ in it. The same reviews give the
/// same parameters, whatever the number of cores.
public struct ParameterOptimizer: Sendable {
  /// How strongly the prior counts, in units of rows.
  var priorStrength = 1.0
  /// Whether cards with odd first waits are left out of the fit.
  var leavesOutliers = true

  /// Tests of a time-series split.
  static let folds = 5
  /// With fewer scored rows the defaults stay.
  static let fewestRows = 8
  /// With fewer scored rows only first stabilities are fitted.
  static let fewestForAll = 64

  /// The optimizer, as it has proved best on real reviews.
  public init() {}

  /// How far the work is.
  public struct Progress: Hashable, Sendable {
    /// Fits done, of ``fits``.
    public let done: Int
    /// Five for the cross-validation, one for the result.
    public let fits: Int
  }

  /// What fitting came to.
  public struct Result: Hashable, Sendable {
    /// The better of the parameters before and those fitted.
    public let parameters: [Double]
    /// Whether the fitted ones are better.
    public let isImproved: Bool
    /// On all scored rows, with the parameters before.
    public let before: PredictionScore
    /// On all scored rows, with ``parameters``.
    public let after: PredictionScore
    /// Log loss on rows later than those fitted to, with the parameters before.
    public let crossValidatedBefore: Double?
    /// Log loss on rows later than those fitted to, each fold with what its own fit gave.
    public let crossValidatedAfter: Double?
  }

  /// How well a model predicts a log.
  public func score(_ model: FSRS6, on log: ReviewLog) -> PredictionScore {
    PredictionScore(model.predictions(for: log, ranks: 0..<log.scoredCount))
  }

  /// Scores a model on all of a log and on the rows that a cross-validation tests, fitting nothing.
  public func evaluate(_ model: FSRS6, on log: ReviewLog) throws -> Result {
    let before = score(model, on: log)
    let tested = Self.folds * (log.scoredCount / (Self.folds + 1))
    let later = model.predictions(
      for: log,
      ranks: (log.scoredCount - tested)..<log.scoredCount
    ).loss
    let heldOut = later.count > 0 ? later.sum / Double(later.count) : nil
    return Result(
      parameters: model.parameters,
      isImproved: false,
      before: before,
      after: before,
      crossValidatedBefore: heldOut,
      crossValidatedAfter: heldOut
    )
  }

  /// Fits, and keeps what is better.
  ///
  /// What is fitted counts as better where fits to the earlier rows predict the later ones better
  /// than the parameters before do. Parameters that were themselves fitted to these rows have an
  /// unfair start there: such are held against the defaults' score, and must then be beaten on all
  /// rows.
  ///
  /// - Parameters:
  ///   - log: The learner's reviews.
  ///   - model: The model before, whose parameters stay where the fit is no better.
  ///   - progress: Told before each fit; what it throws ends the work, so it is the way to cancel.
  /// - Returns: The parameters to use from now on, and how well both sets predict.
  /// - Throws: What `progress` throws.
  public func optimize(
    _ log: ReviewLog,
    from model: FSRS6 = FSRS6(),
    progress: (Progress) throws -> Void = { _ in }
  ) throws -> Result {
    let n = log.scoredCount
    let size = n / (Self.folds + 1)
    let before = score(model, on: log)
    var heldOut = (before: 0.0, defaults: 0.0, after: 0.0, count: 0)
    var start: [Double]?
    if size > 0 {
      for fold in 0..<Self.folds {
        try progress(Progress(done: fold, fits: Self.folds + 1))
        let train = n - (Self.folds - fold) * size
        let fitted = try fit(log, end: train, from: start)
        start = fitted
        let test = train..<(train + size)
        let usual = model.predictions(for: log, ranks: test).loss
        heldOut.before += usual.sum
        heldOut.count += usual.count
        heldOut.after += try FSRS6(parameters: fitted).predictions(for: log, ranks: test).loss.sum
        heldOut.defaults +=
          model.parameters == FSRS6.defaultParameters
          ? usual.sum : FSRS6().predictions(for: log, ranks: test).loss.sum
      }
    }
    try progress(Progress(done: Self.folds, fits: Self.folds + 1))
    // A millionth more or less predicts the same, and is kinder to read.
    let parameters = try fit(log, end: n, from: start).map { ($0 * 1e6).rounded() / 1e6 }
    let fitted = score(try FSRS6(parameters: parameters), on: log)
    let isBetterLater = heldOut.count > 0 && heldOut.after < heldOut.defaults
    let isBetterNow = (fitted.logLoss ?? .infinity) < (before.logLoss ?? -.infinity)
    let isImproved = isBetterLater && isBetterNow && parameters != model.parameters
    let share = { (sum: Double) in heldOut.count > 0 ? sum / Double(heldOut.count) : nil }
    return Result(
      parameters: isImproved ? parameters : model.parameters,
      isImproved: isImproved,
      before: before,
      after: isImproved ? fitted : before,
      crossValidatedBefore: share(heldOut.before),
      crossValidatedAfter: share(heldOut.after)
    )
  }

  /// The most probable parameters, given the scored rows whose rank is below `end`.
  func fit(_ log: ReviewLog, end: Int, from start: [Double]? = nil) throws -> [Double] {
    let defaults = FSRS6.defaultParameters
    guard end >= Self.fewestRows else { return defaults }
    let first = InitialStability(log, end: end)
    var point = start ?? defaults
    if start == nil || end < Self.fewestForAll {
      point = defaults
      point.replaceSubrange(0..<4, with: first.fit(Array(defaults[0..<4]), decay: defaults[20]))
    }
    guard end >= Self.fewestForAll else { return point }
    var fitting = FSRS6Fitting(log: log)
    if leavesOutliers {
      let outliers = first.isOutlier
      fitting.isLeftOut = first.groupOfCard.map { $0 >= 0 && outliers[Int($0)] }
    }
    // A tenth of a nat over the whole log is far less than chance decides. The last rows take part
    // in the result only; what is judged by folds need not be as exact.
    let isResult = end == log.scoredCount
    let newton = BoundedNewton(
      bounds: FSRS6.parameterBounds,
      tolerance: min(0.1, (isResult ? 5e-6 : 2e-5) * Double(end))
    )
    return try newton.minimum(from: point) { w in
      let sums = fitting.sums(w, end: end)
      var value = BoundedNewton.Value(
        value: sums.loss,
        gradient: sums.gradient,
        curvature: sums.curvature
      )
      for index in w.indices {
        let weight = priorStrength / (FSRS6.parameterSpread[index] * FSRS6.parameterSpread[index])
        let gap = w[index] - defaults[index]
        value.value += weight * gap * gap
        value.gradient[index] += 2 * weight * gap
        value.curvature[index * 22] += 2 * weight
      }
      return value
    }.point
  }
}

extension FSRS6 {
  /// How far learners' parameters lie from the defaults (standard deviations), for the prior.
  static let parameterSpread: [Double] = [
    6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25,
    1.03, 0.31, 0.32, 0.14, 0.27,
  ]
}
