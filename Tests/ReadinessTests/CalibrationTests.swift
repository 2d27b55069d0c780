import Glibc
import Testing

@testable import Readiness

@Suite struct CalibrationTests {
  private func prediction(_ probability: Double, _ reviews: Int, _ recalled: Int)
    -> Calibration.Prediction
  {
    Calibration.Prediction(probability: probability, reviews: reviews, recalled: recalled)
  }

  @Test func `a model that is right has no error, and its loss is the answers' entropy`() throws {
    let calibration = Calibration([prediction(0.9, 100, 90), prediction(0.8, 50, 40)])
    #expect(calibration.reviews == 150)
    #expect(try #require(calibration.rootMeanSquare) < 1e-12)
    let entropy =
      -(90 * log(0.9) + 10 * log(0.1) + 40 * log(0.8) + 10 * log(0.2)) / 150
    #expect(abs(try #require(calibration.logLoss) - entropy) < 1e-12)
    #expect(abs(try #require(calibration.predicted) - 130.0 / 150) < 1e-12)
    #expect(abs(try #require(calibration.actual) - 130.0 / 150) < 1e-12)
  }

  @Test func `the error weighs each bin by its reviews`() throws {
    // Off by 0.1 in three quarters of the reviews, by 0.2 in the rest.
    let calibration = Calibration([prediction(0.9, 300, 240), prediction(0.6, 100, 40)])
    let expected = (0.75 * 0.01 + 0.25 * 0.04).squareRoot()
    #expect(abs(try #require(calibration.rootMeanSquare) - expected) < 1e-12)
  }

  @Test func `predictions that lie close together share a bin, each bound begins the next`() {
    let calibration = Calibration([
      prediction(0.90, 1, 1), prediction(0.949, 3, 2), prediction(0.95, 1, 0),
      prediction(1, 1, 1), prediction(0.15, 1, 1),
    ])
    #expect(calibration.bins.map(\.reviews) == [1, 4, 2])
    #expect(calibration.bins.map(\.recalled) == [1, 3, 1])
    #expect(abs(calibration.bins[1].predicted - (0.90 + 3 * 0.949) / 4) < 1e-12)
  }

  @Test func `a bin of few reviews says how little it knows`() {
    let few = Calibration([prediction(0.9, 4, 4)]).bins[0].interval
    let many = Calibration([prediction(0.9, 4_000, 3_600)]).bins[0].interval
    #expect(few.lowerBound < 0.7 && few.upperBound == 1)
    #expect(many.lowerBound > 0.89 && many.upperBound < 0.91 && many.contains(0.9))
  }

  @Test func `a certain prediction that fails costs much, not everything`() throws {
    let loss = try #require(Calibration([prediction(1, 1, 0)]).logLoss)
    #expect(loss.isFinite && loss > 7)
  }

  @Test func `nothing and nonsense give no figures`() {
    for predictions in [
      [], [prediction(0.9, 0, 0)], [prediction(.nan, 3, 1)], [prediction(2, 3, 1)],
      [prediction(0.5, 1, 2)],
    ] {
      let calibration = Calibration(predictions)
      #expect(calibration.bins.isEmpty && calibration.logLoss == nil)
      #expect(calibration.rootMeanSquare == nil && calibration.actual == nil)
    }
  }
}
