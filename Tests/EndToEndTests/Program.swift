import Foundation
import Testing

/// Runs the built program in a home of its own, as a script would.
struct Program {
  struct Output {
    let code: Int32
    let text: String
    let errors: String

    /// The output as JSON.
    func json() throws -> Any {
      try JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed])
    }

    func object() throws -> [String: Any] { try #require(try json() as? [String: Any]) }

    func list() throws -> [[String: Any]] { try #require(try json() as? [[String: Any]]) }
  }

  let home: URL
  /// Where the shipped banks come from; tests have small ones of their own.
  let banks: URL
  var environment: [String: String] = [:]
  /// Where it runs; nil for the tests' own folder.
  var folder: URL?
  /// A command that runs the program.
  var wrapper: [String] = []

  init(cards: String = Program.fewCards) throws {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-test-\(UUID().uuidString)")
    home = root.appendingPathComponent("home")
    banks = root.appendingPathComponent("QuestionBanks")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(at: banks, withIntermediateDirectories: true)
    try write(Self.topics, to: banks.appendingPathComponent("topics.yaml"))
    try write(cards, to: banks.appendingPathComponent("few.yaml"))
  }

  func remove() { try? FileManager.default.removeItem(at: home.deletingLastPathComponent()) }

  func write(_ text: String, to file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: file)
  }

  func writeOwnBank(_ name: String, _ text: String) throws {
    try write(text, to: home.appendingPathComponent("banks/\(name)"))
  }

  /// Runs the program and waits for it.
  @discardableResult
  func run(_ arguments: String..., input: String = "") throws -> Output {
    try run(arguments, input: input)
  }

  @discardableResult
  func run(_ arguments: [String], input: String = "") throws -> Output {
    try launch(try Self.executable(), arguments, input: input)
  }

  /// Runs the program by a shell, with its redirections.
  func shell(_ line: String) throws -> Output {
    let command = "'\(try Self.executable().path)' \(line)"
    return try launch(URL(fileURLWithPath: "/bin/sh"), ["-c", command], input: "")
  }

  private func launch(_ program: URL, _ arguments: [String], input: String) throws -> Output {
    let process = Process()
    let command = wrapper + [program.path] + arguments
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    if let folder { process.currentDirectoryURL = folder }
    process.environment = fullEnvironment
    // Files, not pipes: neither side can then wait for the other to read.
    let inputFile = try Self.file(holding: input, in: home)
    let outputFile = try Self.file(holding: "", in: home)
    let errorFile = try Self.file(holding: "", in: home)
    defer {
      for file in [inputFile, outputFile, errorFile] {
        try? FileManager.default.removeItem(at: file)
      }
    }
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    return Output(
      code: process.terminationStatus,
      text: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self)
    )
  }

  var fullEnvironment: [String: String] {
    var all = [
      "GREENROOM_HOME": home.path,
      "GREENROOM_BANKS": banks.path,
      "HOME": home.path,
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "LANG": "C.UTF-8",
      "TERM": "dumb",
      "INPUTRC": "/dev/null",
      "TZ": "UTC",
    ]
    for (name, value) in environment { all[name] = value }
    return all
  }

  private static func file(holding text: String, in folder: URL) throws -> URL {
    let file = folder.deletingLastPathComponent().appendingPathComponent("io-\(UUID().uuidString)")
    try Data(text.utf8).write(to: file)
    return file
  }

  /// The program that was built beside these tests.
  static func executable() throws -> URL {
    var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let starts = [folder.path] + CommandLine.arguments.filter { $0.contains(".build") }
    for start in starts {
      folder = URL(fileURLWithPath: start)
      for _ in 0..<6 {
        folder.deleteLastPathComponent()
        let candidate = folder.appendingPathComponent("greenroom")
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder),
          !isFolder.boolValue
        {
          return candidate
        }
      }
    }
    throw Missing()
  }

  struct Missing: Error, CustomStringConvertible {
    var description: String { "the greenroom program was not built beside the tests" }
  }

  static let topics = """
    topics:
      - path: databases
        title: Databases
        guide_row: databases
        weight: {junior: 1, mid: 2, senior: 3, lead: 3, principal: 2}
      - path: databases/indexing
        title: Indexing
      - path: caching
        title: Caching
        guide_row: latency
        weight: {junior: 1, mid: 2, senior: 3, lead: 3, principal: 2}
      - path: frameworks
        title: Frameworks
        guide_row: frameworks
        weight: {junior: 1, mid: 2, senior: 3, lead: 3, principal: 2}
        opt_in: true
      - path: frameworks/gin
        title: Gin

    """

  static let fewCards = """
    bank: few
    title: A few
    cards:
      - id: plain
        topic: databases
        stage: senior
        question: Why is a sequential write cheap?
        answer: No seek.
        points: [no seek, big blocks, read ahead]
        sources: ["https://www.postgresql.org/docs/current/wal-intro.html"]
      - id: gap
        kind: cloze
        topic: databases/indexing
        stage: mid
        text: A {{B-tree}} keeps keys in {{order}}.
        sources: ["https://www.postgresql.org/docs/current/btree.html"]
      - id: pick
        kind: choice
        topic: caching
        stage: senior
        question: Which one revalidates?
        choices:
          - right: no-cache
            why: It stores, but asks first.
          - wrong: no-store
            why: It never stores.
          - wrong: immutable
            why: It never asks.
        sources: ["https://www.rfc-editor.org/rfc/rfc9111"]
      - id: header
        kind: typed
        topic: caching
        stage: junior
        question: Which header names a version of a resource?
        accept: [ETag, entity tag]
        sources: ["https://www.rfc-editor.org/rfc/rfc9110"]
      - id: rate
        kind: estimate
        topic: databases
        stage: senior
        question: One million requests a day are how many a second?
        answer: 12
        unit: requests/s
        within: 2
        working: 1e6 / 86400
        sources: ["https://sre.google/sre-book/service-level-objectives/"]

    """
}
