/// A key stands in one file only, since history hangs on it.
///
/// Several files may share a bank's name; their ids must differ then. Overrides replace on purpose.
struct DuplicateKeyRule: BankRule {
  static let name = "duplicate-key"

  func findings(in files: [CheckedFile]) -> [Finding] {
    [false, true].flatMap { isOverride in
      var owners: [CardKey: (file: String, line: Int)] = [:]
      return files.filter { $0.isOverride == isOverride }.flatMap { file in
        file.entries.compactMap { card -> Finding? in
          let key = card.key.entry
          guard let owner = owners[key] else {
            owners[key] = (file.file, card.line)
            return nil
          }
          return finding(
            .error,
            card,
            in: file,
            at: \.id,
            "key '\(key)' is taken at \(owner.file):\(owner.line)"
          )
        }
      }
    }
  }
}
