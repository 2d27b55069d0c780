/// An earlier key that a card still has keeps its history; `was` would claim it for another.
struct DeadPredecessorRule: BankRule {
  static let name = "dead-predecessor"

  func findings(in files: [CheckedFile]) -> [Finding] {
    var owners: [CardKey: (file: String, line: Int)] = [:]
    var claims: [CardKey: CardKey] = [:]
    for file in files where !file.isOverride {
      for card in file.bank.cards where owners[card.key.entry] == nil {
        owners[card.key.entry] = (file.file, card.line)
      }
    }
    var findings: [Finding] = []
    for file in files where !file.isOverride {
      for card in file.entries {
        for key in Set(card.was.map(\.entry)).sorted() {
          if let owner = owners[key] {
            findings.append(
              finding(
                .error,
                card,
                in: file,
                at: { $0.was[key] },
                "'\(key)' in 'was' is the card at \(owner.file):\(owner.line), which keeps it"
              )
            )
          } else if let claim = claims[key] {
            findings.append(
              finding(
                .error,
                card,
                in: file,
                at: { $0.was[key] },
                "'\(key)' in 'was' is claimed by '\(claim)' already"
              )
            )
          } else {
            claims[key] = card.key.entry
          }
        }
      }
    }
    return findings
  }
}
