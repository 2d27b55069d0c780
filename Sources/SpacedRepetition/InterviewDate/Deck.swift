#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The cards in scope, sorted into groups that are alike, so that many cost little more than few.
struct Deck {
  /// What a group's cards share today.
  struct Seen {
    var cards: [Int]
    /// Recall now.
    var now: Double
    var answeredToday: Bool
  }

  private(set) var groups: [DayPrices.Group] = []
  /// Beside each group.
  private(set) var seen: [Seen] = []
  /// New cards by class of weight, heavy ones first and then in the given order.
  private(set) var unseen: [[Int]] = []
  /// The weight that stands for each class, ascending; their mean over cards is 1.
  private(set) var classWeights: [Double]
  /// Each card's weight, of mean 1.
  private(set) var weights: [Double]

  private struct Key: Hashable {
    var weightClass: Int
    var bucket: Int
    var days: Int
    var fraction: Int
  }

  init(_ cards: [PlannedCard], grid: MemoryGrid, days: Int) {
    weights = cards.map { $0.weight > 0 ? min($0.weight, 1e6) : 1 }
    let mean = cards.isEmpty ? 1 : weights.reduce(0, +) / Double(cards.count)
    weights = weights.map { min(max($0 / mean, 0.05), 20) }
    let (classWeights, classes) = Self.classes(of: weights)
    self.classWeights = classWeights
    unseen = classWeights.map { _ in [] }

    var indices: [Key: Int] = [:]
    for (index, card) in cards.enumerated() {
      guard let memory = card.memory else {
        unseen[classes[index]].append(index)
        continue
      }
      let elapsed = card.elapsed
      let key = Key(
        weightClass: classes[index],
        bucket: grid.bucket(of: memory),
        days: elapsed.studyDays,
        fraction: Int(min(elapsed.fractionalDays, 1e6) * 4)
      )
      if let found = indices[key] {
        groups[found].count += 1
        seen[found].cards.append(index)
        continue
      }
      indices[key] = groups.count
      let days = Self.options(days, answeredToday: elapsed.studyDays == 0)
      groups.append(
        DayPrices.Group(
          weightClass: classes[index],
          count: 1,
          left: grid.model.retrievability(of: memory, after: elapsed.later(by: days.horizon)),
          options: days.options.map {
            DayPrices.Option(day: $0, review: grid.review(of: memory, after: elapsed.later(by: $0)))
          }
        )
      )
      seen.append(
        Seen(
          cards: [index],
          now: grid.model.retrievability(of: memory, after: elapsed),
          answeredToday: elapsed.studyDays == 0
        )
      )
    }
    let weights = weights
    for index in unseen.indices {
      unseen[index].sort { (-weights[$0], $0) < (-weights[$1], $1) }
    }
  }

  /// Days on which a first review is considered, today being 0.
  private static func options(_ days: Int, answeredToday: Bool) -> (options: [Int], horizon: Int) {
    let later = DayPrices.candidates(days)
    return (answeredToday ? later : [0] + later, days)
  }

  /// At most three classes: those given, or three of equal width in the logarithm.
  private static func classes(of weights: [Double]) -> (weights: [Double], classes: [Int]) {
    let distinct = Set(weights).sorted()
    guard distinct.count > 3, let low = distinct.first, let high = distinct.last else {
      let places = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
      return (distinct.isEmpty ? [1] : distinct, weights.map { places[$0] ?? 0 })
    }
    let width = log(high / low) / 3
    let classes = weights.map { min(2, Int(log($0 / low) / width)) }
    var sums = [0.0, 0, 0]
    var counts = [0.0, 0, 0]
    for (weight, index) in zip(weights, classes) {
      sums[index] += weight
      counts[index] += 1
    }
    return (zip(sums, counts).map { $1 > 0 ? $0 / $1 : 1 }, classes)
  }
}

extension Elapsed {
  func later(by days: Int) -> Elapsed {
    // A million days: no sum overflows, and no memory cares.
    Elapsed(
      studyDays: min(studyDays, 1_000_000) + days,
      fractionalDays: min(fractionalDays, 1e6) + Double(days)
    )
  }
}
