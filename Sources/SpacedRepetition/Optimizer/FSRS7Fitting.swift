#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How well FSRS-7 parameters predict a log, with the exact slope and the expected curvature.
///
/// Forward mode, as ``FSRS6Fitting`` has it, with both traces and the difficulty: 31 of the 34
/// directions (slot 0 for the card's own one of w0…w3, slot k − 3 for w4…w33). Answers of the same day
/// are learned from too, since this model predicts them.
struct FSRS7Fitting: Sendable {
  let rows: FittingRows

  static let slots = 31
  /// Slots in memory, a whole number of vectors.
  private static let padded = 32

  /// The loss of rows after some time, its gradient and its expected curvature, at 34 parameters.
  func sums(_ w: [Double]) -> FittingSums {
    rows.sums(parameters: 34) { partSums(w, cards: $0) }
  }

  private func partSums(_ w: [Double], cards: Range<Int>) -> FittingSums {
    let (log, weight) = (rows.log, rows.weight)
    let gradients = UnsafeMutablePointer<Double>.allocate(capacity: 4 * Self.padded)
    gradients.initialize(repeating: 0, count: 4 * Self.padded)
    let curvatures = (0..<4).map { _ in CurvatureSum(slots: Self.padded) }
    let card = CardSlopes()
    defer {
      gradients.deallocate()
      for curvature in curvatures { curvature.deallocate() }
      card.deallocate()
    }
    var sums = FittingSums(parameters: 34)
    let constants = Constants(w)
    log.ratings.withUnsafeBufferPointer { ratings in
      log.fractionalDays.withUnsafeBufferPointer { days in
        log.places.withUnsafeBufferPointer { places in
          for index in cards where rows.isLeftOut.isEmpty || !rows.isLeftOut[index] {
            let (start, stop) = (log.starts[index], log.starts[index + 1])
            guard stop - start > 1, places[start + 1] < rows.end else { continue }
            let first = Int(ratings[start])
            let gradient = gradients + (first - 1) * Self.padded
            var memory = Memory(after: first, w, card)
            for row in (start + 1)..<stop {
              let place = Int(places[row])
              if place >= rows.end { break }
              let rating = Int(ratings[row])
              let curve = Curve(memory, after: days[row], w, constants)
              curve.slopes(memory, card)
              // Without any time in between nothing was to be forgotten.
              if days[row] > 0 {
                let isRecalled = rating > 1
                let recall = curve.recall
                let share = weight.at(place)
                sums.loss -= share * Maths.ln(isRecalled ? recall : 1 - recall)
                sums.count += 1
                let slope = share * (isRecalled ? -1 / recall : 1 / (1 - recall))
                card.addRecall(times: slope, to: gradient)
                curvatures[first - 1].add(
                  card.recall,
                  weight: share / (recall * (1 - recall))
                )
              }
              memory.answer(rating, curve, w, constants, card)
            }
            if index & 63 == 0 { for curvature in curvatures { curvature.settle() } }
          }
        }
      }
    }
    for first in 0..<4 {
      curvatures[first].settle()
      sums.add(
        slots: Self.slots,
        first: first,
        gradient: gradients + first * Self.padded,
        curvature: curvatures[first]
      )
    }
    return sums
  }

  // MARK: - One card

  /// Slot of a parameter from w4 on.
  @inline(__always)
  private static func slot(_ parameter: Int) -> Int { parameter - 3 }

  /// The derivatives of a card's memory, and of the recall at hand, by slot.
  private struct CardSlopes {
    /// Of the slow trace, the fast trace, the difficulty and of R.
    let slow, fast, difficulty, recall: UnsafeMutablePointer<Double>

    init() {
      slow = .allocate(capacity: 4 * FSRS7Fitting.padded)
      slow.initialize(repeating: 0, count: 4 * FSRS7Fitting.padded)
      fast = slow + FSRS7Fitting.padded
      difficulty = fast + FSRS7Fitting.padded
      recall = difficulty + FSRS7Fitting.padded
    }

    func deallocate() { slow.deallocate() }

    func clear() { slow.update(repeating: 0, count: 4 * FSRS7Fitting.padded) }

