/// What a bank's reader knows beforehand.
package struct BankContext: Sendable {
  package let topics: TopicCatalogue
  /// Whether the bank travels with the program; its rules are stricter than those for own banks.
  package let isShipped: Bool

  package init(topics: TopicCatalogue, isShipped: Bool) {
    self.topics = topics
    self.isShipped = isShipped
  }

  /// How bad it is where what is shipped must be better than what is one's own.
  var severity: Finding.Severity { isShipped ? .error : .warning }
}

/// Bounds on what a bank may hold, so that a hostile file costs no more than a message.
enum BankLimit {
  /// Bytes in one file: 8 MiB.
  static let bytes = 8 << 20
  static let cards = 50_000
  /// Characters in one text.
  static let text = 20_000
  /// Entries in one list of a card.
  static let list = 50
  /// Tests of one coding problem.
  static let tests = 200
  /// Values in the arguments and results of a problem's tests, and how deep they may be nested.
  ///
  /// Aliases of aliases stand for more values than there are bytes.
  static let values = 50_000
  static let depth = 20
  /// Options of one choice card: they are chosen by one digit.
  static let options = 9
  /// Uses of aliases that may meet a mapping key which is not plain text.
  ///
  /// Each can double what hashing such a key costs.
  static let aliases = 16
}
