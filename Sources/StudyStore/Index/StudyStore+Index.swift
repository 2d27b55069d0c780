package import Practice
import Foundation
import GRDB
package import QuestionBank
import SpacedRepetition

extension StudyStore {
  /// Counts up when the index would come out differently from the same files.
  private static let indexVersion = "3"

  /// Brings the card index up to date with the bank files, reading only those that changed.
  ///
  /// When nothing changed, nothing is written. A card's history follows it through edits of its
  /// text, of its file's name, and of its id where the card says what it `was`. What is wrong with
  /// a file becomes a finding; the index is refreshed all the same.
  ///
  /// - Parameters:
  ///   - sources: The folders, shipped and own.
  ///   - answering: To rebuild the record of a card that takes over an earlier key's history.
  ///   - force: Whether to read every file, whatever the file system says.
  /// - Returns: What was read anew; ``findings()`` are what is wrong.
  /// - Throws: ``StudyStoreError`` where the index cannot be written.
  @discardableResult
  package func refreshIndex(
    _ sources: [BankSource],
    answering: Answering,
    force: Bool = false
  ) throws -> IndexReport {
    let scan = BankScanner(sources)
    let known = try read { try KnownIndex($0) }
    let present = Set(scan.found.map { FileIdentity($0) })
    var report = IndexReport()
    report.files = scan.found.count

    let isOutdated = force || known.version != Self.indexVersion
    let gone = known.files.keys.filter { !present.contains($0) }
    let moved = scan.found.filter { file in
      guard let old = known.files[FileIdentity(file)] else { return true }
      return isOutdated || old.stamp != file.stamp || old.location != file.location
    }
    guard
      !moved.isEmpty || !gone.isEmpty || isOutdated || known.scanFindings != scan.findings.sorted()
    else { return report }

    var readings: [BankReading] = []
    var catalogue = try self.catalogue()
    let topicsChanged = Self.readTopics(
      moved,
      gone: gone,
      known: known,
      isOutdated: isOutdated,
      into: &readings,
      &catalogue
    )
    // Topics decide what is an error in a bank, so a change of theirs concerns every file.
    let stale = topicsChanged ? scan.found : moved
    for file in stale where !file.isTopics {
      let old = known.files[FileIdentity(file)]
      let mustParse = topicsChanged || isOutdated
      readings.append(
        Self.reading(file, old: mustParse ? nil : old, catalogue: catalogue)
      )
    }
    report.read = readings.count
    report.parsed = readings.count { if case .unchanged = $0.content { false } else { true } }
    report.hasChanged = true

    try write { db in
      var writer = IndexWriter(db: db, answering: answering)
      for identity in gone { try writer.remove(identity) }
      for reading in readings { try writer.store(reading) }
      try writer.store(scanFindings: scan.findings)
      try writer.settle()
      try Tallies.forget(db)
      try writer.remember("index_version", Self.indexVersion)
      if topicsChanged || isOutdated { try writer.remember(catalogue) }
    }
    return report
  }

  /// Empties the card index, so that the next refresh derives all of it from the bank files.
  package func forgetIndex() throws {
    try write { db in
      try db.execute(
        sql: """
          UPDATE card SET entry_id = NULL, shelf_id = NULL, stage = NULL, kind = NULL,
            position = NULL, turn = NULL, sibling_group = NULL;
          DELETE FROM finding;
          DELETE FROM predecessor;
          DELETE FROM bank_entry;
          DELETE FROM bank_file;
          DELETE FROM shelf;
          DELETE FROM meta WHERE name IN ('index_version', 'topics');
          """
      )
      try Tallies.forget(db)
    }
  }

  /// The topics of the banks, as of the last refresh.
  package func catalogue() throws -> TopicCatalogue { try read { try KnownIndex.catalogue($0) } }

