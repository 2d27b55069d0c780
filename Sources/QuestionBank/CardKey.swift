/// What a card's history hangs on: `bank/id`, with `#2` for the second gap of a cloze text.
package struct CardKey: Codable, Comparable, Hashable, RawRepresentable, Sendable,
  CustomStringConvertible
{
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package init(bank: String, id: String, gap: Int? = nil) {
    self.rawValue = gap.map { "\(bank)/\(id)#\($0)" } ?? "\(bank)/\(id)"
  }

  package static func < (lhs: CardKey, rhs: CardKey) -> Bool { lhs.rawValue < rhs.rawValue }

  package var description: String { rawValue }

  /// The bank's name: all before the first slash.
  package var bank: String { String(rawValue.prefix { $0 != "/" }) }

  /// The key without its gap: what cards made from one entry share.
  package var entry: CardKey { CardKey(rawValue: String(rawValue.prefix { $0 != "#" })) }

  /// The number of the gap, for a cloze card.
  package var gap: Int? {
    rawValue.firstIndex(of: "#").flatMap { Int(rawValue[rawValue.index(after: $0)...]) }
  }
}
