/// A folder of bank files.
package struct BankSource: Hashable, Sendable {
  package let root: String
  /// Whether it travels with the program; otherwise it is the learner's own.
  package let isShipped: Bool

  package init(root: String, isShipped: Bool) {
    self.root = root
    self.isShipped = isShipped
  }
}

/// Where a bank file comes from; of two files with the same card, the lower wins.
enum BankOrigin: Int, Comparable, Sendable {
  case override, shipped, own

  static func < (lhs: BankOrigin, rhs: BankOrigin) -> Bool { lhs.rawValue < rhs.rawValue }
}
