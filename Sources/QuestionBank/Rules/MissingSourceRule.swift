/// A shipped claim that nobody can look up does not go in.
struct MissingSourceRule: BankRule {
  static let name = "missing-source"

  func findings(in files: [CheckedFile]) -> [Finding] {
    files.filter { $0.isShipped && !$0.isOverride }.flatMap { file in
      file.entries.filter(\.sources.isEmpty).map {
        finding(.error, $0, in: file, "no 'sources'; name one or two primary ones")
      }
    }
  }
}
