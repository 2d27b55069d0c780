import Foundation
import QuestionBank
import SpacedRepetition
import Testing

@testable import Practice

@Suite struct CheckingTests {
  @Test(arguments: [
    ("70k", 70_000), ("70,000", 70_000), ("70 000/s", 70_000), ("7e4", 70_000),
    ("~ 70 k", 70_000), ("2.5M", 2_500_000), ("3×10^4", 30_000), ("1,5", 1.5),
    ("1 billion", 1e9), ("-3", -3), ("≈ 12 requests/s", 12),
  ])
  func `numbers are read as people write them`(text: String, value: Double) {
    #expect(EstimateAnswer.parse(text, unit: "requests/s") == value)
  }

  @Test func `units of size convert`() {
    #expect(EstimateAnswer.parse("5 TB", unit: "GB") == 5_000)
    #expect(EstimateAnswer.parse("1 GiB", unit: "MiB") == 1_024)
  }

  @Test(arguments: ["", "many", "k", ".", "-", "^10", "e5", "×10^9", "\u{1b}[2J"])
  func `what is no number is none`(text: String) {
    #expect(EstimateAnswer.parse(text) == nil)
  }

  private static let products: [(String, Double)] = [
    ("2*35000", 70_000), ("2 × 35k", 70_000), ("2^16", 65_536), ("2**16", 65_536),
    ("50M * 40 / 40k", 50_000), ("3 x 2^-2", 0.75), ("-2^2", -4),
    ("1.000.000", 1e6), ("0,125", 0.125), ("1.234", 1.234), (".5", 0.5), ("70k!", 70_000),
  ]

  @Test(arguments: products)
  func `products and powers are worked out`(text: String, value: Double) {
    #expect(EstimateAnswer.parse(text) == value)
  }

  @Test(arguments: [
    "70.000", "1.500", "50k-90k", "50k – 90k", "2+3", "70k?5", "70 35000", "70,0000", "1,50,000",
    "2*", "5 -", "5/", "2^", "12 apples", "70k bananas/s", "12 requests/s2", "5 TB", "1/0",
    "2^5000",
  ])
  func `what can be read only in part, or in two ways, is not read`(text: String) {
    #expect(EstimateAnswer.parse(text, unit: "requests/s") == nil)
  }

  private static let conversions: [(String, String, Double)] = [
    ("2 s", "ms", 2_000.0), ("500 us", "ms", 0.5), ("500 µs", "ms", 0.5), ("3 h", "minutes", 180),
    ("2 days", "h", 48), ("5m", "s", 300), ("1 day", "s", 86_400), ("4k ns", "µs", 4),
    ("720 requests/min", "requests/s", 12), ("12 req/s", "requests/s", 12),
    ("12 qps", "requests/s", 12),
    ("1.2k requests per second", "requests/s", 1_200), ("12 requests/s", "QPS", 12),
    ("5 MB", "bytes", 5e6),
    ("7 pod", "pods", 7), ("3x", "times", 3), ("80 %", "%", 80), ("8 Gbps", "GB/s", 1),
    ("70 kQPS", "QPS", 70_000), ("2 million", "requests", 2_000_000),
  ]

