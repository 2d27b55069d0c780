/// Where the right choice is the longest most of the time, or never, length is what candidates
/// learn.
struct LongestIsRightRule: BankRule {
  static let name = "longest-is-right"
  /// Choice cards of a bank from which a high share means something.
  static let least = 5
  static let share = 0.6
  /// Choice cards from which none means something: by chance, one bank in ten of four choices each.
  static let leastForNone = 8

  func findings(in files: [CheckedFile]) -> [Finding] {
    let banks = Dictionary(grouping: files.filter { !$0.isOverride }, by: \.bank.name)
    return banks.values.compactMap { files in
      let choices = files.flatMap(\.bank.cards).compactMap { card -> Card.Choice? in
        if case .choice(let choice) = card.content { choice } else { nil }
      }
      let count = choices.count(where: Self.isLongestRight)
      let isOften =
        choices.count >= Self.least && Double(count) > Self.share * Double(choices.count)
      let isNever = choices.count >= Self.leastForNone && count == 0
      guard isOften || isNever, let first = files.first else { return nil }
      return Finding(
        file: first.file,
        line: 1,
        column: 1,
        severity: .warning,
        message: "the right choice is the longest in \(count == 0 ? "none" : "\(count)") of "
          + "\(choices.count) choice cards"
      )
    }
  }

  static func isLongestRight(_ choice: Card.Choice) -> Bool {
    let right = choice.options.first(where: \.isRight)?.text.count ?? 0
    return choice.options.allSatisfy { $0.isRight || $0.text.count < right }
  }
}
