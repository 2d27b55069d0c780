import Yams

/// Changes to a bank's text, as text: whoever owns the file writes it.
///
/// Every edit is read back; what would change another card is refused with nil.
package enum BankEdit {
  /// One card's entry as it stands in the file, from its dash, or nil where there is none.
  ///
  /// A card without an id gets its `h-…` written, so that its key outlives an edited question. An
  /// entry of a flow list is written anew.
  package static func entryText(of id: String, in text: String) -> String? {
    let read = Read(text)
    guard let entry = read.entry(id), let card = entry.cards.first else { return nil }
    guard let range = read.range(of: entry) else { return CardDraft(entry.cards)?.entry() }
    var lines = Array(read.text.lines[range])
    if let last = lines.last, EditableText.end(of: last).isEmpty {
      lines[lines.count - 1] += read.text.lineEnd
    }
    let verbatim = lines.joined()
    if card.hasExplicitID { return verbatim }
    let name = card.key.bank
    let alone = overrideFile(bank: name, title: name, entries: [verbatim])
    // The fixer knows where an id goes; only its choice of id is not wanted.
    guard let fixed = BankFixer.inserting(id, inOnlyCardOf: alone),
      let range = Read(fixed).entries.first.flatMap({ Read(fixed).range(of: $0) })
    else { return CardDraft(entry.cards)?.entry() }
    return Read(fixed).text.lines[range].joined()
  }

  /// The text of a file that overrides cards of a bank.
  ///
  /// - Parameters:
  ///   - bank: The name of the bank whose cards are replaced.
  ///   - title: Its title.
  ///   - entries: Entries as `entryText(of:in:)` gives them, of any indentation.
  ///   - schema: The absolute path of the schema for banks, where it is known.
  /// - Returns: A whole file.
  package static func overrideFile(
    bank: String,
    title: String,
    entries: [String],
    schema: String? = nil
  ) -> String {
    BankTemplate.schemaLine(schema) + """
      # Your versions of cards of this bank; each replaces the shipped card of the same id.
      bank: \(YAMLText.scalar(bank))
      title: \(YAMLText.scalar(title))
      cards:

      """ + entries.map { indented($0, to: 2).joined() }.joined()
  }

  /// The text with a card's entry replaced, or nil where there is no such card.
  package static func replacingCard(
    in text: String,
    card id: String,
    with entry: String
  ) -> String? {
    let read = Read(text)
    guard let old = read.entry(id), let range = read.range(of: old) else { return nil }
    var edited = read.text
    edited.replace(
      range,
      with: indented(entry, to: read.indentation(of: range), end: edited.lineEnd)
    )
    return read.others(than: id) == Read(edited.text).others(than: id) ? edited.text : nil
  }

  /// The text with an entry added at the end of its cards, or nil where its `cards:` cannot be
  /// found or the entry is no good card.
  package static func appending(_ entry: String, to text: String) -> String? {
    let read = Read(text)
    guard read.bank != nil else { return nil }
    var edited = read.text
    if let last = read.document.entries.last {
      guard let range = read.range(of: last) else { return nil }
      let new = indented(entry, to: read.indentation(of: range), end: edited.lineEnd)
      edited.replace(range.upperBound..<range.upperBound, with: new)
    } else if let cards = read.document.cards?.key.mark?.line {
      let new = indented(entry, to: 2, end: edited.lineEnd)
      edited.replace((cards - 1)..<cards, with: ["cards:" + edited.lineEnd] + new)
    } else {
      return nil
    }
    let after = Read(edited.text)
    guard let before = read.bank?.cards, let cards = after.bank?.cards, cards.count > before.count,
      Array(cards.prefix(before.count)).map(\.key) == before.map(\.key)
    else { return nil }
    return edited.text
  }

  /// The text with a card added at the end of its cards.
  package static func appending(_ card: CardDraft, to text: String) -> String? {
    appending(card.entry(), to: text)
  }

  /// The text without a card's entry, or nil where there is no such card.
  package static func removing(_ id: String, from text: String) -> String? {
    let read = Read(text)
    guard let entry = read.entry(id), let range = read.range(of: entry) else { return nil }
    var edited = read.text
    edited.replace(range, with: [])
    let before = read.others(than: id)
    if before.isEmpty, let cards = read.document.cards?.key.mark?.line,
      read.document.entries.count == 1
    {
      edited.replace((cards - 1)..<cards, with: ["cards: []" + edited.lineEnd])
    }
    return before == Read(edited.text).others(than: id) ? edited.text : nil
  }

  /// Lines of an entry, with their ends, its dash after so many spaces.
  private static func indented(_ entry: String, to spaces: Int, end: String = "\n") -> [String] {
    var lines = BankSource.split(entry).map(String.init)
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    while lines.first?.allSatisfy(\.isWhitespace) == true { lines.removeFirst() }
    let current = lines.first?.prefix { $0 == " " }.count ?? 0
    return lines.map { line in
      if line.allSatisfy(\.isWhitespace) { return line + end }
      if current <= spaces { return String(repeating: " ", count: spaces - current) + line + end }
      let extra = min(current - spaces, line.prefix { $0 == " " }.count)
      return line.dropFirst(extra) + end
    }
  }
}

extension BankEdit {
  /// A text together with what was read from it.
  struct Read {
    let text: EditableText
    let bank: Bank?
    let entries: [BankParser.Entry]
    let document: BankDocument

    init(_ text: String) {
      self.text = EditableText(text)
      let context = BankContext(topics: TopicCatalogue(), isShipped: false)
      let read = BankParser().entries(of: text, file: "", context: context)
      bank = read.file.bank
      entries = read.entries
      document = read.document
    }

    func entry(_ id: String) -> BankParser.Entry? {
      entries.first { $0.cards.first.map { BankFixer.id(of: $0.key) } == id }
    }

    /// Keys and contents of all cards but one entry's.
    func others(than id: String) -> [CardKey: Card.Content] {
      Dictionary(
        (bank?.cards ?? []).filter { BankFixer.id(of: $0.key) != id }.map { ($0.key, $0.content) }
      ) { first, _ in first }
    }

    func range(of entry: BankParser.Entry) -> Range<Int>? { range(of: entry.node) }

    /// Indices of the lines of an entry of a block list, or nil for one of a flow list.
    func range(of entry: BankDocument.Entry) -> Range<Int>? {
      guard let mark = entry.node.mark else { return nil }
      var start = mark.line + entry.linesBefore - 1
      let before = text.content(start).unicodeScalars.prefix(mark.column - 1)
      if !before.contains(where: { $0 == "-" }) {
        // The dash may stand alone further up, with comments between.
        repeat { start -= 1 } while start >= 0 && CardSplit.isBlankOrComment(text.content(start))
      }
      guard start >= 0, let dash = CardSplit.dash(text.content(start)) else { return nil }
      var end = start + 1
      while end < text.lines.count {
        let line = text.content(end)
        if !CardSplit.isBlankOrComment(line), line.prefix(while: { $0 == " " }).count <= dash {
          break
        }
        end += 1
      }
      // Blank lines and comments before the next entry are not this one's.
      while end > start + 1 {
        let line = text.content(end - 1)
        let isComment = line.drop(while: \.isWhitespace).first == "#"
        let isDeep = line.prefix { $0 == " " }.count > dash
        guard CardSplit.isBlankOrComment(line), !(isComment && isDeep) else { break }
        end -= 1
      }
      return start..<end
    }

    func indentation(of range: Range<Int>) -> Int {
      CardSplit.dash(text.content(range.lowerBound)) ?? 2
    }
  }
}
