import Terminal

/// Questions that a command asks before it acts.
@MainActor
enum Confirmation {
  /// Asks before something is lost; without anybody to ask, `--force` must be given.
  static func ask(_ question: String, force: Bool, in app: App) throws {
    if force { return }
    guard app.isInteractive else {
      throw Failure(.usage, "\(question) Nobody is there to ask: repeat it with --force.")
    }
    if case .line(let line) = try app.ask("\(question) [y/N]> "),
      ["y", "yes"].contains(line.trimmed.lowercased())
    {
      return
    }
    throw Failure(.failed, "nothing was changed")
  }

  /// Asks for a text that an option left out.
  static func text(_ name: String, in app: App) throws -> String {
    guard app.isInteractive else { throw Failure(.usage, "--\(name) is missing.") }
    if case .line(let line) = try app.ask("\(name) (Enter: stop)> "), !line.trimmed.isEmpty {
      return line.trimmed
    }
    throw Failure(.failed, "no \(name); nothing was written")
  }
}
