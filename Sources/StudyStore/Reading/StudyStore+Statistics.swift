import GRDB
package import Practice
package import QuestionBank
package import SpacedRepetition

extension StudyStore {
  /// Counts, retention and time, over the cards that filter and scope leave in.
  ///
  /// Tables by stage, kind and topic are of all of them. The states leave out new cards above the
  /// target stage, which are never offered unless the filter asks for their stage: "new" is what is
  /// still to come. One that was answered all the same comes back like any other, so it counts.
  ///
  /// Sums over the reviews are kept (``Tallies``), so only the first look at a study reads them all;
  /// a study that cannot be written is copied for it.
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
    let condition = try read { db in
      let shelves = try ShelfChoice(db, filter: filter, scope: scope, catalogue: catalogue)
      var condition = shelves.condition
      if let stage = filter.stage { condition += " AND stage = \(stage.rank)" }
      if let kind = filter.kind { condition += " AND kind = \(kind.code)" }
      return condition
    }
    return try withTallies(for: condition) { db in
      var statistics = StudyStatistics()
      let offered = scope.map { $0.stagesOffered(to: filter) } ?? Stage.allCases
      try Self.countCards(db, condition, offered, &statistics)
      try Self.countReviews(db, &statistics)
      try Self.countDays(db, today: today, days: days, &statistics)
      return statistics
    }
  }

  /// Reads with the tallies brought up to date; in a copy where they cannot be written.
  private func withTallies<T>(for condition: String, _ body: (Database) throws -> T) throws -> T {
    let current: T? = try read { db in
      try Tallies.areCurrent(db, for: condition) ? try body(db) : nil
    }
    if let current { return current }
    func refreshing(_ store: StudyStore) throws -> T {
      // In one transaction: another program may look at another choice of cards meanwhile.
      try store.write { db in
        try Tallies.refresh(db, for: condition)
        return try body(db)
      }
    }
    do {
      return try refreshing(self)
    } catch StudyStoreError.cannotWrite where path != nil || isReadOnly {
      return try refreshing(copyInMemory())
    }
  }

  private static func countCards(
    _ db: Database,
    _ condition: String,
    _ offered: [Stage],
    _ statistics: inout StudyStatistics
  ) throws {
    let topics = try topics(db)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT shelf_id, stage, kind, phase, is_suspended, count(*), sum(is_leech)
        FROM card WHERE entry_id IS NOT NULL\(condition)
        GROUP BY shelf_id, stage, kind, phase, is_suspended
        """
    )
    while let row = try rows.next() {
      let topic = topics[row[0]] ?? TopicPath(rawValue: "unknown")
      let stage = Stage(rank: row[1]) ?? .junior
      let kind = CardKind(code: row[2]) ?? .flashcard
      let phase = CardState.Phase(code: row[3], step: 0)
      let isSuspended: Bool = row[4]
      let cards: Int = row[5]
      let leeches: Int = row[6] ?? 0
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
      add(&statistics.byKind[kind, default: .init()])
    }
  }

  private static func topics(_ db: Database) throws -> [Int64: TopicPath] {
    try Row.fetchCursor(db, sql: "SELECT id, topic FROM shelf")
      .reduce(into: [:]) { topics, row in topics[row[0]] = TopicPath(rawValue: row[1]) }
  }

  private static func countReviews(_ db: Database, _ statistics: inout StudyStatistics) throws {
    let topics = try topics(db)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT shelf_id, stage, kind, answers, milliseconds, asked, recalled, foretold,
          foretold_recalled, predicted
        FROM tally_place
        """
    )
    while let row = try rows.next() {
      let (answers, milliseconds): (Int, Int) = (row[3], row[4])
      var retention = StudyStatistics.Retention(reviews: row[5], recalled: row[6])
      retention.foretold = row[7]
      retention.foretoldRecalled = row[8]
      retention.expected = Double(row[9] as Int) / 1_000
      statistics.answers += answers
      statistics.milliseconds += milliseconds
      statistics.all += retention
      guard answers > 0 else { continue }
      func add(_ count: inout StudyStatistics.Count) {
        count.answers += answers
        count.milliseconds += milliseconds
        count.retention += retention
      }
      if let topic = topics[row[0]] { add(&statistics.byTopic[topic, default: .init()]) }
      if let stage = Stage(rank: row[1]) { add(&statistics.byStage[stage, default: .init()]) }
      if let kind = CardKind(code: row[2]) { add(&statistics.byKind[kind, default: .init()]) }
    }
    statistics.predictions = try Row.fetchCursor(
      db,
      sql: "SELECT bin, asked, recalled FROM tally_bin WHERE asked > 0 ORDER BY bin"
    ).mapToArray { row in
      StudyStatistics.Prediction(
        probability: Double(row[0] as Int) / 1_000,
        reviews: row[1],
        recalled: row[2]
      )
    }
  }

  /// The days themselves, and what was recalled today, and in the seven and thirty days that end with
  /// it.
  private static func countDays(
    _ db: Database,
    today: StudyDay,
    days: Int,
    _ statistics: inout StudyStatistics
  ) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT study_day, answers, new_cards, milliseconds, asked, recalled FROM tally_day
        WHERE answers > 0 ORDER BY study_day
        """
    )
    while let row = try rows.next() {
      let retention = StudyStatistics.Retention(reviews: row[4], recalled: row[5])
      let day = StudyStatistics.Day(
        day: StudyDay(rawValue: row[0]),
        answers: row[1],
        newCards: row[2],
        milliseconds: row[3],
        retention: retention
      )
      // Where the clock was set back, later days count as today.
      if day.day >= today { statistics.today += retention }
      if day.day > today - 7 { statistics.week += retention }
      if day.day > today - 30 { statistics.month += retention }
      guard day.day <= today else { continue }
      statistics.activeDays.append(day.day)
      if day.day > today - max(1, days) { statistics.days.append(day) }
    }
  }

  // MARK: What is to come

  /// Cards that are due by study day until `last`, those that are overdue among them; suspended ones
  /// not.
  package func dueDays(
    until last: StudyDay,
    scope: StudyScope,
    calendar: StudyCalendar,
    catalogue: TopicCatalogue
  ) throws -> [StudyDay: Int] {
    try read { db in
      let shelves = try ShelfChoice(db, filter: CardFilter(), scope: scope, catalogue: catalogue)
      // Reviews are due when a day begins, so there are few moments.
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT due, count(*) FROM card
          WHERE lane > 1 AND due < ?\(shelves.condition) GROUP BY due
          """,
        arguments: [calendar.start(of: last + 1).rawValue]
      )
      var days: [StudyDay: Int] = [:]
      while let row = try rows.next() {
        days[calendar.day(of: Timestamp(rawValue: row[0])), default: 0] += row[1] as Int
      }
      return days
    }
  }

  /// How many cards have a stability below each bound but not below the one before; the last number
  /// is of those beyond all bounds.
  package func stabilities(
    bounds: [Double],
    scope: StudyScope,
    catalogue: TopicCatalogue
  ) throws -> [Int] {
    try read { db in
      let shelves = try ShelfChoice(db, filter: CardFilter(), scope: scope, catalogue: catalogue)
      let cases = bounds.enumerated().map { "WHEN stability < \($1) THEN \($0)" }
      var counts = Array(repeating: 0, count: bounds.count + 1)
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT CASE \(cases.joined(separator: " ")) ELSE \(bounds.count) END AS bucket, count(*)
          FROM card WHERE lane > 1\(shelves.condition) GROUP BY bucket
          """
      )
      while let row = try rows.next() { counts[row[0]] = row[1] }
      return counts
    }
  }
}

extension StudyStatistics.Retention {
  fileprivate static func += (sum: inout Self, other: Self) {
    sum.reviews += other.reviews
    sum.recalled += other.recalled
    sum.foretold += other.foretold
    sum.foretoldRecalled += other.foretoldRecalled
    sum.expected += other.expected
  }
}
