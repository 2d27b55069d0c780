/// Runs every rule over the banks there are.
package struct BankCheck: Sendable {
  /// The rules, in the order that `bank check` documents them.
  package static let rules: [any BankRule.Type] = [
    DuplicateKeyRule.self,
    DuplicateQuestionRule.self,
    LongAnswerRule.self,
    LongestIsRightRule.self,
    MissingSourceRule.self,
    DeadPredecessorRule.self,
  ]

  package init() {}

  /// Findings across all files, in the order of files and lines; the readers' own are not among
  /// them.
  package func findings(in files: [CheckedFile]) -> [Finding] {
    Self.rules.flatMap { $0.init().findings(in: files) }.sorted()
  }
}
