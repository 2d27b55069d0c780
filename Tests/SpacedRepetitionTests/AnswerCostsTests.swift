import SpacedRepetition
import Testing

struct `Costs of answers` {
  @Test func `what is assumed holds until something is observed`() {
    let costs = AnswerCosts(new: 30, recalled: 10, forgotten: 25, overheadPerDay: 40)
    #expect(AnswerCosts.Kind.allCases.map { costs.seconds($0) } == [30, 10, 25])
    #expect(costs.overheadPerDay == 40)
  }

  @Test func `a day of dear answers makes all kinds dearer`() {
    var costs = AnswerCosts()
    for _ in 0..<40 { costs.observe(.new, seconds: 30) }
    #expect(costs.seconds(.new) > 27 && costs.seconds(.new) < 31)
    #expect(costs.seconds(.recalled) > 10.5 && costs.seconds(.recalled) < 12)
  }

  @Test func `in the end each kind costs what it costs`() {
    var costs = AnswerCosts()
    for _ in 0..<2_000 {
      costs.observe(.new, seconds: 20)
      costs.observe(.recalled, seconds: 16)
      costs.observe(.forgotten, seconds: 18)
    }
    let seconds = AnswerCosts.Kind.allCases.map { costs.seconds($0) }
    for (seconds, truth) in zip(seconds, [20.0, 16, 18]) {
      #expect(abs(seconds / truth - 1) < 0.03)
    }
  }

  @Test func `an answer during which someone went for lunch counts as a long one`() {
    var costs = AnswerCosts()
    costs.observe(.recalled, seconds: 3_600)
    #expect(costs.seconds(.recalled) < 12)
  }

  @Test(arguments: [0, -5, Double.nan])
  func `a time that is none is not taken in`(seconds: Double) {
    var costs = AnswerCosts()
    costs.observe(.recalled, seconds: seconds)
    #expect(costs == AnswerCosts())
  }

  @Test func `the overhead of a day is learned within days`() {
    var costs = AnswerCosts()
    for _ in 0..<9 { costs.observeOverhead(seconds: 60) }
    #expect(costs.overheadPerDay == 45)
  }

  @Test(arguments: [0, -1, Double.nan, .infinity])
  func `costs are always of some use`(seconds: Double) {
    let costs = AnswerCosts(
      new: seconds,
      recalled: seconds,
      forgotten: seconds,
      overheadPerDay: seconds == .infinity ? 0 : seconds
    )
    #expect(
      AnswerCosts.Kind.allCases.allSatisfy { costs.seconds($0) > 0 && costs.seconds($0) < 4_000 }
    )
    #expect(costs.overheadPerDay == 0)
  }
}
