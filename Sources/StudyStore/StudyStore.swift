import Foundation
import GRDB

/// What is remembered of the learner's study: events, the records derived from them, the card index.
///
/// Each method is one transaction. Events are appended and never changed; all else can be rebuilt
/// from them and from the bank files.
package struct StudyStore: Sendable {
  let writer: any DatabaseWriter
  /// Where the database is; nil in memory.
  let path: String?
  /// This machine's id, drawn when the database was made.
  package let device: String
  /// Whether every write is refused, since the file or its folder is not writable.
  package let isReadOnly: Bool

  /// The database's name in messages.
  var file: String { path.map(FileName.last) ?? "study.sqlite" }

  /// Opens the database at `path`, making or migrating it as needed; the folder must exist.
  ///
  /// What cannot be written is opened for reading.
  ///
  /// - Throws: ``StudyStoreError``.
  package init(path: String) throws {
    var generator = SystemRandomNumberGenerator()
    try self.init(path: path, using: &generator)
  }

  /// Opens the database at `path`, drawing the device id of a new one from `generator`.
  package init(path: String, using generator: inout some RandomNumberGenerator) throws {
    self = try Self.mapping(path: path) {
      switch try DatabaseFile.prepare(path) {
      case .read: try Self(reading: path, using: &generator)
      case .write:
        try Self(
          DatabaseQueue(path: path, configuration: Self.configuration()),
          path: path,
          using: &generator
        )
      }
    }
  }

  /// A store that is gone with the value; for tests and trials.
  package init(inMemory: Void = ()) throws {
    var generator = SystemRandomNumberGenerator()
    let queue = try DatabaseQueue(configuration: Self.configuration())
    try self.init(queue, path: nil, using: &generator)
  }

  /// A store in memory that begins as this one is; what is written to it is gone with the value.
  package func copyInMemory() throws -> StudyStore {
    try Self.mapping(path: path) {
      let copy = try DatabaseQueue(configuration: Self.configuration())
      try writer.backup(to: copy)
      return StudyStore(writer: copy, path: nil, device: device, isReadOnly: false)
    }
  }

  /// The same store, refusing every write.
  package var readOnly: StudyStore {
    StudyStore(writer: writer, path: path, device: device, isReadOnly: true)
  }

  private init(writer: any DatabaseWriter, path: String?, device: String, isReadOnly: Bool) {
    self.writer = writer
    self.path = path
    self.device = device
    self.isReadOnly = isReadOnly
  }

  /// Opens for reading; a database of an earlier version is brought up to date in memory.
  init(reading path: String, using generator: inout some RandomNumberGenerator) throws {
    let file = try DatabaseQueue(
      path: DatabaseFile.readOnlyLocation(path),
      configuration: Self.configuration(readOnly: true)
    )
    if let device = try Self.deviceIfReady(file, path: path) {
      self.init(writer: file, path: path, device: device, isReadOnly: true)
      return
    }
    let copy = try DatabaseQueue(configuration: Self.configuration())
    try file.backup(to: copy)
    let store = try Self(copy, path: nil, using: &generator)
    self.init(writer: copy, path: path, device: store.device, isReadOnly: true)
  }

  /// Opens for writing.
  private init(
    _ queue: DatabaseQueue,
    path: String?,
    using generator: inout some RandomNumberGenerator
  ) throws {
    if let device = try Self.deviceIfReady(queue, path: path) {
      self.init(writer: queue, path: path, device: device, isReadOnly: false)
      return
    }
    let drawn = Self.hexadecimal(generator.next())
    func prepare() throws -> String {
      // Another program may have been first.
      if let device = try Self.deviceIfReady(queue, path: path) { return device }
      if path != nil {
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      }
      try StudySchema.migrator.migrate(queue)
      return try queue.write { db in
        try db.execute(
          sql: "INSERT OR IGNORE INTO meta (name, value) VALUES ('device', ?)",
          arguments: [drawn]
        )
        return try Self.device(db) ?? drawn
      }
    }
    let device = try path.map { try DatabaseFile.alone(with: $0, prepare) } ?? prepare()
    self.init(writer: queue, path: path, device: device, isReadOnly: false)
  }

  /// This machine's id, where the database is as this version wants it; without writing anything.
  private static func deviceIfReady(_ queue: DatabaseQueue, path: String?) throws -> String? {
    // In one transaction, since another program may be making the tables.
    try queue.read { db in
      let migrator = StudySchema.migrator
      let applied = try migrator.appliedIdentifiers(db)
      let known = Set(migrator.migrations)
      guard applied.isSubset(of: known) else {
        throw StudyStoreError.newer(file: path.map(FileName.last) ?? "study.sqlite")
      }
      guard applied == known else { return nil }
      // The file remembers the mode. What is only read needs no log.
      if path != nil, !db.configuration.readonly {
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal" else { return nil }
      }
      return try device(db)
    }
  }

  private static func device(_ db: Database) throws -> String? {
    try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'device'")
  }

  /// GRDB is not asked for the write-ahead log: it would write at every start, wait for whoever
  /// writes, and relax what is set here to NORMAL.
  private static func configuration(readOnly: Bool = false) -> Configuration {
    var configuration = Configuration()
    configuration.label = "study"
    configuration.readonly = readOnly
    // Two programs at once: the second waits this long for the first.
    configuration.busyMode = .timeout(5)
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
    try Self.mapping(path: path) { try writer.read(body) }
  }

  /// Writes all or nothing, durably; waits for other writers.
  ///
  /// `answer` says whether it is an answer that would be lost, for the message.
  func write<T>(answer: Bool = false, _ body: (Database) throws -> T) throws -> T {
    if isReadOnly {
      throw StudyStoreError.cannotWrite(file: file, problem: .readOnly, answer: answer)
    }
    return try Self.mapping(path: path, answer: answer) { try writer.write(body) }
  }

  private static func mapping<T>(
    path: String?,
    answer: Bool = false,
    _ body: () throws -> T
  ) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StudyStoreError(
        error,
        file: path.map(FileName.last) ?? "study.sqlite",
        answer: answer,
        isFull: path.map(DatabaseFile.isFull) ?? false
      )
    }
  }
}
