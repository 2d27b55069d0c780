/// A sum of outer products of slopes with themselves, lower triangle only.
///
/// Four floats at a time: the curvature only steers the search, so its last digits do not matter, and
/// in doubles this sum would be most of a fit's work. `settle` moves it into doubles before the digits
/// that do matter get lost.
struct CurvatureSum {
  /// Slopes come in fours; those of the last four that are not there are 0.
  private let groups: Int
  /// Blocks of four columns, row after row: row i has i/4 + 1 of them.
  private let blocks: Int
  private let recent: UnsafeMutablePointer<SIMD4<Float>>
  private let settled: UnsafeMutablePointer<SIMD4<Double>>
  private let scaled: UnsafeMutablePointer<SIMD4<Float>>
  /// How many slopes.
  private let slots: Int

  init(slots: Int) {
    self.slots = slots
    groups = (slots + 3) / 4
    blocks = 2 * groups * (groups + 1)
    recent = .allocate(capacity: blocks)
    settled = .allocate(capacity: blocks)
    scaled = .allocate(capacity: groups)
    recent.initialize(repeating: .zero, count: blocks)
    settled.initialize(repeating: .zero, count: blocks)
    scaled.initialize(repeating: .zero, count: groups)
  }

  func deallocate() {
    recent.deallocate()
    settled.deallocate()
    scaled.deallocate()
  }

  /// Adds `weight` times the product of the slopes with themselves.
  @inline(__always)
  func add(_ slopes: UnsafePointer<Double>, weight: Double) {
    // The products of what is scaled so have the weight.
    let scale = Float(weight.squareRoot())
    let whole = slots / 4
    for group in 0..<whole {
      let four = slopes + 4 * group
      scaled[group] =
        scale * SIMD4(Float(four[0]), Float(four[1]), Float(four[2]), Float(four[3]))
    }
    if whole < groups {
      var rest = SIMD4<Float>.zero
      for index in (4 * whole)..<slots { rest[index - 4 * whole] = Float(slopes[index]) }
      scaled[whole] = scale * rest
    }
    // The four rows of a group together: what they share is fetched once, and loops are four times as
    // few.
    var line = recent
    for group in 0..<groups {
      let four = scaled[group]
      let width = group + 1
      for column in 0..<width {
        let other = scaled[column]
        line[column] += four[0] * other
        line[column + width] += four[1] * other
        line[column + 2 * width] += four[2] * other
        line[column + 3 * width] += four[3] * other
      }
      line += 4 * width
    }
  }

  /// Moves what was added lately into doubles.
  func settle() {
    for block in 0..<blocks {
      settled[block] += SIMD4<Double>(recent[block])
      recent[block] = .zero
    }
  }

  /// What has settled in a row, at a column not beyond it.
  subscript(row: Int, column: Int) -> Double {
    let (group, rest) = row.quotientAndRemainder(dividingBy: 4)
    let start = 2 * group * (group + 1) + rest * (group + 1)
    return settled[start + column / 4][column % 4]
  }
}
