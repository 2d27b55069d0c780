import GRDB
import Practice
import QuestionBank
import SpacedRepetition

extension CardState.Phase {
  /// The number that stands for the phase in the database.
  var code: Int {
    switch self {
    case .new: 0
    case .learning: 1
    case .review: 2
    case .relearning: 3
    }
  }

  var step: Int {
    switch self {
    case .new, .review: 0
    case .learning(let step), .relearning(let step): step
    }
  }

  /// What the numbers stand for; a number that the tables do not admit is new.
  init(code: Int, step: Int) {
    switch code {
    case 1: self = .learning(step: step)
    case 2: self = .review
    case 3: self = .relearning(step: step)
    default: self = .new
    }
  }
}

extension Stage {
  init?(rank: Int) {
    guard Stage.allCases.indices.contains(rank) else { return nil }
    self = Stage.allCases[rank]
  }
}

extension CardKind {
  /// The number that stands for the kind in the database.
  var code: Int { CardKind.allCases.firstIndex(of: self) ?? 0 }

  init?(code: Int) {
    guard CardKind.allCases.indices.contains(code) else { return nil }
    self = CardKind.allCases[code]
  }
}

extension Interval {
  init(seconds: Int, isDays: Bool) {
    self = isDays ? .days(max(1, seconds / 86_400)) : .seconds(seconds)
  }

  var isDays: Bool {
    if case .days = self { true } else { false }
  }
}

// Rows are read by column number, in the order of the lists below: by name or through Codable, a
// million of them take three times as long.

extension Review {
  static let columns = """
    id, device, card_key, rating, answered_at, duration_ms, typed, utc_offset, study_day, \
    interval_seconds, interval_is_days, due, phase_before, step_before, phase_after, step_after, \
    counts, model, round, predicted
    """

  init(row: Row) {
    self.init(
      id: EventID(rawValue: row[0]),
      device: row[1],
      card: CardKey(rawValue: row[2]),
      rating: Rating(rawValue: row[3]) ?? .again,
      answeredAt: Timestamp(rawValue: row[4]),
      durationMilliseconds: row[5],
      typed: row[6],
      utcOffsetSeconds: row[7],
      studyDay: StudyDay(rawValue: row[8]),
      interval: Interval(seconds: row[9], isDays: row[10]),
      due: Timestamp(rawValue: row[11]),
      phaseBefore: CardState.Phase(code: row[12], step: row[13]),
      phaseAfter: CardState.Phase(code: row[14], step: row[15]),
      counts: row[16],
      modelFingerprint: row[17],
      round: row[18],
      predicted: row[19]
    )
  }

