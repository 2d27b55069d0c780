#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds what a second is worth on each day, so that cards that pay those prices just fill the days.
///
/// The plan of one card is a dynamic programme over the grid: after a review on day t, review again on
/// the day whose price it repays best, or never. The prices are the multipliers of the days' budgets
/// in the Lagrangian of all cards together; they rise on days that the cards overfill, and fall on
/// the others.
struct DayPrices {
  /// Cards that are alike: memory, age and class of weight.
  struct Group {
    var weightClass: Int
    var count: Double
    /// Recall on the date without another review.
    var left: Double
    /// A first review from today on.
    var options: [Option]
  }

  struct Option {
    var day: Int
    var review: MemoryGrid.Review
  }

  let grid: MemoryGrid
  /// Days until the date, today counted.
  let horizon: Int
  /// Seconds of each day, without overhead.
  let budgets: [Double]
  /// Seconds of a new card, a recalled and a forgotten answer.
  let cost: (new: Double, recalled: Double, forgotten: Double)
  /// The weight that stands for each class.
  let weights: [Double]
  let groups: [Group]
  /// New cards of each class.
  let unseen: [Double]

  /// Value in recall on the date for a card of weight 1, per second.
  private(set) var prices: [Double]
  /// Expected recall on the date of a card reviewed on a day, less the price of its later reviews;
  /// at `(weightClass * horizon + day) * count + point`.
  private(set) var values: [Float]
  /// Days to the best next review, 0 for never; laid out as `values`.
  private(set) var gaps: [UInt8]
  /// Seconds that the cards would study at these prices, by day, averaged over the steps.
  private(set) var loads: [Double]
  private(set) var newCards: [Double]
  private(set) var reviews: [Double]

  /// Recall on the date summed over cards, by weight, that no plan exceeds; the best one comes close.
  private(set) var bound = 0.0

  private var studied: [Float]
  /// What `dual` found for each group.
  private var bests: [(option: Int?, value: Double)]

  private static let count = MemoryGrid.count
  private static let floor = 1e-7
  private static let ceiling = 2.0
  /// No card can pay it: the price of a day without minutes.
  static let closed = 1e6

  init(
    grid: MemoryGrid,
    budgets: [Double],
    cost: (new: Double, recalled: Double, forgotten: Double),
    weights: [Double],
    groups: [Group],
    unseen: [Double],
    warmStart: [Double]?
  ) {
    self.grid = grid
    horizon = budgets.count
    self.budgets = budgets
    self.cost = cost
    self.weights = weights
    self.groups = groups
    self.unseen = unseen
    let size = weights.count * horizon * Self.count
    values = Array(repeating: 0, count: size)
    gaps = Array(repeating: 0, count: size)
    studied = Array(repeating: 0, count: size)
    bests = Array(repeating: (nil, 0), count: groups.count)
    loads = Array(repeating: 0, count: horizon)
    newCards = loads
    reviews = loads
    prices = loads
    if let warmStart, warmStart.count == horizon {
      // A day that had no minutes had no price; now it may have some.
      let known = warmStart.filter { $0 > 0 }
      let usual = known.isEmpty ? 1e-4 : known.reduce(0, +) / Double(known.count)
      prices = warmStart.map { $0 > 0 ? $0 : usual }
      closeEmptyDays()
      settle(steps: 12, rate: (0.12, 0.01), softness: (0.004, 0.001), momentum: 0.3)
    } else {
      startFlat()
      settle(
        steps: horizon <= 90 ? 70 : 40,
        rate: (0.25, 0.01),
        softness: (0.03, 0.001),
        momentum: 0.2
      )
    }
  }

  private mutating func closeEmptyDays() {
    for day in 0..<horizon where budgets[day] < cost.recalled { prices[day] = Self.closed }
  }

  // MARK: - Prices

  /// The flat price of the lowest dual value.
  private mutating func startFlat() {
    var best = (dual: Double.infinity, price: 1e-4)
    for exponent in stride(from: -12.0, through: -3.0, by: 1.5) {
      prices = Array(repeating: exp(exponent), count: horizon)
      closeEmptyDays()
      solveValues()
      let dual = dual()
      if dual < best.dual { best = (dual, exp(exponent)) }
    }
    prices = Array(repeating: best.price, count: horizon)
    closeEmptyDays()
  }

