import Foundation

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

extension BankSource {
  /// The absolute path of the folder's schema for banks, if it has one.
  package var schema: String? {
    let file = URL(fileURLWithPath: root).appendingPathComponent("schema/bank.json")
    let path = file.standardizedFileURL.path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }
}

/// Where a bank file comes from; of two files with the same card, the lower wins.
enum BankOrigin: Int, Comparable, Sendable {
  case override, shipped, own

  static func < (lhs: BankOrigin, rhs: BankOrigin) -> Bool { lhs.rawValue < rhs.rawValue }
}
