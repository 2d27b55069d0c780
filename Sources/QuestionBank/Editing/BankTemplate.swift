import Foundation

/// The text that a new bank begins with.
package enum BankTemplate {
  /// Names that a new bank must not have: those of the prompts, and that of the topics' file.
  package static let reservedNames = BankParser.reservedNames.union(["topics"])

  /// Why a bank must not be begun under this name and title, or nil where it may.
  ///
  /// Whatever `bank check` would say about the new file is a reason.
  package static func refusal(name: String, title: String) -> String? {
    if let problem = Slug.problem(name) {
      return "bank name '\(EntryFields.excerpt(name))' \(problem)"
    }
    if reservedNames.contains(name) {
      return "bank name '\(name)' is kept for Greenroom; take another"
    }
    let context = BankContext(topics: TopicCatalogue(), isShipped: false)
    return BankParser().parse(newBank(name: name, title: title), file: "", context: context)
      .findings.first?.message
  }

  /// A bank with a commented example of each kind of card, which reads without a finding.
  ///
  /// The examples name the bank, so that those of two banks are not the same questions.
  ///
  /// - Parameters:
  ///   - name: The bank's name.
  ///   - title: Its title.
  ///   - schema: The absolute path of the schema for banks, where it is known.
  /// - Returns: The whole file.
  package static func newBank(name: String, title: String, schema: String? = nil) -> String {
    schemaLine(schema) + """
      # A question bank of your own. `greenroom bank check` reads it as Greenroom does;
      # the examples below are one card of each kind, so replace them with yours.
      bank: \(YAMLText.scalar(name))
      title: \(YAMLText.scalar(title))
      # topic: databases/indexing   # of cards that do not name one; without it, the bank's name
      stage: mid            # of cards that do not name one: junior, mid, senior, lead or principal
      cards:
        # A flashcard: a question, an answer in Markdown, perhaps the points of a full answer.
        - id: write-ahead-log      # never change an id: a card's history hangs on it
          question: "Example 1 of \(name): a commit is acknowledged before its page is on disk. Why is that safe?"
          answer: |
            The change is in the write-ahead log, which was flushed first; recovery replays it.
          points: [the log is flushed before the acknowledgement, recovery replays it]
          sources: ["https://www.postgresql.org/docs/current/wal-intro.html"]

        # A cloze text: each {{gap}} is one card, and {{one|1}} accepts either.
        - id: quorum-overlap
          kind: cloze
          text: "Example 2 of \(name): with N replicas, quorums overlap when {{R + W > N|W + R > N}}."

        # A choice: exactly one is right, and each says why.
        - id: not-modified
          kind: choice
          question: "Example 3 of \(name): If-None-Match names the ETag that the server still has. What comes back?"
          choices:
            - wrong: 200 with the body
              why: That is the answer when the tag no longer matches.
            - right: 304 without a body
              why: The copy that the client has is still good.

        # A short answer to type; any of these counts, and the first is shown.
        - id: retry-header
          kind: typed
          question: "Example 4 of \(name): which response header says how long to wait after a 429 or 503?"
          accept: [Retry-After]

        # An estimate: within 2 accepts from half to twice the answer.
        - id: daily-requests
          kind: estimate
          question: "Example 5 of \(name): one million requests a day are how many a second, on average?"
          answer: 12
          unit: requests/s
          within: 2
          working: 1,000,000 / 86,400 ≈ 11.6

      """
  }

  /// A bank to which cards are added.
  ///
  /// - Parameters:
  ///   - name: The bank's name.
  ///   - title: Its title.
  ///   - schema: The absolute path of the schema for banks, where it is known.
  /// - Returns: The whole file.
  package static func emptyBank(name: String, title: String, schema: String? = nil) -> String {
    schemaLine(schema) + """
      bank: \(YAMLText.scalar(name))
      title: \(YAMLText.scalar(title))
      cards: []

      """
  }

  /// The comment by which an editor's YAML language server finds the schema; empty for nil.
  static func schemaLine(_ path: String?) -> String {
    guard let path else { return "" }
    let isSimple = path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "/._-+~".utf8.contains(byte)
      }
    }
    // A path goes to the first space, so any other is written as an address.
    let escaped = path.addingPercentEncoding(
      withAllowedCharacters: CharacterSet(charactersIn: "/._-+~").union(.alphanumerics)
        .intersection(CharacterSet(charactersIn: "\u{21}"..."\u{7E}"))
    )
    let name = isSimple ? path : "file://" + (escaped ?? path)
    return "# yaml-language-server: $schema=\(name)\n"
  }
}
