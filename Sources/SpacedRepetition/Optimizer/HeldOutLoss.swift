/// What a way to find parameters lost on each row that a cross-validation tests.
struct HeldOutLoss: Sendable {
  /// −ln of the probability that was given to what happened, fold after fold; the same rows in the same
  /// order for every way.
  private(set) var rows: [Float] = []
  private(set) var sum = 0.0

  /// Nil where there is no row.
  var mean: Double? { rows.isEmpty ? nil : sum / Double(rows.count) }

  mutating func append(_ predictions: Predictions) {
    rows.reserveCapacity(rows.count + predictions.logRecall.count)
    predictions.forEachLoss { loss in
      rows.append(Float(loss))
      sum += loss
    }
  }

  /// Standard errors by which another way must lose.
  ///
  /// Among simulated learners of 600 rows and more, one leaves next to nobody worse off; among those of
  /// 150 rows one in four would be, and with two still one in ten. Two for all would forgo up to a fifth
  /// of what there is to gain. `make bench-fit` shows what becomes of learners.
  private var margin: Double {
    switch rows.count {
    case ..<200: 3
    case ..<ParameterFit.fewRows: 2
    default: 1
    }
  }

  /// Fewer rows decide nothing.
  ///
  /// Among simulated learners with so few, half of the changes made prediction worse, and on the mean
  /// they gained nothing.
  private static let fewestRows = 32

  /// Whether there are rows enough to judge by.
  var isEnough: Bool { rows.count >= Self.fewestRows }

  /// Whether this way loses less than another, and by more than chance would have it.
  func beats(_ other: Self) -> Bool {
    let count = Double(rows.count)
    guard isEnough, sum < other.sum else { return false }
    let mean = (other.sum - sum) / count
    var squares = 0.0
    for (own, others) in zip(rows, other.rows) {
      let gap = Double(others - own) - mean
      squares += gap * gap
    }
    return mean > margin * (squares / (count * (count - 1))).squareRoot()
  }
}
