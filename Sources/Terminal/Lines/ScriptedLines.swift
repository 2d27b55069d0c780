/// Lines from a script, for tests: answers each request with the next result, then the end of input.
@MainActor
package final class ScriptedLines: LineReading {
  private var results: [LineResult]
  private var next = 0
  /// Every request so far.
  package private(set) var requests: [LineRequest] = []
  /// How often the terminal was handed to someone else.
  package private(set) var releases = 0

  package init(_ results: [LineResult]) { self.results = results }

  package convenience init(lines: [String]) { self.init(lines.map(LineResult.line)) }

  package func readLine(_ request: LineRequest) -> LineResult {
    requests.append(request)
    guard next < results.count else { return .endOfInput }
    defer { next += 1 }
    return results[next]
  }

  package func withTerminalReleased<Result>(_ body: () throws -> Result) rethrows -> Result {
    releases += 1
    return try body()
  }
}
