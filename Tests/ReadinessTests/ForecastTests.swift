import Practice
import SpacedRepetition
import Testing

@testable import Readiness

@Suite struct ForecastTests {
  private func day(_ offset: Int) -> StudyDay { StudyDay(rawValue: today.rawValue + offset) }

  @Test func `what is overdue counts today, and what is beyond the last day not at all`() {
    let forecast = Forecast(
      today: today,
      days: 3,
      due: [day(-40): 2, day(-1): 3, day(0): 4, day(2): 5, day(3): 100]
    )
    #expect(forecast.days.map(\.due) == [9, 0, 5])
    #expect(forecast.overdue == 5)
    #expect(forecast.total == 14)
    #expect(forecast.days.map(\.day) == [day(0), day(1), day(2)])
    #expect(forecast.peak?.day == day(0))
  }

  @Test func `with an interview each day also says what the plan does on it`() throws {
    let preparation = preparation((0..<30).map { standing("c\($0)") }, days: 5)
    let plan = try #require(
      InterviewPlanner(model: preparation.model).plan(preparation)
    )
    let forecast = Forecast(today: today, days: 7, due: [:], plan: plan)
    #expect(forecast.days.prefix(5).map { $0.planned?.new } == plan.days.map { $0.new })
    #expect(forecast.days.suffix(2).allSatisfy { $0.planned == nil })
  }

  @Test func `a histogram counts every card once, in the bin whose bound it is below`() {
    let stabilities = [0.4, 1, 2.9, 3, 13.9, 14, 400, 36_500]
    let histogram = StabilityHistogram(stabilities: stabilities)
    #expect(histogram.bins.map(\.cards) == [1, 2, 1, 1, 1, 0, 0, 0, 0, 2])
    #expect(histogram.cards == stabilities.count)
    #expect(histogram.bins.map(\.name).first == "under 1 day")
    #expect(histogram.bins[3].name == "7 to 14 days")
    #expect(histogram.bins.last?.name == "over 365 days")
  }
}

@Suite struct StreakTests {
  private func streak(_ offsets: [Int]) -> Streak {
    Streak(days: offsets.map { StudyDay(rawValue: today.rawValue + $0) }, today: today)
  }

  @Test func `a run goes on while today is still open`() {
    #expect(streak([-3, -2, -1]).current == 3)
    #expect(streak([-3, -2, -1, 0]).current == 4)
    #expect(streak([-4, -3, -2]).current == 0)
  }

  @Test func `a day off ends a run but takes nothing from the days that were`() {
    let streak = streak([-13, -12, -11, -10, -9, -7, -6, -5, -3, -2, -1, 0])
    #expect(streak.recent == 12 && streak.window == 14)
    #expect(streak.current == 4 && streak.longest == 5)
  }

  @Test func `days are counted once, in any order, and none that is to come`() {
    let streak = streak([0, -1, -1, 0, 5, 6, 7])
    #expect(streak.current == 2 && streak.longest == 2 && streak.recent == 2)
  }

  @Test func `who began yesterday is not told of fourteen days`() {
    #expect(streak([-1]).window == 2)
    #expect(streak([]) == streak([3]))
    #expect(streak([]).window == 0 && streak([]).longest == 0)
  }
}
