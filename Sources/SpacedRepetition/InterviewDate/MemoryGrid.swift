#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memories just after a review, thinned to a grid, and where a review after each gap leads from each.
///
/// All of it is asked of the model, so that nothing here knows a model's formulas. A memory lies
/// between four points of the grid: its difficulty between two rows, and within each row its recall
/// after a week between two points. That places also a memory of a model whose forgetting is more than
/// one stability: the points' fast traces are those of a first answer, and cards answered some weeks
/// with FSRS-7 are recalled up to two months later as their places are, to a point of recall.
struct MemoryGrid: Sendable {
  /// Parts of an expected value: the points of the grid and how likely each is.
  struct Spread: Sendable {
    var points: [(point: Int, share: Double)] = []
  }

  /// What a review does to a memory, seen from before it.
  struct Review: Sendable {
    /// Probability of recall at the review.
    var recall: Double
    /// Where it leads, over all ratings.
    var spread: Spread
  }

  static let stabilities = 36
  static let difficulties = 6
  static let count = stabilities * difficulties
  // What no memory model tells. A learner's own shares were tried in the simulator and gained nothing.
  /// Shares of Again, Hard, Good, Easy at a card's first answer.
  private static let firstShares = [0.25, 0.10, 0.50, 0.15]
  /// Shares of Hard, Good, Easy among later answers that recall it.
  private static let recalledShares = [0.10, 0.83, 0.07]
  /// Days; what is outside counts as the nearer end.
  private static let lowest = 0.05
  private static let highest = 2_000.0

  let model: any MemoryModel
  /// The longest gap in days that the tables hold.
  let horizon: Int
  /// Probability of recall `gap` days after the review, at `gap * count + point`.
  let recall: [Float]
  /// Where the parts of the review after `gap` days begin, at `gap * count + point`.
  ///
  /// One more stands at the end. Gap 0 has no parts.
  let starts: [Int32]
  /// The parts' points.
  let points: [UInt16]
  /// The parts' shares.
  let parts: [Float]
  /// Where a new card is after its first day, over the first ratings.
  let first: Spread

  private let reference: Elapsed
  /// Log odds of recall after the reference days, by point.
  private let keys: [Double]

  init(model: any MemoryModel, horizon: Int) {
    let states = Self.states
    // Far enough for memories to have parted, near enough for the weak ones not to have vanished.
    let reference = Elapsed(studyDays: 7)
    var keys: [Double] = []
    for state in states {
      let key = Self.logOdds(model.retrievability(of: state, after: reference))
      // Rising along a row, whatever the model does at the ends of its range.
      let isRowStart = keys.count % Self.stabilities == 0
      keys.append(isRowStart ? key : max(key, (keys.last ?? key) + 1e-9))
    }
    self.model = model
    self.horizon = horizon
    self.reference = reference
    self.keys = keys

    var recall: [Float] = []
    var starts: [Int32] = []
    var points: [UInt16] = []
    var parts: [Float] = []
    let placing = Placing(model: model, reference: reference, keys: keys)
    for gap in 0...max(1, horizon) {
      for state in states {
        let elapsed = Elapsed(studyDays: gap)
        starts.append(Int32(points.count))
        recall.append(Float(model.retrievability(of: state, after: elapsed)))
        guard gap > 0 else { continue }
        let review = placing.review(of: state, after: elapsed)
        for part in review.spread.points {
          points.append(UInt16(part.point))
          parts.append(Float(part.share))
        }
      }
    }
    starts.append(Int32(points.count))
    self.recall = recall
    self.starts = starts
    self.points = points
    self.parts = parts
    var first = SpreadSum()
    for (rating, share) in zip(Rating.allCases, Self.firstShares) {
      placing.add(model.initialState(after: rating), share, to: &first)
    }
    self.first = first.essence
  }

  /// What a review of any memory would do.
  func review(of state: MemoryState, after elapsed: Elapsed) -> Review {
    Placing(model: model, reference: reference, keys: keys).review(of: state, after: elapsed)
  }

