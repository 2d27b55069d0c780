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

  /// The reviews that a round has left, those that were taken back among them: whoever undid one
  /// does not want it again.
  package func reviews(ofRound id: String) throws -> [Review] {
    try read { db in
      try Row.fetchCursor(
        db,
        sql: """
          SELECT \(Review.columns) FROM review WHERE round = ? ORDER BY answered_at, id
          """,
        arguments: [id]
      ).mapToArray { Review(row: $0) }
    }
  }

  /// What has been reviewed in each round, taken back or not.
  package func promptsReviewedInRounds() throws -> [String: Set<CardKey>] {
    try read { db in
      var prompts: [String: Set<CardKey>] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: "SELECT round, card_key FROM review WHERE round IS NOT NULL"
      )
      while let row = try rows.next() {
        prompts[row[0], default: []].insert(CardKey(rawValue: row[1]))
      }
      return prompts
    }
  }
}
