/// Where the right choice nearly always stands at one place, reading the file gives it away.
struct ChoicePositionRule: BankRule {
  static let name = "choice-position"
  /// Choice cards of a bank from which a high share means something.
  static let least = 6
  static let share = 0.6

  func findings(in files: [CheckedFile]) -> [Finding] {
    let banks = Dictionary(grouping: files.filter { !$0.isOverride }, by: \.bank.name)
    return banks.values.compactMap { files in
      let places = files.flatMap(\.bank.cards).compactMap { card -> Int? in
        guard case .choice(let choice) = card.content else { return nil }
        return choice.options.firstIndex(where: \.isRight)
      }
      let counts = Dictionary(grouping: places) { $0 }.mapValues(\.count)
      let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
      guard let most, let first = files.first, places.count >= Self.least,
        Double(most.value) > Self.share * Double(places.count)
      else { return nil }
      return Finding(
        file: first.file,
        line: 1,
        column: 1,
        severity: .warning,
        message: "the right choice is number \(most.key + 1) in \(most.value) of \(places.count) "
          + "choice cards; vary its place"
      )
    }
  }
}