  private mutating func settle(
    steps: Int,
    rate: (first: Double, last: Double),
    softness: (first: Double, last: Double),
    momentum: Double
  ) {
    var excess = Array(repeating: 0.0, count: horizon)
    var best = (dual: Double.infinity, prices: prices)
    for step in 0..<steps {
      let part = steps > 1 ? Double(step) / Double(steps - 1) : 1
      solveValues()
      let dual = dual()
      if dual < best.dual { best = (dual, prices) }
      let day = push(softness: softness.first * pow(softness.last / softness.first, part))
      // The last steps count most, and no single one decides.
      let share = step == 0 ? 1 : max(0.1, 1 - part) * 0.5 + 0.1
      for t in 0..<horizon {
        loads[t] += share * (day.loads[t] - loads[t])
        newCards[t] += share * (day.new[t] - newCards[t])
        reviews[t] += share * (day.reviews[t] - reviews[t])
        guard prices[t] < Self.closed else { continue }
        let over = min(max(day.loads[t] / budgets[t] - 1, -1), 3)
        excess[t] += momentum * (over - excess[t])
        let move = rate.first * pow(rate.last / rate.first, part) * excess[t]
        prices[t] = min(max(prices[t] * exp(move), Self.floor), Self.ceiling)
      }
    }
    solveValues()
    bound = dual()
    if bound > best.dual {
      prices = best.prices
      bound = best.dual
      solveValues()
    }
  }

  /// What the cards are worth when each plans for itself, and the budgets at their prices: never less
  /// than any plan can reach.
  private mutating func dual() -> Double {
    for index in groups.indices { bests[index] = best(of: groups[index], from: 0) }
    var sum = 0.0
    for day in 0..<horizon where prices[day] < Self.closed { sum += prices[day] * budgets[day] }
    for (group, best) in zip(groups, bests) {
      sum += group.count * weights[group.weightClass] * best.value
    }
    for (index, count) in unseen.enumerated() where count > 0 {
      let best = (0..<horizon).map { newValue(day: $0, index) }.max() ?? 0
      sum += count * weights[index] * max(0, best)
    }
    return sum
  }

  // MARK: - Values

  private func price(_ day: Int, _ weightClass: Int) -> Double {
    prices[day] / weights[weightClass]
  }

  private func offset(_ weightClass: Int, _ day: Int) -> Int {
    (weightClass * horizon + day) * Self.count
  }

  /// Expected value over a spread on a day, not counting that day's price.
  func value(of spread: MemoryGrid.Spread, day: Int, _ weightClass: Int) -> Double {
    let base = offset(weightClass, day)
    return spread.points.reduce(0) { $0 + $1.share * Double(values[base + $1.point]) }
  }

  /// What beginning a new card on a day is worth, the price of its seconds taken off.
  func newValue(day: Int, _ weightClass: Int) -> Double {
    value(of: grid.first, day: day, weightClass) - cost.new * price(day, weightClass)
  }

  func seconds(recall: Double) -> Double { recall * cost.recalled + (1 - recall) * cost.forgotten }

  /// The index of the best day of a first review, nil for none, and what it is worth.
  func best(of group: Group, from earliest: Int) -> (option: Int?, value: Double) {
    var best: (option: Int?, value: Double) = (nil, group.left)
    for (index, option) in group.options.enumerated() where option.day >= earliest {
      let value =
        value(of: option.review.spread, day: option.day, group.weightClass)
        - seconds(recall: option.review.recall) * price(option.day, group.weightClass)
      if value > best.value { best = (index, value) }
    }
    return best
  }

  /// Gaps to consider when `days` are left after a review: all short ones, few long ones, and those
  /// that end just before the date.
  static func candidates(_ days: Int) -> [Int] {
    var gaps: [Int] = []
    var gap = 1
    while gap < days {
      gaps.append(gap)
      gap += max(1, gap / 7)
    }
    for late in [days - 3, days - 2, days - 1] where late > 0 && !gaps.contains(late) {
      gaps.append(late)
    }
    return gaps
  }

