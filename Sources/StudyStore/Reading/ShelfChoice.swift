import GRDB
import Practice
import QuestionBank

/// The shelves (one bank's cards on one topic) that a filter and the scope leave in.
struct ShelfChoice {
  /// Nil where all shelves are in.
  let ids: [Int64]?

  init(
    _ db: Database,
    filter: CardFilter,
    scope: StudyScope?,
    catalogue: TopicCatalogue
  ) throws {
    var ids: [Int64] = []
    var isAll = true
    let rows = try Row.fetchCursor(db, sql: "SELECT id, bank, topic FROM shelf ORDER BY id")
    while let row = try rows.next() {
      let topic = TopicPath(rawValue: row[2])
      if Self.isIn(bank: row[1], topic: topic, filter, scope, catalogue) {
        ids.append(row[0])
      } else {
        isAll = false
      }
    }
    self.ids = isAll ? nil : ids
  }

  /// A condition on `shelf_id`, with `AND` before it; empty where all shelves are in.
  var condition: String {
    guard let ids else { return "" }
    return " AND shelf_id IN (\(ids.map(String.init).joined(separator: ",")))"
  }

  /// `exclude` wins over everything; what is opt-in is in when it is included or asked for by name.
  static func isIn(
    bank: String,
    topic: TopicPath,
    _ filter: CardFilter,
    _ scope: StudyScope?,
    _ catalogue: TopicCatalogue
  ) -> Bool {
    let isNamed = filter.topics.contains { topic.isWithin($0) } || filter.banks.contains(bank)
    guard filter.banks.isEmpty || filter.banks.contains(bank),
      filter.topics.isEmpty || filter.topics.contains(where: { topic.isWithin($0) })
    else { return false }
    guard let scope else { return true }
    if scope.exclude.contains(where: { names($0, bank, topic) }) { return false }
    return isNamed || !catalogue.isOptIn(topic)
      || scope.include.contains { names($0, bank, topic) }
  }

  /// Whether a word of the settings names the bank, the topic or one above it.
  private static func names(_ word: String, _ bank: String, _ topic: TopicPath) -> Bool {
    bank == word || topic.isWithin(TopicPath(rawValue: word))
  }
}
