/// Where the right choice is the longest most of the time, length is what candidates learn.
struct LongestIsRightRule: BankRule {
  static let name = "longest-is-right"
  /// Choice cards from which a share means something.
  static let least = 5
  static let share = 0.6

  func findings(in files: [CheckedFile]) -> [Finding] {
    files.filter { !$0.isOverride }.compactMap { file in
      let choices = file.bank.cards.compactMap { card -> Card.Choice? in
        if case .choice(let choice) = card.content { choice } else { nil }
      }
      let count = choices.count(where: Self.isLongestRight)
      guard choices.count >= Self.least, Double(count) > Self.share * Double(choices.count) else {
        return nil
      }
      return Finding(
        file: file.file,
        line: 1,
        column: 1,
        severity: .warning,
        message: "the right choice is the longest in \(count) of \(choices.count) choice cards"
      )
    }
  }

  static func isLongestRight(_ choice: Card.Choice) -> Bool {
    let right = choice.options.first(where: \.isRight)?.text.count ?? 0
    return choice.options.allSatisfy { $0.isRight || $0.text.count < right }
  }
}