  private mutating func solveValues() {
    let count = Self.count
    let (horizon, grid, cost) = (horizon, grid, cost)
    let (recalled, forgotten) = (Float(cost.recalled), Float(cost.forgotten))
    for index in weights.indices {
      let dayPrices = (0..<horizon).map { Float(price($0, index)) }
      let first = offset(index, 0)
      values.withUnsafeMutableBufferPointer { values in
        gaps.withUnsafeMutableBufferPointer { best in
          grid.recall.withUnsafeBufferPointer { recall in
            grid.points.withUnsafeBufferPointer { points in
              grid.parts.withUnsafeBufferPointer { parts in
                grid.starts.withUnsafeBufferPointer { starts in
                  for day in stride(from: horizon - 1, through: 0, by: -1) {
                    let here = first + day * count
                    let left = horizon - day
                    for point in 0..<count {
                      values[here + point] = recall[left * count + point]
                      best[here + point] = 0
                    }
                    for gap in Self.candidates(left) where dayPrices[day + gap] < 1_000 {
                      let later = first + (day + gap) * count
                      let price = dayPrices[day + gap]
                      let row = gap * count
                      for point in 0..<count {
                        let p = recall[row + point]
                        var value = -price * (p * recalled + (1 - p) * forgotten)
                        var part = Int(starts[row + point])
                        let end = Int(starts[row + point + 1])
                        while part < end {
                          value += parts[part] * values[later + Int(points[part])]
                          part += 1
                        }
                        if value > values[here + point] {
                          values[here + point] = value
                          best[here + point] = UInt8(truncatingIfNeeded: gap)
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  // MARK: - Loads

  private typealias Loads = (loads: [Double], new: [Double], reviews: [Double])

  /// Sends all cards along their best plans, and counts what each day gets.
  private mutating func push(softness: Double) -> Loads {
    let count = Self.count
    var day: Loads = (Array(repeating: 0, count: horizon), [], [])
    (day.new, day.reviews) = (day.loads, day.loads)
    for index in studied.indices { studied[index] = 0 }

    for (index, unseen) in unseen.enumerated() where unseen > 0 {
      let values = (0..<horizon).map { newValue(day: $0, index) }
      let best = max(0, values.max() ?? 0)
      let never = exp(-best / softness)
      let shares = values.map { exp(($0 - best) / softness) }
      let total = shares.reduce(never, +)
      for t in 0..<horizon where shares[t] > total * 1e-6 {
        let mass = unseen * shares[t] / total
        day.new[t] += mass
        day.loads[t] += mass * cost.new
        let base = offset(index, t)
        for part in grid.first.points {
          studied[base + part.point] += Float(mass * part.share)
        }
      }
    }
    for (group, best) in zip(groups, bests) {
      guard let index = best.option else { continue }
      let option = group.options[index]
      day.reviews[option.day] += group.count
      day.loads[option.day] += group.count * seconds(recall: option.review.recall)
      let base = offset(group.weightClass, option.day)
      for part in option.review.spread.points {
        studied[base + part.point] += Float(group.count * part.share)
      }
    }
    for index in weights.indices {
      for t in 0..<horizon {
        let base = offset(index, t)
        for point in 0..<count {
          let mass = studied[base + point]
          let gap = Int(gaps[base + point])
          guard mass > 1e-6, gap > 0 else { continue }
          let row = gap * count + point
          day.reviews[t + gap] += Double(mass)
          day.loads[t + gap] += Double(mass) * seconds(recall: Double(grid.recall[row]))
          let later = offset(index, t + gap)
          for part in Int(grid.starts[row])..<Int(grid.starts[row + 1]) {
            studied[later + Int(grid.points[part])] += mass * grid.parts[part]
          }
        }
      }
    }
    return day
  }

  // MARK: - Expectations

  /// Expected recall on the date under the plan, without prices; laid out as `values`.
  func outcomes() -> [Float] {
    let count = Self.count
    var outcome = values
    for index in weights.indices {
      for day in stride(from: horizon - 1, through: 0, by: -1) {
        let here = offset(index, day)
        for point in 0..<count {
          let gap = Int(gaps[here + point])
          guard gap > 0 else {
            outcome[here + point] = grid.recall[(horizon - day) * count + point]
            continue
          }
          let row = gap * count + point
          let later = offset(index, day + gap)
          var sum: Float = 0
          for part in Int(grid.starts[row])..<Int(grid.starts[row + 1]) {
            sum += grid.parts[part] * outcome[later + Int(grid.points[part])]
          }
          outcome[here + point] = sum
        }
      }
    }
    return outcome
  }

  /// Expected value of `outcomes` over a spread on a day.
  func outcome(_ outcomes: [Float], of spread: MemoryGrid.Spread, day: Int, _ index: Int) -> Double
  {
    let base = offset(index, day)
    return spread.points.reduce(0) { $0 + $1.share * Double(outcomes[base + $1.point]) }
  }
}
