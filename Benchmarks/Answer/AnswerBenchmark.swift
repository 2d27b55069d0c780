import Foundation
import GRDB
import Practice
import QuestionBank
import SpacedRepetition
import StudyStore

/// Times a durable answer against a bare one-row transaction, by turns, in databases side by side.
///
/// Usage: AnswerBenchmark DATABASE [COUNT [SEED]]. Answers cards of that study (a throw-away copy) in
/// a shuffled order, and prints the times of both in milliseconds and the medians' ratio, as JSON.
@main
enum AnswerBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else {
      print("usage: AnswerBenchmark DATABASE [COUNT [SEED]]")
      exit(64)
    }
    let path = arguments[1]
    let count = arguments.count > 2 ? Int(arguments[2]) ?? 500 : 500
    var random = SplitMix64(state: arguments.count > 3 ? UInt64(arguments[3]) ?? 1 : 1)
    let store = try StudyStore(path: path)
    let bare = try bareDatabase(beside: path)
    let answering = Answering(
      scheduler: Scheduler(),
      settings: SchedulingSettings(),
      fuzz: true,
      calendar: StudyCalendar { _ in 0 }
    )
    // Neighbours in a bank would share pages, which the next card of a drill does not.
    let keys = try store.keys(prefix: "", limit: .max).shuffled(using: &random).prefix(count)
    let start = Timestamp(rawValue: 1_780_000_000_000)
    var answers: [Double] = []
    var commits: [Double] = []
    let clock = ContinuousClock()
    for (number, key) in keys.enumerated() {
      let moment = start.advanced(bySeconds: number)
      let commit = {
        commits.append(
          try milliseconds(clock) {
            try bare.write { db in
              try db.cachedStatement(sql: "INSERT INTO row (value) VALUES (?)")
                .execute(arguments: [key.rawValue])
            }
          }
        )
      }
      // Neither side is always the second, which finds the disk awake.
      if number.isMultiple(of: 2) { try commit() }
      answers.append(
        try milliseconds(clock) {
          _ = try store.answer(
            key,
            StudyStore.NewAnswer(rating: .good, at: moment, durationMilliseconds: 9_000),
            answering: answering,
            makeID: { EventID(at: moment, using: &random) }
          )
        }
      )
      if !number.isMultiple(of: 2) { try commit() }
    }
    let (answer, commit) = (Times(answers), Times(commits))
    print(
      """
      {"answers": \(answers.count), "answer": \(answer.json), "bare": \(commit.json), \
      "ratio": \(answer.median / commit.median)}
      """
    )
  }

  /// A database of one table on the same disk, as durable as the study.
  private static func bareDatabase(beside path: String) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: path + ".bare")
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
      try db.execute(sql: "CREATE TABLE row (value TEXT)")
    }
    // A log that still grows costs more to sync than one that is written over: past its first
    // checkpoint, after 1,000 pages, both sides are in their usual state.
    for _ in 0..<1_100 {
      try queue.write { try $0.execute(sql: "INSERT INTO row (value) VALUES ('warm')") }
    }
    return queue
  }

  private static func milliseconds(_ clock: ContinuousClock, _ body: () throws -> Void) rethrows
    -> Double
  {
    try clock.measure(body) / .milliseconds(1)
  }
}

/// How long something took, over many times.
struct Times {
  let median: Double
  let fastest: Double
  /// Nineteen in twenty were faster.
  let p95: Double

  init(_ times: [Double]) {
    let sorted = times.sorted()
    median = sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    fastest = sorted.first ?? .nan
    p95 = sorted.isEmpty ? .nan : sorted[sorted.count * 95 / 100]
  }

  var json: String { "{\"median\": \(median), \"min\": \(fastest), \"p95\": \(p95)}" }
}

/// Draws the same numbers for the same seed.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
