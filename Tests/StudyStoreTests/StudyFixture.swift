import Foundation
import GRDB
import Practice
import QuestionBank
import SpacedRepetition

@testable import StudyStore

/// A store over a folder of banks, with a clock that a test sets.
final class StudyFixture {
  let root = FileManager.default.temporaryDirectory
    .appendingPathComponent("greenroom-study-\(UUID().uuidString)")
  let store: StudyStore
  let answering = Answering(
    scheduler: Scheduler(),
    settings: SchedulingSettings(),
    fuzz: false,
    calendar: StudyCalendar { _ in 0 }
  )
  private(set) var catalogue = TopicCatalogue()

  init() throws { store = try StudyStore(inMemory: ()) }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// A moment on a study day, minutes after ten in the morning.
  static func moment(day: Int, minute: Int = 0) -> Timestamp {
    Timestamp(rawValue: (20_000 + Int64(day)) * 86_400_000 + 36_000_000 + Int64(minute) * 60_000)
  }

  static func day(_ day: Int) -> StudyDay { StudyDay(rawValue: 20_000 + day) }

  /// Makes these entries, each a line of YAML, the only bank there is.
  func write(bank: String = "a", _ entries: [String]) throws {
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    let text =
      "bank: \(bank)\ntitle: T\ntopic: databases\nstage: senior\ncards:\n"
      + entries.map { "  - \($0)\n" }.joined()
    try Data(text.utf8).write(to: root.appendingPathComponent("\(bank).yaml"))
    try store.refreshIndex([BankSource(root: root.path, isShipped: false)], answering: answering)
    catalogue = try store.catalogue()
  }

  @discardableResult
  func answer(
    _ key: String,
    _ rating: Rating = .good,
    day: Int,
    minute: Int = 0,
    counts: Bool = true,
    round: String? = nil,
    milliseconds: Int? = 1_000
  ) throws -> CardRecord {
    let at = Self.moment(day: day, minute: minute)
    var random = SystemRandomNumberGenerator()
    return try store.answer(
      CardKey(rawValue: key),
      StudyStore.NewAnswer(
        rating: rating,
        at: at,
        durationMilliseconds: milliseconds,
        counts: counts,
        round: round
      ),
      answering: answering,
      makeID: { EventID(at: at, using: &random) }
    ).record
  }

  @discardableResult
  func change(_ key: String, _ change: CardEvent.Change, day: Int, minute: Int = 0) throws
    -> CardRecord
  {
    let at = Self.moment(day: day, minute: minute)
    var random = SystemRandomNumberGenerator()
    return try store.append(
      change,
      to: CardKey(rawValue: key),
      at: at,
      answering: answering,
      makeID: { EventID(at: at, using: &random) }
    ).record
  }

  @discardableResult
  func undo(day: Int) throws -> UndoneEvent? {
    let at = Self.moment(day: day, minute: 600)
    var random = SystemRandomNumberGenerator()
    return try store.undo(
      at: at,
      answering: answering,
      makeID: { EventID(at: at, using: &random) }
    )
  }

  func record(_ key: String) throws -> CardRecord? {
    try store.record(CardKey(rawValue: key))
  }

  /// Keys of all that could be asked on a day.
  func queue(day: Int, minute: Int = 0, excluding: Set<CardKey> = []) throws -> [String] {
    let input = try store.queueInput(
      StudyStore.QueueRequest(
        scope: StudyScope(),
        at: Self.moment(day: day, minute: minute),
        excluding: excluding
      ),
      answering: answering,
      catalogue: catalogue
    )
    let all = input.learning + input.reviews + Stage.allCases.flatMap { input.new[$0] ?? [] }
    return all.map(\.key.rawValue).sorted()
  }

  func progress(day: Int) throws -> DayProgress { try store.dayProgress(Self.day(day)) }

  func statistics(day: Int, scope: StudyScope? = nil) throws -> StudyStatistics {
    try store.statistics(today: Self.day(day), days: 30, scope: scope, catalogue: catalogue)
  }

  /// Every record that says anything, by key.
  func records() throws -> [String: CardRecord] {
    let keys = try store.read { db in
      try String.fetchAll(db, sql: "SELECT card_key FROM card ORDER BY card_key")
    }
    return Dictionary(
      uniqueKeysWithValues: try keys.compactMap { key in
        try record(key).flatMap { $0 == CardRecord(key: $0.key) ? nil : (key, $0) }
      }
    )
  }
}
