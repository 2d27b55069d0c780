import GRDB
import Practice
import QuestionBank
package import SpacedRepetition

extension StudyStore {
  /// About how many answers there are, those that do not move a schedule included.
  ///
  /// Reads one row, however many there are.
  package func answerCount() throws -> Int {
    try read { db in
      try Int.fetchOne(db.cachedStatement(sql: "SELECT coalesce(max(seq), 0) FROM review")) ?? 0
    }
  }

  /// The learner's answers to cards, for fitting a memory model.
  ///
  /// Cram, what was taken back and mock rounds are left out, since they do not move a card's
  /// schedule. A card that was reset begins again as another one.
  package func reviewLog() throws -> ReviewLog {
    try read { db in
      let resets = try Self.resets(db)
      var numbers: [String: Int] = [:]
      var reviews: [ReviewLog.Row] = []
      let rows = try Row.fetchCursor(
        db,
        sql: """
          \(EventLog.withRenamed())
          SELECT coalesce(n.new_key, r.card_key), r.rating, r.answered_at, r.study_day
          FROM review r LEFT JOIN renamed n ON n.old_key = r.card_key
          WHERE r.counts AND r.\(EventLog.notRetracted)
          ORDER BY r.card_key, r.answered_at, r.id
          """
      )
      while let row = try rows.next() {
        let key: String = row[0]
        let at: Int64 = row[2]
        guard PromptKind(rawValue: CardKey(rawValue: key).bank) == nil,
          let rating = Rating(rawValue: row[1])
        else { continue }
        var name = key
        if let times = resets[key] { name += "\u{0}\(times.count { $0 <= at })" }
        let number = numbers[name] ?? numbers.count
        numbers[name] = number
        reviews.append(
          ReviewLog.Row(
            card: number,
            milliseconds: at,
            day: StudyDay(rawValue: row[3]),
            rating: rating
          )
        )
      }
      return ReviewLog(reviews)
    }
  }

  /// When cards were reset, by their present keys.
  private static func resets(_ db: Database) throws -> [String: [Int64]] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        \(EventLog.withRenamed())
        SELECT coalesce(n.new_key, e.card_key), e.at
        FROM event e LEFT JOIN renamed n ON n.old_key = e.card_key
        WHERE e.kind = 'reset' AND e.\(EventLog.notRetracted)
        """
    )
    return try rows.reduce(into: [:]) { $0[$1[0], default: []].append($1[1]) }
  }
}
