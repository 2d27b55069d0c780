package import Practice
package import QuestionBank
package import SpacedRepetition
import GRDB

extension StudyStore {
  /// What an answer says beside the card, before it has an id.
  package struct NewAnswer: Hashable, Sendable {
    package var rating: Rating
    package var at: Timestamp
    package var durationMilliseconds: Int?
    package var typed: String?
    /// Whether it changes the schedule; false for cram.
    package var counts: Bool
    /// The mock round it came from, for a prompt.
    package var round: String?

    package init(
      rating: Rating,
      at: Timestamp,
      durationMilliseconds: Int? = nil,
      typed: String? = nil,
      counts: Bool = true,
      round: String? = nil
    ) {
      self.rating = rating
      self.at = at
      self.durationMilliseconds = durationMilliseconds
      self.typed = typed
      self.counts = counts
      self.round = round
    }
  }

  /// Stores an answer, and the card as it is after it; durable when this returns.
  ///
  /// Where the clock was set back behind the card's last answer, the record is replayed, since an
  /// answer's place in the history goes by its time; only a reset it follows, come what may. Where
  /// another program has changed the memory model since the caller read its settings, the card is
  /// answered as the caller's model has it from the first answer on, and the next opening derives
  /// all records anew.
  ///
  /// - Parameters:
  ///   - key: A card in the banks, or a prompt (`design/…`).
  ///   - new: The grade, the time, and what was typed.
  ///   - answering: The scheduler, settings and calendar of today.
  ///   - makeID: Draws an id for the moment of the answer; asked again in the rare case of a
  ///     collision.
  /// - Returns: The review, and the card's record after it.
  /// - Throws: ``StudyStoreError`` where the answer is not kept.
  package func answer(
    _ key: CardKey,
    _ new: NewAnswer,
    answering: Answering,
    makeID: () -> EventID
  ) throws -> (review: Review, record: CardRecord) {
    try write(answer: true) { db in
      var drawn: EventID? = makeID()
      if let id = drawn,
        let stored = try answerOrdinary(key, new, answering: answering, id: id, db)
      {
        return stored
      }
      var record = try CardRecord.current(db, key)
      let key = record.key
      if try !ModelMark.admits(answering, db) {
        record = try EventLog.derive(key, answering: answering, db)
      }
      var at = new.at
      if record.lastAnsweredAt.map({ at < $0 }) ?? true {
        at = try EventLog.moment(afterResetOf: key, notBefore: at, db)
      }
      let id = try EventLog.freshID(for: key, at: at, db) {
        defer { drawn = nil }
        return drawn ?? makeID()
      }
      let (review, next) = answering.answer(answer(new, at: at, id: id), to: record)
      try review.insert(db)
      guard new.counts else { return (review, record) }
      if let last = record.lastAnsweredAt, at < last {
        return (review, try EventLog.rebuild(key, answering: answering, db))
      }
      try next.save(db)
      return (review, next)
    }
  }

  /// Stores an answer where nothing is in its way, which one statement finds out; nil, with nothing
  /// stored, where something may be.
  ///
  /// So it is nearly always, and what is asked before an answer costs as much as the answer.
  private func answerOrdinary(
    _ key: CardKey,
    _ new: NewAnswer,
    answering: Answering,
    id: EventID,
    _ db: Database
  ) throws -> (review: Review, record: CardRecord)? {
    let rows = try Row.fetchCursor(
      db.cachedStatement(sql: Self.ordinaryRecord),
      arguments: [
        key.rawValue, new.at.rawValue, id.rawValue, answering.scheduler.model.fingerprint,
      ]
    )
    guard let record = try rows.next().map({ CardRecord(key: key, row: $0) }) else { return nil }
    // To its end, or the statement would go on reading.
    _ = try rows.next()
    let (review, next) = answering.answer(answer(new, at: new.at, id: id), to: record)
    try review.insert(db)
    guard new.counts else { return (review, record) }
    try next.save(db)
    return (review, next)
  }

  /// The record of a card that the banks have under this key, that was answered before and not after
  /// the new answer, by the same model; where the new answer's id is fresh (``EventLog/freshID``).
  private static let ordinaryRecord = """
    SELECT \(CardRecord.columns) FROM card
    WHERE card_key = ?1 AND entry_id IS NOT NULL AND last_answered_at <= ?2
      AND (SELECT value FROM meta WHERE name = 'model') = ?4
      AND \(EventLog.isFresh)
    """

  private func answer(_ new: NewAnswer, at moment: Timestamp, id: EventID) -> Answering.Answer {
    Answering.Answer(
      rating: new.rating,
      at: moment,
      id: id,
      device: device,
      durationMilliseconds: new.durationMilliseconds,
      typed: new.typed,
      counts: new.counts,
      round: new.round
    )
  }

  /// Appends something other than an answer, and returns the card as it is after it.
  ///
  /// Where the clock was set back behind the card's last event, it is stamped just after that one,
  /// so that it takes effect; a note, which has none, keeps its time.
  package func append(
    _ change: CardEvent.Change,
    to key: CardKey,
    at moment: Timestamp,
    answering: Answering,
    makeID: () -> EventID
  ) throws -> (event: CardEvent, record: CardRecord) {
    try write { db in
      let key = try EventLog.canonical(key, db)
      var moment = moment
      if case .noted = change {
      } else {
        moment = try EventLog.moment(after: key, notBefore: moment, db)
      }
      let id = try EventLog.freshID(for: key, at: moment, db, makeID: makeID)
      let event = CardEvent(id: id, device: device, card: key, at: moment, change: change)
      try event.insert(db)
      return (event, try EventLog.rebuild(key, answering: answering, db))
    }
  }

  /// Takes back the last thing this machine stored that still stands, and returns it; nil where
  /// nothing is left.
  ///
  /// Repeatable.
  package func undo(
    at moment: Timestamp,
    answering: Answering,
    makeID: () -> EventID
  ) throws -> UndoneEvent? {
    try write { db in
      let review = try Self.last(in: "review", Review.columns, device, db)
      let event = try Self.last(in: "event", CardEvent.columns, device, db)
      let undone: UndoneEvent
      switch (review, event) {
      case (nil, nil): return nil
      case (let review?, nil): undone = .review(Review(row: review.row))
      case (nil, let event?): undone = .event(CardEvent(row: event.row))
      case (let review?, let event?):
        undone =
          review.sequence > event.sequence
          ? .review(Review(row: review.row)) : .event(CardEvent(row: event.row))
      }
      let key = try EventLog.canonical(undone.card, db)
      let id = try EventLog.freshID(for: key, at: moment, db, makeID: makeID)
      try db.execute(
        sql: "INSERT INTO retraction (id, device, target, at) VALUES (?, ?, ?, ?)",
        arguments: [id.rawValue, device, undone.id.rawValue, moment.rawValue]
      )
      try EventLog.rebuild(key, answering: answering, db)
      return undone
    }
  }

  private static func last(
    in table: String,
    _ columns: String,
    _ device: String,
    _ db: Database
  ) throws -> (row: Row, sequence: Int64)? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT \(columns), seq FROM \(table) WHERE device = ? AND \(EventLog.notRetracted)
        ORDER BY seq DESC LIMIT 1
        """,
      arguments: [device]
    ).map { ($0, $0["seq"]) }
  }
}

extension UndoneEvent {
  fileprivate var id: EventID {
    switch self {
    case .review(let review): review.id
    case .event(let event): event.id
    }
  }
}
