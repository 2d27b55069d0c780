import GRDB
import Practice
import QuestionBank
import SpacedRepetition

/// Questions about events that several transactions ask.
enum EventLog {
  /// The next number in the order of arrival, which reviews and other events share.
  static let nextSequence = """
    (1 + max(coalesce((SELECT max(seq) FROM review), 0), \
    coalesce((SELECT max(seq) FROM event), 0)))
    """

  /// Leaves out what was taken back; `id` is the event's.
  static let notRetracted = "id NOT IN (SELECT target FROM retraction)"

  /// SQL that finds events of some study days by their ids, which begin with the time.
  ///
  /// A study day lies within two days of the same day in UTC, whatever the zone and the hour at
  /// which days start. An index by study day would cost every answer a page more. All ids of events
  /// before 1970 begin with 1970's first millisecond, so days before then have that range; callers
  /// ask for the study day as well.
  static func ids(_ column: String = "id", from first: StudyDay, to last: StudyDay) -> String {
    let day: Int64 = 86_400_000
    let low = EventID.floor(at: Timestamp(rawValue: Int64(first.rawValue - 2) * day))
    let high = EventID.floor(at: Timestamp(rawValue: max(1, Int64(last.rawValue + 3) * day)))
    return "\(column) >= '\(low)' AND \(column) < '\(high)'"
  }

