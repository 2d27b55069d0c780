import Foundation

@testable import QuestionBank

/// Topics that the tests' banks use.
let topics = TopicCatalogue(topics: [
  Topic(
    path: .init(rawValue: "databases"),
    title: "Databases",
    weight: [:],
    guideRow: nil,
    isOptIn: false
  ),
  Topic(
    path: .init(rawValue: "databases/indexes"),
    title: "Indexes",
    weight: [:],
    guideRow: nil,
    isOptIn: false
  ),
  Topic(
    path: .init(rawValue: "latency/caching"),
    title: "Caching",
    weight: [:],
    guideRow: nil,
    isOptIn: false
  ),
])

let shipped = BankContext(topics: topics, isShipped: true)
let own = BankContext(topics: topics, isShipped: false)

func read(_ text: String, _ context: BankContext = own) -> BankFile {
  BankParser().parse(text, file: "b.yaml", context: context)
}

extension BankFile {
  var ids: [String] {
    bank?.cards.map { String($0.key.rawValue.drop { $0 != "/" }.dropFirst()) } ?? []
  }
  var messages: [String] { findings.map(\.description) }
}

/// The checkout that the tests were built from.
let checkout = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The banks in the checkout, by path.
func shippedBanks() -> [URL] {
  let root = checkout.appending(path: "QuestionBanks")
  let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
  var banks: [URL] = []
  while let file = files?.nextObject() as? URL {
    guard file.pathExtension == "yaml", !file.lastPathComponent.hasPrefix("topics"),
      let text = try? String(contentsOf: file, encoding: .utf8),
      text.split(whereSeparator: \.isNewline).contains(where: { $0.hasPrefix("bank:") })
    else { continue }
    banks.append(file)
  }
  return banks.sorted { $0.path < $1.path }
}

/// All topics of the checkout.
func shippedTopics() throws -> (catalogue: TopicCatalogue, findings: [Finding]) {
  let root = checkout.appending(path: "QuestionBanks")
  let files = try FileManager.default.contentsOfDirectory(atPath: root.path)
    .filter { $0.hasPrefix("topics") && $0.hasSuffix(".yaml") }.sorted()
  var catalogue = TopicCatalogue()
  var findings: [Finding] = []
  for file in files {
    let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
    let read = TopicParser().parse(text, file: file)
    catalogue = catalogue.merging(read.catalogue)
    findings += read.findings
  }
  return (catalogue, findings)
}

let goodBank = """
  # A bank.
  bank: good
  title: Good
  license: CC-BY-4.0
  cards:
    - id: one
      topic: databases
      stage: senior
      question: When does a B-tree win?
      answer: |
        When reads are many:

            indented code
        and the end.
      points: [reads, range scans]
      sources: ["https://example.org/a"]
    - id: two
      topic: databases
      stage: mid
      kind: cloze
      text: Quorums overlap when {{R + W > N}}, in {{Dynamo}}.
      sources: ["https://example.org/b"]

    # A choice.
    - id: three
      topic: databases
      stage: junior
      kind: choice
      question: "Which: a or b?"
      choices:
        - wrong: the longer one
          why: no
        - right: a
          why: yes
      sources: ["https://example.org/c"]
    - id: four
      topic: databases/indexes
      stage: lead
      kind: typed
      question: 'Which header?'
      accept: [Retry-After, retry after]
      sources: ["https://example.org/d"]
    - id: five
      topic: latency/caching
      stage: principal
      kind: estimate
      question: How many?
      answer: 7e4
      within: 2
      unit: messages/s
      working: 50e6 × 40 / 86 400 ≈ 23 k/s
      sources: ["https://example.org/e"]

  """
