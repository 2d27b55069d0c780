/// A source is a page that a reader can open: one or two of them, each once.
struct SourceFormRule: BankRule {
  static let name = "source-form"
  /// Sources beyond which nobody looks any of them up.
  static let most = 3

  func findings(in files: [CheckedFile]) -> [Finding] {
    files.filter { $0.isShipped && !$0.isOverride }.flatMap { file in
      file.entries.compactMap { card in
        Self.problem(card.sources).map { finding(.warning, card, in: file, $0) }
      }
    }
  }

  static func problem(_ sources: [String]) -> String? {
    if let open = sources.first(where: { !$0.hasPrefix("https://") }) {
      return "source '\(EntryFields.excerpt(open))' is no https:// address"
    }
    if Set(sources).count < sources.count { return "a source is named twice" }
    if sources.count > most { return "\(sources.count) sources; keep the one or two primary ones" }
    return nil
  }
}
