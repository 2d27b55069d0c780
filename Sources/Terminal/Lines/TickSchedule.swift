/// When a tick is next due, on the monotonic clock.
struct TickSchedule {
  private let tick: LineTick
  private var next: ContinuousClock.Instant

  init?(_ tick: LineTick?) {
    guard let tick else { return nil }
    self.tick = tick
    next = ContinuousClock.now + tick.interval
  }

  var timeLeft: Duration { max(next - ContinuousClock.now, .zero) }

  /// What to do, if it is time to do anything.
  ///
  /// Ticks that were missed are not made up for.
  mutating func updateIfDue() -> LineTick.Update? {
    let now = ContinuousClock.now
    guard now >= next else { return nil }
    next = max(next + tick.interval, now)
    return tick.update()
  }
}
