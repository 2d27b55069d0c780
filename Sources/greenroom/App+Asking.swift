import Glibc
import StudyStore
import Terminal

/// What came of asking the person at the terminal.
enum Reply: Equatable {
  case line(String)
  /// Ctrl-C: the line is given up.
  /// What was typed of it tells a second Ctrl-C in a row from one that gives up another line.
  case interrupted(partial: String)
  case endOfInput
}

extension App {
  /// Whether lines come from a terminal, wherever results go.
  var readsFromTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// Asks for one line.
  ///
  /// A signal to leave ends the verb, and the shell around it, wherever it arrives: what was
  /// answered is saved by then.
  ///
  /// - Throws: ``Failure`` with the code of the signal.
  func ask(
    _ prompt: String,
    mode: LineMode = .line,
    completer: ((CompletionRequest) -> [Completion])? = nil,
    addToHistory: Bool = false
  ) throws -> Reply {
    while true {
      let result = editor.readLine(
        prompt: painter.paint(painter.words(prompt), .accent),
        mode: mode,
        completer: completer,
        addToHistory: addToHistory
      )
      switch result {
      case .line(let line): return .line(line)
      case .interrupted(let partial): return .interrupted(partial: partial)
      case .endOfInput: return .endOfInput
      case .expired: continue
      case .terminated(let signal):
        throw Failure(signal == SIGHUP ? .hungUp : .terminated, "")
      }
    }
  }

  /// With `--no-input` nobody answers at a terminal; lines from a pipe are there already.
  func requireLines(for what: String) throws {
    guard options.noInput, readsFromTerminal else { return }
    throw Failure(
      .usage,
      "\(what) asks, and --no-input says not to; pipe the lines in, or use `next` and `answer`"
    )
  }

  /// Columns for prose: longer lines are hard to read.
  var proseWidth: Int { min(width, Prose.widest) }

  /// Prints a sentence or two, broken between words where a person reads them; a path stays whole,
  /// so that it can be copied.
  func say(_ text: String) {
    let text = painter.words(TerminalText.sanitised(text))
    guard capabilities.isTerminal else { return printLine(text) }
    for line in Prose.lines(text, width: proseWidth) { printLine(line) }
  }

  /// The candidate's editor.
  ///
  /// - Throws: ``Failure`` where there is none.
  func findEditor(_ study: Study) throws -> EditorLauncher.Editor {
    do {
      return try EditorLauncher(setting: study.settings.editor, environment: environment).find()
    } catch let problem as EditorLauncher.Problem {
      throw Failure(.programMissing, problem.description)
    }
  }
}
