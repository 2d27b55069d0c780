/// An engineer is they, or you: a text that says he or she leaves out half of its readers.
struct PronounRule: TextRule {
  static let name = "neutral-pronouns"

  private static let words: Set<Substring> = [
    "he", "him", "his", "himself", "she", "her", "hers", "herself", "s/he", "guys",
  ]

  func problem(in text: String) -> String? {
    ProseText.words(ProseText.of(text)).lazy
      .compactMap { word -> String? in
        // `he's`, `she'll`
        let stem = word.prefix { $0 != "'" && $0 != "’" }
        return Self.words.contains(stem) ? "'\(stem)' for a person; say they, you or the role" : nil
      }
      .first
  }
}
