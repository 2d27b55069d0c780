/// A way to fit a model's parameters to the earlier part of a log.
///
/// What it finds are the most probable parameters: log loss over the rows, and a prior that holds each
/// parameter near its default as far as learners differ in it.
struct ParameterFit: Hashable, Sendable {
  let version: FSRSVersion
  /// How strongly the prior counts, in units of the usual one.
  var priorStrength = 1.0
  /// Whether late rows count more than early ones.
  var isRecent = false
  /// Whether cards with odd first waits are left out.
  var leavesOutliers = true

  /// With fewer scored rows the defaults stay.
  static let fewestRows = 8
  /// With fewer scored rows the prior counts ``caution`` times as much.
  ///
  /// Simulated learners of both models, with 50 to 2,000 rows, are found best so.
  static let fewRows = 1_000
  static let caution = 3.0

  /// The parameters, given the rows before a place in time.
  ///
  /// - Parameters:
  ///   - log: The reviews.
  ///   - end: Scored rows at this place and later, and what came after, are not looked at.
  ///   - start: Parameters near which to begin; nil for the defaults.
  ///   - check: Called before each pass over the log; what it throws ends the work.
  /// - Returns: Parameters within their bounds.
  /// - Throws: What `check` throws.
  func parameters(
    _ log: ReviewLog,
    end: Int,
    from start: [Double]? = nil,
    check: () throws -> Void = {}
  ) throws -> [Double] {
    let defaults = version.defaultParameters
    guard end >= Self.fewestRows else { return defaults }
    let first = InitialStability(log, end: end)
    var rows = FittingRows(log: log, end: end, isRecent: isRecent)
    if leavesOutliers {
      let outliers = first.isOutlier
      rows.isLeftOut = first.groupOfCard.map { $0 >= 0 && outliers[Int($0)] }
    }
    let prior = ParameterPrior(
      version,
      strength: priorStrength * (end < Self.fewRows ? Self.caution : 1)
    )
    let scale = OrderedScale(version)
    // A tenth of a nat over the whole log is far less than chance decides. The last rows take part
    // in the result only; what is judged by folds need not be as exact.
    let isResult = end == log.scoredCount
    let newton = BoundedNewton(
      bounds: scale.bounds,
      tolerance: min(0.1, (isResult ? 5e-6 : 2e-5) * Double(end))
    )
    let point = start ?? first.start(version)
    let found = try newton.minimum(from: scale.coordinates(of: point)) { coordinates in
      try check()
      let w = scale.parameters(at: coordinates)
      var sums = sums(rows, at: w)
      prior.add(to: &sums, at: w)
      return scale.value(of: sums)
    }
    return scale.parameters(at: found.point)
  }

  /// Parameters to six decimals: a millionth predicts the same, and they are kinder to read.
  func rounded(_ values: [Double]) throws -> ModelParameters {
    try ModelParameters(version, values.map { ($0 * 1e6).rounded() / 1e6 })
  }

  private func sums(_ rows: FittingRows, at w: [Double]) -> FittingSums {
    switch version {
    case .fsrs6: FSRS6Fitting(rows: rows).sums(w)
    case .fsrs7: FSRS7Fitting(rows: rows).sums(w)
    }
  }
}
