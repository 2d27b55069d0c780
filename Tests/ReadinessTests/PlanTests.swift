import Practice
import QuestionBank
import SpacedRepetition
import Testing

@testable import Readiness

@Suite struct PlanTests {
  private func plan(
    _ preparation: Preparation,
    loop: [PromptKind] = [.coding, .design, .behavioral],
    started: Int = 0,
    suggests: Bool = false,
    spent: Double = 0
  ) throws -> InterviewPlan {
    let planner = InterviewPlanner(model: preparation.model)
    return try #require(
      planner.plan(
        preparation,
        spentToday: spent,
        loop: loop,
        started: StudyDay(rawValue: today.rawValue - started),
        suggests: suggests
      )
    )
  }

  private func news(_ count: Int) -> [CardStanding] { (0..<count).map { standing("n\($0)") } }

  @Test func `every card is seen, no day exceeds its minutes, and the last is no heavier`() throws {
    let plan = try plan(preparation(news(60), days: 12, minutes: 10))
    #expect(plan.days.count == 12)
    #expect(plan.days.allSatisfy { $0.minutes <= 10 })
    #expect(plan.shareSeen > 0.995)
    let begun = plan.days.reduce(0) { $0 + $1.new }
    #expect(abs(begun - 60) <= 1)
    let last = try #require(plan.days.last)
    #expect(last.isFinalPass)
    #expect(last.new == 0)
    let heaviest = plan.days.map(\.minutes).max() ?? 0
    #expect(last.minutes <= heaviest)
    let reviewsToday = plan.today.count { !$0.isNew }
    #expect(reviewsToday == 0)
  }

  @Test func `minutes that are spent are not planned again`() throws {
    let fresh = try plan(preparation(news(60), days: 12, minutes: 10))
    let half = try plan(preparation(news(60), days: 12, minutes: 10), spent: 5)
    #expect(half.today.count < fresh.today.count)
    let none = try plan(preparation(news(60), days: 12, minutes: 10), spent: 10)
    #expect(none.today.isEmpty)
  }

  @Test func `a week that was missed makes another plan and no debt`() throws {
    let late = try plan(preparation(news(60), days: 8, minutes: 10))
    #expect(late.days.allSatisfy { $0.minutes <= 10 })
    #expect(late.days.count == 8)
    let whole = try plan(preparation(news(60), days: 12, minutes: 10))
    #expect(late.recall.value < whole.recall.value + 0.001)
  }

  @Test func `a goal that does not fit says what would`() throws {
    let impossible = preparation(
      news(80) + (0..<20).map { standing("o\($0)", "extra/cka") },
      days: 5,
      minutes: 5,
      weights: ["databases/sharding": 4, "extra/cka": 2],
      optIn: ["extra/cka"]
    )
    let plan = try plan(impossible, suggests: true)
    #expect(!plan.fits)
    #expect(plan.shareSeen < 0.9)
    var (minutes, date, area) = (0, 0, "")
    for suggestion in plan.suggestions {
      switch suggestion {
      case .minutes(let value, let recall):
        minutes = value
        #expect(recall > plan.recall.value)
      case .date(let day, let recall):
        date = day.rawValue
        #expect(recall > plan.recall.value)
      case .leaveOut(let name, let recall):
        area = name
        #expect(recall > plan.recall.value)
      }
    }
    #expect(minutes > 5)
    #expect(date > today.rawValue + 5)
    #expect(area == "extra/cka")
  }

  @Test func `a goal that fits needs no advice`() throws {
    let plan = try plan(preparation(news(20), days: 7), suggests: true)
    #expect(plan.fits)
    #expect(plan.suggestions == [])
    #expect(plan.recall.low <= plan.recall.value && plan.recall.value <= plan.recall.high)
    #expect(plan.recall.high <= 1)
  }

  @Test func `tomorrow's interview gets one day, a past one none`() throws {
    let one = try plan(preparation(news(10), days: 1))
    #expect(one.days.count == 1)
    #expect(one.days[0].round == nil)
    for days in [0, -3] {
      let past = preparation(news(30), days: days)
      #expect(InterviewPlanner(model: past.model).plan(past) == nil)
    }
    let unset = preparation(news(3), days: nil)
    #expect(InterviewPlanner(model: unset.model).plan(unset) == nil)
  }

  @Test func `nothing in scope is a plan of nothing`() throws {
    let plan = try plan(preparation([]), suggests: true)
    #expect(plan.today.isEmpty)
    #expect(plan.days.allSatisfy { $0.new + $0.reviews == 0 })
  }

  @Test func `siblings and buried cards do not come today`() throws {
    var buried = standing("buried")
    buried.buriedUntil = StudyDay(rawValue: today.rawValue + 1)
    let cards = [
      standing("gap#1", sibling: "gap"), standing("gap#2", sibling: "gap"), buried,
      standing("plain"),
    ]
    let plan = try plan(preparation(cards))
    #expect(plan.today.map(\.card.rawValue) == ["b/gap#1", "b/plain"])
  }

  // MARK: Rounds and stories

  @Test func `rounds begin after three fifths, one a day at most, none on the last day`() throws {
    let plan = try plan(
      preparation(news(20)),
      loop: [.coding, .design, .behavioral, .coding, .design]
    )
    let days = plan.days.filter { $0.round != nil }
    #expect(days.map(\.round) == [.coding, .design, .behavioral, .coding, .design])
    #expect(days.allSatisfy { $0.day.rawValue >= today.rawValue + 17 })
    #expect(plan.days.last?.round == nil)
  }

  @Test func `rounds that were finished are not asked again, and today's counts`() throws {
    let done = round("r", topic: "a/x", scores: [3, 3, 3], at: 0)
    let late = preparation(news(20), days: 6, rounds: [done])
    let plan = try plan(late, loop: [.design, .coding], started: 22)
    #expect(plan.days.first?.round == nil)
    #expect(plan.days.compactMap(\.round) == [.coding])
  }

  @Test func `no loop, no rounds`() throws {
    let plan = try plan(preparation(news(20)), loop: [])
    #expect(plan.days.allSatisfy { $0.round == nil })
  }

  @Test func `signals without a story are written about first, then stories are told`() throws {
    let covered: [Signal] = [
      .scope, .ownership, .ambiguity, .perseverance, .conflict, .growth, .communication,
    ]
    let story = Story(id: "s", title: "The queue", signals: covered, scope: .senior)
    let plan = try plan(preparation(news(20), stories: [story]), loop: [])
    let tasks = plan.days.compactMap(\.story)
    #expect(tasks.first == .write(for: .leadership))
    #expect(tasks.dropFirst().allSatisfy { $0 == .rehearse(id: "s", title: "The queue") })
    #expect(tasks.count > 3)
  }
}
