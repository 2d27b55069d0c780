package import Foundation
import Yams

/// Reads the text of a bank file: all good cards, and every finding about the rest.
package struct BankParser: Sendable {
  /// Names that belong to the prompts of mock rounds, whose keys look like cards' keys.
  package static let reservedNames: Set<String> = ["design", "coding", "behavioral"]

  package init() {}

  /// Reads a file's bytes, which must be UTF-8; a byte-order mark is passed over.
  ///
  /// Bytes that are not UTF-8 are an error, and the rest is read with U+FFFD in their place.
  package func parse(data: Data, file: String, context: BankContext) -> BankFile {
    var findings = FindingList(file: file)
    guard let text = SourceBytes.text(of: data, called: "bank", findings: &findings) else {
      return BankFile(bank: nil, findings: findings.all)
    }
    let read = parse(text, file: file, context: context)
    return BankFile(
      bank: read.bank,
      findings: (findings.all + read.findings).sorted(),
      places: read.places
    )
  }

  /// Reads a file's text; `file` is the name that findings begin with.
  package func parse(_ text: String, file: String, context: BankContext) -> BankFile {
    var findings = FindingList(file: file)
    guard SourceBytes.isBounded(text.utf8.count, called: "bank", findings: &findings) else {
      return BankFile(bank: nil, findings: findings.all)
    }
    return entries(of: text, file: file, context: context).file
  }

  /// An entry that was read, with the place of its node for edits.
  struct Entry {
    let node: BankDocument.Entry
    let cards: [Card]
  }

  /// What a text holds, with the nodes that its cards were read from.
  func entries(
    of text: String,
    file: String,
    context: BankContext
  ) -> (file: BankFile, entries: [Entry], document: BankDocument) {
    var findings = FindingList(file: file)
    let source = BankSource(text, findings: &findings)
    let document = BankDocument(source, findings: &findings)
    let top = Top(document, context: context, findings: &findings)
    var entries: [Entry] = []
    var places: [CardKey: EntryPlace] = [:]
    if document.isMapping {
      let reader = CardReader(document: document, defaults: top.defaults)
      var owners = Owners(document.brokenIDs)
      for node in document.entries {
        var outcome = reader.read(node, file: file)
        owners.check(&outcome)
        for finding in outcome.findings.all { findings.add(finding) }
        guard let card = outcome.cards.first else { continue }
        entries.append(Entry(node: node, cards: outcome.cards))
        places[card.key.entry] = outcome.place
      }
      if !context.isShipped {
        findings.mergeRepeatedTopicWarnings()
      }
    }
    let bank = top.name.map {
      Bank(
        name: $0,
        title: top.title ?? $0,
        license: top.license,
        cards: entries.flatMap(\.cards)
      )
    }
    return (
      BankFile(bank: bank, findings: findings.sorted, places: places),
      bank == nil ? [] : entries,
      document
    )
  }
}

/// Which entry of a file has which id.
private struct Owners {
  private var lines: [String: Int] = [:]
  /// Ids of entries that could not be read, the last first.
  private var broken: [BankDocument.BrokenID]

  init(_ broken: [BankDocument.BrokenID]) { self.broken = broken.reversed() }

  /// Drops the cards of an entry whose id, or question for want of one, an entry before it has.
  mutating func check(_ outcome: inout CardReader.Outcome) {
    while let next = broken.last, next.line < outcome.idPosition.line {
      if lines[next.id] == nil { lines[next.id] = next.line }
      broken.removeLast()
    }
    guard let id = outcome.id else { return }
    if let line = lines[id] {
      let message =
        outcome.hasExplicitID
        ? "id '\(id)' is taken by the card on line \(line)"
        : "the same question as the card on line \(line); give both an id, or remove one"
      outcome.findings.error("\(outcome.label): \(message)", at: outcome.idPosition)
      outcome.cards = []
    } else {
      lines[id] = outcome.idPosition.line
    }
  }
}
