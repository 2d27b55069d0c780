import GRDB
import Practice
import SpacedRepetition

/// Which memory model the records are derived with, as the database remembers it.
enum ModelMark {
  /// Stands where records of two models are side by side; no model's fingerprint.
  private static let mixed = "mixed"

  static func read(_ db: Database) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT value FROM meta WHERE name = 'model'")
    )
  }

  static func write(_ value: String, _ db: Database) throws {
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO meta (name, value) VALUES ('model', ?)")
      .execute(arguments: [value])
  }

  /// Whether a record that `answering` derives fits those that there are; to be asked in the
  /// transaction that writes it.
  ///
  /// It does not where another program has changed the parameters since this one read them. The
  /// caller then knows only its own, so it derives its card by them alone; and the mark goes, so
  /// that the next opening derives every record with the parameters of then.
  static func admits(_ answering: Answering, _ db: Database) throws -> Bool {
    let fingerprint = answering.scheduler.model.fingerprint
    let known = try read(db)
    if known == fingerprint { return true }
    // Before the first record there is nothing to differ from.
    try write(known == nil ? fingerprint : mixed, db)
    return known == nil
  }
}
