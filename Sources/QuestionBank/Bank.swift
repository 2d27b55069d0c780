/// The cards of one file.
package struct Bank: Codable, Hashable, Sendable {
  /// The first half of its cards' keys; the file's own name never matters.
  package let name: String
  package let title: String
  package let license: String?
  package let cards: [Card]

  package init(name: String, title: String, license: String? = nil, cards: [Card]) {
    self.name = name
    self.title = title
    self.license = license
    self.cards = cards
  }
}
