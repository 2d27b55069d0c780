import CPseudoTerminal
import Foundation

/// A program on a terminal of its own, typed at and read from by a test.
package final class PseudoTerminal {
  /// What did not appear in time, and what was on the screen instead.
  package struct TimedOut: Error, CustomStringConvertible {
    package let description: String
  }

  private let process: pid_t
  private let master: Int32
  private var status: Int32?
  /// All that the program wrote, escape sequences included.
  package private(set) var transcript = ""
  private var searchedUpTo = 0

  /// Starts `executable`; nil if there is no terminal to be had.
  package init?(
    _ executable: String,
    _ arguments: [String] = [],
    environment: [String: String],
    rows: UInt16 = 24,
    columns: UInt16 = 80
  ) {
    let argv = ([executable] + arguments).map { strdup($0) } + [nil]
    let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var master: Int32 = -1
    let process = greenroom_pty_spawn(executable, argv, envp, nil, rows, columns, &master)
    guard process > 0 else { return nil }
    self.process = process
    self.master = master
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
  }

  /// Types.
  package func send(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  package func resize(rows: UInt16, columns: UInt16) {
    _ = greenroom_pty_resize(master, rows, columns)
  }

  package func signal(_ number: Int32) { kill(process, number) }

  /// Waits until the program has written `text` since the last wait; returns what came until then.
  @discardableResult
  package func wait(for text: String, seconds: Double = 20) throws -> String {
    try wait(forAny: [text], seconds: seconds)
  }

  /// Waits for whichever of `texts` comes first; returns what came until its end.
  @discardableResult
  package func wait(forAny texts: [String], seconds: Double = 20) throws -> String {
    let deadline = Date().addingTimeInterval(seconds)
    while true {
      let fresh = unread
      if let end = texts.compactMap({ fresh.range(of: $0)?.upperBound }).min() {
        let seen = String(fresh[..<end])
        searchedUpTo += seen.count
        return seen
      }
      guard read(until: deadline) else {
        throw TimedOut(description: "waited for '\(texts)', but saw:\n\(fresh)")
      }
    }
  }

  /// What was written since the last wait.
  package var unread: String { String(transcript.dropFirst(searchedUpTo)) }

  /// Waits for the end; returns the exit code, or 128 and the signal.
  package func exitCode(seconds: Double = 20) throws -> Int32 {
    let deadline = Date().addingTimeInterval(seconds)
    while read(until: deadline) {}
    var raw: Int32 = 0
    while waitpid(process, &raw, WNOHANG) != process {
      guard Date() < deadline else {
        throw TimedOut(description: "the program did not end; it wrote:\n\(transcript)")
      }
      usleep(1_000)
    }
    status = raw
    return greenroom_pty_shell_status(raw)
  }

  /// Reads what is there, waiting for it; false at the end of the program or of the time.
  private func read(until deadline: Date) -> Bool {
    let left = deadline.timeIntervalSinceNow
    guard left > 0 else { return false }
    var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, Int32(left * 1000)) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = Foundation.read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    transcript += String(decoding: bytes[..<count], as: UTF8.self)
    return true
  }
}
