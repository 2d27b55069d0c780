import Practice
import QuestionBank
import Testing

@testable import Readiness

@Suite struct WeakTopicTests {
  private func ranked(_ preparation: Preparation, byStage: Bool = false) -> [WeakTopic] {
    var topics = WeakTopics(preparation)
    return topics.ranked(byStage: byStage)
  }

  @Test func `untouched comes before forgotten, forgotten before known`() {
    let cards =
      (0..<5).map { standing("new\($0)", "a/new") }
      + (0..<5).map { standing("weak\($0)", "a/weak", stability: 3, lapses: 2) }
      + (0..<5).map { standing("known\($0)", "a/known", stability: 200) }
    let rows = ranked(preparation(cards))
    #expect(rows.map(\.topic.rawValue) == ["a/new", "a/weak", "a/known"])
    #expect(rows[0].recall == nil)
    #expect(rows[0].unseen == 5)
    #expect(rows[0].evidence == ["none of 5 seen yet"])
    #expect(rows[1].evidence.contains("10 lapses"))
  }

  @Test func `a topic that the stage is asked more weighs more`() {
    let cards = [standing("x", "a/asked"), standing("y", "a/rare")]
    let rows = ranked(preparation(cards, weights: ["a/asked": 5, "a/rare": 1]))
    #expect(rows.map(\.topic.rawValue) == ["a/asked", "a/rare"])
    #expect(rows[0].expectedGap > 4 * rows[1].expectedGap)
  }

  @Test func `two answers are no certainty`() {
    let few = ranked(preparation([standing("x", "a/few", stability: 400, reviews: 2)]))
    let many = ranked(preparation([standing("x", "a/many", stability: 400, reviews: 60)]))
    let (fewRecall, manyRecall) = (few[0].recall ?? 0, many[0].recall ?? 0)
    #expect(fewRecall < 0.9)
    #expect(manyRecall > 0.95)
    #expect(few[0].uncertainty > many[0].uncertainty)
    #expect(few[0].evidence.contains("few reviews: uncertain"))
  }

  @Test func `a leech is believed less than its memory says`() {
    let plain = ranked(preparation([standing("x", "a/x", stability: 100, reviews: 20)]))
    let leech = ranked(
      preparation([standing("x", "a/x", stability: 100, reviews: 20, isLeech: true)])
    )
    #expect(leech[0].expectedGap > plain[0].expectedGap)
    #expect(leech[0].evidence.contains("1 leech"))
  }

  @Test func `a failed round makes its topic weak, by the latest round on a prompt`() {
    func cards() -> [CardStanding] { [standing("x", "a/known", stability: 300, reviews: 50)] }
    let failed = round("one", topic: "a/rounds", scores: [1, 2, 3], missed: 3, overruns: 2)
    let rows = ranked(preparation(cards(), rounds: [failed]))
    #expect(rows[0].topic.rawValue == "a/rounds")
    #expect(rows[0].roundGap > 1)
    #expect(rows[0].evidence.contains("3 points missed in a round"))
    #expect(rows[0].evidence.contains("overran twice"))
    #expect(rows[0].evidence.contains { $0.hasPrefix("round: ") && $0.hasSuffix(" 1 of 4") })
    let passed = round("two", topic: "a/rounds", scores: [4, 3, 3], at: 1)
    let after = ranked(preparation(cards(), rounds: [failed, passed]))
    #expect(after.contains { $0.topic.rawValue == "a/rounds" } == false)
  }

  @Test func `stages of a topic can be told apart`() {
    let cards = [
      standing("x", "a/x", stage: .senior), standing("y", "a/x", stage: .junior, stability: 300),
    ]
    let rows = ranked(preparation(cards), byStage: true)
    #expect(rows.map(\.stage) == [.senior, .junior])
    #expect(ranked(preparation(cards)).map(\.stage) == [nil])
  }

  @Test func `a sitting works on the worst topics in proportion, worst cards first`() {
    let cards =
      (0..<8).map { standing("bad\($0)", "a/bad", stability: Double($0 + 1), reviews: 9) }
      + (0..<4).map { standing("fair\($0)", "a/fair", stability: 30, reviews: 9) }
      + [standing("done", "a/bad", stability: 0.5, daysAgo: 0)]
    let preparation = preparation(cards)
    let chosen = WeakTopics.cards(of: ranked(preparation), in: preparation, most: 6)
    #expect(chosen.first?.rawValue == "b/bad0")
    #expect(chosen.count { $0.rawValue.hasPrefix("b/bad") } > 3)
    #expect(chosen.contains { $0.rawValue.hasPrefix("b/fair") })
    #expect(!chosen.contains { $0.rawValue == "b/done" })
  }

  @Test func `without a date it looks four weeks ahead`() {
    let cards = [standing("x", stability: 10, reviews: 40)]
    #expect(
      ranked(preparation(cards, days: nil)).map(\.expectedGap)
        == ranked(preparation(cards, days: 28)).map(\.expectedGap)
    )
  }
}