    @inline(__always)
    func addRecall(times factor: Double, to gradient: UnsafeMutablePointer<Double>) {
      for k in 0..<FSRS7Fitting.padded { gradient[k] += factor * recall[k] }
    }

  }

  /// What depends on the parameters alone.
  private struct Constants {
    let lnFastBase, slowDecay, slowFactor: Double
    /// Slopes of `slowFactor` by w24 and w26.
    let slowFactorByDecay, slowFactorByBase: Double
    let easiest, easiestSlope: Double
    let slowGrowth, fastGrowth: Double

    init(_ w: [Double]) {
      lnFastBase = Maths.ln(w[25])
      // Its clamp is the parameter's own bounds; a slope of 0 there would hold it on them for ever.
      slowDecay = w[24].clamped(0.01, 0.95)
      let lnBase = Maths.ln(w[26])
      slowFactor = Maths.expm1(-lnBase / slowDecay)
      slowFactorByDecay = (slowFactor + 1) * lnBase / (slowDecay * slowDecay)
      slowFactorByBase = -(slowFactor + 1) / (slowDecay * w[26])
      easiestSlope = -3 * exp(3 * w[5])
      easiest = w[4] + easiestSlope / 3 + 1
      slowGrowth = exp(w[7] - 1.5)
      fastGrowth = exp(w[15] - 1.5)
    }
  }

  /// Recall at one moment, and its slopes by the memory and the parameters.
  private struct Curve {
    /// R and 1 − R1.
    let recall, fastForgotten: Double
    /// By slow trace, fast trace and difficulty.
    let bySlow, byFast, byDifficulty: Double
    /// By w23…w33.
    let byW23, byW24, byW25, byW26, byW27, byW28, byW29, byW30, byW31, byW32, byW33: Double
    /// Of R1, by the fast trace, w23, w25 and w33.
    let fastByFast, fastByW23, fastByW25, fastByW33: Double

    private static let span = 1 - 2e-5

    @inline(__always)
    init(_ memory: Memory, after t: Double, _ w: [Double], _ constants: Constants) {
      let (slow, fast, ease) = (memory.slow, memory.fast, memory.difficulty - 5)
      let (lnSlow, lnFast) = (memory.lnSlow, memory.lnFast)
      // The fast trace.
      let power = exp((w[33] - 0.3) * lnFast)
      let raw = w[23] * power
      let decay = raw.clamped(0.01, 0.95)
      let isFree = raw > 0.01 && raw < 0.95
      let exponent = -constants.lnFastBase / decay
      let factor = Maths.expm1(min(exponent, 60))
      let isSteep = exponent >= 60
      let factorByDecay = isSteep ? 0 : -(factor + 1) * exponent / decay
      let age = t / fast
      let u = factor * age
      let ln = Maths.log1p(u)
      let lnFastRecall = -decay * ln
      let r1 = exp(lnFastRecall)
      let byU = r1 * decay / (1 + u)
      let byDecay = -r1 * ln - byU * age * factorByDecay
      fastByFast = byU * u / fast + (isFree ? byDecay * decay * (w[33] - 0.3) / fast : 0)
      fastByW23 = isFree ? byDecay * power : 0
      fastByW33 = isFree ? byDecay * decay * lnFast : 0
      fastByW25 = isSteep ? 0 : byU * age * (factor + 1) / (decay * w[25])
      // The slow one.
      let slowDecay = constants.slowDecay
      let stretch = exp(ease * (w[32] - 0.3))
      let slowAge = stretch * t / slow
      let v = constants.slowFactor * slowAge
      let lnV = Maths.log1p(v)
      let r2 = exp(-slowDecay * lnV)
      let byV = r2 * slowDecay / (1 + v)
      // Their mixture.
      let odds = exp(
        Maths.ln(w[28] / w[27]) + w[30] * lnSlow + w[29] * lnFast + ease * (w[31] - 0.5)
      )
      let share = 1 / (1 + odds)
      let rest = 1 - share
      let q = (r1 - r2) * share * rest
      let mixed = share * r1 + rest * r2
      recall = mixed * Self.span + 1e-5
      fastForgotten = -Maths.expm1(lnFastRecall)
      let c = Self.span
      byFast = c * (share * fastByFast - q * w[29] / fast)
      bySlow = c * (rest * byV * v / slow - q * w[30] / slow)
      byDifficulty = c * (-rest * byV * v * (w[32] - 0.3) - q * (w[31] - 0.5))
      byW23 = c * share * fastByW23
      byW24 =
        c * rest * (-r2 * lnV - byV * slowAge * constants.slowFactorByDecay)
      byW25 = c * share * fastByW25
      byW26 = -c * rest * byV * slowAge * constants.slowFactorByBase
      byW27 = c * q / w[27]
      byW28 = -c * q / w[28]
      byW29 = -c * q * lnFast
      byW30 = -c * q * lnSlow
      byW31 = -c * q * ease
      byW32 = -c * rest * byV * v * ease
      byW33 = c * share * fastByW33
    }

