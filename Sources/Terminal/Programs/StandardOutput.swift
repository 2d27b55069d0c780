import Glibc

/// Writes results to standard output in few system calls; a reader that left is a quiet end.
@MainActor
package final class StandardOutput {
  package static let shared = StandardOutput()

  private var buffer: [UInt8] = []
  /// The system's error number of the write that failed, after which nothing more is written.
  private var failure: Int32?

  private static let capacity = 1 << 14

  package init() {}

  /// Why not all could be written; nil also where the reader has gone away, which is a quiet end.
  package var problem: String? {
    failure.flatMap { $0 == EPIPE ? nil : String(cString: strerror($0)) }
  }

  package func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.capacity { flush() }
  }

  package func flush() {
    defer { buffer.removeAll(keepingCapacity: true) }
    guard failure == nil else { return }
    failure = Self.writeAll(buffer[...], to: STDOUT_FILENO)
  }

  /// Writes to standard error at once.
  nonisolated package static func writeError(_ text: String) {
    writeAll(Array(text.utf8)[...], to: STDERR_FILENO)
  }

  /// Lets a write to a closed pipe fail instead of ending the program.
  nonisolated package static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Writes all bytes; the system's error number if the reader is gone or the file is full.
  @discardableResult
  nonisolated package static func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32)
    -> Int32?
  {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        FileReady.waitToWrite(to: descriptor)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}
