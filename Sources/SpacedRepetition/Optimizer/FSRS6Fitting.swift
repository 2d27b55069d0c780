#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How well FSRS-6 parameters predict a log, with the exact slope and the expected curvature.
///
/// Forward mode: every memory carries the derivatives of its stability by the parameters along, so
/// one pass over the log gives loss, gradient and Fisher information and needs no memory beyond a
/// card's. Difficulty depends on w4…w7 alone, and a card's first rating picks one of w0…w3: 18 of the
/// 21 directions are enough (slot 0 for that one, slot k − 3 for w4…w20).
struct FSRS6Fitting: Sendable {
  let rows: FittingRows

  static let slots = 18
  /// ln 0.9, negative.
  private static let ln09 = Maths.ln(0.9)

  /// The loss of scored rows, its gradient and its expected curvature, at 21 parameters.
  func sums(_ w: [Double]) -> FittingSums {
    rows.sums(parameters: 21) { partSums(w, cards: $0) }
  }

  private func partSums(_ w: [Double], cards: Range<Int>) -> FittingSums {
    let (log, end, isLeftOut, weight) = (rows.log, rows.end, rows.isLeftOut, rows.weight)
    let n = Self.slots
    // Per first rating: gradient and curvature by slot.
    let gradients = UnsafeMutablePointer<Double>.allocate(capacity: 4 * n)
    let curvatures = (0..<4).map { _ in CurvatureSum(slots: n) }
    // Derivatives of S, of D (w4…w7) and of ln R.
    let dS = UnsafeMutablePointer<Double>.allocate(capacity: n)
    let dD = UnsafeMutablePointer<Double>.allocate(capacity: 4)
    let dR = UnsafeMutablePointer<Double>.allocate(capacity: n)
    defer {
      gradients.deallocate()
      for curvature in curvatures { curvature.deallocate() }
      dS.deallocate()
      dD.deallocate()
      dR.deallocate()
    }
    gradients.initialize(repeating: 0, count: 4 * n)
    var loss = 0.0
    var scored = 0

    let decay = w[20]
    let factor = Maths.expm1(-Self.ln09 / decay)
    let factorSlope = (factor + 1) * Self.ln09 / (decay * decay)
    let easy = exp(3 * w[5])
    let easiest = w[4] - easy + 1
    let growthBase = exp(w[8])
    let ceilingShare = exp(-w[17] * w[18])
    let keep = 1 - w[7]

    log.ratings.withUnsafeBufferPointer { ratings in
      log.days.withUnsafeBufferPointer { days in
        log.places.withUnsafeBufferPointer { places in
          for card in cards where isLeftOut.isEmpty || !isLeftOut[card] {
            let (start, stop) = (log.starts[card], log.starts[card + 1])
            guard stop - start > 1 else { continue }
            // The first answer.
            let first = Int(ratings[start])
            let gradient = gradients + (first - 1) * n
            let curvature = curvatures[first - 1]
            dS.initialize(repeating: 0, count: n)
            dS[0] = 1
            var s = w[first - 1]
            if !(s > 0.001) { s = 0.001 } else if s > 36_500 { s = 36_500 }
            let step = exp(w[5] * Double(first - 1))
            var d = w[4] - step + 1
            dD.initialize(repeating: 0, count: 4)
            if d < 1 {
              d = 1
            } else if d > 10 {
              d = 10
            } else {
              dD[0] = 1
              dD[1] = -Double(first - 1) * step
            }

            for row in (start + 1)..<stop {
              let place = Int(places[row])
              if place >= end { break }
              let rating = Int(ratings[row])
              let g = Double(rating - 3)
              let elapsed = days[row]
              // S' by S, by D, and below by the parameters themselves.
              var byS = 1.0
              var byD = 0.0
              var next = s

              if elapsed == 0 {
                let shift = g + w[18]
                let lnS = Maths.ln(s)
                let increase = exp(w[17] * shift - w[19] * lnS)
                if rating < 2 || increase > 1 {
                  next = s * increase
                  byS = increase * (1 - w[19])
                  for k in 0..<n { dS[k] *= byS }
                  dS[14] += next * shift
                  dS[15] += next * w[17]
                  dS[16] -= next * lnS
                }
              } else {
                let t = Double(elapsed)
                let u = factor * t / s
                let ln = Maths.log1p(u)
                let lnR = -decay * ln
                let r = exp(lnR)
                let f = lnR < -0.015_625 ? 1 - r : -Maths.expm1(lnR)
                let lnRByS = decay * u / ((1 + u) * s)
                let lnRByDecay = -ln - decay * factorSlope * t / (s * (1 + u))

                // −ln R or −ln(1 − R), and its slope by ln R.
                let isRecalled = rating > 1
                let share = weight.at(place)
                loss -= share * (isRecalled ? lnR : Maths.ln(f))
                scored += 1
                let odds = r / f
                let slope = share * (isRecalled ? -1 : odds)
                for k in 0..<n { dR[k] = lnRByS * dS[k] }
                dR[17] += lnRByDecay
                for k in 0..<n { gradient[k] += slope * dR[k] }
                // The mean of slope² over what could have been answered is R/(1 − R).
                curvature.add(dR, weight: share * odds)

                let fByS = -r * lnRByS
                let fByDecay = -r * lnRByDecay
                if rating > 1 {
                  let lnS = Maths.ln(s)
                  let bonus = rating == 2 ? w[15] : rating == 4 ? w[16] : 1
                  let base = growthBase * (11 - d) * exp(-w[9] * lnS)
                  let e = Maths.expm1(w[10] * f)
                  let plain = base * e
                  let growth = plain * bonus
                  let byF = s * base * bonus * (e + 1) * w[10]
                  next = s * (1 + growth)
                  byS = 1 + growth - w[9] * growth + byF * fByS
                  byD = -s * growth / (11 - d)
                  for k in 0..<n { dS[k] *= byS }
                  dS[5] += s * growth
                  dS[6] -= s * growth * lnS
                  dS[7] += s * base * bonus * (e + 1) * f
                  if rating == 2 { dS[12] += s * plain }
                  if rating == 4 { dS[13] += s * plain }
                  dS[17] += byF * fByDecay
                } else {
                  let lnS1 = Maths.log1p(s)
                  let q = Maths.expm1(w[13] * lnS1)
                  let lnD = Maths.ln(d)
                  let base = exp(w[14] * f - w[12] * lnD)
                  let lapsed = w[11] * base * q
                  let ceiling = s * ceilingShare
                  if lapsed <= ceiling {
                    next = lapsed
                    let byQ = w[11] * base * (q + 1)
                    byS = byQ * w[13] / (s + 1) + lapsed * w[14] * fByS
                    byD = -w[12] * lapsed / d
                    for k in 0..<n { dS[k] *= byS }
                    dS[8] += base * q
                    dS[9] -= lapsed * lnD
                    dS[10] += byQ * lnS1
                    dS[11] += lapsed * f
                    dS[17] += lapsed * w[14] * fByDecay
                  } else {
                    next = ceiling
                    byS = ceilingShare
                    for k in 0..<n { dS[k] *= byS }
                    dS[14] -= ceiling * w[18]
                    dS[15] -= ceiling * w[17]
                  }
                }
                for k in 0..<4 { dS[k + 1] += byD * dD[k] }
              }
              s = next
              if !(s > 0.001) || s > 36_500 {
                s = s > 36_500 ? 36_500 : 0.001
                dS.update(repeating: 0, count: n)
              }

              // Difficulty, from the old one.
              let pull = g * (10 - d) / 9
              let moved = d - w[6] * pull
              let nextD = w[7] * easiest + keep * moved
              let byOld = keep * (1 + w[6] * g / 9)
              if nextD < 1 || nextD > 10 {
                d = nextD < 1 ? 1 : 10
                for k in 0..<4 { dD[k] = 0 }
              } else {
                d = nextD
                for k in 0..<4 { dD[k] *= byOld }
                dD[0] += w[7]
                dD[1] -= w[7] * 3 * easy
                dD[2] -= keep * pull
                dD[3] += easiest - moved
              }
            }
            if card & 63 == 0 { for curvature in curvatures { curvature.settle() } }
          }
        }
      }
    }

    for curvature in curvatures { curvature.settle() }
    var sums = FittingSums(parameters: 21)
    sums.loss = loss
    sums.count = scored
    for first in 0..<4 {
      sums.add(
        slots: n,
        first: first,
        gradient: gradients + first * n,
        curvature: curvatures[first]
      )
    }
    return sums
  }
}
