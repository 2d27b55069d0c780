#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// FSRS version 6: memory as a stability and a difficulty, fading along a power curve.
///
/// The formulas are those of the reference implementations (fsrs-rs 6.6, py-fsrs 6.3), in Double.
/// Time is counted in whole study days (``Elapsed/studyDays``), as the parameters were fitted.
///
/// Below, G is the rating's number (Again 1 … Easy 4), t the study days since the last answer, S the
/// stability and D the difficulty before the answer, R the probability of recall at the answer.
public struct FSRS6: MemoryModel, Hashable {
  /// The 21 weights w0…w20, each within ``parameterBounds``.
  public let parameters: [Double]
  /// "fsrs6:default", or "fsrs6:" and a hash of the parameters in 16 hexadecimal digits.
  ///
  /// The same on every platform and in every release.
  public let fingerprint: String

  /// F = 0.9^(−1/w20) − 1, which makes the curve pass through 90 % after one stability.
  private let factor: Double
  /// D0(4), **not** clamped: −4.77 for the defaults.
  ///
  /// Difficulty reverts towards it.
  private let easiestDifficulty: Double
  /// e^w8, and e^(−w17·w18): the same for all reviews.
  private let growthScale: Double
  private let ceilingShare: Double

  /// The default parameters, fitted by the authors of FSRS to many learners.
  public init() { self.init(trusted: Self.defaultParameters) }

  /// A model with a learner's own parameters.
  ///
  /// - Throws: ``ParameterError`` for the first parameter that cannot be used.
  public init(parameters: [Double]) throws(ParameterError) {
    try Self.validate(parameters)
    // Adding +0 turns −0 into +0, so that equal parameters have equal fingerprints.
    self.init(trusted: parameters.map { $0 + 0 })
  }

  private init(trusted w: [Double]) {
    parameters = w
    fingerprint = ParameterFingerprint.text("fsrs6", w, default: Self.defaultParameters)
    factor = expm1(-log(0.9) / w[20])
    easiestDifficulty = Self.firstDifficulty(.easy, w)
    growthScale = exp(w[8])
    ceilingShare = exp(-w[17] * w[18])
  }

  // MARK: - MemoryModel

  /// S = w[G−1], D = D0(G), clamped.
  public func initialState(after rating: Rating) -> MemoryState {
    MemoryState(
      stability: Self.clampStability(parameters[rating.rawValue - 1]),
      difficulty: Self.clampDifficulty(Self.firstDifficulty(rating, parameters))
    )
  }

  /// S by the same-day, the lapse or the recall formula, with the old D; then D, clamped both.
  public func nextState(
    _ state: MemoryState,
    after rating: Rating,
    elapsed: Elapsed
  ) -> MemoryState {
    // A stored state may come from anywhere; the formulas hold only within the clamps.
    let old = MemoryState(
      stability: Self.clampStability(state.stability),
      difficulty: Self.clampDifficulty(state.difficulty)
    )
    let stability =
      if elapsed.studyDays == 0 {
        sameDayStability(old, after: rating)
      } else if rating == .again {
        lapseStability(old, days: Double(elapsed.studyDays))
      } else {
        recallStability(old, after: rating, days: Double(elapsed.studyDays))
      }
    return MemoryState(
      stability: Self.clampStability(stability),
      difficulty: nextDifficulty(old.difficulty, after: rating)
    )
  }

  /// Probability of recall after `elapsed.studyDays` whole days: 1 on the day of the last answer.
  public func retrievability(of state: MemoryState, after elapsed: Elapsed) -> Double {
    retrievability(of: state, afterDays: Double(elapsed.studyDays))
  }

  /// Days, not rounded, until the probability of recall falls to `desiredRetention`.
  ///
  /// Beyond a century this is what the formula gives, as in the references; the scheduler's maximum
  /// comes later. A billion days stand for all that is longer, so that the result is always finite.
  public func interval(of state: MemoryState, desiredRetention: Double) -> Double {
    guard desiredRetention < 1 else { return 0 }
    guard desiredRetention > 0 else { return Self.foreverDays }
    // I = S/F · (r^(−1/w20) − 1); expm1 keeps the digits that the subtraction would lose near r = 1.
    let days =
      Self.clampStability(state.stability) / factor
      * expm1(-log(desiredRetention) / parameters[20])
    return min(days, Self.foreverDays)
  }

