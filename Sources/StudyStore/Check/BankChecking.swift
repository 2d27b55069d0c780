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
  ///
  /// Named files are compared with the banks that they would stand beside, and alone reported.
  package func check(_ paths: [String]) throws -> Report {
    var report = Report()
    var places = BankPlaces(shipped: shipped, own: own)
    let files = try files(paths, &report)
    var named: [BankPlaces.Neighbours: Checked] = [:]
    for file in files {
      let place = places.place(of: file.path)
      if place.isTopics {
        report.findings += Self.topicFindings(file.path)
        continue
      }
      report.files += 1
      guard let data = FileManager.default.contents(atPath: file.path) else {
        report.findings.append(Self.finding(file.path, "cannot read it; check its permissions"))
        continue
      }
      let read = Self.read(data, of: file, at: place)
      report.findings += read.findings
      report.prompts += read.isPrompt ? 1 : 0
      report.cards += read.checked.banks.reduce(0) { $0 + $1.bank.cards.count }
      named[place.neighbours, default: Checked()].add(read.checked)
    }
    let known = Set(files.map(\.identity))
    for (neighbours, checked) in named {
      // Those that are not reported come first, so that what clashes is found in those that are.
      var all = paths.isEmpty ? Checked() : try others(neighbours, than: known, &places)
      all.add(checked)
      let reported = Set(checked.banks.map(\.file) + checked.prompts.map(\.file))
      report.findings += BankCheck().findings(in: all.banks, prompts: all.prompts).filter {
        reported.contains($0.file)
      }
    }
    report.findings.sort()
    return report
  }

  /// Counts what files and folders hold, by the topics of their own tree.
  ///
  /// - Parameter paths: The shipped banks and the learner's own where none is named.
  /// - Returns: The counts, and how many errors keep entries from being counted.
  /// - Throws: Where a folder cannot be read.
  package func coverage(_ paths: [String]) throws -> (coverage: Coverage, errors: Int) {
    var report = Report()
    var places = BankPlaces(shipped: shipped, own: own)
    var checked = Checked()
    var topics = TopicCatalogue()
    for file in try files(paths, &report) {
      let place = places.place(of: file.path)
      topics = topics.merging(place.catalogue)
      guard !place.isTopics else { continue }
      guard let data = FileManager.default.contents(atPath: file.path) else {
        report.findings.append(Self.finding(file.path, "cannot read it; check its permissions"))
        continue
      }
      let read = Self.read(data, of: file, at: place)
      report.findings += read.findings
      checked.add(read.checked)
    }
    let cards = checked.banks.filter { !$0.isOverride }.flatMap(\.bank.cards)
    let coverage = Coverage(
      cards: cards,
      prompts: checked.prompts.filter { !$0.isOverride }.map(\.prompt),
      topics: topics.adding(cards.map(\.topic))
    )
    return (coverage, report.findings.count { $0.severity == .error })
  }

  /// What the rules across files look at.
  private struct Checked {
    var banks: [CheckedFile] = []
    var prompts: [CheckedPrompt] = []

    mutating func add(_ other: Checked) {
      banks += other.banks
      prompts += other.prompts
    }
  }

  /// Writes ids into cards that have none, in the named files or in all of the learner's own.
  ///
  /// - Returns: For each file how many ids were written.
  package func fix(_ paths: [String]) throws -> [(file: String, ids: Int)] {
    var report = Report()
    var fixed: [(file: String, ids: Int)] = []
    for file in try files(paths.isEmpty ? [own] : paths, &report) {
      // Foundation's decoding drops a byte-order mark, which is the file's to keep.
      guard let data = FileManager.default.contents(atPath: file.path),
        let text = String(validating: data, as: UTF8.self),
        !Self.isPrompt(data, path: file.path)
      else { continue }
      let result = BankFixer.insertingIDs(in: text, file: file.path)
      guard !result.inserted.isEmpty, result.text != text else { continue }
      try BankFiles.replace(file.path, with: result.text)
      fixed.append((file.path, Set(result.inserted.map(\.new.entry)).count))
    }
    return fixed
  }

  // MARK: - Files

  private struct File {
    /// As findings name it.
    let path: String
    /// The same for every way to write the path.
    let identity: String
    let isOverride: Bool
  }

  /// The files that are named, or that lie below the named folders, each once.
  private func files(_ paths: [String], _ report: inout Report) throws -> [File] {
    let places = BankPlaces(shipped: shipped, own: own)
    var files: [File] = []
    var known: Set<String> = []
    func add(_ path: String, isOverride: Bool) {
      let identity = BankPlaces.resolved(path)
      guard known.insert(identity).inserted else { return }
      files.append(
        File(
          path: path,
          identity: identity,
          isOverride: isOverride || places.isOverride(path)
        )
      )
    }
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
      guard isFolder.boolValue else {
        add(path, isOverride: false)
        continue
      }
      var root = path
      while root.count > 1, root.hasSuffix("/") { root.removeLast() }
      let source = BankSource(root: root, isShipped: !places.isOwnRoot(root))
      let scan = BankScanner([source], includesPrompts: true)
      report.findings += scan.findings
      for found in scan.found { add(found.location, isOverride: found.origin == .override) }
    }
    return files
  }

  /// The banks and prompts beside which the named ones stand.
  private func others(
    _ neighbours: BankPlaces.Neighbours,
    than known: Set<String>,
    _ places: inout BankPlaces
  ) throws -> Checked {
    var unreported = Report()
    let roots: [String] =
      switch neighbours {
      case .installed: []
      case .tree(let root): [root]
      }
    var others = Checked()
    for file in try files(roots, &unreported) where !known.contains(file.identity) {
      let place = places.place(of: file.path)
      guard !place.isTopics, let data = FileManager.default.contents(atPath: file.path) else {
        continue
      }
      others.add(Self.read(data, of: file, at: place).checked)
    }
    return others
  }

  /// What a file holds, and what is wrong with it.
  private static func read(
    _ data: Data,
    of file: File,
    at place: BankPlaces.Place
  ) -> (checked: Checked, isPrompt: Bool, findings: [Finding]) {
    let context = BankContext(topics: place.catalogue, isShipped: place.isShipped)
    var checked = Checked()
    if isPrompt(data, path: file.path) {
      let read = PromptParser().parse(data: data, file: file.path, context: context)
      let prompt = CheckedPrompt(
        file: file.path,
        read: read,
        isShipped: place.isShipped,
        isOverride: file.isOverride,
        topics: place.catalogue
      )
      if let prompt { checked.prompts.append(prompt) }
      return (checked, true, read.findings)
    }
    let read = BankParser().parse(data: data, file: file.path, context: context)
    let bank = CheckedFile(
      read,
      file: file.path,
      isShipped: place.isShipped,
      isOverride: file.isOverride,
      topics: place.catalogue
    )
    if let bank { checked.banks.append(bank) }
    return (checked, false, read.findings)
  }

  /// Whether a file is a prompt's; in a folder that holds nothing else, all are meant to be.
  private static func isPrompt(_ data: Data, path: String) -> Bool {
    BankReading.isPrompt(data) || path.split(separator: "/").dropLast().last == "scenarios"
  }

  private static func topicFindings(_ file: String) -> [Finding] {
    guard let data = FileManager.default.contents(atPath: file) else {
      return [finding(file, "cannot read it; check its permissions")]
    }
    return TopicParser().parse(String(decoding: data, as: UTF8.self), file: file).findings
  }

  private static func finding(_ file: String, _ message: String) -> Finding {
    Finding(file: file, line: 1, column: 1, severity: .error, message: message)
  }
}
