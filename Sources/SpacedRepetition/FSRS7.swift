#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// FSRS version 7: memory as two traces, one slow and one fast, and a difficulty.
///
/// The formulas are those of the final version with 34 parameters (ts-fsrs `models/fsrs-7`, fsrs-rs,
/// srs-benchmark), in Double; a version with 35 circulates too and is another model. Time is counted
/// in fractions of a day (``Elapsed/fractionalDays``), so answers of one day need no rule of their
/// own.
///
/// Below, G is the rating's number (Again 1 … Easy 4), t the days since the last answer, S the slow
/// and F the fast trace's stability, D the difficulty before the answer, R the probability of recall
/// at the answer and R1 the fast trace's part of it.
///
/// S is no wait until recall falls to 90 %, as it is in ``FSRS6``: that is
/// ``interval(of:desiredRetention:)``, which after a first Again is a matter of seconds. Learning
/// steps and the scheduler's floors, a minute and in review a day, turn it into a time to study.
public struct FSRS7: MemoryModel, Hashable {
  /// The 34 weights w0…w33, each within ``parameterBounds``.
  public let parameters: [Double]
  /// "fsrs7:default", or "fsrs7:" and a hash of the parameters in 16 hexadecimal digits.
  ///
  /// The same on every platform and in every release.
  public let fingerprint: String

