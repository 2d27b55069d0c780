import Foundation
import SpacedRepetition
import Testing

/// The numbers in `Fixtures/fsrs7-vectors.json`: 160 histories with 1,372 answers, four parameter
/// sets, computed by the reference implementations that its `meta` names.
private struct FSRS7Vectors: Decodable {
  struct Case: Decodable, CustomStringConvertible {
    var id: String
    /// Which parameter set.
    var parameters: String
    /// Rating, elapsed days with fractions.
    var reviews: [[Double]]
    /// Slow and fast stability, difficulty.
    var states: [[Double]]
    /// The last of them, rounded, from which the next two were taken.
    var last: [Double]
    /// Days, recall after the last answer.
    var recall: [[Double]]
    /// Desired retention, days.
    var intervals: [[Double]]

    var description: String { id }

    var history: [(rating: Rating, elapsed: Elapsed)] {
      reviews.compactMap { review in
        Rating(rawValue: Int(review[0])).map {
          ($0, Elapsed(studyDays: Int(review[1].rounded()), fractionalDays: review[1]))
        }
      }
    }

    var memory: MemoryState {
      MemoryState(stability: last[0], difficulty: last[2], fastStability: last[1])
    }

    func model() throws -> FSRS7 {
      try FSRS7(parameters: FSRS7Vectors.shared.get().parameters[parameters] ?? [])
    }
  }

  var parameters: [String: [Double]]
  var cases: [Case]

  static let shared = Result {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/fsrs7-vectors.json")
    return try JSONDecoder().decode(FSRS7Vectors.self, from: Data(contentsOf: file))
  }
}

/// Agreement with the reference implementations, on every number they gave us.
struct `FSRS-7 vectors` {
  /// The references' plain powers and differences and ours, which keep more digits, part by 5e-12.
  let double = 1e-9

  private func matches(_ state: MemoryState, _ expected: [Double]) -> Bool {
    isClose(state.stability, expected[0], within: double)
      && isClose(state.fastStability ?? .nan, expected[1], within: double)
      && isClose(state.difficulty, expected[2], within: double)
  }

  @Test func `the fixture is whole`() throws {
    let vectors = try FSRS7Vectors.shared.get()
    #expect(vectors.cases.count == 160)
    #expect(vectors.cases.reduce(0) { $0 + $1.states.count } == 1_372)
    #expect(vectors.parameters["default"] == FSRS7.defaultParameters)
    for vector in vectors.cases { #expect(vector.history.count == vector.states.count) }
  }

  @Test func `every state is the references'`() throws {
    for vector in try FSRS7Vectors.shared.get().cases {
      let model = try vector.model()
      var memory: MemoryState?
      for (review, expected) in zip(vector.history, vector.states) {
        let state = try #require(model.replay([review], from: memory))
        memory = state
        #expect(matches(state, expected), "\(vector): \(state), not \(expected)")
      }
    }
  }

  @Test func `recall after the last answer is the references'`() throws {
    for vector in try FSRS7Vectors.shared.get().cases {
      let model = try vector.model()
      let ours = try #require(model.replay(vector.history))
      for point in vector.recall {
        let recall = model.retrievability(of: vector.memory, afterDays: point[0])
        #expect(isClose(recall, point[1], within: 1e-12), "\(vector) after \(point[0]) days")
        // The references round the state; that alone moves recall by up to 3e-7.
        let unrounded = model.retrievability(of: ours, afterDays: point[0])
        #expect(abs(unrounded - point[1]) < 1e-6, "\(vector) after \(point[0]) days")
      }
    }
  }

  @Test func `intervals are where the references' curves meet the desired retention`() throws {
    for vector in try FSRS7Vectors.shared.get().cases {
      let model = try vector.model()
      for expected in vector.intervals {
        let days = model.interval(of: vector.memory, desiredRetention: expected[0])
        #expect(isClose(days, expected[1], within: double), "\(vector) at \(expected[0])")
        guard (2e-14..<36_500).contains(days) else { continue }
        let recall = model.retrievability(of: vector.memory, afterDays: days)
        #expect(abs(recall - expected[0]) <= 2e-12, "\(vector) at \(expected[0])")
      }
    }
  }

  @Test func `the scheduler leaves the memory that the references give`() throws {
    for vector in try FSRS7Vectors.shared.get().cases {
      let scheduler = Scheduler(model: try vector.model())
      var card = CardState.new
      for (review, expected) in zip(vector.history, vector.states) {
        let context = SchedulingContext(settings: SchedulingSettings(), elapsed: review.elapsed)
        card = scheduler.nextStates(of: card, in: context)[review.rating].state
        #expect(matches(try #require(card.memory), expected), "\(vector)")
      }
    }
  }
}
