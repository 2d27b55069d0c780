import Glibc

/// Waiting for files with `poll`.
enum FileReady {
  /// For each file, whether reading it would not block; all false when the time ran out or a signal
  /// came.
  ///
  /// A timeout of nil waits for ever.
  static func wait(for files: [Int32], timeout: Duration?) -> [Bool] {
    var entries = files.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let count = poll(&entries, nfds_t(entries.count), milliseconds(timeout))
    return entries.map { count > 0 && $0.revents != 0 }
  }

  /// Waits until writing to the file would not block.
  static func waitToWrite(to file: Int32) {
    var entry = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
    _ = poll(&entry, 1, -1)
  }

  /// Rounded up, so that a wait never ends just before the moment it is for.
  private static func milliseconds(_ timeout: Duration?) -> Int32 {
    guard let timeout else { return -1 }
    let (seconds, attoseconds) = timeout.components
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
