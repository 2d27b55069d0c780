import Foundation
import GRDB
import Practice
import QuestionBank
import SpacedRepetition

/// Writes readings into the index, then settles which entry stands for each card.
struct IndexWriter {
  let db: Database
  let answering: Answering
  /// Cards whose entries came, went or changed.
  private var affected: Set<String> = []
  private var shelves: [String: Int64] = [:]
  private let encoder: JSONEncoder

  init(db: Database, answering: Answering) {
    self.db = db
    self.answering = answering
    encoder = JSONEncoder()
    // One text for one card, so that its hash says whether it changed.
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  // MARK: - Files

  mutating func remove(_ identity: FileIdentity) throws {
    guard let id = try fileID(identity) else { return }
    try affect(file: id)
    try db.execute(sql: "DELETE FROM bank_file WHERE id = ?", arguments: [id])
  }

  mutating func store(_ reading: BankReading) throws {
    if case .unchanged = reading.content {
      try restamp(reading)
      return
    }
    let id = try upsert(reading)
    try affect(file: id)
    try db.execute(sql: "DELETE FROM bank_entry WHERE file_id = ?", arguments: [id])
    try db.execute(sql: "DELETE FROM finding WHERE file_id = ?", arguments: [id])
    for finding in reading.findings { try insert(finding, file: id, scope: "file") }
    if case .bank(let bank?) = reading.content {
      var ordinals: [String: Int] = [:]
      for (position, card) in bank.cards.enumerated() {
        let shelf = "\(card.topic.rawValue) \(card.stage.rank)"
        let ordinal = ordinals[shelf, default: 0]
        ordinals[shelf] = ordinal + 1
        try insert(card, at: position, turn: Self.turn(ordinal, of: shelf), file: id)
      }
    }
  }

  mutating func store(scanFindings findings: [Finding]) throws {
    try db.execute(sql: "DELETE FROM finding WHERE file_id IS NULL")
    for finding in findings { try insert(finding, file: nil, scope: "index") }
  }

  func remember(_ name: String, _ value: String) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)",
      arguments: [name, value]
    )
  }

  func remember(_ catalogue: TopicCatalogue) throws {
    try remember("topics", String(decoding: encoder.encode(catalogue), as: UTF8.self))
  }

  private func fileID(_ identity: FileIdentity) throws -> Int64? {
    try Int64.fetchOne(
      db,
      sql: "SELECT id FROM bank_file WHERE origin = ? AND path = ?",
      arguments: [identity.origin.rawValue, identity.path]
    )
  }

  private mutating func affect(file id: Int64) throws {
    affected.formUnion(
      try String.fetchAll(
        db,
        sql: "SELECT card_key FROM bank_entry WHERE file_id = ?",
        arguments: [id]
      )
    )
  }

  private func restamp(_ reading: BankReading) throws {
    let (file, stamp) = (reading.file, reading.file.stamp)
    try db.execute(
      sql: """
        UPDATE bank_file SET location = ?, size = ?, modified = ?, changed = ?, inode = ?
        WHERE origin = ? AND path = ?
        """,
      arguments: [
        file.location, stamp.size, stamp.modified, stamp.changed, stamp.inode,
        file.origin.rawValue, file.path,
      ]
    )
  }

  private func upsert(_ reading: BankReading) throws -> Int64 {
    let (file, stamp) = (reading.file, reading.file.stamp)
    var bank: Bank?
    let kind: String
    switch reading.content {
    case .bank(let read): (kind, bank) = ("bank", read)
    case .topics: kind = "topics"
    case .other, .unchanged: kind = "other"
    }
    try db.execute(
      sql: """
        INSERT INTO bank_file (
          origin, path, location, size, modified, changed, inode, content_hash, kind,
          bank, title, license)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?)
        ON CONFLICT (origin, path) DO UPDATE SET
          location = excluded.location, size = excluded.size, modified = excluded.modified,
          changed = excluded.changed, inode = excluded.inode,
          content_hash = excluded.content_hash, kind = excluded.kind, bank = excluded.bank,
          title = excluded.title, license = excluded.license
        """,
      arguments: [
        file.origin.rawValue, file.path, file.location, stamp.size, stamp.modified,
        stamp.changed, stamp.inode, reading.hash, kind, bank?.name, bank?.title, bank?.license,
      ]
    )
    return try fileID(FileIdentity(file)) ?? db.lastInsertedRowID
  }

  /// When a new card's turn comes: the first card of each topic and stage before the second of any,
  /// the topics in an order that favours none.
  private static func turn(_ ordinal: Int, of shelf: String) -> Int {
    ordinal << 16 | Int(truncatingIfNeeded: StableHash.fnv1a(shelf) & 0xFFFF)
  }

  private mutating func insert(_ card: Card, at position: Int, turn: Int, file id: Int64) throws {
    // The entry as it says it, wherever in the file that stands.
    let content = try encoder.encode(card.with(line: 1))
    let hashedKey = card.hashedKey
    let question = card.question
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO bank_entry (
          file_id, card_key, topic, stage, kind, position, turn, line, sibling_group, hashed_key,
          text_hash, question, search, content)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """
    ).execute(arguments: [
      id, card.key.rawValue, card.topic.rawValue, card.stage.rank, card.kind.code, position,
      turn, card.line, card.siblingGroup?.rawValue, hashedKey.rawValue, BankReading.hash(content),
      question, Self.searchable(card, question: question),
      String(decoding: content, as: UTF8.self),
    ])
    guard db.changesCount > 0 else { return }
    affected.insert(card.key.rawValue)
    let entry = db.lastInsertedRowID
    for old in Set(card.was) where old != card.key {
      try db.cachedStatement(sql: "INSERT INTO predecessor (entry_id, old_key) VALUES (?, ?)")
        .execute(arguments: [entry, old.rawValue])
    }
  }

  /// What a search looks through, in lower case.
  private static func searchable(_ card: Card, question: String) -> String {
    ([card.key.rawValue, card.topic.rawValue, question, card.answerText] + card.tags)
      .joined(separator: "\n").lowercased()
  }

  private func insert(_ finding: Finding, file id: Int64?, scope: String) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO finding (file, file_id, line, place, severity, message, scope)
        VALUES (?,?,?,?,?,?,?)
        """
    ).execute(arguments: [
      finding.file, id, finding.line, finding.column, finding.severity.rawValue,
      finding.message, scope,
    ])
  }

  // MARK: - Cards

  /// Makes the cards follow from the entries: who wins a key, who goes on with whose history.
  mutating func settle() throws {
    for key in affected.sorted() { try place(key) }
    if !affected.isEmpty { try db.execute(sql: StudySchema.countShelves) }
    try settleAliases()
    try db.execute(sql: StudyStore.forgetEmptyCards)
    try settleOverrides()
    try findDuplicates()
    try findUnknownOverrides()
  }

  /// Points a card at the entry that stands for it, or at none.
  private mutating func place(_ key: String) throws {
    let winner = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT e.id, e.topic, e.stage, e.kind, e.position, e.turn, e.sibling_group, f.origin
          FROM bank_entry e JOIN bank_file f ON f.id = e.file_id
          WHERE e.card_key = ? ORDER BY f.origin, f.path LIMIT 1
          """
      ),
      arguments: [key]
    )
    guard let winner else {
      try db.cachedStatement(
        sql: """
          UPDATE card SET entry_id = NULL, shelf_id = NULL, stage = NULL, kind = NULL,
            position = NULL, turn = NULL, sibling_group = NULL WHERE card_key = ?
          """
      ).execute(arguments: [key])
      return
    }
    var (position, turn): (Int, Int) = (winner[4], winner[5])
    if winner[7] == BankOrigin.override.rawValue {
      // An override takes the place of what it overrides.
      let place = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT e.position, e.turn FROM bank_entry e JOIN bank_file f ON f.id = e.file_id
            WHERE e.card_key = ? AND f.origin > 0 ORDER BY f.origin, f.path LIMIT 1
            """
        ),
        arguments: [key]
      )
      if let place { (position, turn) = (place[0], place[1]) }
    }
    let shelf = try shelf(bank: CardKey(rawValue: key).bank, topic: winner[1])
    try db.cachedStatement(
      sql: """
        INSERT INTO card (card_key, entry_id, shelf_id, stage, kind, position, turn, sibling_group)
        VALUES (?,?,?,?,?,?,?,?)
        ON CONFLICT (card_key) DO UPDATE SET
          entry_id = excluded.entry_id, shelf_id = excluded.shelf_id, stage = excluded.stage,
          kind = excluded.kind, position = excluded.position, turn = excluded.turn,
          sibling_group = excluded.sibling_group
        """
    ).execute(arguments: [
      key, winner[0] as Int64, shelf, winner[2] as Int, winner[3] as Int, position,
      turn, winner[6] as String?,
    ])
  }

  private mutating func shelf(bank: String, topic: String) throws -> Int64 {
    let name = bank + "\n" + topic
    if let known = shelves[name] { return known }
    try db.execute(
      sql: "INSERT OR IGNORE INTO shelf (bank, topic) VALUES (?, ?)",
      arguments: [bank, topic]
    )
    let id =
      try Int64.fetchOne(
        db,
        sql: "SELECT id FROM shelf WHERE bank = ? AND topic = ?",
        arguments: [bank, topic]
      ) ?? db.lastInsertedRowID
    shelves[name] = id
    return id
  }

  // MARK: - Histories

  /// Lets cards go on with the histories of keys that are no longer in the banks.
  ///
  /// An alias stays when the card that made it forgets its `was`, so that histories are never lost
  /// by tidying up; it goes when the old key is a card again.
  private func settleAliases() throws {
    var stale: Set<CardKey> = []
    let revived = try Row.fetchAll(
      db,
      sql: """
        SELECT old_key, new_key FROM alias CROSS JOIN card ON card_key = old_key
        WHERE entry_id IS NOT NULL
        """
    )
    for row in revived {
      stale.insert(CardKey(rawValue: row[0]))
      stale.insert(CardKey(rawValue: row[1]))
      try db.execute(sql: "DELETE FROM alias WHERE old_key = ?", arguments: [row[0] as String])
    }
    var wanted = try Row.fetchAll(
      db,
      sql: """
        SELECT p.old_key, c.card_key FROM predecessor p
        JOIN card c ON c.entry_id = p.entry_id
        LEFT JOIN card o ON o.card_key = p.old_key
        WHERE o.entry_id IS NULL ORDER BY c.card_key
        """
    )
    let hasOrphans = try Bool.fetchOne(
      db,
      sql: "SELECT EXISTS (SELECT 1 FROM card WHERE entry_id IS NULL)"
    )
    if hasOrphans == true {
      // A card that was answered before it had an id.
      wanted += try Row.fetchAll(
        db,
        sql: """
          SELECT e.hashed_key, c.card_key FROM card c
          JOIN bank_entry e ON e.id = c.entry_id
          JOIN card o ON o.card_key = e.hashed_key AND o.entry_id IS NULL
          WHERE e.hashed_key <> c.card_key ORDER BY c.card_key
          """
      )
    }
    var taken: Set<String> = []
    for row in wanted {
      let (old, new): (String, String) = (row[0], row[1])
      guard taken.insert(old).inserted else { continue }
      try db.execute(
        sql: """
          INSERT INTO alias (old_key, new_key) VALUES (?, ?)
          ON CONFLICT (old_key) DO UPDATE SET new_key = excluded.new_key
            WHERE new_key <> excluded.new_key
          """,
        arguments: [old, new]
      )
      if db.changesCount > 0 { stale.insert(CardKey(rawValue: new)) }
      try db.execute(
        sql: "DELETE FROM card WHERE card_key = ? AND entry_id IS NULL",
        arguments: [old]
      )
      if db.changesCount > 0 { stale.insert(CardKey(rawValue: new)) }
    }
    for key in stale {
      try EventLog.rebuild(EventLog.canonical(key, db), answering: answering, db)
    }
  }

  // MARK: - Overrides and duplicates

  /// Remembers what an override's original said when the override came, for `doctor`.
  private func settleOverrides() throws {
    let overridden = """
      SELECT e.card_key, min(o.text_hash) AS text_hash FROM bank_entry e
      JOIN bank_file f ON f.id = e.file_id AND f.origin = 0
      JOIN bank_entry o ON o.card_key = e.card_key
      JOIN bank_file g ON g.id = o.file_id AND g.origin = 1
      GROUP BY e.card_key
      """
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO override_base (card_key, text_hash) \(overridden);
        DELETE FROM override_base WHERE card_key NOT IN (
          SELECT e.card_key FROM bank_entry e
          JOIN bank_file f ON f.id = e.file_id WHERE f.origin = 0)
        """
    )
  }

  private func findDuplicates() throws {
    try db.execute(sql: "DELETE FROM finding WHERE scope = 'index' AND file_id IS NOT NULL")
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT e.card_key, e.line, f.id, f.location, (f.origin = 0) AS is_override
        FROM bank_entry e JOIN bank_file f ON f.id = e.file_id
        WHERE e.card_key IN (
          SELECT card_key FROM bank_entry GROUP BY card_key HAVING count(*) > 1)
        ORDER BY e.card_key, f.origin, f.path
        """
    )
    var winners: [String: String] = [:]
    for row in rows {
      let key: String = row[0]
      let isOverride: Bool = row[4]
      let contest = isOverride ? "override " + key : key
      guard let winner = winners[contest] else {
        winners[contest] = row[3]
        continue
      }
      try insert(
        Finding(
          file: row[3],
          line: row[1],
          column: 1,
          severity: .error,
          message: "card '\(key)' is also in \(winner), which is the one that counts; "
            + "give this one another id"
        ),
        file: row[2],
        scope: "index"
      )
    }
  }

  /// Says which overrides replace nothing, as `bank check` does.
  private func findUnknownOverrides() throws {
    let lost = try Row.fetchAll(
      db,
      sql: """
        SELECT e.card_key, min(e.line), f.id, f.location FROM bank_entry e
        JOIN bank_file f ON f.id = e.file_id AND f.origin = 0
        WHERE e.card_key NOT IN (
          SELECT o.card_key FROM bank_entry o JOIN bank_file g ON g.id = o.file_id AND g.origin = 1)
        GROUP BY e.card_key, f.id
        """
    )
    if lost.isEmpty { return }
    let shipped = try String.fetchAll(
      db,
      sql: """
        SELECT e.card_key FROM bank_entry e JOIN bank_file f ON f.id = e.file_id
        WHERE f.origin = 1 ORDER BY e.card_key
        """
    )
    if shipped.isEmpty { return }
    let entries = Set(shipped.map { CardKey(rawValue: $0).entry.rawValue })
    var told: Set<CardKey> = []
    for row in lost {
      let key = CardKey(rawValue: row[0]).entry
      guard !entries.contains(key.rawValue), told.insert(key).inserted else { continue }
      let id = key.rawValue.dropFirst(key.bank.utf8.count + 1)
      let message = UnknownOverrideRule.message(for: key, among: entries.sorted())
      try insert(
        Finding(
          file: row[3],
          line: row[1],
          column: 1,
          severity: .warning,
          message: "card '\(id)': \(message)"
        ),
        file: row[2],
        scope: "index"
      )
    }
  }
}