  /// A number that memories of like recall and difficulty share: an eighth of a cell of the grid.
  func bucket(of state: MemoryState) -> Int {
    let (row, fraction) = Placing.row(of: state.difficulty)
    let key = Self.logOdds(model.retrievability(of: state, after: reference))
    let (point, part) = Placing(model: model, reference: reference, keys: keys).place(key, row: row)
    let column = Double(point - row * Self.stabilities) + part
    return Int((column * 8).rounded()) * 1_000 + Int(((Double(row) + fraction) * 8).rounded())
  }

  private static let states: [MemoryState] = (0..<difficulties).flatMap { row in
    (0..<stabilities).map { column in
      MemoryState(
        stability: lowest * pow(highest / lowest, Double(column) / Double(stabilities - 1)),
        difficulty: 1 + 9 * Double(row) / Double(difficulties - 1)
      )
    }
  }

  static func logOdds(_ probability: Double) -> Double {
    // Written so that NaN, which compares false, becomes the lower bound.
    let inner = probability > 1e-9 ? min(probability, 1 - 1e-9) : 1e-9
    return log(inner / (1 - inner))
  }

  /// Adds shares up by point.
  private struct SpreadSum {
    private var spread = Spread()

    /// The parts that matter: a part in two hundred costs as much time as any and moves nothing.
    var essence: Spread {
      var essence = spread
      essence.points.removeAll { $0.share < 0.005 }
      let total = essence.points.reduce(0) { $0 + $1.share }
      for index in essence.points.indices { essence.points[index].share /= total }
      return essence
    }

    mutating func add(_ point: Int, _ share: Double) {
      guard share > 1e-6 else { return }
      if let index = spread.points.firstIndex(where: { $0.point == point }) {
        spread.points[index].share += share
      } else {
        spread.points.append((point, share))
      }
    }
  }

  /// Finds where memories lie on the grid.
  private struct Placing {
    let model: any MemoryModel
    let reference: Elapsed
    let keys: [Double]

    func review(of state: MemoryState, after elapsed: Elapsed) -> Review {
      let recall = model.retrievability(of: state, after: elapsed)
      var sum = SpreadSum()
      add(model.nextState(state, after: .again, elapsed: elapsed), 1 - recall, to: &sum)
      for (rating, share) in zip([Rating.hard, .good, .easy], MemoryGrid.recalledShares) {
        add(model.nextState(state, after: rating, elapsed: elapsed), recall * share, to: &sum)
      }
      return Review(recall: recall, spread: sum.essence)
    }

    func add(_ state: MemoryState, _ share: Double, to sum: inout SpreadSum) {
      guard share > 0 else { return }
      let key = MemoryGrid.logOdds(model.retrievability(of: state, after: reference))
      let (row, fraction) = Self.row(of: state.difficulty)
      for (row, weight) in [(row, 1 - fraction), (row + 1, fraction)] where weight > 0 {
        let (point, part) = place(key, row: row)
        sum.add(point, share * weight * (1 - part))
        if part > 0 { sum.add(point + 1, share * weight * part) }
      }
    }

    /// The row at or below a difficulty, and how far towards the next one it lies.
    static func row(of difficulty: Double) -> (row: Int, fraction: Double) {
      let part = difficulty > 1 ? min((difficulty - 1) / 9, 1) : 0
      let position = part * Double(difficulties - 1)
      let row = min(Int(position), difficulties - 2)
      return (row, position - Double(row))
    }

    /// The point of a row at or below a key, and how far towards the next one it lies.
    func place(_ key: Double, row: Int) -> (point: Int, part: Double) {
      var low = row * stabilities
      var high = low + stabilities - 1
      if key <= keys[low] { return (low, 0) }
      if key >= keys[high] { return (high, 0) }
      while high - low > 1 {
        let middle = (low + high) / 2
        if keys[middle] <= key { low = middle } else { high = middle }
      }
      return (low, (key - keys[low]) / (keys[high] - keys[low]))
    }
  }
}