    /// Writes the slopes of R.
    @inline(__always)
    func slopes(_ memory: Memory, _ card: CardSlopes) {
      let to = card.recall
      for k in 0..<FSRS7Fitting.padded {
        to[k] =
          bySlow * card.slow[k] + byFast * card.fast[k] + byDifficulty * card.difficulty[k]
      }
      let own = to + FSRS7Fitting.slot(23)
      own[0] += byW23
      own[1] += byW24
      own[2] += byW25
      own[3] += byW26
      own[4] += byW27
      own[5] += byW28
      own[6] += byW29
      own[7] += byW30
      own[8] += byW31
      own[9] += byW32
      own[10] += byW33
    }
  }

  /// What an answer makes of a trace, and its slopes.
  private struct Update {
    /// The new stability.
    var value = 0.0
    /// By the old one, by difficulty, and by how much was forgotten.
    var byTrace = 0.0
    var byDifficulty = 0.0
    var byForgotten = 0.0
    /// By w[k]…w[k+7].
    var own: SIMD8<Double> = .zero

    @inline(__always)
    init(
      _ x: Double,
      ln: Double,
      rating: Int,
      difficulty: Double,
      forgotten g: Double,
      growth scale: Double,
      from k: Int,
      _ w: [Double]
    ) {
      if rating == 1 {
        let ln1 = Maths.log1p(x)
        let q = Maths.expm1(w[k + 4] * ln1)
        let e = exp(w[k + 5] * g)
        value = w[k + 3] * q * e
        guard value < x else {
          value = x
          byTrace = 1
          return
        }
        let byQ = w[k + 3] * e * (q + 1)
        byTrace = byQ * w[k + 4] / (x + 1)
        byForgotten = value * w[k + 5]
        own[3] = q * e
        own[4] = byQ * ln1
        own[5] = value * g
      } else {
        // Never less than what a lapse leaves, which is at most x.
        let bonus = rating == 2 ? w[k + 6] : rating == 4 ? w[k + 7] : 1
        let base = scale * (11 - difficulty) * exp(-w[k + 1] * ln)
        let m = Maths.expm1(w[k + 2] * g)
        let growth = base * m * bonus
        let byM = x * base * bonus * (m + 1)
        value = x * (1 + growth)
        byTrace = 1 + growth * (1 - w[k + 1])
        byDifficulty = -x * growth / (11 - difficulty)
        byForgotten = byM * w[k + 2]
        own[0] = x * growth
        own[1] = -x * growth * ln
        own[2] = byM * g
        if rating == 2 { own[6] = x * base * m }
        if rating == 4 { own[7] = x * base * m }
      }
    }
  }

  /// A card's memory; its derivatives are in ``CardSlopes``.
  private struct Memory {
    var slow, fast, difficulty: Double
    /// Of either trace; both are asked for often.
    var lnSlow, lnFast: Double

