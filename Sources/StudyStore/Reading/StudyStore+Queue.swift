import Foundation
package import Practice
package import QuestionBank
import GRDB
package import SpacedRepetition

extension StudyStore {
  /// What to look for when the next card is chosen.
  package struct QueueRequest: Hashable, Sendable {
    package var filter: CardFilter
    package var scope: StudyScope
    package var at: Timestamp
    /// How many reviews, and how many new cards of each stage, a day can hold.
    package var reviewLimit: Int
    package var newLimit: Int
    /// How far to count due reviews; of a backlog it is enough to know that it is one.
    package var countLimit: Int
    /// Cards put off for this sitting.
    package var excluding: Set<CardKey>
    /// The cards that a plan chose, in its order, instead of those that are due; nil for these.
    package var planned: [CardKey]?

    package init(
      filter: CardFilter = CardFilter(),
      scope: StudyScope,
      at: Timestamp,
      reviewLimit: Int = 200,
      newLimit: Int = 20,
      countLimit: Int = .max,
      excluding: Set<CardKey> = [],
      planned: [CardKey]? = nil
    ) {
      self.filter = filter
      self.scope = scope
      self.at = at
      self.reviewLimit = reviewLimit
      self.newLimit = newLimit
      self.countLimit = countLimit
      self.excluding = excluding
      self.planned = planned
    }
  }

  /// The cards that could be asked now.
  ///
  /// Left out are suspended and buried cards, siblings of cards answered today, what the filter and
  /// the scope leave out, and new cards above the target stage. With a backlog, the database sorts
  /// by time since the last answer over stability: with one set of FSRS-6 parameters retrievability
  /// is a falling function of that quotient, so the order is that of falling retrievability; with
  /// FSRS-7, which has a second trace, it is so only by and large.
  package func queueInput(
    _ request: QueueRequest,
    answering: Answering,
    catalogue: TopicCatalogue
  ) throws -> QueueInput {
    try read { db in
      let shelves = try ShelfChoice(
        db,
        filter: request.filter,
        scope: request.scope,
        catalogue: catalogue
      )
      if shelves.isEmpty { return QueueInput() }
      return try QueueQuery(db: db, request: request, answering: answering, shelves: shelves)
        .input()
    }
  }

  /// What has been done on a study day: cram and mock rounds apart, and without what was undone.
  ///
  /// An answer whose time was not measured is charged what the queue expected of it, so that a
  /// budget of minutes holds for scripts too.
  package func dayProgress(_ day: StudyDay) throws -> DayProgress {
    try read { db in
      var progress = DayProgress(day: day)
      let rows = try Row.fetchCursor(
        db,
        sql: """
          \(EventLog.withRenamed(on: day))
          SELECT coalesce(n.new_key, r.card_key), r.phase_before, r.duration_ms, r.counts, s.topic,
            c.kind, c.timed_answers, c.timed_ms,
            EXISTS (
              SELECT 1 FROM event e WHERE e.card_key = r.card_key AND e.kind = 'queued'
                AND e.until_day <= r.study_day AND e.at < r.answered_at
                AND NOT EXISTS (SELECT 1 FROM retraction WHERE target = e.id))
          FROM review r \(EventLog.joinCard("LEFT JOIN"))
          LEFT JOIN shelf s ON s.id = c.shelf_id
          WHERE \(EventLog.ids("r.id", from: day, to: day)) AND r.study_day = ? AND r.round IS NULL
            AND NOT EXISTS (SELECT 1 FROM retraction WHERE target = r.id)
          ORDER BY r.answered_at, r.id
          """,
        arguments: [day.rawValue]
      )
      while let row = try rows.next() {
        progress.lastCard = CardKey(rawValue: row[0])
        progress.lastTopic = (row[4] as String?).map { TopicPath(rawValue: $0) }
        guard row[3] as Bool else { continue }
        switch CardState.Phase(code: row[1], step: 0) {
        // What was missed in a round comes on top.
        case .new: progress.newCards += (row[8] as Bool) ? 0 : 1
        case .review: progress.reviews += 1
        case .learning, .relearning: break
        }
        let expected = AnswerTime.expected(
          kind: (row[5] as Int?).flatMap { CardKind(code: $0) } ?? .flashcard,
          timedAnswers: row[6] ?? 0,
          timedMilliseconds: row[7] ?? 0
        )
        progress.milliseconds += min(max(0, row[2] ?? expected), AnswerTime.longest)
      }
      return progress
    }
  }
}

/// The queries behind one queue.
struct QueueQuery {
  let db: Database
  let request: StudyStore.QueueRequest
  let answering: Answering
  let shelves: ShelfChoice
  private let today: StudyDay
  /// Conditions on any card, each with `AND` before it; those of the backlog leave in what is out
  /// only today.
  private let conditions: String
  private let backlogConditions: String
  /// Row numbers of cards that were missed in a round and are asked first.
  private let queued: [Int64]

