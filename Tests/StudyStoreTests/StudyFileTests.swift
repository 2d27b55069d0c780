import Foundation
import GRDB
import Practice
import QuestionBank
import SpacedRepetition
import Testing

@testable import StudyStore

/// What becomes of a study whose file is damaged, or takes a backup's place.
@Suite struct StudyFileTests {
  private let key = CardKey(rawValue: "a/one")
  private let answering = Answering(
    scheduler: Scheduler(),
    settings: SchedulingSettings(),
    fuzz: false,
    calendar: StudyCalendar { _ in 0 }
  )

  /// A folder that is gone with the test.
  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-file-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private func answer(_ store: StudyStore, times: Int) throws {
    var random = SystemRandomNumberGenerator()
    for day in 0..<times {
      let at = StudyFixture.moment(day: day)
      _ = try store.answer(
        CardKey(rawValue: "a/card-\(day % 50)"),
        StudyStore.NewAnswer(rating: .good, at: at, typed: String(repeating: "x", count: 100)),
        answering: answering,
        makeID: { EventID(at: at, using: &random) }
      )
    }
  }

  /// Overwrites the pages of a table or an index, which are found by its name.
  private func damage(_ name: String, in file: String) throws {
    let queue = try DatabaseQueue(path: file)
    let pages = try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = DELETE")
      return try Int.fetchAll(
        db,
        sql: "SELECT rootpage FROM sqlite_schema WHERE name = ?",
        arguments: [name]
      )
    }
    try queue.close()
    let handle = try #require(FileHandle(forUpdatingAtPath: file))
    for page in pages {
      try handle.seek(toOffset: UInt64((page - 1) * 4096))
      try handle.write(contentsOf: Data(repeating: 0xAB, count: 4096))
    }
    try handle.close()
  }

  @Test(arguments: ["card", "bank_entry", "review_by_card", "card_due", "finding"])
  func `a study is made anew from its events where what is derived is damaged`(name: String) throws
  {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("study.sqlite").path
    var device = ""
    var before: CardRecord?
    do {
      let store = try StudyStore(path: path)
      device = store.device
      try answer(store, times: 300)
      before = try store.record(CardKey(rawValue: "a/card-7"))
    }
    #expect(try StudyFile(path: path).problems() == [])
    try damage(name, in: path)
    #expect(try !StudyFile(path: path).problems().isEmpty)
    let salvage = try StudyFile(path: path).salvage(force: false)
    #expect(salvage.isWhole)
    #expect(salvage.reviews == 300)
    #expect(salvage.kept == path + ".1")
    #expect(try StudyFile(path: path).problems() == [])
    let store = try StudyStore(path: path)
    #expect(store.device == device)
    try store.rebuildIfModelChanged(answering)
    #expect(try store.record(CardKey(rawValue: "a/card-7")) == before)
  }

  @Test func `where answers are damaged, only force makes do with those that can be read`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("study.sqlite").path
    do {
      let store = try StudyStore(path: path)
      try answer(store, times: 300)
    }
    // A page in the middle of the answers, which alone hold what was typed.
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let typed = Data(repeating: UInt8(ascii: "x"), count: 100)
    let pages = stride(from: 0, to: bytes.count, by: 4096).filter {
      bytes.range(of: typed, in: $0..<min($0 + 4096, bytes.count)) != nil
    }
    try #require(pages.count > 4)
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.seek(toOffset: UInt64(pages[pages.count / 2]))
    try handle.write(contentsOf: Data(repeating: 0xAB, count: 4096))
    try handle.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    do {
      _ = try StudyFile(path: path).salvage(force: false)
      Issue.record("a study with lost answers was replaced unasked")
    } catch StudyStoreError.lostEvents(let file, let reviews) {
      #expect(file == "study.sqlite")
      #expect((1..<300).contains(reviews))
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["study.sqlite"])
    let salvage = try StudyFile(path: path).salvage(force: true)
    #expect(!salvage.isWhole)
    // Both ends are read, so that one bad page costs one page.
    #expect((250..<300).contains(salvage.reviews))
    #expect(try StudyFile(path: path).problems() == [])
  }

  @Test(arguments: [nil, 20, 100, 104] as [UInt64?])
  func `damage that keeps the database from being opened is the study's, not the draft's`(
    at offset: UInt64?
  ) throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("study.sqlite").path
    do {
      let store = try StudyStore(path: path)
      try answer(store, times: 300)
    }
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    if let offset {
      try handle.seek(toOffset: offset)
      try handle.write(contentsOf: Data(repeating: 0xAB, count: 200))
    } else {
      try handle.truncate(atOffset: try handle.seekToEnd() / 8192 * 4096)
    }
    try handle.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    for force in [false, true] {
      do {
        _ = try StudyFile(path: path).salvage(force: force)
        #expect(force && offset == nil, "a study with lost answers was replaced unasked")
      } catch StudyStoreError.lostEvents(let file, _) {
        #expect(file == "study.sqlite")
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        #expect(
          try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["study.sqlite"]
        )
      }
    }
  }

  @Test func `a study that another program has open is not replaced`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("study.sqlite").path
    let backup = folder.appendingPathComponent("copy.sqlite").path
    let store = try StudyStore(path: path)
    try answer(store, times: 2)
    try store.backup(to: backup)
    try answer(store, times: 1)
    #expect(throws: StudyStoreError.busy(file: "study.sqlite")) {
      try StudyFile(path: path).restore(from: backup)
    }
    #expect(try store.reviews(of: CardKey(rawValue: "a/card-0")).count == 2)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
        $0.hasSuffix(".tmp")
      }.isEmpty
    )
  }

  @Test func `a restore into an empty home keeps nothing, since there was nothing`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let backup = folder.appendingPathComponent("copy.sqlite").path
    let store = try StudyStore(inMemory: ())
    try answer(store, times: 3)
    try store.backup(to: backup)
    let path = folder.appendingPathComponent("deep/study.sqlite").path
    #expect(try StudyFile(path: path).restore(from: backup) == nil)
    #expect(try StudyStore(path: path).integrity().reviews == 3)
  }

  @Test func `emptying the index and reading the banks again changes no record`() throws {
    let study = try StudyFixture()
    try study.write(["{id: one, question: Q, answer: A}", "{id: two, question: R, answer: A}"])
    try study.answer("a/one", .easy, day: 0)
    try study.change("a/two", .suspended, day: 0)
    try study.write(["{id: uno, question: Q, answer: A, was: [a/one]}"])
    let before = try study.records()
    let queue = try study.queue(day: 30)
    try study.store.write { try $0.execute(sql: "UPDATE card SET position = 7, turn = 7") }
    try study.store.forgetIndex()
    #expect(try study.queue(day: 30) == [])
    try study.write(["{id: uno, question: Q, answer: A, was: [a/one]}"])
    try study.store.rebuild(study.answering)
    #expect(try study.records() == before)
    #expect(try study.queue(day: 30) == queue)
    #expect(queue == ["a/uno"])
  }
}
