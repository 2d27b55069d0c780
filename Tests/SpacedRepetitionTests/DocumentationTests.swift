import SpacedRepetition
import Testing

struct `The documentation` {
  /// The example that opens `SpacedRepetition.docc`, line by line.
  @Test func `the opening example prints what it says`() {
    let scheduler = Scheduler(model: FSRS6())
    let fuzz = FuzzSource.draw(key: "databases/lsm-vs-btree", reviewCount: 0)
    let first = SchedulingContext(
      settings: SchedulingSettings(),
      elapsed: Elapsed(studyDays: 0),
      fuzz: fuzz
    )
    let next = scheduler.nextStates(of: .new, in: first)
    #expect("\(next.good.interval)" == "seconds(600)")
    #expect("\(next.easy.interval)" == "days(6)")
    let card = next.easy.state
    #expect(card.phase == .review)
  }
}
