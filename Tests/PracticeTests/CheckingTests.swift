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

  @Test func `an estimate counts up to its factor in both directions`() {
    for value in [6.0, 12, 24] { #expect(EstimateAnswer.isWithin(value, of: 12, factor: 2)) }
    for value in [5.9, 24.1, -12, 0] { #expect(!EstimateAnswer.isWithin(value, of: 12, factor: 2)) }
  }

  @Test(arguments: ["ETag", "etag", " E tag ", "`ETag`", "entity tag", "Entity  Tag."])
  func `case, spacing and listed alternatives are forgiven`(typed: String) {
    #expect(TypedAnswer.compare(typed, with: ["ETag", "entity tag"])?.isRight == true)
  }

  @Test func `a wrong answer shows where it differs from the nearest`() {
    let comparison = TypedAnswer.compare("ETug", with: ["Last-Modified", "ETag"])
    #expect(comparison?.isRight == false)
    #expect(comparison?.nearest == "ETag")
    #expect(comparison?.parts == [.same("ET"), .extra("u"), .missing("a"), .same("g")])
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
