import Foundation
package import Practice

/// The rounds on disk: a JSON file for each, complete and valid after every write.
package struct RoundFiles: Sendable {
  package let folder: String

  package init(folder: String) { self.folder = folder }

  /// Where a round's file is.
  package func path(of id: String) -> String { folder + "/\(id).json" }

  /// Writes a round, durably; what fails leaves the file as it was.
  ///
  /// - Throws: ``StudyStoreError/cannotWrite(file:problem:answer:)``.
  package func save(_ record: Kept<RoundRecord>) throws {
    try Home.makeFolder(for: path(of: record.id))
    try AtomicFile.write(Data(Self.text(of: record).utf8), to: path(of: record.id))
  }

  /// A round as JSON, its keys in alphabetical order.
  package static func text(of record: Kept<RoundRecord>) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(record), as: UTF8.self) + "\n"
  }

  /// Bytes beyond which a file is no round.
  private static let longest = 256 << 20

  /// Reads a round; nil where there is none of the id.
  ///
  /// - Throws: ``StudyStoreError/damagedRound(file:reason:)``, or ``StudyStoreError/newer(file:)``.
  package func load(_ id: String) throws -> Kept<RoundRecord>? {
    let path = path(of: id)
    guard !id.contains("/"), let data = FileManager.default.contents(atPath: path) else {
      return nil
    }
    return try Self.read(data, path: path)
  }

  private static func read(_ data: Data, path: String) throws -> Kept<RoundRecord> {
    let file = FileName.last(of: path)
    guard data.count <= longest else {
      throw StudyStoreError.damagedRound(file: file, reason: "too large to be one")
    }
    do {
      try FileFormat.check(data, of: file, known: RoundRecord.currentFormat)
      let record = try JSONDecoder().decode(Kept<RoundRecord>.self, from: data)
      guard !record.phases.isEmpty, !record.prompts.isEmpty else {
        throw StudyStoreError.damagedRound(file: file, reason: "no phases or no prompts")
      }
      if let problem = record.outOfBounds {
        throw StudyStoreError.damagedRound(file: file, reason: problem)
      }
      // Where they differ, a save would write another file than the one that was read.
      guard "\(record.id).json" == file else {
        throw StudyStoreError.damagedRound(file: file, reason: "its id is '\(record.id)'")
      }
      return record
    } catch let error as DecodingError {
      throw StudyStoreError.damagedRound(file: file, reason: FileFormat.reason(error))
    }
  }

  /// Ids of all files that should be rounds, readable or not, in alphabetical order.
  package func ids() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
      .map { String($0.dropLast(".json".count)) }.sorted()
  }

  /// All rounds, the earliest first, and what is wrong with the files that are none.
  package func all() -> (rounds: [Kept<RoundRecord>], problems: [String]) {
    var rounds: [Kept<RoundRecord>] = []
    var problems: [String] = []
    for id in ids() {
      let path = path(of: id)
      guard let data = FileManager.default.contents(atPath: path) else {
        problems.append("rounds/\(id).json: cannot read it; check its permissions")
        continue
      }
      do {
        rounds.append(try Self.read(data, path: path))
      } catch {
        problems.append("\(error)")
      }
    }
    return (rounds, problems)
  }

  /// An id for a round begun at local time `stamp` (`2026-11-23T190411`), taken by no other.
  package func freeID(stamp: String, name: String) -> String {
    var id = "\(stamp)-\(name)"
    var number = 2
    while FileManager.default.fileExists(atPath: path(of: id)) {
      id = "\(stamp)-\(name)-\(number)"
      number += 1
    }
    return id
  }

  /// Takes a round for this program alone.
  ///
  /// - Throws: ``StudyStoreError/roundIsOpen(_:)`` where another program has it.
  package func hold(_ id: String) throws -> RoundHold {
    try Home.makeFolder(for: path(of: id))
    return try RoundHold(id: id, path: folder + "/.\(id).clock")
  }
}

/// A round that this program runs: no other may, and its clock is noted every second.
///
/// The lock goes with the process, however it ends.
package final class RoundHold {
  private var descriptor: Int32
  private let path: String

  /// Where the clock stood when the round was left; nil where nothing was noted.
  package let lastHeartbeat: RoundHeartbeat?

  fileprivate init(id: String, path: String) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw AtomicFile.problem(path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw StudyStoreError.roundIsOpen(id)
    }
    self.descriptor = descriptor
    self.path = path
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    lastHeartbeat = Self.heartbeat(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self))
  }

  deinit { release() }

  /// Lets other programs, and this one, take the round.
  package func release() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  /// Notes where the clock stands.
  ///
  /// Without syncing: it is for a killed program; after a power cut the round's own file counts.
  package func beat(_ heartbeat: RoundHeartbeat) {
    let text =
      "\(heartbeat.phase) \(heartbeat.elapsedSeconds) \(heartbeat.phaseSeconds) "
      + "\(heartbeat.pausedSeconds) \(heartbeat.savedAt.rawValue) ."
    // The same length each time, so that no older rest stands behind it.
    let line = text.padding(toLength: 200, withPad: " ", startingAt: 0) + "\n"
    _ = pwrite(descriptor, line, line.utf8.count, 0)
  }

  /// Removes the note: the round is over, its file has all.
  package func remove() { unlink(path) }

  private static func heartbeat(_ text: String) -> RoundHeartbeat? {
    let words = text.split(separator: " ")
    guard words.count >= 6, words[5] == ".", let phase = Int(words[0]),
      let elapsed = Double(words[1]), let inPhase = Double(words[2]),
      let paused = Double(words[3]), let savedAt = Int64(words[4]),
      [elapsed, inPhase, paused].allSatisfy({ $0.isFinite && $0 >= 0 })
    else { return nil }
    return RoundHeartbeat(
      phase: phase,
      elapsedSeconds: elapsed,
      phaseSeconds: inPhase,
      pausedSeconds: paused,
      savedAt: Timestamp(rawValue: savedAt)
    )
  }
}
