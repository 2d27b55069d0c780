/// A sum of outer products of 18 slopes with themselves, lower triangle only.
///
/// Four floats at a time: the curvature only steers the search, so its last digits do not matter, and
/// in doubles this sum would be most of a fit's work. `settle` moves it into doubles before the digits
/// that do matter get lost.
struct CurvatureSum {
  /// Blocks of four columns, row after row: row i has i/4 + 1 of them.
  private static let blocks = 4 * (1 + 2 + 3 + 4) + 2 * 5

  private let recent = UnsafeMutablePointer<SIMD4<Float>>.allocate(capacity: blocks)
  private let settled = UnsafeMutablePointer<SIMD4<Double>>.allocate(capacity: blocks)

  init() {
    recent.initialize(repeating: .zero, count: Self.blocks)
    settled.initialize(repeating: .zero, count: Self.blocks)
  }

  func deallocate() {
    recent.deallocate()
    settled.deallocate()
  }

  /// Adds `weight` times the product of 18 slopes with themselves.
  @inline(__always)
  func add(_ slopes: UnsafePointer<Double>, weight: Double) {
    // The products of what is scaled so have the weight.
    let scale = Float(weight.squareRoot())
    @inline(__always) func four(_ at: Int) -> SIMD4<Float> {
      let slopes = slopes + at
      return scale * SIMD4(Float(slopes[0]), Float(slopes[1]), Float(slopes[2]), Float(slopes[3]))
    }
    let v0 = four(0)
    let v1 = four(4)
    let v2 = four(8)
    let v3 = four(12)
    let v4 = scale * SIMD4(Float(slopes[16]), Float(slopes[17]), 0, 0)
    var line = recent
    for i in 0..<4 {
      line[0] += v0[i] * v0
      line += 1
    }
    for i in 0..<4 {
      line[0] += v1[i] * v0
      line[1] += v1[i] * v1
      line += 2
    }
    for i in 0..<4 {
      line[0] += v2[i] * v0
      line[1] += v2[i] * v1
      line[2] += v2[i] * v2
      line += 3
    }
    for i in 0..<4 {
      line[0] += v3[i] * v0
      line[1] += v3[i] * v1
      line[2] += v3[i] * v2
      line[3] += v3[i] * v3
      line += 4
    }
    for i in 0..<2 {
      line[0] += v4[i] * v0
      line[1] += v4[i] * v1
      line[2] += v4[i] * v2
      line[3] += v4[i] * v3
      line[4] += v4[i] * v4
      line += 5
    }
  }

  /// Moves what was added lately into doubles.
  func settle() {
    for block in 0..<Self.blocks {
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
