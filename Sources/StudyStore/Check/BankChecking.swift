import Foundation
package import QuestionBank

/// Looks over bank files for `bank check`, without the index: every file is read, each time.
package struct BankChecking: Sendable {
  /// What a check looked at and found.
  package struct Report: Sendable {
    package var files = 0
    package var cards = 0
    package var prompts = 0
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
    var prompts: [CheckedPrompt] = []
    var catalogues = Catalogues(shipped: shipped)
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
      let context = catalogues.context(of: file.path)
      if Self.isPrompt(data, path: file.path) {
        let read = PromptParser().parse(data: data, file: file.path, context: context)
        report.prompts += 1
        report.findings += read.findings
        let prompt = CheckedPrompt(
          file: file.path,
          read: read,
          isShipped: context.isShipped,
          isOverride: file.isOverride
        )
        if let prompt { prompts.append(prompt) }
        continue
      }
      let parsed = BankParser().parse(data: data, file: file.path, context: context)
      report.findings += parsed.findings
      guard let bank = parsed.bank else { continue }
      report.cards += bank.cards.count
      checked.append(
        CheckedFile(
          file: file.path,
          bank: bank,
          isShipped: context.isShipped,
          isOverride: file.isOverride
        )
      )
    }
    for file in topicFiles.sorted() {
      guard let data = FileManager.default.contents(atPath: file) else { continue }
      let text = String(decoding: data, as: UTF8.self)
      report.findings += TopicParser().parse(text, file: file).findings
    }
    // Prompts that are checked by themselves may name cards of any bank.
    let named = !paths.isEmpty && prompts.contains { !$0.cards.isEmpty }
    let others = named ? cards(outside: Set(checked.map(\.file)), &catalogues) : []
    report.findings += BankCheck().findings(in: checked, prompts: prompts, others: others)
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
        let text = String(data: data, encoding: .utf8),
        !Self.isPrompt(data, path: file.path)
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
      let source = BankSource(root: path, isShipped: path != own)
      let scan = BankScanner([source], includesPrompts: true)
      report.findings += scan.findings
      files += scan.found.map { File(path: $0.location, isOverride: $0.origin == .override) }
    }
    return files
  }

  /// Whether a file is a prompt's; in a folder that holds nothing else, all are meant to be.
  private static func isPrompt(_ data: Data, path: String) -> Bool {
    let folder = (path as NSString).deletingLastPathComponent
    return BankReading.isPrompt(data)
      || (folder as NSString).lastPathComponent == PromptKind.design.folder
  }

  /// Cards of all banks but those that are checked already.
  private func cards(outside checked: Set<String>, _ catalogues: inout Catalogues) -> Set<CardKey> {
    let roots = Set([shipped, own].compactMap { $0 }).union(catalogues.roots)
    let scan = BankScanner(roots.sorted().map { BankSource(root: $0, isShipped: true) })
    var cards: Set<CardKey> = []
    for file in scan.found where !checked.contains(file.location) && !file.isTopics {
      let data = BankReading.bytes(of: file).data
      if BankReading.isPrompt(data) { continue }
      let context = catalogues.context(of: file.location)
      let bank = BankParser().parse(data: data, file: file.location, context: context).bank
      cards.formUnion(bank?.cards.map(\.key) ?? [])
    }
    return cards
  }

  private static func finding(_ file: String, _ message: String) -> Finding {
    Finding(file: file, line: 1, column: 1, severity: .error, message: message)
  }
}
