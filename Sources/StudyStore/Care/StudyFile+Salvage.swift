import Foundation
import GRDB

extension StudyFile {
  /// What was taken over from a damaged database.
  package struct Salvage: Hashable, Sendable {
    package var reviews = 0
    package var events = 0
    /// Whether every row could be read.
    package var isWhole = true
    /// The file that keeps the damaged database.
    package var kept: String?
  }

  /// Makes the database anew from the events that can be read; all else is derived from them when
  /// the study is opened.
  ///
  /// - Parameter force: Whether to do so even where some events cannot be read.
  /// - Returns: What was taken over.
  /// - Throws: ``StudyStoreError``, leaving all as it was.
  package func salvage(force: Bool) throws -> Salvage {
    let draft = try AtomicFile.emptyDraft(beside: path)
    return try Draft(draft, of: name).use { draft in
      var salvage = Salvage()
      let new = try StudyStore(path: draft.path)
      do {
        let old = try open(path)
        defer { try? old.close() }
        // Not in a transaction: after a read that met the damage, not even that can be ended.
        try old.unsafeRead { from in
          try new.write { db in
            salvage.reviews = try Self.take("review", from, db, &salvage.isWhole)
            salvage.events = try Self.take("event", from, db, &salvage.isWhole)
            _ = try Self.take("retraction", from, db, &salvage.isWhole)
            // What follows makes later work easier, but holds no history.
            var isWhole = true
            for table in ["alias", "override_base"] { _ = try Self.take(table, from, db, &isWhole) }
            Self.takeDevice(from, db)
          }
        }
      } catch let error as DatabaseError where Self.isDamage(error) {
        // Too broken to be opened at all, so that not one table could be looked at.
        throw StudyStoreError.lostEvents(file: name, reviews: 0)
      }
      guard salvage.isWhole || (force && salvage.reviews + salvage.events > 0) else {
        throw StudyStoreError.lostEvents(file: name, reviews: salvage.reviews)
      }
      try new.writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try new.writer.close()
      salvage.kept = try replace(with: draft)
      return salvage
    }
  }

  /// Copies the rows of a table that can be read, from both ends where something in between cannot.
  private static func take(
    _ table: String,
    _ source: Database,
    _ target: Database,
    _ isWhole: inout Bool
  ) throws -> Int {
    let keys = ["alias": "old_key", "override_base": "card_key", "retraction": "id"]
    var count = 0
    for order in ["", " DESC"] {
      do {
        let rows = try Row.fetchCursor(
          source,
          sql: "SELECT * FROM \(table) ORDER BY \(keys[table] ?? "seq")\(order)"
        )
        while let row = try rows.next() {
          let columns = Array(row.columnNames)
          let marks = columns.map { _ in "?" }.joined(separator: ",")
          // What the damage turned into nonsense breaks a rule of the table, and stays out.
          try target.execute(
            sql: """
              INSERT OR IGNORE INTO \(table) (\(columns.joined(separator: ","))) VALUES (\(marks))
              """,
            arguments: StatementArguments(row.databaseValues)
          )
          count += target.changesCount
          if target.changesCount == 0, order.isEmpty { isWhole = false }
        }
        return count
      } catch let error as DatabaseError where Self.isDamage(error) {
        isWhole = false
      }
    }
    return count
  }

  /// What reading says of a damaged file; a full disk under the new one is another matter.
  private static func isDamage(_ error: DatabaseError) -> Bool {
    [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR].contains(error.resultCode)
  }

  /// Goes on as the same machine, so that undo finds its own answers.
  private static func takeDevice(_ source: Database, _ target: Database) {
    let sql = "SELECT value FROM meta WHERE name = 'device'"
    guard let device = try? String.fetchOne(source, sql: sql) else { return }
    try? target.execute(sql: "UPDATE meta SET value = ? WHERE name = 'device'", arguments: [device])
  }
}
