/// What one pass over a log says about parameters: loss, slope and expected curvature.
struct FittingSums: Sendable {
  /// Sum of −ln of the probability of what happened, weighted.
  var loss = 0.0
  /// Rows it is of.
  var count = 0
  /// By each parameter.
  var gradient: [Double]
  /// Expected second derivatives, row by row.
  var curvature: [Double]

  init(parameters: Int) {
    gradient = [Double](repeating: 0, count: parameters)
    curvature = [Double](repeating: 0, count: parameters * parameters)
  }

  /// Adds a part of a log.
  static func += (total: inout FittingSums, part: FittingSums) {
    total.loss += part.loss
    total.count += part.count
    for index in total.gradient.indices { total.gradient[index] += part.gradient[index] }
    for index in total.curvature.indices { total.curvature[index] += part.curvature[index] }
  }

  /// Adds what the cards of one first rating came to.
  ///
  /// - Parameters:
  ///   - slots: How many directions there were: the card's own first stability, then w4 and on.
  ///   - first: 0 for Again … 3 for Easy.
  ///   - slopes: The gradient by slot.
  ///   - products: The curvature by slot, lower triangle.
  mutating func add(
    slots: Int,
    first: Int,
    gradient slopes: UnsafePointer<Double>,
    curvature products: CurvatureSum
  ) {
    let count = gradient.count
    let place = { (slot: Int) in slot == 0 ? first : slot + 3 }
    for i in 0..<slots {
      gradient[place(i)] += slopes[i]
      for k in 0..<slots {
        curvature[place(i) * count + place(k)] += products[max(i, k), min(i, k)]
      }
    }
  }
}

/// What a fit learns from, and how much each row counts.
struct FittingRows: Sendable {
  let log: ReviewLog
  /// Rows at this place in time and later are not looked at.
  var end: Int
  /// Which cards to pass over; empty for none.
  var isLeftOut: [Bool] = []
  /// Whether late rows count up to four times as much as the first ones.
  var isRecent = false

  /// Parts a large log is cut into, whatever the number of cores, so that sums are always the same.
  private static let parts = 16

  /// Sums over all cards, part by part, on all cores where that pays.
  func sums(
    parameters: Int,
    _ part: @Sendable (_ cards: Range<Int>) -> FittingSums
  ) -> FittingSums {
    let bounds = bounds
    // Waking another core costs more than it does for a small log.
    let results = Concurrently.map(bounds.count - 1, onAllCores: log.count >= 65_536) {
      part(bounds[$0]..<bounds[$0 + 1])
    }
    return results.reduce(into: FittingSums(parameters: parameters), +=)
  }

  /// How much the row at a place counts: ¼ + ¾·x³, x from 0 for the oldest to 1, or 1.
  ///
  /// As fsrs-rs weighs rows.
  var weight: Weight {
    guard isRecent, end > 1 else { return Weight(least: 1, rise: 0, scale: 0) }
    return Weight(least: 0.25, rise: 0.75, scale: 1 / Double(end - 1))
  }

  struct Weight: Sendable {
    let least, rise, scale: Double

    @inline(__always)
    func at(_ place: Int) -> Double {
      let x = Double(place) * scale
      return least + rise * x * x * x
    }
  }

  /// Cards at which parts of about as many rows each begin.
  private var bounds: [Int] {
    let cards = log.cardCount
    guard log.count >= 4_096 else { return [0, cards] }
    var bounds = [0]
    var card = 0
    for part in 1..<Self.parts {
      let row = log.count * part / Self.parts
      while card < cards, log.starts[card] < row { card += 1 }
      bounds.append(card)
    }
    bounds.append(cards)
    return bounds
  }
}
