import ArgumentParser

/// A failure worded for the person at the terminal, with the exit code it ends the program with.
struct Failure: Error, CustomStringConvertible {
  enum Code: Int32 {
    case failed = 1
    case usage = 64
    case badData = 65
    case programMissing = 69
    case cannotWrite = 73
    case busy = 75
    /// SIGHUP, as shells count it.
    case hungUp = 129
    /// Ctrl-C twice.
    case interrupted = 130
    /// SIGTERM.
    case terminated = 143

    /// Whether the whole program ends, not only the verb.
    var endsProgram: Bool { [.hungUp, .interrupted, .terminated].contains(self) }
  }

  let code: Code
  /// Says what, where, and what to do next; empty where all was said already.
  let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
