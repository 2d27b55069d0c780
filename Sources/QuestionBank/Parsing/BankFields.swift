/// The names that a bank file may use, and where.
enum BankFields {
  static let all = [
    "bank", "title", "license", "description", "version", "language", "topic", "stage", "tags",
    "cards",
  ]

  static let common = ["id", "kind", "topic", "stage", "sources", "tags", "version", "was"]

  static func own(of kind: CardKind) -> [String] {
    switch kind {
    case .flashcard: ["question", "answer", "points"]
    case .cloze: ["text", "extra"]
    case .choice: ["question", "choices"]
    case .typed: ["question", "accept", "answer"]
    case .estimate: ["question", "answer", "within", "unit", "working"]
    }
  }

  /// Every field that some card may have.
  static let ofCards = Set(common + CardKind.allCases.flatMap(own))

  static func of(_ kind: CardKind) -> [String] { common + own(of: kind) }

  /// The kind that a card without `kind` seems to be of, by a field that only it has.
  static func kind(suggestedBy names: [String]) -> CardKind? {
    if names.contains("choices"), !names.contains("answer") { return .choice }
    if names.contains("accept") { return .typed }
    if names.contains("within") || names.contains("working") || names.contains("unit") {
      return .estimate
    }
    if names.contains("text"), !names.contains("question") { return .cloze }
    return nil
  }
}
