/// A bank file as the rules see it: read already, together with where it belongs.
package struct CheckedFile: Sendable {
  package let file: String
  package let bank: Bank
  package let isShipped: Bool
  /// Whether its cards replace those of the same key in another file.
  package let isOverride: Bool
  /// The topics that its cards may be of.
  let topics: TopicCatalogue

  private let places: [CardKey: EntryPlace]

  /// What was read from `file`, or nil where that is no bank.
  package init?(
    _ read: BankFile,
    file: String,
    isShipped: Bool,
    isOverride: Bool = false,
    topics: TopicCatalogue = TopicCatalogue()
  ) {
    guard let bank = read.bank else { return nil }
    self.file = file
    self.bank = bank
    self.isShipped = isShipped
    self.isOverride = isOverride
    self.topics = topics
    self.places = read.places
  }

  /// Where a card's entry stands, with its fields.
  func place(of card: Card) -> EntryPlace {
    let start = Position(line: card.line, column: 1)
    return places[card.key.entry] ?? EntryPlace(start: start, id: start, was: [:])
  }
}

/// One thing that all banks together must keep to, beyond what each file's reader finds.
package protocol BankRule: Sendable {
  /// What to call the rule by: lower-case words with hyphens.
  static var name: String { get }

  init()

  /// What breaks the rule, in any order.
  func findings(in files: [CheckedFile]) -> [Finding]
}

extension BankRule {
  /// A finding about a card, placed where its entry begins or at one of its fields.
  func finding(
    _ severity: Finding.Severity,
    _ card: Card,
    in file: CheckedFile,
    at field: (EntryPlace) -> Position? = \.start,
    _ message: String
  ) -> Finding {
    let id = String(card.key.entry.rawValue.dropFirst(card.key.bank.utf8.count + 1))
    let place = file.place(of: card)
    let position = field(place) ?? place.start
    return Finding(
      file: file.file,
      line: position.line,
      column: position.column,
      severity: severity,
      message: "card '\(id)': \(message)"
    )
  }
}

extension CheckedFile {
  /// One card of each entry: the gaps of a cloze text share all that rules look at.
  var entries: [Card] {
    var seen: Set<CardKey> = []
    return bank.cards.filter { seen.insert($0.key.entry).inserted }
  }
}
