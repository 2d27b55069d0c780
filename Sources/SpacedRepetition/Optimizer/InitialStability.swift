#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The first intervals of cards: what they say about w0…w3, and which of them to distrust.
struct InitialStability: Sendable {
  /// Cards of one first rating whose first wait of a day or more was as long.
  struct Group: Sendable {
    var rating: Int
    var days: Int
    var count = 0
    var recalled = 0
  }

  /// By rating and wait.
  let groups: [Group]
  /// Each card's group; −1 for cards without one.
  let groupOfCard: [Int32]

  /// Counts the first scored row of each card, where its rank is below `end`.
  init(_ log: ReviewLog, end: Int) {
    var index: [Int: Int32] = [:]
    var groups: [Group] = []
    var groupOfCard = [Int32](repeating: -1, count: log.cardCount)
    for card in 0..<log.cardCount {
      let rows = log.starts[card]..<log.starts[card + 1]
      guard let row = rows.first(where: log.isScored), log.places[row] < end else { continue }
      let rating = Int(log.ratings[rows.lowerBound])
      let days = Int(log.days[row])
      let key = days * 4 + rating - 1
      let place = index[key] ?? Int32(groups.count)
      if place == groups.count {
        index[key] = place
        groups.append(Group(rating: rating, days: days))
      }
      groups[Int(place)].count += 1
      if log.ratings[row] > 1 { groups[Int(place)].recalled += 1 }
      groupOfCard[card] = place
    }
    self.groups = groups
    self.groupOfCard = groupOfCard
  }

  /// Whether to leave a group out: rare waits say more about an odd day than about memory.
  ///
  /// Of each rating the smallest groups go while they hold at most a twentieth of its cards, then
  /// waits beyond 100 days (Easy: 365). The references also drop up to 20 cards and every group under
  /// six, which leaves nothing of a small log. Where all would go, none is odd.
  var isOutlier: [Bool] {
    var result = [Bool](repeating: false, count: groups.count)
    for rating in 1...4 {
      let own = groups.indices.filter { groups[$0].rating == rating }
        .sorted { (groups[$0].count, -groups[$0].days) < (groups[$1].count, -groups[$1].days) }
      var left = own.reduce(0) { $0 + groups[$1].count } / 20
      for index in own {
        left -= groups[index].count
        result[index] = left >= 0 || groups[index].days > (rating == 4 ? 365 : 100)
      }
    }
    if !result.contains(false) { return [Bool](repeating: false, count: groups.count) }
    return result
  }

  /// Where to begin a fit: the defaults, and for FSRS-6 first stabilities that explain first waits.
  ///
  /// No single number explains a first wait in FSRS-7.
  func start(_ version: FSRSVersion) -> [Double] {
    var point = version.defaultParameters
    if version == .fsrs6 {
      point.replaceSubrange(0..<4, with: fit(Array(point[0..<4]), decay: point[20]))
    }
    return point
  }

  /// w0…w3 from the groups, in order; the defaults, moved along, where a rating has none.
  func fit(_ defaults: [Double], decay: Double) -> [Double] {
    let outliers = isOutlier
    let used = groups.indices.filter { !outliers[$0] }.map { groups[$0] }
    let total = used.reduce(0) { $0 + $1.count }
    guard total > 0 else { return defaults }
    let mean = Double(used.reduce(0) { $0 + $1.recalled }) / Double(total)
    var counts = [Int](repeating: 0, count: 4)
    var fitted: [Double?] = (0..<4).map { rating in
      let own = used.filter { $0.rating == rating + 1 }
      counts[rating] = own.reduce(0) { $0 + $1.count }
      guard !own.isEmpty else { return nil }
      return Self.stability(of: own, mean: mean, near: defaults[rating], decay: decay)
    }
    // Of two in the wrong order, the one of fewer cards gives way.
    for low in 0..<4 {
      for high in low..<4 where high > low {
        guard let a = fitted[low], let b = fitted[high], a > b else { continue }
        if counts[low] > counts[high] { fitted[high] = a } else { fitted[low] = b }
      }
    }
    // What was never seen moves as its neighbours did, on the scale of logarithms.
    let moves = fitted.enumerated().map { index, value in value.map { log($0 / defaults[index]) } }
    return (0..<4).map { index in
      if let value = fitted[index] { return value }
      let below = moves[..<index].last { $0 != nil } ?? nil
      let above = moves[(index + 1)...].first { $0 != nil } ?? nil
      let move = ((below ?? above ?? 0) + (above ?? below ?? 0)) / 2
      return min(max(defaults[index] * exp(move), 0.001), 100)
    }
  }

  /// The stability that explains the groups best, drawn a little towards the default.
  private static func stability(
    of groups: [Group],
    mean: Double,
    near start: Double,
    decay: Double
  ) -> Double {
    let factor = expm1(-log(0.9) / decay)
    func loss(_ lnS: Double) -> Double {
      let s = exp(lnS)
      var loss = abs(s - start) / 16
      for group in groups {
        let lnR = -decay * log1p(factor * Double(group.days) / s)
        // One more card, recalled as often as all are.
        let recalled = (Double(group.recalled) + mean) / (Double(group.count) + 1)
        loss -=
          Double(group.count) * (recalled * lnR + (1 - recalled) * log(-expm1(lnR)))
      }
      return loss
    }
    // Golden section.
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (log(0.001), log(100.0))
    var (a, b) = (high - ratio * (high - low), low + ratio * (high - low))
    var (lossA, lossB) = (loss(a), loss(b))
    while high - low > 1e-4 {
      if lossA < lossB {
        (high, b, lossB) = (b, a, lossA)
        a = high - ratio * (high - low)
        lossA = loss(a)
      } else {
        (low, a, lossA) = (a, b, lossB)
        b = low + ratio * (high - low)
        lossB = loss(b)
      }
    }
    return exp((low + high) / 2)
  }
}