  /// D0(4), **not** clamped; difficulty reverts towards it.
  private let easiestDifficulty: Double
  /// d2 = clamp(w24, 0.01, 0.95), and w26^(−1/d2) − 1: the same for all reviews.
  private let slowDecay, slowFade: Double
  /// −ln w25 and ln (w28/w27).
  private let fastFade, slowLean: Double
  /// e^(w7−1.5) and e^(w15−1.5).
  private let slowGrowth, fastGrowth: Double

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
    fingerprint = ParameterFingerprint.text("fsrs7", w, default: Self.defaultParameters)
    easiestDifficulty = Self.firstDifficulty(.easy, w)
    slowDecay = Curve.clampDecay(w[24])
    // expm1 keeps the digits that the subtraction would lose.
    slowFade = expm1(-log(w[26]) / slowDecay)
    fastFade = -log(w[25])
    slowLean = log(w[28] / w[27])
    slowGrowth = exp(w[7] - 1.5)
    fastGrowth = exp(w[15] - 1.5)
  }

  // MARK: - MemoryModel

  /// S = w[G−1], F = 0.8·S, D = D0(G).
  public func initialState(after rating: Rating) -> MemoryState {
    let stability = Self.clampStability(parameters[rating.rawValue - 1])
    return MemoryState(
      stability: stability,
      difficulty: Self.clampDifficulty(Self.firstDifficulty(rating, parameters)),
      fastStability: Self.clampStability(Self.fastShare * stability)
    )
  }

  /// Both traces with the old D, then D, clamped all; after Again F' is at most 0.8·S'.
  public func nextState(
    _ state: MemoryState,
    after rating: Rating,
    elapsed: Elapsed
  ) -> MemoryState {
    let traces = Traces(state)
    let curve = Curve(traces, self)
    let forgottenByFast = curve.forgottenByFastTrace(after: elapsed.fractionalDays)
    let recall = curve.recall(after: elapsed.fractionalDays, forgottenByFast)
    let slow = Update(rating: rating, difficulty: traces.difficulty, forgotten: 1 - recall)
      .stability(traces.slow, ln: curve.lnSlow, from: 7, growth: slowGrowth, parameters)
    var fast = Update(
      rating: rating,
      difficulty: traces.difficulty,
      forgotten: forgottenByFast
    )
    .stability(traces.fast, ln: curve.lnFast, from: 15, growth: fastGrowth, parameters)
    if rating == .again { fast = Self.clampStability(min(fast, Self.fastShare * slow)) }
    return MemoryState(
      stability: slow,
      difficulty: nextDifficulty(traces.difficulty, after: rating, recall: recall),
      fastStability: fast
    )
  }

  /// Probability of recall after `elapsed.fractionalDays`.
  public func retrievability(of state: MemoryState, after elapsed: Elapsed) -> Double {
    retrievability(of: state, afterDays: elapsed.fractionalDays)
  }

  /// Days, not rounded, until the probability of recall falls to `desiredRetention`; a century stands
  /// for all that is longer.
  ///
  /// There is no formula for it: it is solved for, to 10⁻¹² in recall.
  public func interval(of state: MemoryState, desiredRetention: Double) -> Double {
    Curve(Traces(state), self).days(untilRecall: desiredRetention)
  }

  // MARK: - Beyond the protocol

  /// Probability of recall after any number of days; less than 0 counts as 0.
  public func retrievability(of state: MemoryState, afterDays days: Double) -> Double {
    Curve(Traces(state), self).recall(after: days > 0 ? days : 0)
  }

  // MARK: - Formulas

  /// A state within the clamps: a stored one may come from anywhere, and the formulas hold only there.
  ///
  /// A state of another model has no fast trace; it gets the one of a first answer.
  private struct Traces {
    var slow: Double
    var fast: Double
    var difficulty: Double

    init(_ state: MemoryState) {
      slow = FSRS7.clampStability(state.stability)
      fast = FSRS7.clampStability(state.fastStability ?? FSRS7.fastShare * slow)
      difficulty = FSRS7.clampDifficulty(state.difficulty)
    }
  }

  /// The forgetting curve from one state on, with all that does not depend on time worked out.
  ///
  ///     d1 = clamp(w23·F^(w33−0.3), 0.01, 0.95)     R1 = (1 + f1·t/F)^(−d1)
  ///     d2 = clamp(w24, 0.01, 0.95)                 R2 = (1 + f2·t/S)^(−d2)
  ///     f1 = e^min(−ln w25/d1, 60) − 1              f2 = (w26^(−1/d2) − 1)·e^((D−5)(w32−0.3))
  ///     a = w27·F^(−w29)                            b = w28·S^w30·e^((D−5)(w31−0.5))
  ///     R = (a·R1 + b·R2)/(a+b)·(1 − 2·10⁻⁵) + 10⁻⁵
  private struct Curve {
    /// Ln F and ln S.
    let lnFast, lnSlow: Double
    /// d1 and d2.
    private let fastDecay, slowDecay: Double
    /// f1/F and f2/S, per day.
    private let fastRate, slowRate: Double
    /// a/(a+b).
    private let fastWeight: Double

    /// Recall is never believed certain, nor impossible, by more than this.
    private static let margin = 1e-5
    private static let span = 1 - 2 * margin
    /// Days between which intervals are sought: a nanosecond, about, and a century.
    private static let shortest = 1e-14
    private static let longest = 36_500.0

    static func clampDecay(_ decay: Double) -> Double { decay.clamped(0.01, 0.95) }

    init(_ traces: Traces, _ model: FSRS7) {
      let w = model.parameters
      let ease = traces.difficulty - 5
      lnFast = Maths.ln(traces.fast)
      lnSlow = Maths.ln(traces.slow)
      fastDecay = Self.clampDecay(w[23] * exp((w[33] - 0.3) * lnFast))
      slowDecay = model.slowDecay
      fastRate = Maths.expm1(min(model.fastFade / fastDecay, 60)) / traces.fast
      slowRate = model.slowFade * exp(ease * (w[32] - 0.3)) / traces.slow
      // b/a in one power.
      let lean = model.slowLean + w[29] * lnFast + w[30] * lnSlow + ease * (w[31] - 0.5)
      fastWeight = 1 / (1 + exp(lean))
    }

    func recall(after days: Double) -> Double {
      recall(after: days, forgottenByFastTrace(after: days))
    }

    /// The same, where 1 − R1 is known.
    func recall(after days: Double, _ forgottenByFast: Double) -> Double {
      mixed(1 - forgottenByFast, exp(-slowDecay * Maths.log1p(slowRate * days)))
    }

    /// 1 − R1, without cancellation, however short the time.
    func forgottenByFastTrace(after days: Double) -> Double {
      -Maths.expm1(-fastDecay * Maths.log1p(fastRate * days))
    }

    private func mixed(_ fast: Double, _ slow: Double) -> Double {
      (fastWeight * fast + (1 - fastWeight) * slow) * Self.span + Self.margin
    }

    /// Solves R(t) = r by Newton's method on ln t, over which R is a smooth falling step.
    ///
    /// R falls without end, so the root is between the last point above it and the last one below;
    /// where a step of Newton's leaves that bracket, it is halved instead.
    func days(untilRecall wanted: Double) -> Double {
      // Written so that NaN, which compares false, asks for no interval.
      guard wanted < recall(after: 0) else { return 0 }
      if recall(after: Self.longest) >= wanted { return Self.longest }
      if recall(after: Self.shortest) <= wanted { return Self.shortest }
      var (low, high) = (log(Self.shortest), log(Self.longest))
      var point = (-log(slowRate)).clamped(low, high)
      // Halving alone would need 60 steps for all digits; Newton's method takes five or so.
      for _ in 0..<80 {
        let days = exp(point)
        let (fastAge, slowAge) = (fastRate * days, slowRate * days)
        let fast = exp(-fastDecay * Maths.log1p(fastAge))
        let slow = exp(-slowDecay * Maths.log1p(slowAge))
        let excess = mixed(fast, slow) - wanted
        if abs(excess) <= 1e-12 { break }
        if excess > 0 { low = point } else { high = point }
        // dR/d(ln t): of (1+x)^(−d) it is −d·(1+x)^(−d)·x/(1+x).
        let slope =
          -Self.span
          * (fastWeight * fastDecay * fast * fastAge / (1 + fastAge)
            + (1 - fastWeight) * slowDecay * slow * slowAge / (1 + slowAge))
        let next = point - excess / slope
        point = next > low && next < high ? next : (low + high) / 2
      }
      return exp(point)
    }
  }

  /// What an answer makes of either trace; the slow one goes by R and w7…w14, the fast one by R1 and
  /// w15…w22.
  private struct Update {
    let rating: Rating
    let difficulty: Double
    /// 1 − q, q being R or R1.
    let forgotten: Double

    /// The trace x, whose weights begin at w[k], after the answer.
    ///
    ///     L = min(x, w[k+3]·((x+1)^w[k+4] − 1)·e^(w[k+5](1−q)))
    ///     Again: x' = L
    ///     else:  x' = max(L, x·(1 + e^(w[k]−1.5) (11−D) x^(−w[k+1]) (e^(w[k+2](1−q)) − 1)
    ///                              · [w[k+6] if Hard] · [w[k+7] if Easy]))
    ///
    /// Nothing that is recalled shrinks, and L ≤ x: the max is always its second part.
    func stability(
      _ x: Double,
      ln lnX: Double,
      from k: Int,
      growth scale: Double,
      _ w: [Double]
    ) -> Double {
      if rating == .again {
        let relearned =
          w[k + 3] * Maths.expm1(w[k + 4] * Maths.log1p(x)) * exp(w[k + 5] * forgotten)
        return FSRS7.clampStability(min(x, relearned))
      }
      var growth =
        scale * (11 - difficulty) * exp(-w[k + 1] * lnX) * Maths.expm1(w[k + 2] * forgotten)
      if rating == .hard { growth *= w[k + 6] }
      if rating == .easy { growth *= w[k + 7] }
      return FSRS7.clampStability(x * (1 + growth))
    }
  }

  /// D1 = D + (10−D)/9·ΔD, ΔD = −w6(G−3), for Again times (R + 0.1); D' = 0.01·D0(4) + 0.99·D1,
  /// clamped.
  ///
  /// A card that was likely forgotten anyway is not harder for it.
  private func nextDifficulty(
    _ difficulty: Double,
    after rating: Rating,
    recall: Double
  ) -> Double {
    var move = -parameters[6] * Double(rating.rawValue - 3)
    if rating == .again { move *= recall + 0.1 }
    let moved = difficulty + (10 - difficulty) / 9 * move
    return Self.clampDifficulty(0.01 * easiestDifficulty + 0.99 * moved)
  }

  /// D0(G) = w4 − e^(w5(G−1)) + 1, not clamped.
  private static func firstDifficulty(_ rating: Rating, _ w: [Double]) -> Double {
    w[4] - exp(w[5] * Double(rating.rawValue - 1)) + 1
  }

  // MARK: - Clamps

  /// The fast trace's part of the slow one's stability after a first answer, and at most after Again.
  private static let fastShare = 0.8

  private static func clampStability(_ stability: Double) -> Double {
    stability.clamped(1e-4, 36_500)
  }

  private static func clampDifficulty(_ difficulty: Double) -> Double { difficulty.clamped(1, 10) }
}
