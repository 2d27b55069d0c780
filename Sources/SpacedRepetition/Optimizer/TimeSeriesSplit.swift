/// Six parts of a log's scored rows, as many in each, in order of time: each but the first is predicted
/// by a fit to all that is earlier.
struct TimeSeriesSplit: Sendable {
  /// Places of the rows that each fold tests; a fold's fit sees what is earlier.
  let tests: [Range<Int>]

  /// Five, none where there are too few rows for it.
  static let folds = 5

  /// Rows that are left over at the division belong to the first part, which no fold tests.
  init(scoredCount: Int) {
    let size = scoredCount / (Self.folds + 1)
    tests =
      size == 0
      ? []
      : (0..<Self.folds).map { fold in
        let start = scoredCount - (Self.folds - fold) * size
        return start..<(start + size)
      }
  }

  /// All rows that are tested.
  var places: Range<Int> { (tests.first?.lowerBound ?? 0)..<(tests.last?.upperBound ?? 0) }
}
