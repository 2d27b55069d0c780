/// What reading one bank file gave: the good cards, and every finding about the rest.
package struct BankFile: Sendable {
  /// Nil only where not even the bank's name could be read.
  package let bank: Bank?
  package let findings: [Finding]
  /// Where the entries stand that the cards were read from, by their cards' keys without gaps.
  let places: [CardKey: EntryPlace]

  init(bank: Bank?, findings: [Finding], places: [CardKey: EntryPlace] = [:]) {
    self.bank = bank
    self.findings = findings
    self.places = places
  }
}

/// Where an entry stands in its file, and the fields that rules across files speak of.
struct EntryPlace: Sendable {
  let start: Position
  /// Of the id, or of the entry where it has none.
  let id: Position
  let was: [CardKey: Position]
}
