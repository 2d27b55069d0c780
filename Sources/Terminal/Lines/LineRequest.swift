/// What to ask, and how.
package struct LineRequest {
  /// Shown before the line; may be painted.
  ///
  /// Anything in it that steers a terminal other than colours is removed.
  package var prompt: String
  package var mode: LineMode
  /// What the line holds at first, the cursor behind it.
  package var initialText: String
  package var completer: ((CompletionRequest) -> [Completion])?
  /// Whether the arrow keys find earlier lines now and this line later, in this run and the next.
  package var addToHistory: Bool
  package var tick: LineTick?

  package init(
    prompt: String,
    mode: LineMode = .line,
    initialText: String = "",
    completer: ((CompletionRequest) -> [Completion])? = nil,
    addToHistory: Bool = true,
    tick: LineTick? = nil
  ) {
    self.prompt = prompt
    self.mode = mode
    self.initialText = initialText
    self.completer = completer
    self.addToHistory = addToHistory
    self.tick = tick
  }
}

package enum LineMode: Sendable {
  /// A line ended by Enter.
  case line
  /// One key, on a terminal; a line elsewhere. Enter reads as an empty line.
  case singleKey
}

package enum LineResult: Sendable, Equatable {
  /// Without its end. Pasted text may hold line feeds.
  case line(String)
  /// Ctrl-C, with what was typed until then.
  case interrupted(partial: String)
  /// Ctrl-D on an empty line, or the end of a file.
  case endOfInput
  /// The tick said that time is up, with what was typed until then: `initialText` for the next line.
  case expired(partial: String)
  /// SIGTERM or SIGHUP arrived: save and leave.
  case terminated(signal: Int32)
}

/// Something to do at intervals while a line is typed: a countdown in the prompt.
package struct LineTick {
  package enum Update: Sendable, Equatable {
    case keep
    /// Shows another prompt, unless the user is in the middle of a search or a key sequence.
    case prompt(String)
    /// Writes lines above the one being edited, and shows another prompt before it; waits while the
    /// user is in the middle of a search or a key sequence.
    ///
    /// `inPlace` draws over the edited line; otherwise it is written again below.
    case announce([String], prompt: String, inPlace: Bool)
    /// Ends the line as `LineResult.expired`.
    case expire
  }

  package var interval: Duration
  package var update: () -> Update

  package init(every interval: Duration, _ update: @escaping () -> Update) {
    self.interval = interval
    self.update = update
  }
}
