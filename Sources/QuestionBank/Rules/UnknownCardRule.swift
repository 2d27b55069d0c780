/// A missed point queues the card that it names, so there must be one.
struct UnknownCardRule: PromptRule {
  static let name = "unknown-card"

  func findings(in prompts: [CheckedPrompt], cards: Set<CardKey>) -> [Finding] {
    let unknown = prompts.flatMap { prompt in
      prompt.cards.filter { !cards.contains($0.key) }.map { (prompt, $0) }
    }
    if unknown.isEmpty { return [] }
    let all = cards.map(\.rawValue).sorted()
    return unknown.map { prompt, card in
      Finding(
        file: prompt.file,
        line: card.line,
        column: card.column,
        severity: prompt.isShipped ? .error : .warning,
        message: "no card '\(card.key)'\(Self.hint(for: card.key, among: all))"
      )
    }
  }

  private static func hint(for key: CardKey, among all: [String]) -> String {
    let gaps = all.filter { $0.hasPrefix(key.rawValue + "#") }
    if gaps.isEmpty { return Suggestion.clause(for: key.rawValue, among: all) }
    return "; it has gaps, so name one of \(gaps.map { "'\($0)'" }.joined(separator: ", "))"
  }
}
