import Glibc

/// Whether cards are recalled as often as the model says.
package struct Calibration: Hashable, Sendable {
  /// Reviews for which the model gave one probability of recall.
  package struct Prediction: Hashable, Sendable {
    package let probability: Double
    package let reviews: Int
    package let recalled: Int

    package init(probability: Double, reviews: Int, recalled: Int) {
      self.probability = probability
      self.reviews = reviews
      self.recalled = recalled
    }
  }

  /// Reviews whose predictions lie close together.
  package struct Bin: Hashable, Sendable {
    package let range: Range<Double>
    package let reviews: Int
    package let recalled: Int
    /// Mean of the predictions.
    package let predicted: Double

    package var actual: Double { Double(recalled) / Double(reviews) }

    /// Where the true share lies in nine of ten cases (Wilson's interval).
    package var interval: ClosedRange<Double> {
      let (n, z) = (Double(reviews), 1.645)
      let share = actual
      let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
      let reach =
        z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
      return max(0, middle - reach)...min(1, middle + reach)
    }
  }

  /// Width of a bin.
  package static let width = 0.05

  /// Those with reviews, the least probable first.
  package let bins: [Bin]
  package let reviews: Int
  /// Mean prediction and true share; nil without reviews.
  package let predicted: Double?
  package let actual: Double?
  /// How far prediction and truth lie apart over the bins, each by its reviews: 0 is perfect.
  package let rootMeanSquare: Double?
  /// Mean surprise of an answer, in nats; less is better.
  package let logLoss: Double?

  package init(_ predictions: [Prediction]) {
    let predictions = predictions.filter {
      $0.reviews > 0 && (0...1).contains($0.probability) && (0...$0.reviews).contains($0.recalled)
    }
    let count = Int((1 / Self.width).rounded())
    let grouped = Dictionary(grouping: predictions) {
      // A hair up, since 0.15 / 0.05 is just below 3.
      min(count - 1, Int($0.probability / Self.width + 1e-9))
    }
    bins = grouped.sorted { $0.key < $1.key }.map { index, members in
      let reviews = members.reduce(0) { $0 + $1.reviews }
      return Bin(
        range: Double(index) * Self.width..<Double(index + 1) * Self.width,
        reviews: reviews,
        recalled: members.reduce(0) { $0 + $1.recalled },
        predicted: members.reduce(0) { $0 + $1.probability * Double($1.reviews) } / Double(reviews)
      )
    }
    reviews = bins.reduce(0) { $0 + $1.reviews }
    guard reviews > 0 else {
      (predicted, actual, rootMeanSquare, logLoss) = (nil, nil, nil, nil)
      return
    }
    let all = Double(reviews)
    predicted = bins.reduce(0) { $0 + $1.predicted * Double($1.reviews) } / all
    actual = Double(bins.reduce(0) { $0 + $1.recalled }) / all
    rootMeanSquare =
      (bins.reduce(0) { sum, bin in
        let error = bin.predicted - bin.actual
        return sum + error * error * Double(bin.reviews)
      } / all).squareRoot()
    logLoss =
      predictions.reduce(0) { sum, prediction in
        // What was foretold to the thousandth is not certain.
        let probability = min(0.9995, max(0.0005, prediction.probability))
        let forgotten = Double(prediction.reviews - prediction.recalled)
        return sum - Double(prediction.recalled) * log(probability)
          - forgotten * log(1 - probability)
      } / all
  }
}
