import Foundation
import GRDB
package import Practice
package import QuestionBank
import SpacedRepetition

/// A card as lists show it: without its content, which would have to be decoded.
package struct CardListing: Hashable, Sendable {
  package let key: CardKey
  package let topic: TopicPath
  package let stage: Stage
  package let kind: CardKind
  /// Markdown, as the bank has it.
  package let question: String
  package let record: CardRecord
}

/// A card with where it stands in the files.
package struct StoredCard: Hashable, Sendable {
  /// Its line is where an editor should open `file`.
  package let card: Card
  package let file: String
  package let isShipped: Bool
  package let isOverride: Bool
  package let record: CardRecord
}

/// Which cards to list.
package struct CardQuery: Hashable, Sendable {
  package var filter: CardFilter
  /// Nil for all cards, in scope or not; with one, new cards above the target stage are out too,
  /// unless the filter asks for their stage.
  package var scope: StudyScope?
  /// Words that must all occur in key, topic, question or answer, whatever their case.
  package var text: String?
  package var state: StateName?
  /// Only marked ones, or only leeches.
  package var isMarked: Bool
  package var isLeech: Bool
  package var limit: Int?
  package var offset: Int

  package init(
    filter: CardFilter = CardFilter(),
    scope: StudyScope? = nil,
    text: String? = nil,
    state: StateName? = nil,
    isMarked: Bool = false,
    isLeech: Bool = false,
    limit: Int? = nil,
    offset: Int = 0
  ) {
    self.filter = filter
    self.scope = scope
    self.text = text
    self.state = state
    self.isMarked = isMarked
    self.isLeech = isLeech
    self.limit = limit
    self.offset = offset
  }
}

extension CardQuery {
  /// Whether it takes all cards of the shelves that it takes.
  fileprivate var isOnlyOfShelves: Bool {
    filter.stage == nil && filter.kind == nil && text == nil && state == nil && !isMarked
      && !isLeech
  }
}

