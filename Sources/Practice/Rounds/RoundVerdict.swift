import QuestionBank
package import SpacedRepetition

/// Passed or not, and why: scores against the rule that every round is held to.
package struct RoundVerdict: Hashable, Sendable {
  package let mean: Double
  package let isPassed: Bool
  /// What the round's review is rated.
  package let rating: Rating
  /// Dimensions below 2, and the mean where it falls short.
  package let reasons: [String]

  /// Mean of at least 3, and nothing below 2.
  package static let passingMean = 3.0
  package static let leastScore = 2
  package static let easyMean = 3.6

  /// Judges scores; nil where there are none.
  package init?(scores: [(dimension: Dimension, score: Int)]) {
    guard !scores.isEmpty else { return nil }
    let mean = Double(scores.reduce(0) { $0 + $1.score }) / Double(scores.count)
    let low = scores.filter { $0.score < Self.leastScore }
    self.mean = mean
    isPassed = mean >= Self.passingMean && low.isEmpty
    rating =
      if mean < 2 { .again } else if !isPassed { .hard } else if mean >= Self.easyMean {
        .easy
      } else { .good }
    var reasons = low.map { "\($0.dimension.title) is \($0.score) (needs \(Self.leastScore))" }
    if mean < Self.passingMean {
      let weakest = scores.filter { $0.score < 3 && $0.score >= Self.leastScore }
        .map(\.dimension.title)
      reasons.append(
        "the mean is \(Self.oneDigit(mean)) (needs \(Self.oneDigit(Self.passingMean)))"
          + (weakest.isEmpty ? "" : "; below 3: " + weakest.joined(separator: ", "))
      )
    }
    self.reasons = reasons
  }

  /// The most that a dimension can score after so many hints.
  package static func cap(of dimension: Dimension, hints: Int) -> Int {
    guard dimension.isCappedByHints, hints > 0 else { return 4 }
    return hints >= 3 ? 2 : 3
  }

  package static func oneDigit(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