  /// Cards beyond the limit that are fetched at first, so that a few siblings among them do not need
  /// a second look.
  private static let slack = 40

  init(
    db: Database,
    request: StudyStore.QueueRequest,
    answering: Answering,
    shelves: ShelfChoice
  ) throws {
    self.db = db
    self.request = request
    self.answering = answering
    self.shelves = shelves
    today = answering.calendar.day(of: request.at)
    var conditions = shelves.condition
    conditions += " AND (buried_until IS NULL OR buried_until <= \(today.rawValue))"
    if let stage = request.filter.stage { conditions += " AND stage = \(stage.rank)" }
    if let kind = request.filter.kind { conditions += " AND kind = \(kind.code)" }
    let out = try Self.leftOut(db, today: today, excluding: request.excluding)
    var backlog = conditions
    if !out.isEmpty {
      conditions += " AND id NOT IN (\(out.map(String.init).joined(separator: ",")))"
    }
    queued = try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM card WHERE queued_from IS NOT NULL AND queued_from <= \(today.rawValue)
          AND lane IN (1, 3)\(conditions) ORDER BY queued_from, card_key LIMIT 500
        """
    )
    if !queued.isEmpty {
      let others = " AND id NOT IN (\(queued.map(String.init).joined(separator: ",")))"
      conditions += others
      backlog += others
    }
    self.conditions = conditions
    backlogConditions = backlog
  }

  func input() throws -> QueueInput {
    var input = QueueInput()
    var siblings = SiblingGroups()
    input.queued = try queuedCandidates()
    let soon = request.at.advanced(bySeconds: QueueOrder.learnAheadSeconds)
    for candidate in try candidates(learningUntil: soon) {
      if let due = candidate.due, due <= request.at {
        input.learning.append(candidate)
      } else {
        input.learningSoon.append(candidate)
      }
    }
    for candidate in input.learning + input.queued { _ = siblings.admit(candidate) }
    if let keys = request.planned {
      input.planned = try planned(keys)
      return input
    }
    input.reviewCount = try countReviews()
    if input.reviewCount > 0 {
      input.reviews = try enough(request.reviewLimit, beside: siblings) {
        try fetch(reviewPick(limit: $0), order: "picked.age")
      }
      input.longestWaiting = try longestWaiting()
    }
    for candidate in input.reviews { _ = siblings.admit(candidate) }
    for stage in request.scope.stagesOffered(to: request.filter) {
      let new = try enough(request.newLimit, beside: siblings) {
        try fetch(newPick(stage, limit: $0), order: "c.turn")
      }
      if !new.isEmpty { input.new[stage] = new }
    }
    return input
  }

  private func countReviews() throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT count(*) FROM (
          SELECT 1 FROM card
          WHERE lane > 1 AND lane = 3 AND due <= \(request.at.rawValue)\(backlogConditions)
          LIMIT \(max(0, request.countLimit)))
        """
    ) ?? 0
  }

  /// Row numbers of cards that are out today whatever the filter: put off, or siblings of a card
  /// that was answered today, unless they were answered themselves (and are being learned).
  private static func leftOut(
    _ db: Database,
    today: StudyDay,
    excluding: Set<CardKey>
  ) throws -> [Int64] {
    var out = try Int64.fetchAll(db, sql: siblingPick(on: today))
    let find = try db.cachedStatement(sql: "SELECT id FROM card WHERE card_key = ?")
    for key in excluding {
      if let id = try Int64.fetchOne(find, arguments: [key.rawValue]) { out.append(id) }
    }
    return out
  }

  /// SQL that picks siblings of the cards that were answered on a day.
  ///
  /// From the few answers to their cards: the other way round it reads every card.
  static func siblingPick(on day: StudyDay) -> String {
    """
    \(EventLog.withRenamed(on: day)), answered (card_key) AS (
      SELECT DISTINCT coalesce(n.new_key, r.card_key)
      FROM review r LEFT JOIN renamed n ON n.old_key = r.card_key
      WHERE \(EventLog.ids(from: day, to: day)) AND study_day = \(day.rawValue) AND counts
        AND \(EventLog.notRetracted)
    ), groups (name) AS (
      SELECT DISTINCT sibling_group FROM answered CROSS JOIN card USING (card_key)
      WHERE sibling_group IS NOT NULL
    )
    SELECT c.id FROM groups CROSS JOIN card c ON c.sibling_group = groups.name
    WHERE c.card_key NOT IN (SELECT card_key FROM answered)
    """
  }

  // MARK: - The rows

  private static let columns = """
    c.card_key, s.topic, c.stage, c.kind, c.sibling_group, c.due, c.stability, c.difficulty, \
    c.last_answered_at, c.last_study_day, c.timed_answers, c.timed_ms, c.fast_stability
    """

  /// Picks by the indexes alone, and reads from the table only what was picked.
  private func fetch(_ picking: String, order: String) throws -> [QueueCandidate] {
    try Row.fetchCursor(
      db,
      sql: """
        SELECT \(Self.columns) FROM (\(picking)) AS picked
        CROSS JOIN card c ON c.id = picked.id JOIN shelf s ON s.id = c.shelf_id
        ORDER BY \(order), c.card_key
        """
    ).mapToArray(candidate)
  }

  /// The first cards of a row: so many that `wanted` of them are no siblings of one another or of
  /// cards in the rows before, where there are as many.
  ///
  /// The indexes that put rows in order know no siblings, so this looks farther only where it must:
  /// a row without siblings is read once.
  private func enough(
    _ wanted: Int,
    beside taken: SiblingGroups,
    fetch: (_ limit: Int) throws -> [QueueCandidate]
  ) throws -> [QueueCandidate] {
    let wanted = max(0, wanted)
    var limit = wanted + Self.slack
    while true {
      let row = try fetch(limit)
      var groups = taken
      let found = row.count { groups.admit($0) }
      if found >= wanted || row.count < limit { return row }
      // As far as these siblings suggest, and half as far again.
      limit = max(2 * limit, limit * wanted / max(1, found) * 3 / 2)
    }
  }

  private func candidates(learningUntil soon: Timestamp) throws -> [QueueCandidate] {
    try fetch(
      "SELECT id FROM card WHERE lane > 1 AND lane = 2 AND due <= \(soon.rawValue)\(conditions)",
      order: "c.due"
    )
  }

  private func queuedCandidates() throws -> [QueueCandidate] {
    if queued.isEmpty { return [] }
    let ids = queued.map(String.init).joined(separator: ",")
    return try fetch("SELECT id FROM card WHERE id IN (\(ids))", order: "c.queued_from")
  }

  /// Those of a plan's cards that no answer of today has seen, in the plan's order.
  private func planned(_ keys: [CardKey]) throws -> [QueueCandidate] {
    // One list in one statement: keys are bound, as they may hold anything.
    let list = try String(decoding: JSONEncoder().encode(keys.map(\.rawValue)), as: UTF8.self)
    return try Row.fetchCursor(
      db,
      sql: """
        SELECT \(Self.columns) FROM json_each(?) AS plan
        CROSS JOIN card c ON c.card_key = plan.value JOIN shelf s ON s.id = c.shelf_id
        WHERE c.id IN (SELECT id FROM card WHERE lane IN (1, 3)\(conditions)
            AND card_key IN (SELECT value FROM json_each(?)))
          AND (c.last_study_day IS NULL OR c.last_study_day < \(today.rawValue))
        ORDER BY plan.key
        """,
      arguments: [list, list]
    ).mapToArray(candidate)
  }

  /// SQL that picks due reviews by falling retrievability.
  func reviewPick(limit: Int) -> String {
    """
    SELECT id, (\(today.rawValue) - last_study_day) / stability AS age FROM card
    WHERE lane > 1 AND lane = 3 AND due <= \(request.at.rawValue)\(conditions)
    ORDER BY age LIMIT \(limit)
    """
  }

  /// SQL that picks the due review that was due first.
  var longestWaitingPick: String {
    """
    SELECT id FROM card WHERE lane > 1 AND lane = 3 AND due <= \(request.at.rawValue)\(conditions)
    ORDER BY due LIMIT 1
    """
  }

  private func longestWaiting() throws -> QueueCandidate? {
    try fetch(longestWaitingPick, order: "c.due").first
  }

  /// SQL that picks new cards of a stage, the first of each topic before the second of any.
  func newPick(_ stage: Stage, limit: Int) -> String {
    """
    SELECT id FROM card WHERE lane = 1 AND stage = \(stage.rank)\(conditions)
    ORDER BY turn, card_key LIMIT \(limit)
    """
  }

  private func candidate(_ row: Row) -> QueueCandidate {
    let kind = CardKind(code: row[3]) ?? .flashcard
    let due = (row[5] as Int64?).map { Timestamp(rawValue: $0) }
    var retrievability: Double?
    if let stability = row[6] as Double?, let day = row[9] as Int?, let at = row[8] as Int64? {
      let elapsed = Elapsed(
        studyDays: today.rawValue - day,
        fractionalDays: request.at.seconds(since: Timestamp(rawValue: at)) / 86_400
      )
      retrievability = answering.scheduler.model.retrievability(
        of: MemoryState(
          stability: stability,
          difficulty: row[7] ?? 5,
          fastStability: row[12] as Double?
        ),
        after: elapsed
      )
    }
    return QueueCandidate(
      key: CardKey(rawValue: row[0]),
      topic: TopicPath(rawValue: row[1]),
      stage: Stage(rank: row[2]) ?? .junior,
      kind: kind,
      siblingGroup: (row[4] as String?).map { CardKey(rawValue: $0) },
      due: due,
      retrievability: retrievability,
      wasAnsweredToday: (row[9] as Int?) == today.rawValue,
      expectedMilliseconds: AnswerTime.expected(
        kind: kind,
        timedAnswers: row[10],
        timedMilliseconds: row[11]
      )
    )
  }
}
