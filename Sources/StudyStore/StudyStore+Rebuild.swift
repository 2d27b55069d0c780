package import Practice
import GRDB
import QuestionBank
import SpacedRepetition

extension StudyStore {
  /// Whether the records, or some of them, were derived with another memory model or other
  /// parameters.
  package func needsRebuild(for answering: Answering) throws -> Bool {
    try read { db in
      let known = try ModelMark.read(db)
      return known != nil && known != answering.scheduler.model.fingerprint
    }
  }

  /// Rebuilds all records when the model has changed since they were derived; says whether it did.
  @discardableResult
  package func rebuildIfModelChanged(_ answering: Answering) throws -> Bool {
    let fingerprint = answering.scheduler.model.fingerprint
    let known = try read { try ModelMark.read($0) }
    if known == fingerprint { return false }
    // A new home has nothing to rebuild, but remembers what its records are made with.
    try rebuild(answering)
    return known != nil
  }

  /// Derives every record anew from the events, and returns how many cards have any.
  @discardableResult
  package func rebuild(_ answering: Answering) throws -> Int {
    try write { db in
      let count = try Self.rebuildAll(answering, db)
      try ModelMark.write(answering.scheduler.model.fingerprint, db)
      return count
    }
  }

  private static func rebuildAll(_ answering: Answering, _ db: Database) throws -> Int {
    var events: [String: [CardEvent]] = [:]
    let eventRows = try Row.fetchCursor(
      db,
      sql: "SELECT \(CardEvent.columns) FROM event WHERE \(EventLog.notRetracted)"
    )
    while let row = try eventRows.next() {
      events[row[2], default: []].append(CardEvent(row: row))
    }

    // Cards with earlier keys are put together from several stretches of the table.
    var renamed: [String: CardKey] = [:]
    for old in try String.fetchAll(db, sql: "SELECT old_key FROM alias") {
      let new = try EventLog.canonical(CardKey(rawValue: old), db)
      if new.rawValue != old {
        renamed[old] = new
        renamed[new.rawValue] = new
      }
    }

    var rebuilt: Set<String> = []
    var scattered = Set(renamed.values)
    func finish(_ key: String, _ reviews: [Review]) throws {
      guard renamed[key] == nil else { return }
      rebuilt.insert(key)
      try CardReplay.record(
        for: CardKey(rawValue: key),
        reviews: reviews,
        events: events.removeValue(forKey: key) ?? [],
        answering: answering
      ).save(db)
    }

    var current: String?
    var reviews: [Review] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(Review.columns) FROM review WHERE \(EventLog.notRetracted)
        ORDER BY card_key, answered_at
        """
    )
    while let row = try rows.next() {
      let review = Review(row: row)
      if review.card.rawValue != current {
        if let current { try finish(current, reviews) }
        current = review.card.rawValue
        reviews.removeAll(keepingCapacity: true)
      }
      reviews.append(review)
    }
    if let current { try finish(current, reviews) }
    for key in events.keys.sorted() {
      if let new = renamed[key] { scattered.insert(new) } else { try finish(key, []) }
    }
    for key in scattered {
      rebuilt.insert(key.rawValue)
      try EventLog.derive(key, answering: answering, db).save(db)
    }

    // What no event speaks of is as new.
    let changed = try String.fetchAll(
      db,
      sql: "SELECT card_key FROM card WHERE phase <> 0 OR is_suspended OR is_marked "
        + "OR is_leech OR buried_until IS NOT NULL OR timed_answers > 0 "
        + "OR queued_from IS NOT NULL"
    )
    for key in changed where !rebuilt.contains(key) {
      try CardRecord(key: CardKey(rawValue: key)).save(db)
    }
    try db.execute(sql: Self.forgetEmptyCards)
    return rebuilt.count
  }

  /// Removes rows of cards that no file has and nothing is remembered of.
  static let forgetEmptyCards = """
    DELETE FROM card WHERE entry_id IS NULL AND phase = 0 AND NOT is_suspended AND NOT is_marked
      AND buried_until IS NULL AND queued_from IS NULL
    """
}
