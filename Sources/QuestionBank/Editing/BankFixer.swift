import Yams

/// Writes ids into a bank's text and leaves every other byte of it alone.
package enum BankFixer {
  /// Longest id that is made from a question.
  static let maximumLength = 48

  /// Writes an id, made from the question, into each good card that has none.
  ///
  /// History needs no `was`: a card's `hashedKey` is the key it had without its id.
  ///
  /// - Parameters:
  ///   - text: The bank's text, with any line ends, indentation and style of YAML.
  ///   - file: The name of its file.
  /// - Returns: The new text, and for each new id the keys of its cards before and after. The text
  ///   is the old one where an id cannot be written so that the bank reads as before.
  package static func insertingIDs(
    in text: String,
    file: String
  ) -> (text: String, inserted: [(old: CardKey, new: CardKey)]) {
    let context = BankContext(topics: TopicCatalogue(), isShipped: false)
    let (read, entries, document) = BankParser().entries(of: text, file: file, context: context)
    guard let bank = read.bank else { return (text, []) }
    let missing = entries.filter { $0.cards.first?.hasExplicitID == false }
    if missing.isEmpty { return (text, []) }

    // Ids of cards that do not load are taken too: mending those must not make duplicates.
    var taken = Set(bank.cards.filter(\.hasExplicitID).map { id(of: $0.key) })
    taken.formUnion(document.brokenIDs.map(\.id))
    for entry in document.entries {
      let id = entry.node.mapping?.first { $0.key.scalar?.string == "id" }?.value.scalar?.string
      if let id { taken.insert(id) }
    }
    var insertions: [(entry: BankParser.Entry, id: String)] = []
    for entry in missing {
      guard let card = entry.cards.first else { continue }
      let id = freeID(for: card.identifyingText, taken: taken)
      taken.insert(id)
      insertions.append((entry, id))
    }
    let all = attempt(insertions, in: text, file: file, before: bank)
    if let all { return all }
    // Somewhere the text is stranger than foreseen; write the ids that can be written.
    var result = (text: text, inserted: [(old: CardKey, new: CardKey)]())
    guard insertions.count <= 200 else { return result }
    for insertion in insertions.reversed() {
      guard
        let now = BankParser().entries(of: result.text, file: file, context: context).file.bank,
        let next = attempt([insertion], in: result.text, file: file, before: now)
      else { continue }
      result = (next.text, next.inserted + result.inserted)
    }
    return result
  }

  /// Nil where the text then reads otherwise than with the same cards under the new ids.
  private static func attempt(
    _ insertions: [(entry: BankParser.Entry, id: String)],
    in text: String,
    file: String,
    before: Bank
  ) -> (text: String, inserted: [(old: CardKey, new: CardKey)])? {
    var edited = EditableText(text)
    var new: [CardKey: CardKey] = [:]
    var inserted: [(old: CardKey, new: CardKey)] = []
    // From the end, so that places further up hold.
    for (entry, id) in insertions.reversed() {
      guard insert(id, into: entry.node, of: &edited) else { return nil }
    }
    for (entry, id) in insertions {
      for card in entry.cards {
        let key = CardKey(bank: card.key.bank, id: id, gap: card.key.gap)
        new[card.key] = key
        inserted.append((card.key, key))
      }
    }
    let context = BankContext(topics: TopicCatalogue(), isShipped: false)
    let result = edited.text
    let after = BankParser().parse(result, file: file, context: context).bank
    guard let after, after.cards.count == before.cards.count,
      zip(before.cards, after.cards).allSatisfy({ old, card in
        card.key == new[old.key] ?? old.key && card.content == old.content
          && card.topic == old.topic && card.stage == old.stage && card.was == old.was
      })
    else { return nil }
    return (result, inserted)
  }

  private static func insert(
    _ id: String,
    into entry: BankDocument.Entry,
    of text: inout EditableText
  ) -> Bool {
    guard let mapping = entry.node.mapping, let mark = entry.node.mark,
      let first = mapping.first?.key.mark
    else { return false }
    let line = mark.line + entry.linesBefore
    // `null` and `2026-01-02` would be something else than text.
    let id = YAMLText.item(id)
    if text.scalar(line: line, column: mark.column) == "{" {
      let next = text.scalar(line: line, column: mark.column + 1)
      let space = next == " " || next == "\n" || next == "\r" ? "" : " "
      text.insert("id: \(id),\(space)", line: line, column: mark.column + 1)
      return true
    }
    // `? question` begins before its first key; after an anchor the first key has its own line.
    let isExplicit = text.scalar(line: line, column: mark.column) == "?"
    let start = isExplicit ? mark : first
    let startLine = start.line + entry.linesBefore
    let indentation = String(repeating: " ", count: start.column - 1)
    let end = EditableText.end(of: text.lines[startLine - 1])
    text.insert(
      "id: \(id)\(end.isEmpty ? text.lineEnd : end)\(indentation)",
      line: startLine,
      column: start.column
    )
    return true
  }

  /// A readable id for a question that no other card has.
  static func freeID(for question: String, taken: Set<String>) -> String {
    let base = Slug.make(from: question, atMost: maximumLength) ?? QuestionHash.id(of: question)
    if !taken.contains(base) { return base }
    var number = 2
    while true {
      let suffix = "-\(number)"
      var stem = base.prefix(maximumLength - suffix.utf8.count)
      while stem.last == "-" { stem.removeLast() }
      let id = stem + suffix
      if !taken.contains(String(id)) { return String(id) }
      number += 1
    }
  }

  static func id(of key: CardKey) -> String {
    String(key.entry.rawValue.drop { $0 != "/" }.dropFirst())
  }
}

extension BankFixer {
  /// Writes this very id into the only card of a text, or nil where it has another number of cards.
  static func inserting(_ id: String, inOnlyCardOf text: String) -> String? {
    let context = BankContext(topics: TopicCatalogue(), isShipped: false)
    let (read, entries, _) = BankParser().entries(of: text, file: "", context: context)
    guard let bank = read.bank, let entry = entries.first, entries.count == 1 else { return nil }
    return attempt([(entry, id)], in: text, file: "", before: bank)?.text
  }
}