  func insert(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO review (seq, \(Review.columns))
        VALUES (\(EventLog.nextSequence), ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """
    ).execute(arguments: [
      id.rawValue, device, card.rawValue, rating.rawValue, answeredAt.rawValue,
      durationMilliseconds, typed, utcOffsetSeconds, studyDay.rawValue,
      interval.seconds, interval.isDays, due.rawValue,
      phaseBefore.code, phaseBefore.step, phaseAfter.code, phaseAfter.step,
      counts, modelFingerprint, round, predicted,
    ])
  }
}

extension CardEvent {
  static let columns = "id, device, card_key, at, kind, until_day, note"

  init(row: Row) {
    let change: Change =
      switch row[4] as String {
      case "suspended": .suspended
      case "unsuspended": .unsuspended
      case "buried": .buried(until: StudyDay(rawValue: row[5] ?? 0))
      case "unburied": .unburied
      case "queued": .queued(from: StudyDay(rawValue: row[5] ?? 0))
      case "marked": .marked
      case "unmarked": .unmarked
      case "reset": .reset
      default: .noted(row[6] ?? "")
      }
    self.init(
      id: EventID(rawValue: row[0]),
      device: row[1],
      card: CardKey(rawValue: row[2]),
      at: Timestamp(rawValue: row[3]),
      change: change
    )
  }

  func insert(_ db: Database) throws {
    var until: Int?
    var note: String?
    let kind: String
    switch change {
    case .suspended: kind = "suspended"
    case .unsuspended: kind = "unsuspended"
    case .buried(let day): (kind, until) = ("buried", day.rawValue)
    case .unburied: kind = "unburied"
    case .queued(let day): (kind, until) = ("queued", day.rawValue)
    case .marked: kind = "marked"
    case .unmarked: kind = "unmarked"
    case .reset: kind = "reset"
    case .noted(let text): (kind, note) = ("noted", text)
    }
    try db.cachedStatement(
      sql: """
        INSERT INTO event (seq, \(CardEvent.columns))
        VALUES (\(EventLog.nextSequence), ?,?,?,?,?,?,?)
        """
    ).execute(arguments: [id.rawValue, device, card.rawValue, at.rawValue, kind, until, note])
  }
}

extension CardRecord {
  static let columns = """
    phase, step, stability, difficulty, review_count, lapses, due, last_answered_at, \
    last_study_day, first_study_day, is_suspended, buried_until, is_marked, is_leech, \
    timed_answers, timed_ms, queued_from, fast_stability
    """
  static let columnCount = 18

  /// Reads the record from the columns that begin at `start`.
  init(key: CardKey, row: Row, from start: Int = 0) {
    let stability: Double? = row[start + 2]
    let difficulty: Double? = row[start + 3]
    let fastStability: Double? = row[start + 17]
    let memory = stability.map {
      MemoryState(stability: $0, difficulty: difficulty ?? 5, fastStability: fastStability)
    }
    let due: Int64? = row[start + 6]
    let lastAnsweredAt: Int64? = row[start + 7]
    let lastStudyDay: Int? = row[start + 8]
    let firstStudyDay: Int? = row[start + 9]
    let buriedUntil: Int? = row[start + 11]
    let queuedFrom: Int? = row[start + 16]
    self.init(
      key: key,
      state: CardState(
        phase: CardState.Phase(code: row[start], step: row[start + 1]),
        memory: memory,
        reviewCount: row[start + 4],
        lapses: row[start + 5]
      ),
      due: due.map { Timestamp(rawValue: $0) },
      lastAnsweredAt: lastAnsweredAt.map { Timestamp(rawValue: $0) },
      lastStudyDay: lastStudyDay.map { StudyDay(rawValue: $0) },
      firstStudyDay: firstStudyDay.map { StudyDay(rawValue: $0) },
      isSuspended: row[start + 10],
      buriedUntil: buriedUntil.map { StudyDay(rawValue: $0) },
      queuedFrom: queuedFrom.map { StudyDay(rawValue: $0) },
      isMarked: row[start + 12],
      isLeech: row[start + 13],
      timedAnswers: row[start + 14],
      timedMilliseconds: row[start + 15]
    )
  }

  static func fetch(_ db: Database, _ key: CardKey) throws -> CardRecord? {
    try fetchWithPlace(db, key)?.record
  }

  /// The record, and whether a bank holds the card.
  static func fetchWithPlace(_ db: Database, _ key: CardKey) throws -> (
    record: CardRecord, isInBanks: Bool
  )? {
    let statement = try db.cachedStatement(
      sql: "SELECT \(columns), entry_id IS NOT NULL FROM card WHERE card_key = ?"
    )
    return try Row.fetchOne(statement, arguments: [key.rawValue])
      .map { (CardRecord(key: key, row: $0), $0[columnCount]) }
  }

  /// The record that an answer to `key` goes to, which may go by a later key; a new one where
  /// nothing is remembered.
  static func current(_ db: Database, _ key: CardKey) throws -> CardRecord {
    if let found = try fetchWithPlace(db, key), found.isInBanks { return found.record }
    let key = try EventLog.canonical(key, db)
    return try fetch(db, key) ?? CardRecord(key: key)
  }

  /// Stores the record; where the card stands in the banks stays as it is.
  func save(_ db: Database) throws {
    let arguments: StatementArguments = [
      state.phase.code, state.phase.step, state.memory?.stability,
      state.memory?.difficulty, state.reviewCount, state.lapses, due?.rawValue,
      lastAnsweredAt?.rawValue, lastStudyDay?.rawValue, firstStudyDay?.rawValue, isSuspended,
      buriedUntil?.rawValue, isMarked, isLeech, timedAnswers, timedMilliseconds,
      queuedFrom?.rawValue, state.memory?.fastStability, key.rawValue,
    ]
    // Nearly always the row is there, and an update costs less than an insertion that turns into one.
    try db.cachedStatement(
      sql: """
        UPDATE card SET (\(CardRecord.columns)) = (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        WHERE card_key = ?
        """
    ).execute(arguments: arguments)
    guard db.changesCount == 0 else { return }
    try db.cachedStatement(
      sql: """
        INSERT INTO card (\(CardRecord.columns), card_key)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """
    ).execute(arguments: arguments)
  }
}
