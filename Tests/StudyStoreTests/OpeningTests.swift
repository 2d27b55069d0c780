import Foundation
import GRDB
import Practice
import QuestionBank
import SpacedRepetition
import Testing

@testable import StudyStore

/// Opening the database: alone, beside others, and where nothing can be written.
@Suite struct OpeningTests {
  private let answering = Answering(
    scheduler: Scheduler(),
    settings: SchedulingSettings(),
    fuzz: false,
    calendar: StudyCalendar { _ in 0 }
  )

  /// Runs `body` with a path in a folder of its own.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom opening?#% \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appendingPathComponent("study.sqlite").path)
  }

  private func answer(_ store: StudyStore) throws {
    let at = Timestamp(rawValue: 1_700_000_000_000)
    var random = SystemRandomNumberGenerator()
    _ = try store.answer(
      CardKey(rawValue: "a/one"),
      StudyStore.NewAnswer(rating: .good, at: at),
      answering: answering,
      makeID: { EventID(at: at, using: &random) }
    )
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  /// Every byte of the folder, by file; but for the index of the log, where readers leave their mark.
  private func contents(beside path: String) throws -> [String: Data] {
    let folder = FileName.folder(of: path)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { !$0.hasSuffix("-shm") }
    return Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, FileManager.default.contents(atPath: folder + "/" + $0) ?? Data())
      }
    )
  }

  @Test(arguments: 1...10)
  func `many first starts at once make one database`(round: Int) throws {
    try inFolder { path in
      let outcomes = Outcomes()
      DispatchQueue.concurrentPerform(iterations: 8) { _ in
        outcomes.add(Result { try StudyStore(path: path).device })
      }
      let devices = try outcomes.all.map { try $0.get() }
      #expect(Set(devices).count == 1)
    }
  }

  @Test func `only the learner can read the study`() throws {
    try inFolder { path in
      let store = try StudyStore(path: path)
      try answer(store)
      for suffix in ["", "-wal", "-shm"] { #expect(try mode(path + suffix) == 0o600) }
      withExtendedLifetime(store) {}
    }
  }

  @Test func `opening and reading writes nothing`() throws {
    try inFolder { path in
      try answer(StudyStore(path: path))
      let before = try contents(beside: path)
      let store = try StudyStore(path: path)
      #expect(try store.reviews(of: CardKey(rawValue: "a/one")).count == 1)
      #expect(try contents(beside: path)["study.sqlite-wal"]?.isEmpty != false)
      #expect(try contents(beside: path)["study.sqlite"] == before["study.sqlite"])
    }
  }

  @Test func `reading does not wait for a writer`() throws {
    try inFolder { path in
      let writer = try StudyStore(path: path)
      let clock = ContinuousClock()
      try writer.write { db in
        try db.execute(sql: "INSERT INTO meta (name, value) VALUES ('held', '1')")
        let waited = try clock.measure { _ = try StudyStore(path: path).integrity() }
        #expect(waited < .seconds(2))
      }
    }
  }

  @Test(arguments: [false, true])
  func `what can only be read is read, whether or not a log lies beside it`(hasLog: Bool) throws {
    try inFolder { path in
      var writer: StudyStore? = try StudyStore(path: path)
      try answer(#require(writer))
      if !hasLog { writer = nil }
      let before = try contents(beside: path)
      var random = SystemRandomNumberGenerator()
      let store = try StudyStore(reading: path, using: &random)
      let key = CardKey(rawValue: "a/one")
      #expect(try store.reviews(of: key).count == 1)
      #expect(
        throws: StudyStoreError.cannotWrite(file: "study.sqlite", problem: .readOnly, answer: true)
      ) { try answer(store) }
      let copy = try store.copyInMemory()
      try answer(copy)
      #expect(try copy.reviews(of: key).count == 2)
      #expect(throws: StudyStoreError.self) { try answer(copy.readOnly) }
      #expect(try contents(beside: path) == before)
      withExtendedLifetime(writer) {}
    }
  }

  @Test func `a database of an earlier version that can only be read is read`() throws {
    try inFolder { path in
      do {
        let queue = try DatabaseQueue(path: path)
        try StudySchema.migrator.migrate(queue, upTo: "v1")
      }
      let before = try contents(beside: path)
      var random = SystemRandomNumberGenerator()
      let store = try StudyStore(reading: path, using: &random)
      #expect(try store.integrity().isSound)
      #expect(throws: StudyStoreError.self) { try answer(store) }
      #expect(try contents(beside: path) == before)
    }
  }

  @Test(arguments: [ResultCode.SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_WRITE, .SQLITE_CANTOPEN])
  func `a full disk is called that, whatever SQLite calls it`(code: ResultCode) {
    let error = DatabaseError(resultCode: code)
    #expect(
      StudyStoreError(error, file: "study.sqlite", answer: true, isFull: true).description
        == "cannot write study.sqlite: disk full. Your last answer was not saved; free space and "
        + "answer it again"
    )
    let other = StudyStoreError(error, file: "study.sqlite", isFull: false)
    #expect(!other.description.contains("disk full"))
    #expect(other.losingAnswer.description.contains("Your last answer was not saved"))
  }
}

/// Collects what several threads come to.
private final class Outcomes: @unchecked Sendable {  // guarded by the lock
  private let lock = NSLock()
  private var outcomes: [Result<String, any Error>] = []

  var all: [Result<String, any Error>] { lock.withLock { outcomes } }

  func add(_ outcome: Result<String, any Error>) { lock.withLock { outcomes.append(outcome) } }
}
