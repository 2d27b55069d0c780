import Glibc

/// Writes results to standard output in few system calls; a reader that left is a quiet end.
@MainActor
package final class StandardOutput {
  package static let shared = StandardOutput()

  private var buffer: [UInt8] = []
  /// Whether the reader has gone away, so that nothing more need be written.
  private var isClosed = false

  private static let capacity = 1 << 14

  package init() {}

  package func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.capacity { flush() }
  }

  package func flush() {
    defer { buffer.removeAll(keepingCapacity: true) }
    guard !isClosed else { return }
    isClosed = !Self.writeAll(buffer[...], to: STDOUT_FILENO)
  }

  /// Writes to standard error at once.
  nonisolated package static func writeError(_ text: String) {
    writeAll(Array(text.utf8)[...], to: STDERR_FILENO)
  }

  /// Lets a write to a closed pipe fail instead of ending the program.
  nonisolated package static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Writes all bytes; false if the reader is gone or the file is full.
  @discardableResult
  nonisolated package static func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool
  {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var target = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&target, 1, -1)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}
