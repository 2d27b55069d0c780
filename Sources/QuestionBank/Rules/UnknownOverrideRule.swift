/// An override replaces a shipped card by its id, so a slip in the id replaces nothing.
package struct UnknownOverrideRule: BankRule {
  package static let name = "unknown-override"

  package init() {}

  package func findings(in files: [CheckedFile]) -> [Finding] {
    let shipped = files.filter(\.isShipped).flatMap(\.bank.cards)
    // Where the shipped banks are not found, nothing can be said of what replaces them.
    if shipped.isEmpty { return [] }
    let keys = Set(shipped.map(\.key.entry))
    return files.filter(\.isOverride).flatMap { file in
      file.entries.filter { !keys.contains($0.key.entry) }.map { card in
        finding(
          .warning,
          card,
          in: file,
          at: \.id,
          Self.message(for: card.key, among: keys.map(\.rawValue).sorted())
        )
      }
    }
  }

  /// What to say of an override's key that none of the shipped ones is.
  package static func message(for key: CardKey, among shipped: [String]) -> String {
    let inBank = shipped.filter { $0.hasPrefix(key.bank + "/") }
    let hint = Suggestion.clause(
      for: key.entry.rawValue,
      among: inBank.isEmpty ? shipped : inBank
    )
    return "replaces no shipped card" + hint
  }
}