  private static func readTopics(
    _ moved: [BankScanner.Found],
    gone: [FileIdentity],
    known: KnownIndex,
    isOutdated: Bool,
    into readings: inout [BankReading],
    _ catalogue: inout TopicCatalogue
  ) -> Bool {
    var hasChanged = gone.contains { $0.isTopics }
    if hasChanged { catalogue = TopicCatalogue() }
    for file in moved where file.isTopics {
      let (data, problem) = BankReading.bytes(of: file)
      let hash = BankReading.hash(data)
      if let problem {
        readings.append(unreadable(file, problem))
        continue
      }
      if !isOutdated, known.files[FileIdentity(file)]?.hash == hash {
        readings.append(BankReading(file: file, hash: hash, content: .unchanged, findings: []))
        continue
      }
      let text = String(decoding: data, as: UTF8.self)
      let parsed = TopicParser().parse(text, file: file.location)
      readings.append(
        BankReading(
          file: file,
          hash: hash,
          content: .topics(parsed.catalogue),
          findings: parsed.findings
        )
      )
      // Only the shipped topics are the catalogue; own banks make theirs by naming them.
      catalogue = parsed.catalogue
      hasChanged = true
    }
    return hasChanged
  }

  private static func reading(
    _ file: BankScanner.Found,
    old: KnownIndex.File?,
    catalogue: TopicCatalogue
  ) -> BankReading {
    let (data, problem) = BankReading.bytes(of: file)
    if let problem { return unreadable(file, problem) }
    let hash = BankReading.hash(data)
    if old?.hash == hash {
      return BankReading(file: file, hash: hash, content: .unchanged, findings: [])
    }
    if BankReading.isPrompt(data) {
      return BankReading(file: file, hash: hash, content: .other, findings: [])
    }
    let context = BankContext(topics: catalogue, isShipped: file.origin == .shipped)
    let parsed = BankParser().parse(data: data, file: file.location, context: context)
    return BankReading(
      file: file,
      hash: hash,
      content: .bank(parsed.bank),
      findings: parsed.findings
    )
  }

  private static func unreadable(_ file: BankScanner.Found, _ problem: String) -> BankReading {
    let finding = Finding(
      file: file.location,
      line: 1,
      column: 1,
      severity: .error,
      message: problem
    )
    // No content has this hash by any likelihood, so the next refresh that sees a change reads it.
    return BankReading(file: file, hash: -1, content: .bank(nil), findings: [finding])
  }
}

/// What the index knows about files, by which a refresh sees what to do.
struct KnownIndex {
  struct File {
    let stamp: FileStamp
    let location: String
    let hash: Int64
  }

  let files: [FileIdentity: File]
  let version: String?
  let scanFindings: [Finding]

  init(_ db: Database) throws {
    var files: [FileIdentity: File] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT origin, path, location, size, modified, changed, inode, content_hash FROM bank_file
        """
    )
    while let row = try rows.next() {
      let identity = FileIdentity(
        origin: BankOrigin(rawValue: row[0]) ?? .own,
        path: row[1]
      )
      files[identity] = File(
        stamp: FileStamp(size: row[3], modified: row[4], changed: row[5], inode: row[6]),
        location: row[2],
        hash: row[7]
      )
    }
    self.files = files
    version = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'index_version'")
    scanFindings = try Finding.fetchAll(
      db,
      where: "scope = 'index' AND file_id IS NULL"
    )
  }

  static func catalogue(_ db: Database) throws -> TopicCatalogue {
    let text = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'topics'")
    guard let text else { return TopicCatalogue() }
    return (try? JSONDecoder().decode(TopicCatalogue.self, from: Data(text.utf8)))
      ?? TopicCatalogue()
  }
}

/// What makes a bank file the same one at the next refresh.
struct FileIdentity: Hashable {
  let origin: BankOrigin
  let path: String

  init(origin: BankOrigin, path: String) {
    self.origin = origin
    self.path = path
  }

  init(_ found: BankScanner.Found) { self.init(origin: found.origin, path: found.path) }

  var isTopics: Bool { origin == .shipped && path == "topics.yaml" }
}

extension BankScanner.Found {
  var isTopics: Bool { FileIdentity(self).isTopics }
}

extension Finding {
  /// Findings in the order of files and lines.
  static func fetchAll(_ db: Database, where condition: String) throws -> [Finding] {
    try Row.fetchCursor(
      db,
      sql: "SELECT file, line, place, severity, message FROM finding WHERE \(condition)"
    ).mapToArray { row in
      Finding(
        file: row[0],
        line: row[1],
        column: row[2],
        severity: Finding.Severity(rawValue: row[3]) ?? .error,
        message: row[4]
      )
    }.sorted()
  }
}
