import Foundation
import Testing

@testable import Terminal

/// The history's file, and lines from a file or a pipe.
@Suite struct LineFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("greenroom-lines-\(UUID().uuidString)")

  private var path: String { folder.appendingPathComponent("history").path }

  private func remove() { try? FileManager.default.removeItem(at: folder) }

  // MARK: History

  @Test func `what is typed is there the next time, for its owner only`() throws {
    defer { remove() }
    let history = HistoryFile(path: path)
    #expect(history.load() == [])
    for line in ["drill", "card search \"write skew\"", "日本"] { history.append(line) }
    #expect(HistoryFile(path: path).load() == ["drill", "card search \"write skew\"", "日本"])
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `nothing that steers a terminal, is empty or is a pasted file is kept`() {
    #expect(HistoryFile.entry("drill\u{1b}[31m --weak\n--limit 3") == "drill --weak --limit 3")
    #expect(HistoryFile.entry("   ") == nil)
    #expect(HistoryFile.entry(String(repeating: "x", count: 4_096))?.count == 4_096)
    #expect(HistoryFile.entry(String(repeating: "x", count: 4_097)) == nil)
  }

  @Test func `what another program wrote into the file is cleaned when it is read`() throws {
    defer { remove() }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data([0x61, 0x1B, 0x5B, 0x32, 0x4A, 0x0A, 0x0A, 0xFF, 0x62, 0x0A, 0x63])
      .write(to: URL(fileURLWithPath: path))
    #expect(HistoryFile(path: path).load() == ["a", "\u{FFFD}b", "c"])
  }

  @Test func `a long history keeps its newest lines and makes its file shorter`() throws {
    defer { remove() }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let text = (1...HistoryFile.mostLines + 5).map { "line \($0)\n" }.joined()
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    let lines = HistoryFile(path: path).load()
    #expect(lines.count == HistoryFile.mostLines)
    #expect(lines.first == "line 6")
    #expect(lines.last == "line \(HistoryFile.mostLines + 5)")
    let kept = HistoryFile(path: path).load()
    #expect(kept.count == HistoryFile.mostLines * 9 / 10)
    #expect(kept.last == lines.last)
  }

  @Test func `a link or a folder in the file's place is left alone`() throws {
    defer { remove() }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let target = folder.appendingPathComponent("target").path
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    HistoryFile(path: path).append("drill")
    #expect(!FileManager.default.fileExists(atPath: target))
    #expect(HistoryFile(path: folder.path).load() == [])
  }

  // MARK: Lines

  private func lines(of bytes: [UInt8]) throws -> [String] {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let file = open(path, O_RDONLY)
    defer { close(file) }
    var input = PlainLineInput(fileDescriptor: file)
    var lines: [String] = []
    while let line = input.next() { lines.append(line) }
    return lines
  }

  @Test func `lines come without their ends, the last one without one too`() throws {
    defer { remove() }
    #expect(try lines(of: Array("a\nb\r\n\n c".utf8)) == ["a", "b", "", " c"])
    #expect(try lines(of: Array("a\n".utf8)) == ["a"])
    #expect(try lines(of: []) == [])
    #expect(try lines(of: [0xFF, 0x0A, 0x61]) == ["\u{FFFD}", "a"])
  }

  @Test func `a line longer than can be meant is cut, and the next one is whole`() throws {
    defer { remove() }
    let long = [UInt8](repeating: 0x78, count: PlainLineInput.longestLine + 70_000)
    let read = try lines(of: long + [0x0A] + Array("next".utf8))
    #expect(read.map(\.utf8.count) == [PlainLineInput.longestLine, 4])
    #expect(read.last == "next")
  }
}
