import Foundation
import GRDB
package import QuestionBank

/// What `doctor` wants to know about a database whose file is sound (``StudyFile/problems()``).
package struct IntegrityReport: Hashable, Sendable {
  /// Rows that refer to nothing, by table.
  package var danglingRows: [String: Int] = [:]
  package var journalMode = ""
  /// 2 is FULL: every commit is synced to the disk.
  package var synchronous = 0
  package var reviews = 0
  /// Cards that are remembered but in no bank file: their history waits for them.
  package var orphans: [CardKey] = []
  /// Cards whose shipped text has changed since the learner replaced it.
  package var outdatedOverrides: [CardKey] = []

  package init() {}

  package var isSound: Bool { danglingRows.isEmpty }
}

extension StudyStore {
  /// Looks over what the tables hold.
  package func integrity() throws -> IntegrityReport {
    try read { db in
      var report = IntegrityReport()
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
      report.reviews = try Int.fetchOne(db, sql: "SELECT count(*) FROM review") ?? 0
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
  ///
  /// - Parameters:
  ///   - path: The file to make.
  ///   - force: Whether a file that is there already may be replaced.
  /// - Throws: ``StudyStoreError``, leaving what was there.
  package func backup(to path: String, force: Bool = false) throws {
    var info = stat()
    if lstat(path, &info) == 0 {
      if !force { throw StudyStoreError.exists(file: path) }
      guard info.st_mode & S_IFMT == S_IFREG else {
        throw StudyStoreError.cannotWrite(
          file: path,
          problem: .system("it is no regular file"),
          answer: false
        )
      }
    }
    try Draft(AtomicFile.emptyDraft(beside: path), of: FileName.last(of: path)).use { draft in
      try StudyFile.copy(writer, to: draft.path)
      if force {
        try AtomicFile.syncAndRename(draft.path, to: path)
      } else {
        try AtomicFile.syncAndLink(draft.path, to: path)
      }
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
