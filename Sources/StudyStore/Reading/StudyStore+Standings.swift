import GRDB
package import Practice
package import QuestionBank
package import SpacedRepetition

extension StudyStore {
  /// Where every card of the preparation stands: what is in scope and not suspended; new cards above
  /// the target stage are left out.
  ///
  /// - Parameters:
  ///   - scope: The learner's stage and topics.
  ///   - catalogue: The topics, for opting in.
  /// - Returns: New cards in the order in which they are begun, then the others in no order.
  /// - Throws: ``StudyStoreError`` where the database cannot be read.
  package func standings(scope: StudyScope, catalogue: TopicCatalogue) throws -> [CardStanding] {
    try read { db in
      let shelves = try ShelfChoice(db, filter: CardFilter(), scope: scope, catalogue: catalogue)
      if shelves.isEmpty { return [] }
      let topics = try Row.fetchCursor(db, sql: "SELECT id, topic FROM shelf")
        .reduce(into: [Int64: TopicPath]()) { topics, row in
          topics[row[0]] = TopicPath(rawValue: row[1])
        }
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT card_key, shelf_id, stage, kind, sibling_group, turn, stability, difficulty,
            last_study_day, last_answered_at, due, review_count, lapses, is_leech, buried_until,
            queued_from, fast_stability
          FROM card
          WHERE entry_id IS NOT NULL AND NOT is_suspended
            AND (phase > 0 OR stage <= \(scope.targetStage.rank))\(shelves.condition)
          """
      )
      // Only new cards are put in order: sorting all of them takes as long as reading them.
      var new: [CardStanding] = []
      var seen: [CardStanding] = []
      seen.reserveCapacity(shelves.cards)
      while let row = try rows.next() {
        let stability: Double? = row[6]
        let standing =
          CardStanding(
            key: CardKey(rawValue: row[0]),
            topic: topics[row[1]] ?? TopicPath(rawValue: "unknown"),
            stage: Stage(rank: row[2]) ?? .junior,
            kind: CardKind(code: row[3]) ?? .flashcard,
            siblingGroup: (row[4] as String?).map { CardKey(rawValue: $0) },
            turn: row[5] ?? 0,
            memory: stability.map {
              MemoryState(
                stability: $0,
                difficulty: row[7] ?? 5,
                fastStability: row[16] as Double?
              )
            },
            lastStudyDay: (row[8] as Int?).map { StudyDay(rawValue: $0) },
            lastAnsweredAt: (row[9] as Int64?).map { Timestamp(rawValue: $0) },
            due: (row[10] as Int64?).map { Timestamp(rawValue: $0) },
            reviews: row[11],
            lapses: row[12],
            isLeech: row[13],
            buriedUntil: (row[14] as Int?).map { StudyDay(rawValue: $0) },
            queuedFrom: (row[15] as Int?).map { StudyDay(rawValue: $0) }
          )
        if stability == nil { new.append(standing) } else { seen.append(standing) }
      }
      return new.sorted { ($0.turn, $0.key) < ($1.turn, $1.key) } + seen
    }
  }

  /// How long visits to cards took from a study day on; answers that were not timed are left out.
  package func visitTimes(since first: StudyDay, until last: StudyDay) throws -> VisitTimes {
    try read { db in
      var times = VisitTimes()
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT phase_before, rating > 1, count(*), sum(min(duration_ms, \(AnswerTime.longest)))
          FROM review
          WHERE \(EventLog.ids(from: first, to: last)) AND duration_ms > 0 AND counts
            AND round IS NULL AND \(EventLog.notRetracted)
          GROUP BY 1, 2
          """
      )
      while let row = try rows.next() {
        let (count, milliseconds): (Int, Int) = (row[2], row[3])
        switch (CardState.Phase(code: row[0], step: 0), row[1] as Bool) {
        case (.new, _):
          times.new.visits += count
          times.new.milliseconds += milliseconds
        case (.learning, _): times.new.milliseconds += milliseconds
        case (.review, true):
          times.recalled.visits += count
          times.recalled.milliseconds += milliseconds
        case (.review, false):
          times.forgotten.visits += count
          times.forgotten.milliseconds += milliseconds
        case (.relearning, _): times.forgotten.milliseconds += milliseconds
        }
      }
      return times
    }
  }

  // MARK: Remarks

  /// A text that was kept by name: what can be worked out anew, such as the plan of the day.
  package func remark(_ name: String) throws -> String? {
    try read { db in
      try String.fetchOne(
        db.cachedStatement(sql: "SELECT value FROM meta WHERE name = ?"),
        arguments: ["remark \(name)"]
      )
    }
  }

  /// Keeps a text by name, or forgets it for nil.
  ///
  /// A store that cannot be written forgets it at once.
  package func remark(_ name: String, as text: String?) throws {
    if isReadOnly { return }
    try write { db in
      if let text {
        try db.execute(
          sql: "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)",
          arguments: ["remark \(name)", text]
        )
      } else {
        try db.execute(sql: "DELETE FROM meta WHERE name = ?", arguments: ["remark \(name)"])
      }
    }
  }
}