  /// The key that a card's history goes by now: itself while it is in the banks, else what it was
  /// renamed to.
  static func canonical(_ key: CardKey, _ db: Database) throws -> CardKey {
    var current = key
    // A chain of renamings that bites its own tail would never end.
    for _ in 0..<8 {
      let next = try String.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT new_key FROM alias WHERE old_key = ?1
              AND NOT EXISTS (SELECT 1 FROM card WHERE card_key = ?1 AND entry_id IS NOT NULL)
            """
        ),
        arguments: [current.rawValue]
      )
      guard let next else { return current }
      current = CardKey(rawValue: next)
    }
    return current
  }

  /// The beginning of a query that speaks of `renamed (old_key, new_key)`: each of some keys with the
  /// one that its history goes by now, as ``canonical(_:_:)`` has it.
  ///
  /// Worked out once for a query, so that a million reviews cost one look-up each.
  static func withRenamed(from keys: String = "SELECT old_key FROM alias") -> String {
    """
    WITH RECURSIVE walk (old_key, key, length) AS (
      SELECT *, *, 0 FROM (\(keys))
      UNION ALL
      SELECT walk.old_key, alias.new_key, length + 1
      FROM walk CROSS JOIN alias ON alias.old_key = walk.key
      WHERE length < 8
        AND NOT EXISTS (SELECT 1 FROM card WHERE card_key = walk.key AND entry_id IS NOT NULL)
    ), renamed (old_key, new_key, length) AS MATERIALIZED (
      SELECT old_key, key, max(length) FROM walk GROUP BY old_key
    )
    """
  }

  /// The keys that were answered on a study day; of so few, the present keys are found at once.
  static func withRenamed(on day: StudyDay) -> String {
    withRenamed(from: "SELECT DISTINCT card_key FROM review WHERE \(ids(from: day, to: day))")
  }

  /// A join that adds the card of a review `r`, be it under an earlier key, to a query that begins
  /// with ``withRenamed``.
  static func joinCard(_ join: String) -> String {
    """
    LEFT JOIN renamed n ON n.old_key = r.card_key
    \(join) card c ON c.card_key = coalesce(n.new_key, r.card_key)
    """
  }

  /// The key and all earlier ones whose history it goes on with.
  static func keys(of key: CardKey, _ db: Database) throws -> [String] {
    try String.fetchAll(
      db.cachedStatement(
        sql: """
          WITH RECURSIVE history (key) AS (
            SELECT ?1
            UNION
            SELECT old_key FROM alias JOIN history ON new_key = history.key
            WHERE NOT EXISTS (
              SELECT 1 FROM card WHERE card_key = old_key AND entry_id IS NOT NULL)
          ) SELECT key FROM history
          """
      ),
      arguments: [key.rawValue]
    )
  }

  static func reviews(of key: CardKey, _ db: Database) throws -> [Review] {
    try keys(of: key, db).flatMap { key in
      try Row.fetchCursor(
        db.cachedStatement(
          sql: """
            SELECT \(Review.columns) FROM review WHERE card_key = ? AND \(notRetracted)
            ORDER BY answered_at, id
            """
        ),
        arguments: [key]
      ).mapToArray { Review(row: $0) }
    }
  }

  static func events(of key: CardKey, _ db: Database) throws -> [CardEvent] {
    try keys(of: key, db).flatMap { key in
      try Row.fetchCursor(
        db.cachedStatement(
          sql: """
            SELECT \(CardEvent.columns) FROM event WHERE card_key = ? AND \(notRetracted)
            ORDER BY at, id
            """
        ),
        arguments: [key]
      ).mapToArray { CardEvent(row: $0) }
    }
  }

  /// Derives a card's record anew from its events.
  static func derive(_ key: CardKey, answering: Answering, _ db: Database) throws -> CardRecord {
    CardReplay.record(
      for: key,
      reviews: try reviews(of: key, db),
      events: try events(of: key, db),
      answering: answering
    )
  }

  /// Derives a card's record anew from its events, and stores it.
  @discardableResult
  static func rebuild(_ key: CardKey, answering: Answering, _ db: Database) throws -> CardRecord {
    _ = try ModelMark.admits(answering, db)
    let record = try derive(key, answering: answering, db)
    try record.save(db)
    return record
  }

  /// The time to stamp something with that is to take effect after all that happened to a card.
  ///
  /// Replay goes by time. Where the clock was set back behind the card's last event, an act stamped
  /// with it would be undone by what came before.
  static func moment(after key: CardKey, notBefore now: Timestamp, _ db: Database) throws
    -> Timestamp
  {
    let statement = try db.cachedStatement(
      sql: """
        SELECT max(
          coalesce((SELECT max(answered_at) FROM review
            WHERE card_key = ?1 AND answered_at >= ?2 AND \(notRetracted)), ?3),
          coalesce((SELECT max(at) FROM event
            WHERE card_key = ?1 AND at >= ?2 AND \(notRetracted)), ?3))
        """
    )
    // What happened at this very moment is told apart by ids.
    let first = Timestamp(rawValue: now.rawValue + 1)
    return try keys(of: key, db).reduce(now) { latest, key in
      let last = try Int64.fetchOne(
        statement,
        arguments: [key, first.rawValue, now.rawValue]
      )
      return max(latest, last.map { $0 > now.rawValue ? Timestamp(rawValue: $0 + 1) : now } ?? now)
    }
  }

  /// The time to stamp an answer with: after the card's last reset, which would wipe it out.
  static func moment(afterResetOf key: CardKey, notBefore now: Timestamp, _ db: Database) throws
    -> Timestamp
  {
    let statement = try db.cachedStatement(
      sql: """
        SELECT max(at) FROM event
        WHERE card_key = ? AND at > ? AND kind = 'reset' AND \(notRetracted)
        """
    )
    return try keys(of: key, db).reduce(now) { latest, key in
      let last = try Int64.fetchOne(statement, arguments: [key, now.rawValue])
      return max(latest, last.map { Timestamp(rawValue: $0 + 1) } ?? now)
    }
  }

  /// Whether an id, `?3`, is one that no event has, and comes after all events of the card `?1` at the
  /// same moment `?2`.
  static let isFresh = """
    ?3 > max(
      coalesce((SELECT max(id) FROM review WHERE card_key = ?1 AND answered_at = ?2), ''),
      coalesce((SELECT max(id) FROM event WHERE card_key = ?1 AND at = ?2), ''))
    AND NOT EXISTS (SELECT 1 FROM review WHERE id = ?3)
    AND NOT EXISTS (SELECT 1 FROM event WHERE id = ?3)
    AND NOT EXISTS (SELECT 1 FROM retraction WHERE id = ?3)
    """

  /// Draws an id that no event has, and that comes after all the card's events of the same moment:
  /// replay goes by time and id, and must meet them in the order in which they happened.
  static func freshID(
    for key: CardKey,
    at moment: Timestamp,
    _ db: Database,
    makeID: () -> EventID
  ) throws -> EventID {
    let statement = try db.cachedStatement(sql: "SELECT \(Self.isFresh)")
    func isFresh(_ id: EventID) throws -> Bool {
      let arguments: StatementArguments = [key.rawValue, moment.rawValue, id.rawValue]
      return try Bool.fetchOne(statement, arguments: arguments) == true
    }
    var id = makeID()
    for _ in 0..<8 {
      if try isFresh(id) { return id }
      id = makeID()
    }
    // Where the last id of the moment is high, few draws come after it: it is counted up from there.
    let highest = try String.fetchOne(
      db,
      sql: """
        SELECT max(id) FROM (
          SELECT id FROM review WHERE card_key = ?1 AND answered_at = ?2
          UNION ALL SELECT id FROM event WHERE card_key = ?1 AND at = ?2)
        """,
      arguments: [key.rawValue, moment.rawValue]
    )
    var next = highest.flatMap { EventID(rawValue: $0).successor }
    while let candidate = next {
      if try isFresh(candidate) { return candidate }
      next = candidate.successor
    }
    return id
  }
}

extension DatabaseCursor {
  /// All that is left, converted row by row without keeping the rows.
  func mapToArray<T>(_ convert: (Element) throws -> T) throws -> [T] {
    var result: [T] = []
    while let element = try next() { result.append(try convert(element)) }
    return result
  }
}