  @Test(arguments: conversions)
  func `units convert, and the card's own are known`(text: String, unit: String, value: Double) {
    let read = EstimateAnswer.parse(text, unit: unit)
    #expect(
      read.map { abs($0 / value - 1) < 1e-12 } == true,
      "\(text) in \(unit) is \(read ?? .nan)"
    )
  }

  @Test func `without a unit on the card, words are a remark but a size or a time is not`() {
    #expect(EstimateAnswer.parse("70k requests/s") == 70_000)
    #expect(EstimateAnswer.parse("2 s") == nil)
    #expect(EstimateAnswer.parse("5 TB") == nil)
  }

  @Test func `no text stops the program`() {
    let pieces = [
      "0", "1", "9", "70", "9223372036854775808", "000", ".", ",", "-", "−", "+", "e", "E", "^",
      "**",
      "*", "×", "x", "/", "÷", " ", "k", "M", "B", "s", "per ", "ms", "GB", "~", "'", "_",
      "\u{301}",
      "日", "Infinity", "nan", "bps", "%",
    ]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...8, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let unit = pieces.randomElement(using: &random)
      if let value = EstimateAnswer.parse(text, unit: unit) {
        #expect(value.isFinite, "\(text) in \(unit ?? "")")
      }
    }
    #expect(EstimateAnswer.parse("1x10^-9223372036854775808") == 0)
    #expect(EstimateAnswer.parse(String(repeating: "9", count: 1 << 20)) == nil)
  }

  @Test func `an estimate counts up to its factor in both directions`() {
    for value in [6.0, 12, 24] { #expect(EstimateAnswer.isWithin(value, of: 12, factor: 2)) }
    for value in [5.9, 24.1, -12, 0] { #expect(!EstimateAnswer.isWithin(value, of: 12, factor: 2)) }
  }

  @Test func `a missed estimate says what was understood, and by how much it missed`() {
    let miss = EstimateMiss(value: 2, answer: 70_000)
    #expect(miss.factor == 35_000)
    #expect(miss.isTooLow)
    #expect(EstimateMiss(value: 24, answer: 6).factor == 4)
    #expect(!EstimateMiss(value: 24, answer: 6).isTooLow)
    #expect(EstimateMiss(value: -3, answer: 6).factor == nil)
    #expect(EstimateMiss(value: 1e300, answer: 1e-300).factor == nil)
    #expect(EstimateMiss(value: 1e-300, answer: 1e300).factor == nil)
  }

  @Test(arguments: ["ETag", "etag", " E tag ", "`ETag`", "entity tag", "Entity  Tag."])
  func `case, spacing and listed alternatives are forgiven`(typed: String) {
    #expect(TypedAnswer.compare(typed, with: ["ETag", "entity tag"])?.isRight == true)
  }

  @Test(arguments: ["two", "2", "Zwei"])
  func `a gap counts as filled by any text that it accepts`(typed: String) {
    let card = Card(
      key: CardKey(bank: "b", id: "c", gap: 1),
      topic: TopicPath(rawValue: "b"),
      stage: .junior,
      content: .cloze(.init(text: "One and {{two|2|zwei}}.", gap: 1))
    )
    #expect(AnswerCheck.check(typed, of: card, order: nil) == .right)
    #expect(card.answerText == "two")
    guard case .wrong = AnswerCheck.check("three", of: card, order: nil) else {
      Issue.record("three is right")
      return
    }
  }

  @Test(
    arguments: [
      ("a write-ahead log", "write ahead log"), ("Write ahead log", "write-ahead log"),
      ("the CAP theorem", "CAP theorem"), ("an index", "index"), ("retry after", "Retry-After"),
    ]
  )
  func `an article and hyphens within words make no difference`(typed: String, accepted: String) {
    #expect(TypedAnswer.compare(typed, with: [accepted])?.isRight == true)
  }

  @Test(
    arguments: [
      ("--forcewithlease", "--force-with-lease"), ("a", "the"), ("force", "--force"), ("-1", "1"),
      ("analysis", "a lysis"), ("10-4", "104"),
    ]
  )
  func `what an article or hyphen tells stays`(typed: String, accepted: String) {
    #expect(TypedAnswer.compare(typed, with: [accepted])?.isRight == false)
  }

  @Test func `a wrong answer shows where it differs from the nearest`() {
    let comparison = TypedAnswer.compare("ETug", with: ["Last-Modified", "ETag"])
    #expect(comparison?.isRight == false)
    #expect(comparison?.nearest == "ETag")
    #expect(comparison?.parts == [.same("ET"), .extra("u"), .missing("a"), .same("g")])
  }

  @Test func `an answer of any length is compared in one pass`() {
    // Trimmed one by one with a count at each, these would take hours.
    let dots = String(repeating: ".", count: 300_000)
    #expect(TypedAnswer.compare("ETag" + dots, with: ["ETag"])?.isRight == true)
    let comparison = TypedAnswer.compare("a" + dots + "b", with: ["ETag"])
    #expect(comparison?.isRight == false)
    #expect(comparison?.isClose == false)
    #expect(TypedAnswer.compare(dots, with: [";"])?.isRight == false)
    #expect(TypedAnswer.compare(";", with: [";"])?.isRight == true)
    #expect(TypedAnswer.compare("..;", with: ["."])?.isRight == true)
  }

  @Test func `letters are compared only between words that are alike`() {
    #expect(TypedAnswer.compare("ETug", with: ["ETag"])?.isClose == true)
    #expect(TypedAnswer.compare("idempotent", with: ["idempotency"])?.isClose == true)
    #expect(TypedAnswer.compare("order", with: ["B-tree"])?.isClose == false)
    #expect(TypedAnswer.compare("i", with: ["stack"])?.isClose == false)
  }

  @Test func `a choice keeps its order until it is answered, and each place comes up`() {
    let choice = Card.Choice(
      question: "?",
      options: (0..<4).map { Card.Choice.Option(text: "\($0)", why: nil, isRight: $0 == 0) }
    )
    let key = CardKey(rawValue: "b/c")
    let places = (0..<60).map { ChoiceOrder(choice, key: key, reviewCount: $0).rightNumber }
    #expect(Set(places) == [1, 2, 3, 4])
    #expect(places == (0..<60).map { ChoiceOrder(choice, key: key, reviewCount: $0).rightNumber })
  }

  @Test func `a gap that was left empty was missed`() {
    let card = Card(
      key: CardKey(rawValue: "b/c#1"),
      topic: TopicPath(rawValue: "t"),
      stage: .mid,
      content: .cloze(Card.Cloze(text: "A {{B-tree}} keeps order.", gap: 1))
    )
    let check = AnswerCheck.check("", of: card, order: nil)
    #expect(check == .empty)
    #expect(GradeSuggestion(check: check, typed: "").rating == .again)
    #expect(AnswerCheck.check("b-tree", of: card, order: nil) == .right)
  }

  @Test func `points suggest a grade, and Hard for a missed answer is doubted`() {
    let grade = { GradeSuggestion(check: .unchecked, typed: "", points: ($0, $1)).rating }
    #expect(grade(2, 3) == .good)
    #expect(grade(1, 2) == .hard)
    #expect(grade(1, 3) == .again)
    #expect(GradeSuggestion(check: .wrong(nil), typed: "x").isDoubtful(.hard))
    #expect(GradeSuggestion(check: .unchecked, typed: "forgot").rating == .again)
    #expect(!GradeSuggestion(check: .right, typed: "x").isDoubtful(.hard))
    #expect(GradeSuggestion(check: .empty, typed: "").rating == .again)
  }
}
