import CReadline
import Glibc

/// Lines from the user: edited with GNU Readline on a terminal, read as they are from anything else.
///
/// Between two calls the terminal and the signal handlers are as they were before the first. There
/// is one readline in a process, so there should be one editor.
@MainActor
package final class LineEditor: LineReading {
  /// Whether a user types at a terminal and sees what is written.
  package let isInteractive: Bool

  private let applicationName: String
  private let historyFile: HistoryFile?
  private let output: StandardOutput?
  private var lastEntry: String?
  private var isPrepared = false
  private var plainInput = PlainLineInput(fileDescriptor: STDIN_FILENO)

  /// What readline's callback completes with; there is one line at a time.
  private static var completer: ((CompletionRequest) -> [Completion])?

  /// Touches neither terminal nor files until the first line is read.
  ///
  /// - Parameters:
  ///   - applicationName: What `$if` in the user's inputrc can ask for.
  ///   - historyFile: Where lines are kept between runs; nil to forget them.
  ///   - output: Flushed before each prompt, so that the prompt comes last.
  package init(
    applicationName: String = "greenroom",
    historyFile: String? = nil,
    output: StandardOutput? = nil
  ) {
    self.applicationName = applicationName
    self.historyFile = historyFile.map(HistoryFile.init)
    self.output = output
    isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
  }

  package func readLine(_ request: LineRequest) -> LineResult {
    output?.flush()
    guard isInteractive else {
      return plainInput.next().map(LineResult.line) ?? .endOfInput
    }
    fflush(nil)
    let signals = LineSignals.begin()
    defer { signals.release() }
    return switch request.mode {
    case .line: edit(request, signals)
    case .singleKey: readKey(request, signals)
    }
  }

  package func withTerminalReleased<Result>(_ body: () throws -> Result) rethrows -> Result {
    output?.flush()
    fflush(nil)
    // A full-screen program that dies leaves the terminal as it used it.
    var settings = termios()
    let known = isatty(STDIN_FILENO) == 1 && tcgetattr(STDIN_FILENO, &settings) == 0
    defer { if known { tcsetattr(STDIN_FILENO, TCSADRAIN, &settings) } }
    return try body()
  }

  // MARK: Lines

  private func edit(_ request: LineRequest, _ signals: LineSignals) -> LineResult {
    prepare()
    Self.completer = request.completer
    greenroom_readline_enter_locale()
    defer {
      greenroom_readline_leave_locale()
      Self.completer = nil
    }
    greenroom_readline_begin(
      PromptText.forReadline(request.prompt),
      TerminalText.sanitised(request.initialText),
      request.addToHistory
    )
    var schedule = TickSchedule(request.tick)
    var waiting: [String] = []
    while true {
      let ready = FileReady.wait(
        for: [STDIN_FILENO, signals.fileDescriptor],
        timeout: schedule?.timeLeft
      )
      for signal in signals.arrived() {
        if let result = handle(signal, signals) {
          announceLate(waiting)
          return result
        }
      }
      switch schedule?.updateIfDue() {
      case .prompt(let prompt)?:
        if waiting.isEmpty {
          _ = greenroom_readline_set_prompt(PromptText.forReadline(prompt))
        } else if announce(waiting, prompt: prompt, inPlace: true) {
          waiting = []
        }
      case .announce(let lines, let prompt, let inPlace)?:
        waiting += lines
        if announce(waiting, prompt: prompt, inPlace: inPlace) { waiting = [] }
      case .expire?:
        let partial = abandon()
        return .expired(partial: partial)
      case .keep?, nil: break
      }
      guard ready[0] else { continue }
      greenroom_readline_read_character()
      if greenroom_readline_is_finished() {
        defer { announceLate(waiting) }
        return finish(request)
      }
    }
  }

  private func announce(_ lines: [String], prompt: String, inPlace: Bool) -> Bool {
    greenroom_readline_announce(
      Self.announcement(lines),
      PromptText.forReadline(prompt),
      inPlace
    )
  }

  /// What could not be said while the user was searching is said when the line has ended.
  private func announceLate(_ lines: [String]) {
    if !lines.isEmpty { write(Self.announcement(lines)) }
  }

  private static func announcement(_ lines: [String]) -> String {
    lines.map { PromptText.forTerminal($0) + "\n" }.joined()
  }

  private func finish(_ request: LineRequest) -> LineResult {
    guard let bytes = greenroom_readline_take_line() else {
      // Readline leaves the cursor behind the prompt.
      write("\n")
      return .endOfInput
    }
    defer { free(bytes) }
    var line = String(cString: bytes)
    // A pasted line end is not an answer's.
    while line.unicodeScalars.last == "\n" { line.unicodeScalars.removeLast() }
    if request.addToHistory { remember(line) }
    return .line(line)
  }

  /// Acts on a signal; a result ends the line.
  private func handle(_ signal: Int32, _ signals: LineSignals) -> LineResult? {
    switch signal {
    case SIGINT:
      let partial = abandon(mark: "^C")
      return .interrupted(partial: partial)
    case SIGTERM, SIGHUP:
      _ = abandon()
      return .terminated(signal: signal)
    case SIGTSTP:
      greenroom_readline_pause()
      signals.suspend()
      greenroom_readline_resume()
    case SIGWINCH: greenroom_readline_resized()
    default: break
    }
    return nil
  }

  /// Gives up the line, returning what was typed.
  private func abandon(mark: String = "") -> String {
    guard let bytes = greenroom_readline_abandon(mark) else { return "" }
    defer { free(bytes) }
    return String(cString: bytes)
  }

  private func prepare() {
    guard !isPrepared else { return }
    isPrepared = true
    greenroom_readline_prepare(applicationName) { line, start, end in
      guard let line else { return }
      let request = CompletionRequest(
        line: String(cString: line),
        wordStart: start,
        wordEnd: end
      )
      // Readline runs only inside `edit`, on the main actor.
      MainActor.assumeIsolated { LineEditor.complete(request) }
    }
    greenroom_readline_limit_history(Int32(HistoryFile.mostLines))
    for entry in historyFile?.load() ?? [] {
      greenroom_readline_add_history(entry)
      lastEntry = entry
    }
  }

  private static func complete(_ request: CompletionRequest) {
    var offered: Set<String> = []
    for completion in completer?(request) ?? [] {
      let text = TerminalText.singleLine(completion.text)
      guard text.hasPrefix(request.word), offered.insert(text).inserted else { continue }
      let suffix = completion.suffix?.asciiValue ?? 0
      greenroom_readline_add_completion(text, CChar(bitPattern: suffix))
    }
  }

  private func remember(_ line: String) {
    guard let entry = HistoryFile.entry(line), entry != lastEntry else { return }
    lastEntry = entry
    greenroom_readline_add_history(entry)
    historyFile?.append(entry)
  }

  // MARK: Keys

  private func readKey(_ request: LineRequest, _ signals: LineSignals) -> LineResult {
    let input = SingleKeyInput(fileDescriptor: STDIN_FILENO)
    guard var settings = input.enterRawMode() else { return edit(request, signals) }
    defer { input.restore(settings) }
    var prompt = PromptText.forTerminal(request.prompt)
    write(prompt)
    var schedule = TickSchedule(request.tick)
    while true {
      let ready = FileReady.wait(
        for: [STDIN_FILENO, signals.fileDescriptor],
        timeout: schedule?.timeLeft
      )
      for signal in signals.arrived() {
        switch signal {
        case SIGINT:
          write("^C\n")
          return .interrupted(partial: "")
        case SIGTERM, SIGHUP:
          write("\n")
          return .terminated(signal: signal)
        case SIGTSTP:
          input.restore(settings)
          signals.suspend()
          settings = input.enterRawMode() ?? settings
          write("\n" + prompt)
        default: break
        }
      }
      switch schedule?.updateIfDue() {
      case .prompt(let new)?:
        prompt = PromptText.forTerminal(new)
        // The last line of the prompt, over what stands there.
        let line = prompt.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        write("\r" + line)
      case .announce(let lines, let new, _)?:
        prompt = PromptText.forTerminal(new)
        write("\n" + Self.announcement(lines) + prompt)
      case .expire?:
        write("\n")
        return .expired(partial: "")
      case .keep?, nil: break
      }
      guard ready[0] else { continue }
      switch input.next() {
      case .character(let text):
        write(text + "\n")
        return .line(text)
      case .enter:
        write("\n")
        return .line("")
      case .endOfInput:
        write("\n")
        return .endOfInput
      case .other: continue
      }
    }
  }

  /// Writes to the terminal behind readline's back, after what readline has written.
  private func write(_ text: String) {
    fflush(nil)
    StandardOutput.writeAll(Array(text.utf8)[...], to: STDOUT_FILENO)
  }
}
