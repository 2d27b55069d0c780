import Foundation
import SpacedRepetition

/// The numbers in `Fixtures/fsrs6-vectors.json`: 160 histories with 1,336 answers, four parameter
/// sets, computed by the reference implementations that its `meta` names.
struct Vectors: Decodable {
  struct Case: Decodable, CustomStringConvertible {
    var id: String
    /// Which parameter set.
    var parameters: String
    /// Rating, elapsed study days.
    var reviews: [[Int]]
    /// S, D in Double; S, D from fsrs-rs in Float.
    var states: [[Double]]
    /// Days (some fractional), recall after the last answer.
    var recall: [[Double]]
    /// Desired retention, days in Double, days from fsrs-rs in Float, whole days from py-fsrs.
    var intervals: [[Double]]

    var description: String { id }
  }

  var parameters: [String: [Double]]
  var cases: [Case]

  static let shared = Result {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/fsrs6-vectors.json")
    return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: file))
  }

  /// The model with the parameters of `vector`.
  static func model(for vector: Case) throws -> FSRS6 {
    try FSRS6(parameters: shared.get().parameters[vector.parameters] ?? [])
  }
}

extension Vectors.Case {
  /// The answers as the library speaks of them.
  var history: [(rating: Rating, elapsed: Elapsed)] {
    reviews.compactMap { review in
      Rating(rawValue: review[0]).map { ($0, Elapsed(studyDays: review[1])) }
    }
  }
}

/// Whether two numbers differ by less than `tolerance` times the larger one.
func isClose(_ a: Double, _ b: Double, within tolerance: Double) -> Bool {
  abs(a - b) <= tolerance * max(abs(a), abs(b))
}
