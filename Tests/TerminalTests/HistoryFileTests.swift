import Foundation
import Testing

@testable import Terminal

@Suite struct HistoryFileTests {
  @Test func `history is kept where no folder above it exists yet, for its owner only`() throws {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-history-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    let folder = root.appendingPathComponent(".local/state/greenroom")
    let file = HistoryFile(path: folder.appendingPathComponent("history").path)
    file.append("due")
    file.append("drill")
    #expect(file.load() == ["due", "drill"])
    for path in [".local", ".local/state", ".local/state/greenroom"] {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: root.appendingPathComponent(path).path
      )
      #expect(attributes[.posixPermissions] as? Int == 0o700)
    }
  }
}
