import Foundation
import GRDB

/// What is remembered of the learner's study: events, the records derived from them, the card index.
///
/// Each method is one transaction. Events are appended and never changed; all else can be rebuilt
/// from them and from the bank files.
package struct StudyStore: Sendable {
  let writer: any DatabaseWriter
  /// The database's name in messages.
  let file: String
  /// This machine's id, drawn when the database was made.
  package let device: String

  /// Opens the database at `path`, making or migrating it as needed; the folder must exist.
  ///
  /// - Throws: ``StudyStoreError``.
  package init(path: String) throws {
    var generator = SystemRandomNumberGenerator()
    try self.init(path: path, using: &generator)
  }

  /// Opens the database at `path`, drawing the device id of a new one from `generator`.
  package init(path: String, using generator: inout some RandomNumberGenerator) throws {
    let file = FileName.last(of: path)
    self = try Self.mapping(file: file) {
      let queue = try DatabaseQueue(path: path, configuration: Self.configuration(onDisk: true))
      // GRDB relaxes this to NORMAL when it turns on the write-ahead log, so it is set again: an
      // acknowledged answer must survive a power cut.
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      return try Self(queue, file: file, using: &generator)
    }
  }

  /// A store that is gone with the value; for tests and trials.
  package init(inMemory: Void = ()) throws {
    var generator = SystemRandomNumberGenerator()
    let queue = try DatabaseQueue(configuration: Self.configuration(onDisk: false))
    try self.init(queue, file: "study.sqlite", using: &generator)
  }

  private init(
    _ writer: some DatabaseWriter,
    file: String,
    using generator: inout some RandomNumberGenerator
  ) throws {
    self.writer = writer
    self.file = file
    let migrator = StudySchema.migrator
    let known = try writer.read { db in
      if try migrator.hasBeenSuperseded(db) { throw StudyStoreError.newer(file: file) }
      return try migrator.hasCompletedMigrations(db) ? Self.device(db) : nil
    }
    if let known {
      device = known
      return
    }
    try migrator.migrate(writer)
    let drawn = Self.hexadecimal(generator.next())
    device = try writer.write { db in
      try db.execute(
        sql: "INSERT OR IGNORE INTO meta (name, value) VALUES ('device', ?)",
        arguments: [drawn]
      )
      return try Self.device(db) ?? drawn
    }
  }

  private static func device(_ db: Database) throws -> String? {
    try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'device'")
  }

  private static func configuration(onDisk: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.label = "study"
    // Two programs at once: the second waits this long for the first.
    configuration.busyMode = .timeout(5)
    if onDisk { configuration.journalMode = .wal }
    configuration.prepareDatabase { db in
      // An acknowledged answer survives a power cut: every commit is synced.
      try db.execute(sql: "PRAGMA synchronous = FULL")
    }
    return configuration
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

// MARK: - Transactions

extension StudyStore {
  /// Reads from one state of the database.
  func read<T>(_ body: (Database) throws -> T) throws -> T {
    try Self.mapping(file: file) { try writer.read(body) }
  }

  /// Writes all or nothing, durably; waits for other writers.
  ///
  /// `answer` says whether it is an answer that would be lost, for the message.
  func write<T>(answer: Bool = false, _ body: (Database) throws -> T) throws -> T {
    try Self.mapping(file: file, answer: answer) { try writer.write(body) }
  }

  private static func mapping<T>(
    file: String,
    answer: Bool = false,
    _ body: () throws -> T
  ) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StudyStoreError(error, file: file, answer: answer)
    }
  }
}
