import Dispatch

/// Work on all cores.
enum Concurrently {
  /// The results in order, whatever order they were made in.
  static func map<Result: Sendable>(
    _ count: Int,
    onAllCores: Bool,
    _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    guard count > 1, onAllCores else { return (0..<count).map(body) }
    return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      // Each index is written once, by whoever took it.
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: count) { index in
        slots.initializeElement(at: index, to: body(index))
      }
      initialized = count
    }
  }
}
