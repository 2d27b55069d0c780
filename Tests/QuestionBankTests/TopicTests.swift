import Testing

@testable import QuestionBank

@Suite struct TopicTests {
  private func path(_ text: String) -> TopicPath { TopicPath(rawValue: text) }

  private let text = """
    topics:
      - path: databases/indexes/btree
        title: B-trees
        weight: {principal: 5}
      - path: databases
        title: Databases
        guide_row: databases
        weight: {junior: 2, mid: 3}
      - path: databases/indexes
        title: Indexes
        weight: {mid: 4}
      - path: frameworks
        title: Frameworks
        opt_in: true
        guide_row: frameworks
        weight: 2
      - path: frameworks/gin
        title: Gin
      - path: frameworks/http
        title: HTTP
        opt_in: false
    """

  @Test func `children inherit what they do not state`() {
    let (catalogue, findings) = TopicParser().parse(text, file: "topics.yaml")
    #expect(findings.map(\.description) == [])
    #expect(catalogue.weight(path("databases/indexes/btree"), at: .junior) == 2)
    #expect(catalogue.weight(path("databases/indexes/btree"), at: .mid) == 4)
    #expect(catalogue.weight(path("databases/indexes/btree"), at: .principal) == 5)
    #expect(catalogue.weight(path("databases/indexes/btree"), at: .lead) == 1)
    #expect(catalogue.weight(path("databases/unknown"), at: .mid) == 3)
    #expect(catalogue.weight(path("unknown"), at: .mid) == 1)
    #expect(catalogue.guideRow(path("databases/indexes/btree")) == "databases")
    #expect(catalogue.isOptIn(path("frameworks/gin")))
    #expect(!catalogue.isOptIn(path("frameworks/http")))
    #expect(catalogue.isOptIn(path("frameworks/mine/deep")))
    #expect(!catalogue.isOptIn(path("frameworksx")))
    #expect(catalogue.weight(path("frameworks/gin"), at: .lead) == 2)
    #expect(catalogue.children(of: nil).map(\.path.rawValue) == ["databases", "frameworks"])
    #expect(catalogue.children(of: path("frameworks")).map(\.title) == ["Gin", "HTTP"])
  }

  @Test func `own topics join and inherit, and shipped ones stay`() {
    let catalogue = TopicParser().parse(text, file: "topics.yaml").catalogue
    let grown = catalogue.adding([path("frameworks/my-own"), path("databases"), path("gardening")])
    #expect(grown[path("frameworks/my-own")]?.isOptIn == true)
    #expect(grown[path("frameworks/my-own")]?.title == "My own")
    #expect(grown[path("gardening")]?.isOptIn == false)
    #expect(grown.topics.count == catalogue.topics.count + 2)
    let other = TopicCatalogue(topics: [
      Topic(path: path("databases"), title: "Mine", weight: [:], guideRow: nil, isOptIn: true)
    ])
    #expect(catalogue.merging(other)[path("databases")]?.title == "Databases")
  }

  @Test func `an unknown topic is suggested by spelling or by its last word`() {
    let catalogue = TopicParser().parse(text, file: "topics.yaml").catalogue
    #expect(catalogue.suggestion(for: path("databses")) == path("databases"))
    #expect(catalogue.suggestion(for: path("web/gin")) == path("frameworks/gin"))
    #expect(catalogue.suggestion(for: path("nothing/like-it")) == nil)
  }

  @Test func `mistakes in topics are placed`() {
    let wrong = """
      topics:
        - path: databases
          title: Databases
          guide_row: database
        - path: Databases/x
          title: X
        - path: latency/caching
          titel: C
          weight: {seniour: 2, mid: 9}
        - path: databases
          title: Again
        - word
        - title: Y
          opt_in: perhaps
      """
    let (catalogue, findings) = TopicParser().parse(wrong, file: "t.yaml")
    #expect(
      findings.map(\.description) == [
        "t.yaml:4:16: error: topic 'databases': no row 'database' in the guide's table; did you mean 'databases'?",
        "t.yaml:5:11: error: topic 2: path 'Databases/x' must be lower-case words between slashes; such as 'databases/x'",
        "t.yaml:7:5: error: topic 'latency/caching': no 'title'",
        "t.yaml:7:5: error: topic 'latency/caching': no topic 'latency' above it",
        "t.yaml:8:5: error: topic 'latency/caching': unknown field 'titel'; did you mean 'title'?",
        "t.yaml:9:14: error: topic 'latency/caching': stage 'seniour' is not a stage; did you mean 'senior'?",
        "t.yaml:9:31: error: topic 'latency/caching': a weight must be a number from 0 to 5, not '9'",
        "t.yaml:10:5: error: topic 'databases' is listed already on line 2",
        "t.yaml:12:5: error: topic 5: must be fields and values",
        "t.yaml:13:5: error: topic 6: no 'path'",
      ]
    )
    #expect(catalogue.topics.map(\.path.rawValue) == ["databases", "latency/caching"])
    #expect(TopicParser().parse("topics: [", file: "t.yaml").findings.count == 1)
    #expect(TopicParser().parse("", file: "t.yaml").findings.count == 1)
  }
}
