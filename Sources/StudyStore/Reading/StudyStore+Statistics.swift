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
        WHERE c.entry_id IS NOT NULL\(condition) GROUP BY 1, 2, 3, 4
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

  private static func countReviews(
    _ db: Database,
    _ join: String,
    _ condition: String,
    _ today: StudyDay,
    _ statistics: inout StudyStatistics
  ) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        \(EventLog.withRenamed())
        SELECT s.topic, c.stage, r.counts AND r.phase_before = 2, r.rating > 1,
          CASE WHEN r.study_day >= ?1 THEN 0 WHEN r.study_day > ?1 - 7 THEN 1
            WHEN r.study_day > ?1 - 30 THEN 2 ELSE 3 END,
          count(*), \(time)
        FROM review r \(join) LEFT JOIN shelf s ON s.id = c.shelf_id
        WHERE \(studied)\(condition) GROUP BY 1, 2, 3, 4, 5
        """,
      arguments: [today.rawValue]
    )
    while let row = try rows.next() {
      let answers: Int = row[5]
      statistics.answers += answers
      statistics.milliseconds += row[6] ?? 0
      guard row[2] as Bool else { continue }
      let recalled = row[3] as Bool ? answers : 0
      func add(_ retention: inout StudyStatistics.Retention) {
        retention.reviews += answers
        retention.recalled += recalled
      }
      let window: Int = row[4]
      if window == 0 { add(&statistics.today) }
      if window <= 1 { add(&statistics.week) }
      if window <= 2 { add(&statistics.month) }
      add(&statistics.all)
      if let topic = (row[0] as String?).map({ TopicPath(rawValue: $0) }) {
        add(&statistics.byTopic[topic, default: .init()].retention)
      }
      if let stage = (row[1] as Int?).flatMap({ Stage(rank: $0) }) {
        add(&statistics.byStage[stage, default: .init()].retention)
      }
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
