#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Predicted recall of scored rows beside what happened.
struct Predictions: Sendable {
  /// Ln R of each.
  var logRecall: [Double] = []
  var isRecalled: [Bool] = []
  /// Which bin of interval, answers and lapses it falls in.
  var bins: [Int32] = []

  mutating func append(_ other: Predictions) {
    logRecall += other.logRecall
    isRecalled += other.isRecalled
    bins += other.bins
  }

  /// −ln of the probability of what happened, row by row.
  func forEachLoss(_ body: (Double) -> Void) {
    for (lnR, isRecalled) in zip(logRecall, isRecalled) {
      body(isRecalled ? -lnR : -log(-expm1(lnR)))
    }
  }

  /// The sum of −ln of the probability of what happened, and how many rows it is of.
  var loss: (sum: Double, count: Int) {
    var sum = 0.0
    forEachLoss { sum += $0 }
    return (sum, logRecall.count)
  }
}

/// How well recall was predicted; nil where there is nothing to tell from.
///
/// ``ParameterOptimizer/score(_:on:)`` makes one, over the scored rows of a ``ReviewLog``.
public struct PredictionScore: Codable, Hashable, Sendable {
  /// Mean of −ln of the probability that was given to what happened, in nats a row; lower is better.
  public let logLoss: Double?
  /// Root of the mean squared gap between predicted and true recall, over bins of like rows; lower
  /// is better.
  ///
  /// Bins are the FSRS benchmark's: by interval, answers and lapses so far, each on a scale of powers.
  public let rmseBins: Double?
  /// Probability that a recalled row was thought likelier to be recalled than a forgotten one:
  /// 0.5 by chance, 1 at best; nil where all were recalled, or none.
  public let auc: Double?

  init(_ predictions: Predictions) {
    let (sum, count) = predictions.loss
    logLoss = count > 0 ? sum / Double(count) : nil
    rmseBins = count > 0 ? Self.rmse(predictions) : nil
    auc = Self.auc(predictions)
  }

  private static func rmse(_ predictions: Predictions) -> Double {
    struct Bin {
      var count = 0
      var predicted = 0.0
      var recalled = 0.0
    }
    var bins: [Int32: Bin] = [:]
    for index in predictions.bins.indices {
      var bin = bins[predictions.bins[index]] ?? Bin()
      bin.count += 1
      bin.predicted += exp(predictions.logRecall[index])
      bin.recalled += predictions.isRecalled[index] ? 1 : 0
      bins[predictions.bins[index]] = bin
    }
    // In order, so that the sum is the same in every run.
    let sum = bins.sorted { $0.key < $1.key }.reduce(0.0) {
      let gap = $1.value.predicted - $1.value.recalled
      return $0 + gap * gap / Double($1.value.count)
    }
    return (sum / Double(predictions.bins.count)).squareRoot()
  }

  /// By ranks; rows that were thought equally likely share the mean of theirs.
  private static func auc(_ predictions: Predictions) -> Double? {
    let values = predictions.logRecall
    let order = values.indices.sorted { values[$0] < values[$1] }
    let recalled = predictions.isRecalled.count { $0 }
    let forgotten = values.count - recalled
    guard recalled > 0, forgotten > 0 else { return nil }
    var sum = 0.0
    var start = 0
    while start < order.count {
      var end = start
      var inGroup = 0
      while end < order.count, values[order[end]] == values[order[start]] {
        if predictions.isRecalled[order[end]] { inGroup += 1 }
        end += 1
      }
      sum += Double(inGroup) * Double(start + 1 + end) / 2
      start = end
    }
    let least = Double(recalled) * Double(recalled + 1) / 2
    return (sum - least) / (Double(recalled) * Double(forgotten))
  }

  /// A bin's number: intervals, answers and lapses each on a scale of powers, as the FSRS benchmark
  /// has them.
  static func bin(days: Int, answers: Int, lapses: Int) -> Int32 {
    func power(_ value: Int, _ base: Double) -> Int32 {
      // A hair above, since the logarithm of a power may fall short of its exponent.
      value > 0 ? Int32(log(Double(value)) / log(base) + 1e-12) + 1 : 0
    }
    return (power(days, 3.62) * 64 + power(answers, 1.89)) * 64 + power(lapses, 1.73)
  }
}
