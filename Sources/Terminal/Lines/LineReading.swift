/// Where lines come from: the line editor, or a script in tests.
@MainActor
package protocol LineReading: AnyObject {
  /// Asks for one line and waits for it.
  func readLine(_ request: LineRequest) -> LineResult

  /// Runs something that uses the terminal itself, an editor for example.
  func withTerminalReleased<Result>(_ body: () throws -> Result) rethrows -> Result
}

extension LineReading {
  /// Asks for one line; see `LineRequest` for what each argument means.
  package func readLine(
    prompt: String,
    mode: LineMode = .line,
    initialText: String = "",
    completer: ((CompletionRequest) -> [Completion])? = nil,
    addToHistory: Bool = true,
    tick: LineTick? = nil
  ) -> LineResult {
    readLine(
      LineRequest(
        prompt: prompt,
        mode: mode,
        initialText: initialText,
        completer: completer,
        addToHistory: addToHistory,
        tick: tick
      )
    )
  }
}
