import GRDB
import Practice
import QuestionBank
import SpacedRepetition

@testable import StudyStore

/// A card for ``StudyStore/stock(_:)``.
struct StockCard {
  var id: String
  var topic = "databases"
  var stage = Stage.senior
  var kind = CardKind.flashcard
  var group: String?
  /// Its record; a new card without one.
  var stability: Double?
  var lastDay = 0
  var due: Timestamp?

  var key: CardKey { CardKey(rawValue: "stock/\(id)") }
}

extension StudyStore {
  /// Puts cards straight into the tables, in this order, as a refresh from bank files would.
  func stock(_ cards: [StockCard]) throws {
    try write { db in
      for (position, card) in cards.enumerated() {
        try db.execute(
          sql: "INSERT OR IGNORE INTO shelf (bank, topic) VALUES ('stock', ?)",
          arguments: [card.topic]
        )
        let isNew = card.stability == nil
        try db.cachedStatement(
          sql: """
            INSERT INTO card (card_key, entry_id, shelf_id, stage, kind, position, turn,
              sibling_group, phase, stability, difficulty, review_count, due, last_answered_at,
              last_study_day, first_study_day)
            VALUES (?, 1, (SELECT id FROM shelf WHERE topic = ?),?,?,?,?,?,?,?,?,?,?,?,?,?)
            """
        ).execute(arguments: [
          card.key.rawValue, card.topic, card.stage.rank, card.kind.code, position, position,
          card.group.map { "stock/\($0)" }, isNew ? 0 : 2, card.stability, isNew ? nil : 5.0,
          isNew ? 0 : 1, card.due?.rawValue,
          isNew ? nil : Int64(card.lastDay) * 86_400_000, isNew ? nil : card.lastDay,
          isNew ? nil : card.lastDay,
        ])
      }
    }
  }
}