extension StudyStore {
  /// The card, if a bank has it, by its key or by one that it had before.
  package func card(_ key: CardKey) throws -> StoredCard? {
    try read { db in
      let key = try EventLog.canonical(key, db)
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT \(CardRecord.columns), e.content, e.line, f.location, f.origin
            FROM card c JOIN bank_entry e ON e.id = c.entry_id JOIN bank_file f ON f.id = e.file_id
            WHERE c.card_key = ?
            """
        ),
        arguments: [key.rawValue]
      )
      guard let row else { return nil }
      let at = CardRecord.columnCount
      let content: String = row[at]
      guard let card = try? JSONDecoder().decode(Card.self, from: Data(content.utf8)) else {
        throw StudyStoreError.damaged(file: file)
      }
      return StoredCard(
        card: card.with(line: row[at + 1]),
        file: row[at + 2],
        isShipped: row[at + 3] == BankOrigin.shipped.rawValue,
        isOverride: row[at + 3] == BankOrigin.override.rawValue,
        record: CardRecord(key: key, row: row)
      )
    }
  }

  /// What is remembered of a card, in the banks or not; nil where it is neither.
  package func record(_ key: CardKey) throws -> CardRecord? {
    try read { db in try CardRecord.fetch(db, EventLog.canonical(key, db)) }
  }

  /// Cards in the order of their banks and files.
  package func cards(_ query: CardQuery, catalogue: TopicCatalogue) throws -> [CardListing] {
    try read { db in
      let (condition, arguments) = try Self.condition(query, catalogue, db)
      let limit = query.limit.map { max(0, $0) } ?? -1
      return try Row.fetchCursor(
        db,
        sql: """
          SELECT \(CardRecord.columns), c.card_key, s.topic, c.stage, c.kind, e.question
          FROM card c JOIN bank_entry e ON e.id = c.entry_id JOIN shelf s ON s.id = c.shelf_id
          WHERE \(condition) ORDER BY s.bank, c.position, c.card_key
          LIMIT \(limit) OFFSET \(max(0, query.offset))
          """,
        arguments: arguments
      ).mapToArray { row in
        let at = CardRecord.columnCount
        let key = CardKey(rawValue: row[at])
        return CardListing(
          key: key,
          topic: TopicPath(rawValue: row[at + 1]),
          stage: Stage(rank: row[at + 2]) ?? .junior,
          kind: CardKind(code: row[at + 3]) ?? .flashcard,
          question: row[at + 4],
          record: CardRecord(key: key, row: row)
        )
      }
    }
  }

  /// How many cards a query finds, its limit aside.
  package func count(_ query: CardQuery, catalogue: TopicCatalogue) throws -> Int {
    try read { db in
      if query.isOnlyOfShelves {
        return try ShelfChoice(
          db,
          filter: query.filter,
          scope: query.scope,
          catalogue: catalogue
        ).cards
      }
      let (condition, arguments) = try Self.condition(query, catalogue, db)
      // Only a search looks at the text.
      let texts = arguments.isEmpty ? "" : "JOIN bank_entry e ON e.id = c.entry_id"
      return try Int.fetchOne(
        db,
        sql: "SELECT count(*) FROM card c \(texts) WHERE \(condition)",
        arguments: arguments
      ) ?? 0
    }
  }

  static func condition(
    _ query: CardQuery,
    _ catalogue: TopicCatalogue,
    _ db: Database
  ) throws -> (String, StatementArguments) {
    let shelves = try ShelfChoice(
      db,
      filter: query.filter,
      scope: query.scope,
      catalogue: catalogue
    )
    var condition = "c.entry_id IS NOT NULL" + shelves.condition
    var arguments: StatementArguments = []
    if let stage = query.filter.stage { condition += " AND c.stage = \(stage.rank)" }
    if let kind = query.filter.kind { condition += " AND c.kind = \(kind.code)" }
    if let scope = query.scope {
      let ranks = scope.stagesOffered(to: query.filter).map { String($0.rank) }
      condition += " AND (c.phase <> 0 OR c.stage IN (\(ranks.joined(separator: ","))))"
    }
    if query.isMarked { condition += " AND c.is_marked" }
    if query.isLeech { condition += " AND c.is_leech" }
    switch query.state {
    case nil: break
    case .suspended: condition += " AND c.is_suspended"
    case .new: condition += " AND NOT c.is_suspended AND c.phase = 0"
    case .learning: condition += " AND NOT c.is_suspended AND c.phase = 1"
    case .review: condition += " AND NOT c.is_suspended AND c.phase = 2"
    case .relearning: condition += " AND NOT c.is_suspended AND c.phase = 3"
    }
    // `instr` knows no wildcards, so nothing that is typed means anything but itself.
    for word in (query.text ?? "").lowercased().split(whereSeparator: \.isWhitespace).prefix(20) {
      condition += " AND instr(e.search, ?) > 0"
      arguments += [String(word)]
    }
    return (condition, arguments)
  }

  /// Keys in the banks that begin with `prefix`, for completion.
  package func keys(prefix: String, limit: Int = 200) throws -> [CardKey] {
    try read { db in
      // No character follows U+10FFFF, so this is the end of all texts with the prefix.
      try String.fetchAll(
        db,
        sql: """
          SELECT card_key FROM card WHERE card_key >= ?1 AND card_key < ?2
            AND entry_id IS NOT NULL ORDER BY card_key LIMIT ?3
          """,
        arguments: [prefix, prefix + "\u{10FFFF}", max(0, limit)]
      ).map { CardKey(rawValue: $0) }
    }
  }

  /// A card's answers under all its keys, the latest first, without what was taken back.
  package func reviews(of key: CardKey, limit: Int? = nil) throws -> [Review] {
    try read { db in
      let all = try EventLog.reviews(of: EventLog.canonical(key, db), db)
        .sorted { ($1.answeredAt, $1.id) < ($0.answeredAt, $0.id) }
      return limit.map { Array(all.prefix(max(0, $0))) } ?? all
    }
  }

  /// What the learner noted on a card, the earliest first.
  package func notes(of key: CardKey) throws -> [(at: Timestamp, text: String)] {
    try read { db in
      try EventLog.events(of: EventLog.canonical(key, db), db)
        .sorted { ($0.at, $0.id) < ($1.at, $1.id) }
        .compactMap { event in
          if case .noted(let text) = event.change { (event.at, text) } else { nil }
        }
    }
  }

  /// What is wrong with the bank files, as of the last refresh, by file and line.
  package func findings() throws -> [Finding] {
    try read { try Finding.fetchAll($0, where: "true") }
  }

  /// Whether a shipped bank has the card, replaced by the learner's text or not.
  package func isInShippedBank(_ key: CardKey) throws -> Bool {
    try read { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM bank_entry e JOIN bank_file f ON f.id = e.file_id
            WHERE e.card_key = ? AND f.origin = ?)
          """,
        arguments: [EventLog.canonical(key, db).rawValue, BankOrigin.shipped.rawValue]
      ) ?? false
    }
  }

  /// How many of the ``findings()`` are errors.
  package func errorCount() throws -> Int {
    try read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM finding WHERE severity = 'error'") ?? 0
    }
  }
}
