package import Foundation
import Yams

/// Reads the text of a prompt file: a scenario, a coding problem or a behavioral prompt.
package struct PromptParser: Sendable {
  package init() {}

  /// Reads a file's bytes, which must be UTF-8; a byte-order mark is passed over.
  package func parse(data: Data, file: String, context: BankContext) -> PromptFile {
    var findings = FindingList(file: file)
    guard let text = SourceBytes.text(of: data, called: "prompt", findings: &findings) else {
      return Self.nothing(findings)
    }
    return parse(text, findings: findings, context: context)
  }

  /// Reads a file's text; `file` is the path that findings begin with, and whose name should be
  /// the prompt's id.
  package func parse(_ text: String, file: String, context: BankContext) -> PromptFile {
    var findings = FindingList(file: file)
    guard SourceBytes.isBounded(text.utf8.count, called: "prompt", findings: &findings) else {
      return Self.nothing(findings)
    }
    return parse(text, findings: findings, context: context)
  }

  private func parse(
    _ text: String,
    findings: FindingList,
    context: BankContext
  ) -> PromptFile {
    var findings = findings
    let source = BankSource(text, findings: &findings)
    let document = PromptDocument(source, findings: &findings)
    let start = Position(line: 1, column: 1)
    guard let root = document.root, let mapping = root.mapping, !mapping.isEmpty else {
      if !findings.hasErrors { findings.error(Self.notAPrompt, at: start) }
      return Self.nothing(findings)
    }
    let names = mapping.compactMap { $0.key.scalar?.string } + document.unreadable
    guard let kind = PromptKind(fields: names) else {
      findings.error(Self.notAPrompt, at: start)
      return Self.nothing(findings)
    }
    var fields = EntryFields(
      mapping,
      of: root,
      called: "",
      in: NodePlaces(source: source),
      unreadable: document.unreadable,
      findings: findings
    )
    var reader = PromptReader(context: context)
    let prompt = reader.read(&fields, kind: kind)
    return PromptFile(
      prompt: document.unreadable.isEmpty ? prompt : nil,
      findings: fields.findings.sorted,
      line: fields.position(of: "id").line,
      cards: reader.cards
    )
  }

  private static let notAPrompt =
    "not a prompt; a scenario has an 'opening', a coding problem a 'statement', "
    + "and a behavioral prompt a 'question' and 'signals'"

  private static func nothing(_ findings: FindingList) -> PromptFile {
    PromptFile(prompt: nil, findings: findings.sorted, line: 1, cards: [])
  }
}
