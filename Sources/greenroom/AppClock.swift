import Glibc
import Practice

/// The only clock.
///
/// The wall time is the system's, read anew each time: a shell that was left open while the machine
/// slept knows which day it is. A time that was given instead ticks with the monotonic clock.
struct AppClock: Sendable {
  private let given: Timestamp?
  private let startTicks: Int64
  private let rate: Double
  /// Seconds ahead of UTC that `--now` was given with; nil for the machine's own zone.
  private let fixedOffset: Int?

  /// - Parameters:
  ///   - now: A time to begin at instead of the real one.
  ///   - rate: How fast time passes after that.
  init(now: RFC3339.Reading?, rate: Double) {
    self.startTicks = Self.milliseconds(CLOCK_BOOTTIME)
    self.rate = rate
    self.fixedOffset = now?.utcOffsetSeconds
    let isReal = now == nil && rate == 1
    self.given = isReal ? nil : now?.moment ?? Self.wallTime()
  }

  var now: Timestamp {
    guard let given else { return Self.wallTime() }
    let passed = Double(Self.milliseconds(CLOCK_BOOTTIME) - startTicks) * rate
    return Timestamp(rawValue: given.rawValue + Int64(passed))
  }

  /// How much faster than real time it runs.
  var speed: Double { rate }

  /// All clocks that a mock round goes by, read at once.
  var moment: RoundMoment {
    let awake = Self.milliseconds(CLOCK_MONOTONIC)
    let asleep = max(0, Self.milliseconds(CLOCK_BOOTTIME) - awake)
    return RoundMoment(
      awake: Double(awake) / 1000 * rate,
      asleep: Double(asleep) / 1000 * rate,
      wall: now
    )
  }

  /// Seconds that local time is ahead of UTC, summer time included.
  var utcOffset: @Sendable (Timestamp) -> Int {
    if let fixedOffset { return { _ in fixedOffset } }
    return { moment in
      var seconds = time_t(moment.epochSeconds)
      var parts = tm()
      return localtime_r(&seconds, &parts) == nil ? 0 : parts.tm_gmtoff
    }
  }

  private static func wallTime() -> Timestamp {
    Timestamp(rawValue: milliseconds(CLOCK_REALTIME))
  }

  private static func milliseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
