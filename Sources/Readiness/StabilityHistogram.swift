/// How firmly cards are remembered: how many have a stability in which range of days.
package struct StabilityHistogram: Hashable, Sendable {
  package struct Bin: Hashable, Sendable {
    /// As in `1 to 3 days`.
    package let name: String
    package let cards: Int
  }

  /// Upper bounds in days; what is beyond the last has a bin of its own.
  package static let bounds: [Double] = [1, 3, 7, 14, 30, 60, 90, 180, 365]

  package let bins: [Bin]

  /// - Parameter counts: Cards below each bound and not below the one before, then those beyond all.
  package init(counts: [Int]) {
    let bounds = Self.bounds.map { Int($0) }
    bins = zip(0..., counts.prefix(bounds.count + 1)).map { index, cards in
      let name =
        switch index {
        case 0: "under \(bounds[0]) day"
        case bounds.count: "over \(bounds[index - 1]) days"
        default: "\(bounds[index - 1]) to \(bounds[index]) days"
        }
      return Bin(name: name, cards: cards)
    }
  }

  /// Counts the cards themselves.
  package init(stabilities: [Double]) {
    var counts = Array(repeating: 0, count: Self.bounds.count + 1)
    for stability in stabilities {
      counts[Self.bounds.firstIndex { stability < $0 } ?? Self.bounds.count] += 1
    }
    self.init(counts: counts)
  }

  package var cards: Int { bins.reduce(0) { $0 + $1.cards } }
}