  // MARK: - Beyond the protocol

  /// Probability of recall after any number of days, fractions included; less than 0 counts as 0.
  ///
  /// For drawing the curve. Scheduling counts whole study days: ``retrievability(of:after:)``.
  public func retrievability(of state: MemoryState, afterDays days: Double) -> Double {
    // R = (1 + F·t/S)^(−w20)
    exp(logRetrievability(Self.clampStability(state.stability), days: days > 0 ? days : 0))
  }

  /// Ln of the probability of recall of a state that this model made.
  func logRetrievability(_ state: MemoryState, days: Int) -> Double {
    logRetrievability(state.stability, days: Double(days))
  }

  // MARK: - Formulas

  /// Ln R, from which both R and 1 − R follow without cancellation, however small S or t.
  private func logRetrievability(_ stability: Double, days: Double) -> Double {
    -parameters[20] * Maths.log1p(factor * days / stability)
  }

  /// S' = S·inc, inc = e^(w17(G−3+w18))·S^(−w19), at least 1 for a recalled answer, Hard included.
  private func sameDayStability(_ old: MemoryState, after rating: Rating) -> Double {
    let w = parameters
    let increase =
      exp(w[17] * (Double(rating.rawValue - 3) + w[18]) - w[19] * log(old.stability))
    return old.stability * (rating.isRecalled ? max(increase, 1) : increase)
  }

  /// S' = S·(1 + e^w8 (11−D) S^(−w9) (e^(w10(1−R)) − 1) · [w15 if Hard] · [w16 if Easy]).
  private func recallStability(_ old: MemoryState, after rating: Rating, days: Double) -> Double {
    let w = parameters
    let forgotten = -Maths.expm1(logRetrievability(old.stability, days: days))
    var growth =
      growthScale * (11 - old.difficulty) * exp(-w[9] * log(old.stability))
      * Maths.expm1(w[10] * forgotten)
    if rating == .hard { growth *= w[15] }
    if rating == .easy { growth *= w[16] }
    return old.stability * (1 + growth)
  }

  /// S' = min(w11·D^(−w12)·((S+1)^w13 − 1)·e^(w14(1−R)), S / e^(w17·w18)).
  private func lapseStability(_ old: MemoryState, days: Double) -> Double {
    let w = parameters
    let forgotten = -Maths.expm1(logRetrievability(old.stability, days: days))
    let relearned =
      w[11] * Maths.expm1(w[13] * Maths.log1p(old.stability))
      * exp(w[14] * forgotten - w[12] * log(old.difficulty))
    return min(relearned, old.stability * ceilingShare)
  }

  /// D1 = D − w6(G−3)(10−D)/9, drawn towards D0(4): D' = w7·D0(4) + (1−w7)·D1, clamped.
  private func nextDifficulty(_ difficulty: Double, after rating: Rating) -> Double {
    let w = parameters
    let moved = difficulty - w[6] * Double(rating.rawValue - 3) * (10 - difficulty) / 9
    return Self.clampDifficulty(w[7] * easiestDifficulty + (1 - w[7]) * moved)
  }

  /// D0(G) = w4 − e^(w5(G−1)) + 1, not clamped.
  private static func firstDifficulty(_ rating: Rating, _ w: [Double]) -> Double {
    w[4] - exp(w[5] * Double(rating.rawValue - 1)) + 1
  }

  // MARK: - Clamps

  /// No retention that a learner may set leads here: 0.70 stays under a million.
  private static let foreverDays = 1e9

  private static func clampStability(_ stability: Double) -> Double {
    stability.clamped(0.001, 36_500)
  }

  private static func clampDifficulty(_ difficulty: Double) -> Double { difficulty.clamped(1, 10) }
}
