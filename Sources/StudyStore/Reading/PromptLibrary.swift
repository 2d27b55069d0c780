import Foundation
package import QuestionBank

/// The prompts of mock rounds, read from their files when they are asked for.
///
/// They are few and long, and a round needs one; so no index stands between, and an edit is seen
/// at once.
package struct PromptLibrary: Sendable {
  /// A prompt and where it stands.
  package struct Loaded: Hashable, Sendable {
    package let prompt: Prompt
    package let file: String
    package let isShipped: Bool
  }

  /// What there is of one kind.
  package struct Shelf: Sendable {
    /// By id, each key once.
    package let prompts: [Loaded]
    /// What is wrong with the files, usable or not.
    package let findings: [Finding]
  }

  private let sources: [BankSource]
  private let topics: TopicCatalogue

  /// - Parameters:
  ///   - sources: The folders of banks; of two prompts with the same key, an own one wins.
  ///   - topics: The topics that prompts may be about.
  package init(sources: [BankSource], topics: TopicCatalogue) {
    self.sources = sources
    self.topics = topics
  }

  /// All prompts of a kind.
  package func prompts(_ kind: PromptKind) -> Shelf { read(kind, holding: nil) }

  /// The prompt of a key such as `design/chat-app`; nil where there is none, or it is unusable.
  package func prompt(_ key: CardKey) -> Loaded? {
    guard let kind = PromptKind(rawValue: key.bank) else { return nil }
    let id = key.rawValue.dropFirst(kind.rawValue.utf8.count + 1)
    return read(kind, holding: String(id)).prompts.first { $0.prompt.key == key }
  }

  /// Reads the files of a kind; where a text is given, only those that hold it, since reading YAML
  /// takes a hundred times as long as looking through it.
  private func read(_ kind: PromptKind, holding text: String?) -> Shelf {
    var winners: [CardKey: Loaded] = [:]
    var findings: [Finding] = []
    for (folder, isShipped) in folders(of: kind) {
      let scan = BankScanner([BankSource(root: folder, isShipped: isShipped)])
      findings += scan.findings
      let context = BankContext(topics: topics, isShipped: isShipped)
      for file in scan.found {
        let (data, problem) = BankReading.bytes(of: file)
        if let problem {
          findings.append(Self.finding(file.location, problem))
          continue
        }
        if let text, data.range(of: Data(text.utf8)) == nil { continue }
        guard BankReading.isPrompt(data) else { continue }
        let read = PromptParser().parse(data: data, file: file.location, context: context)
        findings += read.findings
        guard let prompt = read.prompt, prompt.head.kind == kind, winners[prompt.key] == nil
        else { continue }
        winners[prompt.key] = Loaded(prompt: prompt, file: file.location, isShipped: isShipped)
      }
    }
    return Shelf(
      prompts: winners.values.sorted { $0.prompt.head.id < $1.prompt.head.id },
      findings: findings.sorted()
    )
  }

  /// Where prompts of a kind are; what comes first wins.
  private func folders(of kind: PromptKind) -> [(path: String, isShipped: Bool)] {
    let own = sources.filter { !$0.isShipped }.map(\.root)
    let shipped = sources.filter(\.isShipped).map(\.root)
    return own.map { ("\($0)/overrides/\(kind.folder)", false) }
      + own.map { ("\($0)/\(kind.folder)", false) }
      + shipped.map { ("\($0)/\(kind.folder)", true) }
  }

  private static func finding(_ file: String, _ message: String) -> Finding {
    Finding(file: file, line: 1, column: 1, severity: .error, message: message)
  }
}
