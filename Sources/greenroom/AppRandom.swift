/// Random numbers that `--seed` repeats; from the system where no seed is given.
struct AppRandom: RandomNumberGenerator {
  private var state: UInt64?
  private var system = SystemRandomNumberGenerator()

  init(seed: UInt64?) { self.state = seed }

  mutating func next() -> UInt64 {
    guard let before = state else { return system.next() }
    // SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
    let sum = before &+ 0x9E37_79B9_7F4A_7C15
    state = sum
    var mixed = (sum ^ (sum >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
