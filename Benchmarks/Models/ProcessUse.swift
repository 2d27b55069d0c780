import Foundation

/// What this process has used.
enum ProcessUse {
  /// CPU seconds of all threads so far.
  static var cpuSeconds: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

  /// Seconds by a clock that only goes forward.
  static var wallSeconds: Double { seconds(CLOCK_MONOTONIC) }

  /// The most memory so far, in megabytes.
  static var peakMegabytes: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1_024
  }

  /// Begins anew to look for the most memory: reading a log may take more than what follows.
  ///
  /// Where the system does not offer this, the peak stays the one of the whole process.
  static func resetPeak() {
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
