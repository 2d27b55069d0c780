import Foundation
import SpacedRepetition

/// Numbers that depend on what they are for, not on when they are drawn: every policy meets the same
/// chance at the same answer to the same card.
struct Chance {
  var seed: UInt64

  /// A number in `0..<1`.
  func uniform(_ what: Int...) -> Double {
    let mixed = what.reduce(seed) {
      ($0 ^ UInt64(bitPattern: Int64($1 &+ 1))) &* 0x9E37_79B9_7F4A_7C15 ^ ($0 >> 29)
    }
    return FuzzSource.draw(seed: mixed)
  }

  /// A number from the standard normal distribution (Box and Muller).
  func normal(_ one: Int, _ two: Int, _ three: Int = 0) -> Double {
    let radius = (-2 * log(max(uniform(one, two, three, 1), 1e-12))).squareRoot()
    return radius * cos(2 * .pi * uniform(one, two, three, 2))
  }
}

/// Someone who forgets, answers and takes time in a way of their own, which no policy is told.
struct Learner {
  let chance: Chance
  let model: FSRS6
  /// Factor of a card's first stability.
  let ease: [Double]
  /// Added to a card's first difficulty.
  let hardship: [Double]
  let first: [Double]
  let recalled: [Double]
  /// Seconds of a new card, a recalled and a forgotten answer, on average.
  let seconds: [Double]

  private enum Purpose: Int {
    case parameter, noise, firstStability, ease, hardship, shares, pace, recall, rating, time
  }

  /// Makes a learner; the same for the same seed.
  ///
  /// - Parameters:
  ///   - seed: What tells learners apart.
  ///   - cards: Cards in scope.
  ///   - costFactor: Factor of all times, beyond the learner's own.
  init(seed: UInt64, cards: Int, costFactor: Double) {
    let chance = Chance(seed: FuzzSource.draw(seed: seed).bitPattern ^ seed)
    self.chance = chance
    let noise = 0.08 + 0.17 * chance.uniform(Purpose.noise.rawValue)
    let stability = exp(0.4 * chance.normal(Purpose.firstStability.rawValue, 0))
    let parameters = FSRS6.defaultParameters.enumerated().map { index, value -> Double in
      let bounds = FSRS6.parameterBounds[index]
      let factor = exp(noise * chance.normal(Purpose.parameter.rawValue, index))
      let own = value * factor * (index < 4 ? stability : 1)
      return min(max(own, bounds.lowerBound), bounds.upperBound)
    }
    guard let model = try? FSRS6(parameters: parameters) else { fatalError("parameters in bounds") }
    self.model = model
    ease = (0..<cards).map { exp(0.4 * chance.normal(Purpose.ease.rawValue, $0)) }
    hardship = (0..<cards).map { 0.8 * chance.normal(Purpose.hardship.rawValue, $0) }
    func shares(_ usual: [Double], _ which: Int) -> [Double] {
      let own = usual.enumerated().map { index, share in
        share * exp(0.1 * chance.normal(Purpose.shares.rawValue, which, index))
      }
      return own.map { $0 / own.reduce(0, +) }
    }
    first = shares([0.25, 0.10, 0.50, 0.15], 0)
    recalled = shares([0.10, 0.83, 0.07], 1)
    let pace = exp(0.05 * chance.normal(Purpose.pace.rawValue, 0) - 0.00125)
    seconds = [20, 8, 18].enumerated().map { index, usual in
      usual * pace * costFactor
        * exp(0.04 * chance.normal(Purpose.pace.rawValue, index + 1) - 0.0008)
    }
  }

  /// The learner's true memory of a card after its first answer.
  func firstState(_ card: Int, _ rating: Rating) -> MemoryState {
    let state = model.initialState(after: rating)
    return MemoryState(
      stability: min(max(state.stability * ease[card], 0.001), 36_500),
      difficulty: min(max(state.difficulty + hardship[card], 1), 10)
    )
  }

  /// How a visit goes when recall has this probability, nil for the first one.
  func rating(_ card: Int, visit: Int, recall: Double?) -> Rating {
    let draw = chance.uniform(Purpose.rating.rawValue, card, visit)
    guard let recall else { return Self.pick(Rating.allCases, first, draw) }
    guard chance.uniform(Purpose.recall.rawValue, card, visit) < recall else { return .again }
    return Self.pick([.hard, .good, .easy], recalled, draw)
  }

  /// What a visit takes in seconds.
  func time(_ card: Int, visit: Int, _ kind: AnswerCosts.Kind) -> Double {
    seconds[kind.rawValue] * exp(0.35 * chance.normal(Purpose.time.rawValue, card, visit) - 0.061)
  }

  private static func pick(_ ratings: [Rating], _ shares: [Double], _ draw: Double) -> Rating {
    var sum = 0.0
    for (rating, share) in zip(ratings, shares) {
      sum += share
      if draw < sum { return rating }
    }
    return .good
  }
}