    @inline(__always)
    init(after first: Int, _ w: [Double], _ card: CardSlopes) {
      card.clear()
      slow = w[first - 1].clamped(1e-4, 36_500)
      fast = max(0.8 * slow, 1e-4)
      card.slow[0] = 1
      card.fast[0] = 0.8 * slow > 1e-4 ? 0.8 : 0
      let step = exp(w[5] * Double(first - 1))
      let raw = w[4] - step + 1
      difficulty = raw.clamped(1, 10)
      if raw >= 1, raw <= 10 {
        card.difficulty[FSRS7Fitting.slot(4)] = 1
        card.difficulty[FSRS7Fitting.slot(5)] = -Double(first - 1) * step
      }
      lnSlow = Maths.ln(slow)
      lnFast = Maths.ln(fast)
    }

    @inline(__always)
    mutating func answer(
      _ rating: Int,
      _ curve: Curve,
      _ w: [Double],
      _ constants: Constants,
      _ card: CardSlopes
    ) {
      let slowUpdate = Update(
        slow,
        ln: lnSlow,
        rating: rating,
        difficulty: difficulty,
        forgotten: 1 - curve.recall,
        growth: constants.slowGrowth,
        from: 7,
        w
      )
      let fastUpdate = Update(
        fast,
        ln: lnFast,
        rating: rating,
        difficulty: difficulty,
        forgotten: curve.fastForgotten,
        growth: constants.fastGrowth,
        from: 15,
        w
      )
      let byFast = fastUpdate.byTrace - fastUpdate.byForgotten * curve.fastByFast
      let toFast = card.fast
      for k in 0..<FSRS7Fitting.padded {
        toFast[k] = byFast * toFast[k] + fastUpdate.byDifficulty * card.difficulty[k]
      }
      for k in 0..<8 { toFast[FSRS7Fitting.slot(15) + k] += fastUpdate.own[k] }
      toFast[FSRS7Fitting.slot(23)] -= fastUpdate.byForgotten * curve.fastByW23
      toFast[FSRS7Fitting.slot(25)] -= fastUpdate.byForgotten * curve.fastByW25
      toFast[FSRS7Fitting.slot(33)] -= fastUpdate.byForgotten * curve.fastByW33
      let toSlow = card.slow
      for k in 0..<FSRS7Fitting.padded {
        toSlow[k] =
          slowUpdate.byTrace * toSlow[k] + slowUpdate.byDifficulty * card.difficulty[k]
          - slowUpdate.byForgotten * card.recall[k]
      }
      for k in 0..<8 { toSlow[FSRS7Fitting.slot(7) + k] += slowUpdate.own[k] }
      slow = Self.clamp(slowUpdate.value, toSlow)
      fast = fastUpdate.value
      if rating == 1, fast > 0.8 * slow {
        fast = 0.8 * slow
        for k in 0..<FSRS7Fitting.padded { toFast[k] = 0.8 * toSlow[k] }
      }
      fast = Self.clamp(fast, toFast)
      lnSlow = Maths.ln(slow)
      lnFast = Maths.ln(fast)

      // Difficulty, from the old one.
      let g = Double(rating - 3)
      let odds = rating == 1 ? curve.recall + 0.1 : 1
      let room = (10 - difficulty) / 9
      let raw = 0.01 * constants.easiest + 0.99 * (difficulty - room * w[6] * g * odds)
      let to = card.difficulty
      difficulty = raw.clamped(1, 10)
      guard raw > 1, raw < 10 else {
        for k in 0..<FSRS7Fitting.padded { to[k] = 0 }
        return
      }
      let byOld = 0.99 * (1 + w[6] * g * odds / 9)
      let byRecall = rating == 1 ? -0.99 * room * w[6] * g : 0
      for k in 0..<FSRS7Fitting.padded { to[k] = byOld * to[k] + byRecall * card.recall[k] }
      to[FSRS7Fitting.slot(4)] += 0.01
      to[FSRS7Fitting.slot(5)] += 0.01 * constants.easiestSlope
      to[FSRS7Fitting.slot(6)] -= 0.99 * room * g * odds
    }

    /// Within the bounds of a trace; on them nothing moves it.
    @inline(__always)
    private static func clamp(
      _ value: Double,
      _ slopes: UnsafeMutablePointer<Double>
    ) -> Double {
      if value > 1e-4, value < 36_500 { return value }
      slopes.update(repeating: 0, count: FSRS7Fitting.padded)
      return value >= 36_500 ? 36_500 : 1e-4
    }
  }
}
