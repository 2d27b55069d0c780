package import Practice
package import QuestionBank
import GRDB

extension StudyStore {
  /// What is remembered of prompts; those that were never asked are left out.
  package func records(of prompts: [CardKey]) throws -> [CardKey: CardRecord] {
    try read { db in
      var records: [CardKey: CardRecord] = [:]
      for key in prompts {
        if let record = try CardRecord.fetch(db, key) { records[key] = record }
      }
      return records
    }
  }

  /// Ids of the reviews that a round has left, without those taken back.
  package func reviews(ofRound id: String) throws -> [Review] {
    try read { db in
      try Row.fetchCursor(
        db,
        sql: """
          SELECT \(Review.columns) FROM review WHERE round = ? AND \(EventLog.notRetracted)
          ORDER BY answered_at, id
          """,
        arguments: [id]
      ).mapToArray { Review(row: $0) }
    }
  }
}
