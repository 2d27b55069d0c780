import Foundation
import GRDB

/// The database as a file: what can be said of it, and done to it, without opening the study.
///
/// What takes its place is made beside it and renamed into it, and what was there is kept.
package struct StudyFile: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  var name: String { FileName.last(of: path) }

  package var exists: Bool { BankFiles.exists(path) }

  /// What SQLite finds wrong with the file; empty where all is well, or there is no file yet.
  ///
  /// Reads all of it.
  ///
  /// - Throws: ``StudyStoreError`` where the file cannot be looked at for now.
  package func problems() throws -> [String] {
    guard exists else { return [] }
    do {
      let queue = try open(path)
      defer { try? queue.close() }
      return try queue.read { db in
        // One answer may have many lines, under a heading.
        try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
          .flatMap { $0.split(separator: "\n").map(String.init) }
          .filter { $0 != "ok" && !$0.hasPrefix("***") }
      }
    } catch let error as DatabaseError {
      let problem = StudyStoreError(error, file: name)
      guard case .damaged = problem else { throw problem }
      return [error.message ?? "it is no database"]
    }
  }

  /// Puts a copy of a backup in this file's place.
  ///
  /// - Parameter backup: What ``StudyStore/backup(to:force:)`` wrote, or another study's database.
  /// - Returns: The file that keeps what was here; nil where there was nothing.
  /// - Throws: ``StudyStoreError``, leaving all as it was.
  package func restore(from backup: String) throws -> String? {
    let source = StudyFile(path: backup)
    guard source.exists else {
      throw StudyStoreError.noBackup(file: backup, reason: "no such file")
    }
    if let problem = try source.problems().first {
      throw StudyStoreError.noBackup(file: backup, reason: problem)
    }
    try Home.makeFolder(for: path)
    let draft = try AtomicFile.emptyDraft(beside: path)
    return try Draft(draft, of: name).use { draft in
      let from = try open(backup)
      defer { try? from.close() }
      try source.refuseForeign(from)
      try Self.copy(from, to: draft.path)
      return try replace(with: draft)
    }
  }

  /// Whether two paths lead to one file.
  package static func areSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  private func refuseForeign(_ database: DatabaseQueue) throws {
    try database.read { db in
      let migrator = StudySchema.migrator
      if try migrator.hasBeenSuperseded(db) { throw StudyStoreError.newer(file: path) }
      guard try migrator.appliedIdentifiers(db).contains("v1") else {
        throw StudyStoreError.noBackup(file: path, reason: "it holds no study")
      }
    }
  }

  func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Copies a database, as it is now, into an empty file that then stands by itself: no log beside
  /// it, and all of it on the disk.
  static func copy(_ source: any DatabaseReader, to path: String) throws {
    let copy = try DatabaseQueue(path: path)
    try source.backup(to: copy)
    try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    try copy.close()
  }
}

// MARK: - Replacing

extension StudyFile {
  /// Puts a whole database in this file's place and keeps what was there under a name of its own.
  func replace(with draft: Draft) throws -> String? {
    let kept = try exists ? setAside() : nil
    try AtomicFile.syncAndRename(draft.path, to: path)
    return kept
  }

  /// Gives the file a second name, which stays when the first leads elsewhere, so that at no moment
  /// there is no study.
  private func setAside() throws -> String {
    try foldLogIn()
    var number = 1
    while true {
      let name = "\(path).\(number)"
      number += 1
      if ["", "-wal", "-shm"].contains(where: { BankFiles.exists(name + $0) }) { continue }
      if link(path, name) != 0 {
        if errno == EEXIST { continue }
        // Not every file system has second names.
        guard rename(path, name) == 0 else { throw AtomicFile.problem(path) }
      }
      // A log that could not be folded in belongs to the old file; SQLite must not find it beside
      // the new one.
      for suffix in ["-wal", "-shm"] where BankFiles.exists(path + suffix) {
        guard rename(path + suffix, name + suffix) == 0 else { throw AtomicFile.problem(path) }
      }
      return name
    }
  }

  /// Writes what the log holds into the file and removes the log, which needs the file for itself:
  /// a program that goes on with the old file would lose its answers.
  private func foldLogIn() throws {
    do {
      let queue = try open(path)
      defer { try? queue.close() }
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    } catch let error as DatabaseError {
      let problem = StudyStoreError(error, file: name)
      // What is too broken to be opened is in nobody's use.
      if case .busy = problem { throw problem }
    }
  }
}

/// A file that is being made, and gone again unless it finds its place.
struct Draft {
  let path: String
  /// The file whose place it is to take: the one that the learner knows.
  private let file: String

  init(_ path: String, of file: String) {
    self.path = path
    self.file = file
  }

  /// Does the work; whatever is left under the draft's name afterwards is removed.
  func use<Result>(_ work: (Draft) throws -> Result) throws -> Result {
    defer { for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) } }
    do {
      return try work(self)
    } catch let error as DatabaseError {
      throw StudyStoreError(error, file: file)
    }
  }
}
