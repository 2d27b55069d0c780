import Foundation

/// What this process has used.
enum ProcessUse {
  /// CPU seconds of all threads so far.
  static var cpuSeconds: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

  /// Seconds by a clock that only goes forward.
  static var wallSeconds: Double { seconds(CLOCK_MONOTONIC) }

  /// The most memory since ``resetPeak()``, in megabytes; unlike `getrusage`'s, not its parent's too.
  static var peakMegabytes: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let fields = line?.split(whereSeparator: \.isWhitespace) ?? []
    return fields.count > 1 ? (Double(fields[1]) ?? .nan) / 1_024 : .nan
  }

  /// Gives back what is free, and begins anew to look for the most memory: reading a log may have taken
  /// more than what follows, or left what that would find in place.
  static func resetPeak() {
    // In glibc, but not in Swift's overlay of it.
    if let found = dlsym(nil, "malloc_trim") {
      typealias Trim = @convention(c) (Int) -> Int32
      _ = unsafeBitCast(found, to: Trim.self)(0)
    }
    let file = open("/proc/self/clear_refs", O_WRONLY)
    guard file >= 0 else { return }
    _ = write(file, "5", 1)
    close(file)
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
