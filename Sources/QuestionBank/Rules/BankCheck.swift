/// Runs every rule over the banks there are.
package struct BankCheck: Sendable {
  /// The rules, in the order that `bank check` documents them.
  package static let rules: [any BankRule.Type] = [
    DuplicateKeyRule.self,
    DuplicateQuestionRule.self,
    LongAnswerRule.self,
    GivenAwayRule.self,
    LongestIsRightRule.self,
    ChoicePositionRule.self,
    ChoiceTextRule.self,
    MissingSourceRule.self,
    SourceFormRule.self,
    StageOutlierRule.self,
    DeadPredecessorRule.self,
    UnknownOverrideRule.self,
  ]

  /// The rules about prompts.
  package static let promptRules: [any PromptRule.Type] = [
    DuplicatePromptRule.self,
    UnknownCardRule.self,
    PromptStageOutlierRule.self,
  ]

  /// The rules about texts, wherever they stand.
  package static let textRules: [any TextRule.Type] = [
    OddCharacterRule.self,
    PronounRule.self,
  ]

  package init() {}

  /// Looks over all files together.
  ///
  /// - Parameters:
  ///   - files: The banks to check.
  ///   - prompts: The prompts to check.
  ///   - others: Cards of banks that are not checked, which prompts may name.
  /// - Returns: Findings in the order of files and lines; the readers' own are not among them.
  package func findings(
    in files: [CheckedFile],
    prompts: [CheckedPrompt] = [],
    others: Set<CardKey> = []
  ) -> [Finding] {
    var findings = Self.rules.flatMap { $0.init().findings(in: files) }
    if !prompts.isEmpty {
      let cards = files.reduce(into: others) { $0.formUnion($1.bank.cards.map(\.key)) }
      findings += Self.promptRules.flatMap { $0.init().findings(in: prompts, cards: cards) }
    }
    findings += Self.textRules.flatMap { $0.init().findings(in: files, prompts: prompts) }
    findings += NearDuplicateRule().findings(in: files, prompts: prompts)
    return findings.sorted()
  }
}
