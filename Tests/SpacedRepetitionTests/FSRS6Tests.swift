import Foundation
import SpacedRepetition
import Testing

/// What must hold of FSRS-6 whatever the history, and the mistakes that ports have made.
struct `FSRS-6` {
  let model = FSRS6()

  private func after(_ days: Int) -> Elapsed { Elapsed(studyDays: days) }

  // MARK: - The forgetting curve

  @Test(arguments: [0.001, 0.5, 1, 30, 365, 36_500], [0.1, 0.1542, 0.5, 0.8])
  func `recall is 90 % after one stability`(stability: Double, decay: Double) throws {
    var parameters = FSRS6.defaultParameters
    parameters[20] = decay
    let model = try FSRS6(parameters: parameters)
    let memory = MemoryState(stability: stability, difficulty: 5)
    #expect(isClose(model.retrievability(of: memory, afterDays: stability), 0.9, within: 1e-12))
    #expect(
      isClose(model.interval(of: memory, desiredRetention: 0.9), stability, within: 1e-12)
    )
  }

  @Test(arguments: [0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999_999])
  func `the interval is where the curve reaches the desired retention`(retention: Double) {
    for stability in [0.001, 0.3, 12, 400] {
      let memory = MemoryState(stability: stability, difficulty: 5)
      let days = model.interval(of: memory, desiredRetention: retention)
      #expect(isClose(model.retrievability(of: memory, afterDays: days), retention, within: 1e-12))
    }
  }

  @Test func `recall falls with time and rises with stability`() {
    let days = [0, 0.01, 0.5, 1, 2, 10, 100, 1_000, 36_500]
    let stabilities = [0.001, 0.1, 1, 10, 100, 36_500]
    for stability in stabilities {
      let memory = MemoryState(stability: stability, difficulty: 5)
      let recall = days.map { model.retrievability(of: memory, afterDays: $0) }
      #expect(recall[0] == 1)
      #expect(zip(recall, recall.dropFirst()).allSatisfy { $0 > $1 && $1 > 0 })
    }
    let atTen = stabilities.map {
      model.retrievability(of: MemoryState(stability: $0, difficulty: 5), afterDays: 10)
    }
    #expect(zip(atTen, atTen.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func `a higher desired retention never lengthens the interval`() {
    let memory = MemoryState(stability: 20, difficulty: 5)
    let days = stride(from: 0.70, through: 0.99, by: 0.01).map {
      model.interval(of: memory, desiredRetention: $0)
    }
    #expect(zip(days, days.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test(arguments: [0, -1, 1e-300, -Double.infinity])
  func `a retention that is never reached asks for a billion days`(retention: Double) {
    let memory = MemoryState(stability: 100, difficulty: 5)
    #expect(model.interval(of: memory, desiredRetention: retention) == 1e9)
  }

  @Test(arguments: [1, 1.5, .infinity, .nan])
  func `a retention that cannot be kept asks for no interval`(retention: Double) {
    let memory = MemoryState(stability: 100, difficulty: 5)
    #expect(model.interval(of: memory, desiredRetention: retention) == 0)
  }

  @Test func `recall counts study days, not hours`() {
    let memory = model.initialState(after: .again)
    let lateThenEarly = Elapsed(studyDays: 1, fractionalDays: 0.3)
    let sameEvening = Elapsed(studyDays: 0, fractionalDays: 0.3)
    #expect(
      model.retrievability(of: memory, after: lateThenEarly)
        == model.retrievability(of: memory, afterDays: 1)
    )
    #expect(model.retrievability(of: memory, after: sameEvening) == 1)
  }

  // MARK: - Answers

  @Test func `a better answer never leaves a weaker or a harder memory`() {
    for days in [0, 1, 3, 30, 1_000] {
      for stability in [0.001, 0.5, 10, 3_000] {
        for difficulty in [1.0, 5, 10] {
          let memory = MemoryState(stability: stability, difficulty: difficulty)
          let next = Rating.allCases.map {
            model.nextState(memory, after: $0, elapsed: after(days))
          }
          for (worse, better) in zip(next, next.dropFirst()) {
            #expect(worse.stability <= better.stability)
            #expect(worse.difficulty >= better.difficulty)
          }
        }
      }
    }
  }

  @Test func `recall after a longer wait strengthens more`() {
    let memory = MemoryState(stability: 10, difficulty: 5)
    let next = [1, 5, 10, 20, 100].map {
      model.nextState(memory, after: .good, elapsed: after($0)).stability
    }
    #expect(zip(next, next.dropFirst()).allSatisfy { $0 < $1 })
    #expect(next.allSatisfy { $0 > 10 })
  }

  @Test func `a lapse never leaves more than was there`() {
    for stability in [0.001, 0.01, 1, 50, 36_500] {
      for days in [1, 10, 10_000] {
        let memory = MemoryState(stability: stability, difficulty: 1)
        let next = model.nextState(memory, after: .again, elapsed: after(days))
        #expect(next.stability <= stability)
      }
    }
  }

  @Test func `states stay within their bounds in a long life of any answers`() throws {
    let lower = try FSRS6(parameters: FSRS6.parameterBounds.map(\.lowerBound))
    let upper = try FSRS6(parameters: FSRS6.parameterBounds.map(\.upperBound))
    for model in [FSRS6(), lower, upper] {
      for seed in 0..<20 {
        var memory = model.initialState(after: .good)
        for turn in 0..<200 {
          let u = FuzzSource.draw(key: "life \(seed)", reviewCount: turn)
          let rating = Rating.allCases[Int(u * 4)]
          let days = Int(pow(10, 5 * FuzzSource.draw(key: "wait \(seed)", reviewCount: turn))) - 1
          memory = model.nextState(memory, after: rating, elapsed: after(days))
          #expect((0.001...36_500).contains(memory.stability))
          #expect((1...10).contains(memory.difficulty))
        }
      }
    }
  }

  @Test(arguments: [
    MemoryState(stability: .nan, difficulty: .nan), MemoryState(stability: 0, difficulty: 0),
    MemoryState(stability: -5, difficulty: 90), MemoryState(stability: .infinity, difficulty: 5),
  ])
  func `a damaged state heals instead of spreading`(state: MemoryState) {
    for days in [0, 7] {
      for rating in Rating.allCases {
        let next = model.nextState(state, after: rating, elapsed: after(days))
        #expect((0.001...36_500).contains(next.stability))
        #expect((1...10).contains(next.difficulty))
      }
      #expect((0...1).contains(model.retrievability(of: state, after: after(days))))
    }
    #expect((0...36_500).contains(model.interval(of: state, desiredRetention: 0.9)))
  }

  // MARK: - Mistakes of other ports

  @Test func `difficulty reverts towards an unclamped D0(4)`() {
    // −4.77 as it comes, 1 if it were clamped: the second would give 7.0 − 0.001·6 rather than this.
    let next = model.nextState(
      MemoryState(stability: 10, difficulty: 7),
      after: .good,
      elapsed: after(10)
    )
    let easiest = 6.4133 - exp(0.8334 * 3) + 1
    #expect(abs(easiest - -4.77) < 0.01)
    #expect(isClose(next.difficulty, 0.001 * easiest + 0.999 * 7, within: 1e-12))
  }

  @Test func `a first stability under a tenth of a day stands`() throws {
    var parameters = FSRS6.defaultParameters
    parameters[0] = 0.02
    let model = try FSRS6(parameters: parameters)
    #expect(model.initialState(after: .again).stability == 0.02)
  }

  @Test func `the curve divides by S, not by 9·S`() {
    let memory = MemoryState(stability: 10, difficulty: 5)
    let factor = pow(0.9, -1 / 0.1542) - 1
    #expect(
      isClose(
        model.retrievability(of: memory, afterDays: 30),
        pow(1 + factor * 30 / 10, -0.1542),
        within: 1e-12
      )
    )
  }

  @Test func `stability grows by the difficulty from before the answer`() {
    let next = model.nextState(
      MemoryState(stability: 10, difficulty: 5),
      after: .easy,
      elapsed: after(10)
    )
    let growth =
      exp(1.8722) * (11 - 5) * pow(10, -0.1666) * (exp(0.796 * (1 - 0.9)) - 1) * 1.8729
    #expect(next.difficulty < 5)
    #expect(isClose(next.stability, 10 * (1 + growth), within: 1e-12))
  }

  @Test func `Hard on the same day does not weaken either`() {
    let memory = MemoryState(stability: 50, difficulty: 5)
    #expect(model.nextState(memory, after: .hard, elapsed: after(0)).stability == 50)
    #expect(model.nextState(memory, after: .again, elapsed: after(0)).stability < 50)
  }

  @Test func `a minute past the day boundary is a day, 23 hours before it are none`() {
    let memory = MemoryState(stability: 5, difficulty: 5)
    let overnight = Elapsed(studyDays: 1, fractionalDays: 0.001)
    let withinDay = Elapsed(studyDays: 0, fractionalDays: 0.96)
    #expect(
      model.nextState(memory, after: .good, elapsed: overnight)
        == model.nextState(memory, after: .good, elapsed: after(1))
    )
    #expect(
      model.nextState(memory, after: .good, elapsed: withinDay)
        == model.nextState(memory, after: .good, elapsed: after(0))
    )
  }

  @Test func `tiny stabilities keep their digits`() {
    // (S+1)^w13 − 1 ≈ w13·S at S = 0.001: the subtraction would lose three digits, in Float seven.
    let s = 0.001
    let lapse = model.nextState(
      MemoryState(stability: 0.002, difficulty: 10),
      after: .again,
      elapsed: after(1)
    )
    #expect(lapse.stability >= s)
    let memory = MemoryState(stability: s, difficulty: 5)
    let moment = 1e-12
    let factor = pow(0.9, -1 / 0.1542) - 1
    let forgotten = 1 - model.retrievability(of: memory, afterDays: moment)
    #expect(isClose(forgotten, 0.1542 * factor * moment / s, within: 1e-6))
    let nearlyCertain = model.interval(of: memory, desiredRetention: 1 - 0x1p-40)
    #expect(isClose(nearlyCertain, s / factor * 0x1p-40 / 0.1542, within: 1e-9))
  }
}
