import QuestionBank
import StudyStore
import Terminal

/// Opens a card in the candidate's editor and says what came of it.
@MainActor
struct CardEditing {
  let app: App
  let study: Study

  /// Edits the card where it stands, or a copy in the candidate's banks if it was shipped.
  func edit(_ card: Card) throws {
    guard app.isInteractive else {
      throw Failure(.usage, "card edit needs a terminal; bank files can be edited by hand")
    }
    let place = try study.editablePlace(of: card.key)
    let editor = EditorLauncher(setting: study.settings.editor, environment: app.environment)
    let status = try app.editor.withTerminalReleased {
      try editor.edit(file: place.file, line: place.line)
    }
    if status != 0 { app.printLine("The editor ended with status \(status).") }
    let problems = try study.finishEdit(
      of: card.key,
      in: place.file,
      isKept: status == 0
    )
    for problem in problems { app.printLine(TerminalText.singleLine(problem.description)) }
    if problems.contains(where: { $0.severity == .error }) {
      app.printLine(
        "The file keeps what you wrote; a card with an error is left out until it is mended."
      )
    }
  }
}
