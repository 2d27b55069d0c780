import Foundation
package import QuestionBank

/// Looks over bank files for `bank check`, without the index: every file is read, each time.
package struct BankChecking: Sendable {
  /// What a check looked at and found.
  package struct Report: Sendable {
    package var files = 0
    package var cards = 0
    package var findings: [Finding] = []
  }

  private let shipped: String?
  private let own: String

  /// - Parameters:
  ///   - shipped: The folder of the shipped banks, where there is one.
  ///   - own: The learner's banks.
  package init(shipped: String?, own: String) {
    self.shipped = shipped
    self.own = own
  }

  /// Checks files and folders; all banks where none is named.
  package func check(_ paths: [String]) throws -> Report {
    var report = Report()
    var checked: [CheckedFile] = []
    var topicFiles: Set<String> = []
    for file in try files(paths, &report) {
      if (file.path as NSString).lastPathComponent == "topics.yaml" {
        topicFiles.insert(file.path)
        continue
      }
      report.files += 1
      guard let data = FileManager.default.contents(atPath: file.path) else {
        report.findings.append(Self.finding(file.path, "cannot read it; check its permissions"))
        continue
      }
      if BankReading.isPrompt(data) { continue }
      let place = Self.place(of: file.path, shipped: shipped)
      let context = BankContext(topics: place.catalogue, isShipped: place.isShipped)
      let parsed = BankParser().parse(data: data, file: file.path, context: context)
      report.findings += parsed.findings
      let read = CheckedFile(
        parsed,
        file: file.path,
        isShipped: place.isShipped,
        isOverride: file.isOverride
      )
      guard let read else { continue }
      report.cards += read.bank.cards.count
      checked.append(read)
    }
    for file in topicFiles.sorted() {
      guard let data = FileManager.default.contents(atPath: file) else { continue }
      let text = String(decoding: data, as: UTF8.self)
      report.findings += TopicParser().parse(text, file: file).findings
    }
    report.findings += BankCheck().findings(in: checked)
    report.findings.sort()
    return report
  }

  /// Writes ids into cards that have none, in the named files or in all of the learner's own.
  ///
  /// - Returns: For each file how many ids were written.
  package func fix(_ paths: [String]) throws -> [(file: String, ids: Int)] {
    var report = Report()
    var fixed: [(file: String, ids: Int)] = []
    for file in try files(paths.isEmpty ? [own] : paths, &report) {
      guard let data = FileManager.default.contents(atPath: file.path),
        let text = String(data: data, encoding: .utf8), !BankReading.isPrompt(data)
      else { continue }
      let result = BankFixer.insertingIDs(in: text, file: file.path)
      guard !result.inserted.isEmpty, result.text != text else { continue }
      try BankFiles.replace(file.path, with: result.text)
      fixed.append((file.path, Set(result.inserted.map(\.new.entry)).count))
    }
    return fixed
  }

  private struct File {
    let path: String
    let isOverride: Bool
  }

  private func files(_ paths: [String], _ report: inout Report) throws -> [File] {
    var files: [File] = []
    let roots =
      paths.isEmpty
      ? [shipped, own].compactMap { $0 }.filter { FileManager.default.fileExists(atPath: $0) }
      : paths
    for path in roots {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        report.findings.append(Self.finding(path, "no such file; check the path"))
        continue
      }
      if !isFolder.boolValue {
        files.append(File(path: path, isOverride: path.contains("/banks/overrides/")))
        continue
      }
      let scan = BankScanner([BankSource(root: path, isShipped: path != own)])
      report.findings += scan.findings
      files += scan.found.map { File(path: $0.location, isOverride: $0.origin == .override) }
    }
    return files
  }

  /// What a file is held to: the rules of shipped banks where a `topics.yaml` stands above it.
  private static func place(of path: String, shipped: String?) -> (
    catalogue: TopicCatalogue, isShipped: Bool
  ) {
    var folder = URL(fileURLWithPath: path).standardizedFileURL.deletingLastPathComponent()
    for _ in 0..<12 {
      let topics = folder.appendingPathComponent("topics.yaml").path
      if let catalogue = catalogue(topics) { return (catalogue, true) }
      if folder.path == "/" { break }
      folder.deleteLastPathComponent()
    }
    return (shipped.flatMap { catalogue($0 + "/topics.yaml") } ?? TopicCatalogue(), false)
  }

  private static func catalogue(_ path: String) -> TopicCatalogue? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let text = String(decoding: data, as: UTF8.self)
    return TopicParser().parse(text, file: path).catalogue
  }

  private static func finding(_ file: String, _ message: String) -> Finding {
    Finding(file: file, line: 1, column: 1, severity: .error, message: message)
  }
}
