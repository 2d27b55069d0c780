import GRDB
package import QuestionBank

/// One bank as `bank list` shows it.
package struct BankSummary: Hashable, Sendable {
  package let name: String
  package let title: String
  package let license: String?
  /// The first of its files that is no override.
  package let path: String
  package let isShipped: Bool
  package let cards: Int
  /// Cards whose text the learner has replaced.
  package let overrides: Int
  package let seen: Int
  package let errors: Int
  package let warnings: Int
}

/// One topic with its cards.
package struct TopicSummary: Hashable, Sendable {
  package let topic: TopicPath
  package let cards: Int
  package let seen: Int
}

extension StudyStore {
  /// The banks by name.
  package func banks() throws -> [BankSummary] {
    try read { db in
      let files = try Row.fetchAll(
        db,
        sql: """
          SELECT f.bank, f.title, f.license, f.location, f.origin,
            (SELECT count(*) FROM finding WHERE file_id = f.id AND severity = 'error'),
            (SELECT count(*) FROM finding WHERE file_id = f.id AND severity = 'warning')
          FROM bank_file f WHERE f.kind = 'bank' AND f.bank IS NOT NULL
          ORDER BY f.bank, f.origin = 0, f.origin, f.path
          """
      )
      let counts = try Row.fetchAll(
        db,
        sql: """
          SELECT s.bank, count(*), sum(c.phase <> 0), sum(f.origin = 0)
          FROM card c JOIN shelf s ON s.id = c.shelf_id JOIN bank_entry e ON e.id = c.entry_id
          JOIN bank_file f ON f.id = e.file_id GROUP BY s.bank
          """
      )
      let byBank = Dictionary(counts.map { ($0[0] as String, $0) }) { first, _ in first }
      return Dictionary(grouping: files) { $0[0] as String }
        .sorted { $0.key < $1.key }
        .compactMap { name, rows in
          guard let first = rows.first else { return nil }
          return BankSummary(
            name: name,
            title: first[1] ?? name,
            license: first[2],
            path: first[3],
            isShipped: first[4] == BankOrigin.shipped.rawValue,
            cards: byBank[name]?[1] ?? 0,
            overrides: byBank[name]?[3] ?? 0,
            seen: byBank[name]?[2] ?? 0,
            errors: rows.reduce(0) { $0 + ($1[5] as Int) },
            warnings: rows.reduce(0) { $0 + ($1[6] as Int) }
          )
        }
    }
  }

  /// The learner's own file of a bank, the first where there are several; overrides are none.
  package func ownFile(ofBank bank: String) throws -> String? {
    try read { db in
      try String.fetchOne(
        db,
        sql: "SELECT location FROM bank_file WHERE bank = ? AND origin = ? ORDER BY path LIMIT 1",
        arguments: [bank, BankOrigin.own.rawValue]
      )
    }
  }

  /// Every id that a card of the bank has or had, in whatever file, so that a new card takes over
  /// nobody's history.
  package func ids(ofBank bank: String) throws -> Set<String> {
    try read { db in
      // No character follows U+10FFFF, so this is the end of all texts with the prefix.
      let keys = try String.fetchAll(
        db,
        sql: """
          SELECT card_key FROM card WHERE card_key >= ?1 AND card_key < ?2
          UNION SELECT card_key FROM bank_entry WHERE card_key >= ?1 AND card_key < ?2
          UNION SELECT old_key FROM alias WHERE old_key >= ?1 AND old_key < ?2
          UNION SELECT old_key FROM predecessor WHERE old_key >= ?1 AND old_key < ?2
          """,
        arguments: [bank + "/", bank + "/\u{10FFFF}"]
      )
      let prefix = bank.count + 1
      return Set(keys.map { String(CardKey(rawValue: $0).entry.rawValue.dropFirst(prefix)) })
    }
  }

  /// The topics that cards have, by path; a topic's cards are its own, not those below it.
  package func topics() throws -> [TopicSummary] {
    try read { db in
      try Row.fetchCursor(
        db,
        sql: """
          SELECT s.topic, count(*), sum(c.phase <> 0)
          FROM card c JOIN shelf s ON s.id = c.shelf_id GROUP BY s.topic ORDER BY s.topic
          """
      ).mapToArray { row in
        TopicSummary(topic: TopicPath(rawValue: row[0]), cards: row[1], seen: row[2] ?? 0)
      }
    }
  }
}
