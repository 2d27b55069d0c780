import GRDB
import Practice
import QuestionBank

/// The shelves (one bank's cards on one topic) that a filter and the scope leave in.
struct ShelfChoice {
  /// Whether none is in.
  let isEmpty: Bool
  /// How many cards are on those that are in.
  let cards: Int
  /// A condition on `shelf_id`, with `AND` before it; empty where all shelves are in.
  ///
  /// Of shelves that are in and those that are out, it names the fewer: a study has thousands, of
  /// which a scope leaves out a few and a filter leaves in a few, and a dozen statements say it.
  let condition: String

  init(
    _ db: Database,
    filter: CardFilter,
    scope: StudyScope?,
    catalogue: TopicCatalogue
  ) throws {
    var (inside, outside): ([Int64], [Int64]) = ([], [])
    var cards = 0
    let rows = try Row.fetchCursor(db, sql: "SELECT id, bank, topic, cards FROM shelf ORDER BY id")
    while let row = try rows.next() {
      let topic = TopicPath(rawValue: row[2])
      if Self.isIn(bank: row[1], topic: topic, filter, scope, catalogue) {
        inside.append(row[0])
        cards += row[3]
      } else {
        outside.append(row[0])
      }
    }
    self.cards = cards
    isEmpty = inside.isEmpty && !outside.isEmpty
    let names = inside.count < outside.count ? inside : outside
    let list = names.map(String.init).joined(separator: ",")
    condition =
      outside.isEmpty
      ? "" : " AND shelf_id \(inside.count < outside.count ? "IN" : "NOT IN") (\(list))"
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
