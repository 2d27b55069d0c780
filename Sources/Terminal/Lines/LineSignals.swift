import CReadline
import Glibc

/// The signals that arrive while a line is read, as values instead of interruptions.
struct LineSignals {
  /// Readable when a signal arrived; -1 if signals cannot be caught.
  let fileDescriptor: Int32

  /// Starts to catch; `release` must follow.
  static func begin() -> LineSignals { LineSignals(fileDescriptor: greenroom_signals_catch()) }

  func release() { greenroom_signals_release() }

  /// The signals since the last call, in order.
  func arrived() -> [Int32] {
    guard fileDescriptor >= 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(fileDescriptor, &bytes, bytes.count)
    return count > 0 ? bytes[..<count].map(Int32.init) : []
  }

  /// Stops this process as Ctrl-Z asks; returns when it is continued.
  func suspend() { greenroom_signals_deliver(SIGTSTP) }
}
