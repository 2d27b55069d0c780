import Foundation
package import SpacedRepetition

/// Someone who forgets, answers and takes time in a way of their own, which no scheduler is told.
package struct Learner: Sendable {
  /// What the learner's memory is like.
  package enum Memory: Sendable { case fsrs6, fsrs7 }

  /// What answers take in seconds, on average over learners.
  package struct Seconds: Sendable {
    /// By kind of visit, its first answer alone where the others are counted apart.
    package var visit: [Double]
    /// A further answer of the same day that recalls the card, and one that does not.
    package var again: (recalled: Double, forgotten: Double)

    /// Whole visits, steps included, as ``AnswerCosts`` assumes them.
    package static let whole = Seconds(visit: [20, 8, 18], again: (0, 0))

    package init(visit: [Double], again: (recalled: Double, forgotten: Double)) {
      self.visit = visit
      self.again = again
    }
  }

  /// An answer's place in a card's life: which visit, and which answer of that visit's day.
  package struct Place: Sendable {
    package var card: Int
    package var visit: Int
    package var step: Int

    package init(card: Int, visit: Int, step: Int = 0) {
      self.card = card
      self.visit = visit
      self.step = step
    }
  }

  package let chance: Chance
  package let model: any MemoryModel
  /// Factor of a card's first stability.
  private let ease: [Double]
  /// Added to a card's first difficulty.
  private let hardship: [Double]
  private let first: [Double]
  private let recalled: [Double]
  /// The learner's own seconds, by kind.
  private let seconds: [Double]
  private let secondsAgain: (recalled: Double, forgotten: Double)

  private enum Purpose: Int {
    case parameter, noise, firstStability, ease, hardship, shares, pace, recall, rating, time
  }

  /// Makes a learner; the same for the same seed.
  ///
  /// - Parameters:
  ///   - seed: What tells learners apart.
  ///   - cards: Cards in scope.
  ///   - memory: What the memory is like.
  ///   - firstShares: Shares of Again, Hard, Good, Easy among first answers, on average.
  ///   - seconds: What answers take on average.
  ///   - costFactor: Factor of all times, beyond the learner's own.
  package init(
    seed: UInt64,
    cards: Int,
    memory: Memory = .fsrs6,
    firstShares: [Double] = [0.25, 0.10, 0.50, 0.15],
    seconds: Seconds = .whole,
    costFactor: Double = 1
  ) {
    let chance = Chance(seed: FuzzSource.draw(seed: seed).bitPattern ^ seed)
    self.chance = chance
    model =
      switch memory {
      case .fsrs6: Self.fsrs6(chance)
      case .fsrs7: Self.fsrs7(chance)
      }
    ease = (0..<cards).map { exp(0.4 * chance.normal(Purpose.ease.rawValue, $0)) }
    hardship = (0..<cards).map { 0.8 * chance.normal(Purpose.hardship.rawValue, $0) }
    func shares(_ usual: [Double], _ which: Int) -> [Double] {
      let own = usual.enumerated().map { index, share in
        share * exp(0.1 * chance.normal(Purpose.shares.rawValue, which, index))
      }
      return own.map { $0 / own.reduce(0, +) }
    }
    first = shares(firstShares, 0)
    recalled = shares([0.10, 0.83, 0.07], 1)
    let pace = exp(0.05 * chance.normal(Purpose.pace.rawValue, 0) - 0.00125)
    func own(_ usual: Double, _ kind: Int) -> Double {
      usual * pace * costFactor
        * exp(0.04 * chance.normal(Purpose.pace.rawValue, kind + 1) - 0.0008)
    }
    self.seconds = seconds.visit.enumerated().map { own($0.element, $0.offset) }
    secondsAgain = (own(seconds.again.recalled, 3), own(seconds.again.forgotten, 4))
  }

  // MARK: - Parameters

  private static func noise(_ chance: Chance) -> Double {
    0.08 + 0.17 * chance.uniform(Purpose.noise.rawValue)
  }

  /// A parameter of the learner's own: times a log-normal factor, the first four also times one that
  /// they share.
  private static func own(_ value: Double, _ index: Int, _ noise: Double, _ chance: Chance)
    -> Double
  {
    let factor = exp(noise * chance.normal(Purpose.parameter.rawValue, index))
    let stability =
      index < 4 ? exp(0.4 * chance.normal(Purpose.firstStability.rawValue, 0)) : 1
    return value * factor * stability
  }

  private static func fsrs6(_ chance: Chance) -> FSRS6 {
    let noise = noise(chance)
    let parameters = zip(FSRS6.defaultParameters, FSRS6.parameterBounds).enumerated().map {
      index,
      parameter in
      min(
        max(own(parameter.0, index, noise, chance), parameter.1.lowerBound),
        parameter.1.upperBound
      )
    }
    guard let model = try? FSRS6(parameters: parameters) else { fatalError("parameters in bounds") }
    return model
  }

  private static func fsrs7(_ chance: Chance) -> FSRS7 {
    let noise = noise(chance)
    var parameters = zip(FSRS7.defaultParameters, FSRS7.parameterBounds).enumerated().map {
      index,
      parameter -> Double in
      let (value, bounds) = parameter
      // w25 and w26 are shares that remain: their odds are noisy, or a little noise would be many
      // times the stability.
      let isShare = index == 25 || index == 26
      let odds = own(isShare ? value / (1 - value) : value, index, noise, chance)
      return min(max(isShare ? odds / (1 + odds) : odds, bounds.lowerBound), bounds.upperBound)
    }
    // A better first answer never leaves less.
    parameters.replaceSubrange(0..<4, with: parameters[0..<4].sorted())
    guard let model = try? FSRS7(parameters: parameters) else { fatalError("parameters in bounds") }
    return model
  }

  // MARK: - Answers

  /// The learner's true memory of a card after its first answer.
  package func firstState(_ card: Int, _ rating: Rating) -> MemoryState {
    let state = model.initialState(after: rating)
    return MemoryState(
      stability: min(max(state.stability * ease[card], 0.001), 36_500),
      difficulty: min(max(state.difficulty + hardship[card], 1), 10),
      fastStability: state.fastStability.map { min(max($0 * ease[card], 0.001), 36_500) }
    )
  }

  /// How an answer goes when recall has this probability, nil for the first one.
  package func rating(_ place: Place, recall: Double?) -> Rating {
    let draw = uniform(.rating, place)
    guard let recall else { return Self.pick(Rating.allCases, first, draw) }
    guard uniform(.recall, place) < recall else { return .again }
    return Self.pick([.hard, .good, .easy], recalled, draw)
  }

  /// What the first answer of a visit takes in seconds, or a whole visit without steps.
  package func time(_ place: Place, _ kind: AnswerCosts.Kind) -> Double {
    seconds[kind.rawValue] * spread(place)
  }

  /// What a further answer of the same day takes in seconds.
  package func timeAgain(_ place: Place, recalled: Bool) -> Double {
    (recalled ? secondsAgain.recalled : secondsAgain.forgotten) * spread(place)
  }

  private func spread(_ place: Place) -> Double {
    let step = place.step > 0 ? place.visit + 1_000 * place.step : place.visit
    return exp(0.35 * chance.normal(Purpose.time.rawValue, place.card, step) - 0.061)
  }

  private func uniform(_ purpose: Purpose, _ place: Place) -> Double {
    place.step > 0
      ? chance.uniform(purpose.rawValue, place.card, place.visit, place.step)
      : chance.uniform(purpose.rawValue, place.card, place.visit)
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
