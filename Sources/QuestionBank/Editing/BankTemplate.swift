/// The text that a new bank begins with.
package enum BankTemplate {
  /// A bank with a commented example of each kind of card, which reads without a finding.
  package static func newBank(name: String, title: String) -> String {
    """
    # A question bank of your own. `greenroom bank check` reads it as Greenroom does;
    # the examples below are one card of each kind, so replace them with yours.
    bank: \(YAMLText.scalar(name))
    title: \(YAMLText.scalar(title))
    topic: \(YAMLText.scalar(name))       # of cards that do not name one; names may be paths: databases/indexes
    stage: mid            # of cards that do not name one: junior, mid, senior, lead or principal
    cards:
      # A flashcard: a question, an answer in Markdown, perhaps the points of a full answer.
      - id: write-ahead-log      # never change an id: a card's history hangs on it
        question: A database acknowledges a commit before the data page is on disk. Why is that safe?
        answer: |
          The change is in the write-ahead log, which was flushed first; recovery replays it.
        points: [the log is flushed before the acknowledgement, recovery replays it]
        sources: ["https://www.postgresql.org/docs/current/wal-intro.html"]

      # A cloze text: each {{gap}} is one card.
      - id: quorum-overlap
        kind: cloze
        text: With N replicas, read and write quorums overlap when {{R + W > N}}.

      # A choice: exactly one is right, and each says why.
      - id: not-modified
        kind: choice
        question: A client sends If-None-Match with the ETag that the server still has. What comes back?
        choices:
          - wrong: 200 with the body
            why: That is the answer when the tag no longer matches.
          - right: 304 without a body
            why: The copy that the client has is still good.

      # A short answer to type; any of these counts, and the first is shown.
      - id: retry-header
        kind: typed
        question: Which response header says how long a client should wait after a 429 or 503?
        accept: [Retry-After]

      # An estimate: within 2 accepts from half to twice the answer.
      - id: daily-requests
        kind: estimate
        question: One million requests a day are how many a second, on average?
        answer: 12
        unit: requests/s
        within: 2
        working: 1,000,000 / 86,400 ≈ 11.6

    """
  }
}
