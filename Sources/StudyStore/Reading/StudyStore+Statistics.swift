import GRDB
package import Practice
package import QuestionBank
package import SpacedRepetition

extension StudyStore {
  /// Counts, retention and time, over the cards that filter and scope leave in.
  ///
  /// Tables by stage and topic are of all of them. The states leave out new cards above the target
  /// stage, which are never offered unless the filter asks for their stage: "new" is what is still to
  /// come. One that was answered all the same comes back like any other, so it counts.
  ///
  /// - Parameters:
  ///   - today: The study day that windows end with.
  ///   - days: How many days back to list answers day by day.
  ///   - filter: The cards to count; all without one.
  ///   - scope: The learner's stage and opt-in topics, where only cards within them count.
  ///   - catalogue: The topics, for opting in.
  /// - Returns: The counts.
  /// - Throws: ``StudyStoreError`` where the database cannot be read.
  package func statistics(
    today: StudyDay,
    days: Int = 30,
    filter: CardFilter = CardFilter(),
    scope: StudyScope? = nil,
    catalogue: TopicCatalogue
  ) throws -> StudyStatistics {
    try read { db in
      let shelves = try ShelfChoice(db, filter: filter, scope: scope, catalogue: catalogue)
      var condition = shelves.condition
      if let stage = filter.stage { condition += " AND stage = \(stage.rank)" }
      if let kind = filter.kind { condition += " AND kind = \(kind.code)" }
      var statistics = StudyStatistics()
      let offered = scope.map { $0.stagesOffered(to: filter) } ?? Stage.allCases
      try Self.countCards(db, condition, offered, &statistics)
      // With no restriction, histories of cards that left the banks count as well.
      let isAll = condition.isEmpty
      let join = isAll ? "LEFT JOIN" : "JOIN"
      try Self.countReviews(
        db,
        EventLog.joinCard(join),
        condition,
        &statistics
      )
      try Self.countWindows(
        db,
        isAll ? "" : EventLog.joinCard("JOIN"),
        condition,
        today,
        &statistics
      )
      try Self.countDays(
        db,
        isAll ? "" : EventLog.joinCard("JOIN"),
        condition,
        from: today - max(0, days - 1),
        to: today,
        &statistics
      )
      return statistics
    }
  }

