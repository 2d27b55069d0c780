/// A wrong choice teaches by its reason, and a choice about the other choices teaches nothing.
struct ChoiceTextRule: BankRule {
  static let name = "choice-text"

  private static let catchAlls = [
    "all of the above", "none of the above", "all of these", "none of these", "both of the above",
    "all the above",
  ]

  func findings(in files: [CheckedFile]) -> [Finding] {
    files.flatMap { file in
      file.entries.compactMap { card -> Finding? in
        guard case .choice(let choice) = card.content else { return nil }
        return Self.problem(choice, isShipped: file.isShipped).map {
          finding(.warning, card, in: file, $0)
        }
      }
    }
  }

  private static func problem(_ choice: Card.Choice, isShipped: Bool) -> String? {
    for option in choice.options {
      let text = option.text.lowercased()
      if catchAlls.contains(where: text.hasPrefix) {
        return
          "'\(EntryFields.excerpt(option.text))' makes sense in one order only, and choices are shuffled"
      }
      if isShipped, !option.isRight, option.why?.isEmpty ?? true {
        return "wrong choice '\(EntryFields.excerpt(option.text))' has no 'why'"
      }
    }
    return nil
  }
}
