import Foundation
import GRDB
package import QuestionBank

/// What `doctor` wants to know about the database.
package struct IntegrityReport: Hashable, Sendable {
  /// What SQLite finds wrong with its own pages; empty where all is well.
  package var problems: [String] = []
  /// Rows that refer to nothing, by table.
  package var danglingRows: [String: Int] = [:]
  package var journalMode = ""
  /// 2 is FULL: every commit is synced to the disk.
  package var synchronous = 0
  package var sqliteVersion = ""
  package var cards = 0
  package var reviews = 0
  package var retractions = 0
  /// Cards that are remembered but in no bank file: their history waits for them.
  package var orphans: [CardKey] = []
  /// Cards whose shipped text has changed since the learner replaced it.
  package var outdatedOverrides: [CardKey] = []

  package init() {}

  package var isSound: Bool { problems.isEmpty && danglingRows.isEmpty }
}

extension StudyStore {
  /// Looks the database over; reads all of it.
  package func integrity() throws -> IntegrityReport {
    try read { db in
      var report = IntegrityReport()
      report.problems = try String.fetchAll(db, sql: "PRAGMA quick_check").filter { $0 != "ok" }
      for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
        report.danglingRows[row[0], default: 0] += 1
      }
      let lost = try Int.fetchOne(
        db,
        sql: "SELECT count(*) FROM card WHERE entry_id NOT IN (SELECT id FROM bank_entry)"
      )
      if let lost, lost > 0 { report.danglingRows["card", default: 0] += lost }
      report.journalMode = try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? ""
      report.synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? 0
      report.sqliteVersion = try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? ""
      report.cards =
        try Int.fetchOne(db, sql: "SELECT count(*) FROM card WHERE entry_id IS NOT NULL") ?? 0
      report.reviews = try Int.fetchOne(db, sql: "SELECT count(*) FROM review") ?? 0
      report.retractions = try Int.fetchOne(db, sql: "SELECT count(*) FROM retraction") ?? 0
      report.orphans = try Self.orphans(db)
      report.outdatedOverrides = try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT b.card_key FROM override_base b
          JOIN bank_entry e ON e.card_key = b.card_key
          JOIN bank_file f ON f.id = e.file_id AND f.origin = 1
          WHERE e.text_hash <> b.text_hash ORDER BY b.card_key
          """
      ).map { CardKey(rawValue: $0) }
      return report
    }
  }

  /// Says that the learner has seen how an original changed and keeps the override.
  package func confirmOverride(_ key: CardKey) throws {
    try write { db in
      try db.execute(
        sql: """
          UPDATE override_base SET text_hash = (
            SELECT e.text_hash FROM bank_entry e JOIN bank_file f ON f.id = e.file_id
            WHERE e.card_key = ?1 AND f.origin = 1 ORDER BY f.path LIMIT 1)
          WHERE card_key = ?1 AND EXISTS (
            SELECT 1 FROM bank_entry e JOIN bank_file f ON f.id = e.file_id
            WHERE e.card_key = ?1 AND f.origin = 1)
          """,
        arguments: [key.rawValue]
      )
    }
  }

  /// Copies the database, as it is now, into a new file at `path`.
  ///
  /// The copy is whole even while others write; it is made beside its place and renamed into it.
  package func backup(to path: String) throws {
    let draft = path + ".part"
    try? FileManager.default.removeItem(atPath: draft)
    do {
      let copy = try DatabaseQueue(path: draft)
      try writer.backup(to: copy)
      // The copy must stand by itself: no log beside it.
      try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try copy.close()
      try AtomicFile.syncAndRename(draft, to: path)
    } catch let error as DatabaseError {
      try? FileManager.default.removeItem(atPath: draft)
      throw StudyStoreError(error, file: (path as NSString).lastPathComponent)
    }
  }

  /// Prompts of mock rounds are in no bank by nature.
  private static func orphans(_ db: Database) throws -> [CardKey] {
    try String.fetchAll(
      db,
      sql: "SELECT card_key FROM card WHERE entry_id IS NULL AND phase > 0 ORDER BY card_key"
    ).map { CardKey(rawValue: $0) }
      .filter { !BankParser.reservedNames.contains($0.bank) }
  }
}