  private static func countCards(
    _ db: Database,
    _ condition: String,
    _ offered: [Stage],
    _ statistics: inout StudyStatistics
  ) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT s.topic, c.stage, c.phase, c.is_suspended, count(*), sum(c.is_leech)
        FROM card c JOIN shelf s ON s.id = c.shelf_id
        WHERE c.entry_id IS NOT NULL\(condition)
        GROUP BY c.shelf_id, c.stage, c.phase, c.is_suspended
        """
    )
    while let row = try rows.next() {
      let topic = TopicPath(rawValue: row[0])
      let stage = Stage(rank: row[1]) ?? .junior
      let phase = CardState.Phase(code: row[2], step: 0)
      let isSuspended: Bool = row[3]
      let cards: Int = row[4]
      let leeches: Int = row[5] ?? 0
      if phase != .new || offered.contains(stage) {
        statistics.byState[isSuspended ? .suspended : StateName(phase), default: 0] += cards
      }
      func add(_ count: inout StudyStatistics.Count) {
        count.cards += cards
        count.seen += phase == .new ? 0 : cards
        count.suspended += isSuspended ? cards : 0
        count.leeches += leeches
      }
      add(&statistics.byTopic[topic, default: .init()])
      add(&statistics.byStage[stage, default: .init()])
    }
  }

  private static let studied =
    "r.round IS NULL AND "
    + "NOT EXISTS (SELECT 1 FROM retraction WHERE target = r.id)"

  /// Time of the answers that `r` stands for.
  private static let time = "sum(min(coalesce(r.duration_ms, 0), \(AnswerTime.longest)))"

  /// An answer that asked for what was to be remembered, and one that brought it back.
  private static let asked = "r.counts AND r.phase_before = 2"
  private static let recalled = "\(asked) AND r.rating > 1"

  /// Adds up the reviews of each card first, in one pass through the table, and only then looks at
  /// the cards: a look for each of a million reviews takes four times as long.
  private static func countReviews(
    _ db: Database,
    _ join: String,
    _ condition: String,
    _ statistics: inout StudyStatistics
  ) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        \(EventLog.withRenamed()), told (card_key, answers, milliseconds, asked, recalled)
        AS MATERIALIZED (
          SELECT r.card_key, count(*), \(time), sum(\(asked)), sum(\(recalled))
          FROM review r NOT INDEXED WHERE \(studied) GROUP BY r.card_key
        )
        SELECT s.topic, c.stage, sum(answers), sum(milliseconds), sum(asked), sum(recalled)
        FROM told r \(join) LEFT JOIN shelf s ON s.id = c.shelf_id
        WHERE true\(condition) GROUP BY c.shelf_id, c.stage
        """
    )
    while let row = try rows.next() {
      statistics.answers += row[2]
      statistics.milliseconds += row[3] ?? 0
      let retention = StudyStatistics.Retention(reviews: row[4] ?? 0, recalled: row[5] ?? 0)
      statistics.all += retention
      if let topic = (row[0] as String?).map({ TopicPath(rawValue: $0) }), retention.reviews > 0 {
        statistics.byTopic[topic, default: .init()].retention += retention
      }
      if let stage = (row[1] as Int?).flatMap({ Stage(rank: $0) }), retention.reviews > 0 {
        statistics.byStage[stage, default: .init()].retention += retention
      }
    }
  }

  /// What was recalled today, and in the seven and thirty days that end with it.
  private static func countWindows(
    _ db: Database,
    _ join: String,
    _ condition: String,
    _ today: StudyDay,
    _ statistics: inout StudyStatistics
  ) throws {
    // Where the clock was set back, later days count as today.
    let latest = StudyDay(rawValue: 1_000_000)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        \(EventLog.withRenamed()), told (card_key, study_window, asked, recalled) AS MATERIALIZED (
          SELECT r.card_key,
            CASE WHEN r.study_day >= ?1 THEN 0 WHEN r.study_day > ?1 - 7 THEN 1 ELSE 2 END AS age,
            count(*), sum(\(recalled))
          FROM review r WHERE \(EventLog.ids("r.id", from: today - 29, to: latest))
            AND r.study_day > ?1 - 30 AND \(asked) AND \(studied)
          GROUP BY r.card_key, age
        )
        SELECT study_window, sum(asked), sum(recalled) FROM told r \(join)
        WHERE true\(condition) GROUP BY study_window
        """,
      arguments: [today.rawValue]
    )
    while let row = try rows.next() {
      let window: Int = row[0]
      let retention = StudyStatistics.Retention(reviews: row[1], recalled: row[2] ?? 0)
      if window == 0 { statistics.today += retention }
      if window <= 1 { statistics.week += retention }
      statistics.month += retention
    }
  }

  private static func countDays(
    _ db: Database,
    _ join: String,
    _ condition: String,
    from first: StudyDay,
    to last: StudyDay,
    _ statistics: inout StudyStatistics
  ) throws {
    statistics.days = try Row.fetchCursor(
      db,
      sql: """
        \(EventLog.withRenamed())
        SELECT r.study_day, count(*), sum(r.counts AND r.phase_before = 0), \(time)
        FROM review r \(join)
        WHERE \(EventLog.ids("r.id", from: first, to: last)) AND r.study_day BETWEEN ? AND ?
          AND \(studied)\(condition)
        GROUP BY r.study_day ORDER BY r.study_day
        """,
      arguments: [first.rawValue, last.rawValue]
    ).mapToArray { row in
      StudyStatistics.Day(
        day: StudyDay(rawValue: row[0]),
        answers: row[1],
        newCards: row[2] ?? 0,
        milliseconds: row[3] ?? 0
      )
    }
  }
}

extension StudyStatistics.Retention {
  fileprivate static func += (sum: inout Self, other: Self) {
    sum.reviews += other.reviews
    sum.recalled += other.recalled
  }
}
