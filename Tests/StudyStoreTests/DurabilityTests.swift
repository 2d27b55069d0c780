import Foundation
import Testing

@testable import StudyStore

@Suite struct DurabilityTests {
  @Test func `every commit is synced to the disk`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-durability-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // The second opening finds a database that is in WAL mode already.
    for _ in 0..<2 {
      let store = try StudyStore(path: folder.appendingPathComponent("study.sqlite").path)
      let report = try store.integrity()
      #expect(report.journalMode == "wal")
      #expect(report.synchronous == 2)
    }
  }
}
