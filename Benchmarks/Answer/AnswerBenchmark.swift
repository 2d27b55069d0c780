import Foundation
import GRDB
import Practice
import QuestionBank
import SpacedRepetition
import StudyStore

/// Times a durable answer against a bare one-row transaction, by turns, in databases side by side.
///
/// Usage: AnswerBenchmark DATABASE [COUNT]. Answers cards of that study (a throw-away copy), and
/// prints the two medians in milliseconds and their ratio, as JSON.
@main
enum AnswerBenchmark {
  static func main() throws {
    guard CommandLine.arguments.count > 1 else {
      print("usage: AnswerBenchmark DATABASE [COUNT]")
      exit(64)
    }
    let path = CommandLine.arguments[1]
    let count = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 500 : 500
    let store = try StudyStore(path: path)
    let bare = try bareDatabase(beside: path)
    let answering = Answering(
      scheduler: Scheduler(),
      settings: SchedulingSettings(),
      fuzz: true,
      calendar: StudyCalendar { _ in 0 }
    )
    let keys = try store.keys(prefix: "", limit: count)
    var random = SystemRandomNumberGenerator()
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
              try db.execute(sql: "INSERT INTO row (value) VALUES (?)", arguments: [key.rawValue])
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
    let (answer, commit) = (median(answers), median(commits))
    print(
      """
      {"answers": \(answers.count), "answer_ms": \(answer), "bare_commit_ms": \(commit), \
      "ratio": \(answer / commit)}
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

  private static func median(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.sorted()[values.count / 2]
  }
}
