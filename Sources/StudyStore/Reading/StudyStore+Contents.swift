import Foundation
import GRDB
package import Practice
package import QuestionBank

extension StudyStore {
  /// Cards with all that their banks say, in the order of their banks and files.
  ///
  /// Each is decoded; where a line about it is enough, `cards` costs a tenth.
  package func contents(_ query: CardQuery, catalogue: TopicCatalogue) throws
    -> [(card: Card, record: CardRecord)]
  {
    try read { db in
      let (condition, arguments) = try Self.condition(query, catalogue, db)
      let limit = query.limit.map { max(0, $0) } ?? -1
      let decoder = JSONDecoder()
      return try Row.fetchCursor(
        db,
        sql: """
          SELECT \(CardRecord.columns), e.content
          FROM card c JOIN bank_entry e ON e.id = c.entry_id JOIN shelf s ON s.id = c.shelf_id
          WHERE \(condition) ORDER BY s.bank, c.position, c.card_key
          LIMIT \(limit) OFFSET \(max(0, query.offset))
          """,
        arguments: arguments
      ).mapToArray { row in
        let content: String = row[CardRecord.columnCount]
        guard let card = try? decoder.decode(Card.self, from: Data(content.utf8)) else {
          throw StudyStoreError.damaged(file: file)
        }
        return (card, CardRecord(key: card.key, row: row))
      }
    }
  }
}
