import SpacedRepetition
import Testing

/// Agreement with the reference implementations, on every number they gave us.
struct `FSRS-6 vectors` {
  /// The references in Double agree with each other to about 8e-15; we ask for 1e-9.
  let double = 1e-9
  /// What fsrs-rs loses to Float, measured against the same references.
  let floatStability = 5e-4
  let floatDifficulty = 2e-6
  let floatInterval = 2e-6

  @Test func `the fixture is whole`() throws {
    let vectors = try Vectors.shared.get()
    #expect(vectors.cases.count == 160)
    #expect(vectors.cases.reduce(0) { $0 + $1.states.count } == 1_336)
    #expect(vectors.parameters["default"] == FSRS6.defaultParameters)
    for vector in vectors.cases { #expect(vector.history.count == vector.states.count) }
  }

  @Test func `every state is the references'`() throws {
    for vector in try Vectors.shared.get().cases {
      let model = try Vectors.model(for: vector)
      var memory: MemoryState?
      for (review, expected) in zip(vector.history, vector.states) {
        let state = try #require(model.replay([review], from: memory))
        memory = state
        #expect(isClose(state.stability, expected[0], within: double), "\(vector)")
        #expect(isClose(state.difficulty, expected[1], within: double), "\(vector)")
        #expect(isClose(state.stability, expected[2], within: floatStability), "\(vector)")
        #expect(isClose(state.difficulty, expected[3], within: floatDifficulty), "\(vector)")
      }
    }
  }

  @Test func `recall after the last answer is the references'`() throws {
    for vector in try Vectors.shared.get().cases {
      let model = try Vectors.model(for: vector)
      let memory = try #require(model.replay(vector.history))
      for point in vector.recall {
        let recall = model.retrievability(of: memory, afterDays: point[0])
        #expect(isClose(recall, point[1], within: double), "\(vector) after \(point[0]) days")
        if let days = Int(exactly: point[0]) {
          #expect(model.retrievability(of: memory, after: Elapsed(studyDays: days)) == recall)
        }
      }
    }
  }

  @Test func `intervals are the references', unrounded and in whole days`() throws {
    for vector in try Vectors.shared.get().cases {
      let model = try Vectors.model(for: vector)
      let memory = try #require(model.replay(vector.history))
      for expected in vector.intervals {
        let days = model.interval(of: memory, desiredRetention: expected[0])
        #expect(isClose(days, expected[1], within: double), "\(vector) at \(expected[0])")
        #expect(isClose(days, expected[2], within: floatInterval), "\(vector) at \(expected[0])")
        #expect(
          Fuzz.days(around: days, within: 1...36_500, at: nil) == Int(expected[3]),
          "\(vector) at \(expected[0])"
        )
      }
    }
  }

  @Test func `the scheduler leaves the memory that the references give`() throws {
    for vector in try Vectors.shared.get().cases {
      let scheduler = Scheduler(model: try Vectors.model(for: vector))
      var card = CardState.new
      for (review, expected) in zip(vector.history, vector.states) {
        let context = SchedulingContext(settings: SchedulingSettings(), elapsed: review.elapsed)
        card = scheduler.nextStates(of: card, in: context)[review.rating].state
        let memory = try #require(card.memory)
        #expect(isClose(memory.stability, expected[0], within: double), "\(vector)")
        #expect(isClose(memory.difficulty, expected[1], within: double), "\(vector)")
      }
      #expect(card.reviewCount == vector.history.count)
    }
  }
}
