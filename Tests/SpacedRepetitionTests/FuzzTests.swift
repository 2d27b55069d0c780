import SpacedRepetition
import Testing

struct `Fuzz ranges` {
  let free = 1...36_500

  @Test(arguments: [
    (0.2, 1...1), (1.4, 1...1), (2.4999, 2...2), (2.5, 2...4), (7, 5...9), (10, 8...12),
    (20, 17...23), (100, 93...107), (365, 345...385),
  ])
  func `the range follows the formula`(days: Double, expected: ClosedRange<Int>) {
    #expect(Fuzz.range(around: days, within: free) == expected)
  }

  @Test func `positions cover the range evenly, both ends included`() {
    let days = (0..<1_000).map { Fuzz.days(around: 10, within: free, at: Double($0) / 1_000) }
    #expect(days.first == 8)
    #expect(days.last == 12)
    for day in 8...12 { #expect(days.count { $0 == day } == 200) }
  }

  @Test(arguments: [(-1, 8), (0, 8), (1, 12), (7, 12), (Double.nan, 8), (.infinity, 12)])
  func `a position out of range means the nearer end`(position: Double, expected: Int) {
    #expect(Fuzz.days(around: 10, within: free, at: position) == expected)
  }

  @Test func `limits hold at every position`() {
    for position in [nil, 0, 0.5, 0.999] {
      #expect(Fuzz.days(around: 100, within: 1...50, at: position) == 50)
      #expect(Fuzz.days(around: 3, within: 9...50, at: position) == 9)
      #expect(Fuzz.days(around: .infinity, within: free, at: position) == 36_500)
      #expect(Fuzz.days(around: .nan, within: free, at: position) == 1)
      #expect((93...101).contains(Fuzz.days(around: 100, within: 1...101, at: position)))
    }
  }

  @Test func `a longer interval never comes out shorter at the same position`() {
    for position in [0, 0.3, 0.7, 0.999] {
      let days = stride(from: 0.5, to: 60, by: 0.25).map {
        Fuzz.days(around: $0, within: free, at: position)
      }
      #expect(zip(days, days.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }

  @Test func `without a position the interval is rounded, halves up`() {
    #expect(Fuzz.days(around: 10.5, within: free, at: nil) == 11)
    #expect(Fuzz.days(around: 10.49, within: free, at: nil) == 10)
    #expect(Fuzz.days(around: 0.1, within: free, at: nil) == 1)
  }
}

struct `Fuzz source` {
  /// First outputs of the published SplitMix64 for seed 0, as 53-bit fractions.
  @Test func `draws are SplitMix64's`() {
    #expect(FuzzSource.draw(seed: 0) == Double(0xe220_a839_7b1d_cdaf as UInt64 >> 11) * 0x1p-53)
    #expect(
      FuzzSource.draw(seed: 1_234_567) == Double(6_457_827_717_110_365_317 as UInt64 >> 11)
        * 0x1p-53
    )
  }

  @Test func `a card's draws are a stream seeded by its key`() {
    let hash = StableHash.fnv1a("databases/lsm-vs-btree")
    #expect(
      FuzzSource.draw(key: "databases/lsm-vs-btree", reviewCount: 0)
        == FuzzSource.draw(seed: hash)
    )
    let draws = (0..<50).map { FuzzSource.draw(key: "databases/lsm-vs-btree", reviewCount: $0) }
    #expect(Set(draws).count == 50)
    // Damaged counts must not trap.
    for count in [-1, Int.max, .min] {
      #expect((0..<1).contains(FuzzSource.draw(key: "", reviewCount: count)))
    }
  }

  @Test func `draws are spread evenly`() {
    var counts = Array(repeating: 0, count: 10)
    for index in 0..<10_000 {
      let u = FuzzSource.draw(key: "bank/card-\(index)", reviewCount: index % 7)
      #expect((0..<1).contains(u))
      counts[Int(u * 10)] += 1
    }
    // Five standard deviations of a fair draw are 150.
    #expect(counts.allSatisfy { (850...1_150).contains($0) })
  }

  @Test(
    arguments: [
      ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
    ] as [(String, UInt64)]
  )
  func `the hash is FNV-1a`(text: String, expected: UInt64) {
    #expect(StableHash.fnv1a(text) == expected)
  }
}
