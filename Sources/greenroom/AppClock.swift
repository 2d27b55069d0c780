import Glibc
import Practice

/// The only clock: wall time at the start, then ticking with the monotonic clock, so that setting
/// the system's clock does not bend a drill.
struct AppClock: Sendable {
  private let start: Timestamp
  private let startTicks: Int64
  private let rate: Double
  /// Seconds ahead of UTC that `--now` was given with; nil for the machine's own zone.
  private let fixedOffset: Int?

  /// - Parameters:
  ///   - now: A time to begin at instead of the real one.
  ///   - rate: How fast time passes after that.
  init(now: RFC3339.Reading?, rate: Double) {
    self.startTicks = Self.ticks()
    self.rate = rate
    self.fixedOffset = now?.utcOffsetSeconds
    self.start = now?.moment ?? Self.wallTime()
  }

  var now: Timestamp {
    let passed = Double(Self.ticks() - startTicks) * rate
    return Timestamp(rawValue: start.rawValue + Int64(passed))
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
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(rawValue: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// Milliseconds of the clock that nobody sets.
  private static func ticks() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
