import Practice
import QuestionBank
import StudyStore
import Terminal

/// Opens a card in the candidate's editor and says what came of it.
@MainActor
struct CardEditing {
  enum Outcome {
    case kept(Presented)
    /// The card is no longer there under its key; that was said.
    case gone
  }

  struct Edited {
    let outcome: Outcome
    /// False where the editor ended as if nothing were to be kept; that was said.
    let isKept: Bool
  }

  let app: App
  let study: Study

  /// Edits the card where it stands, or a copy in the candidate's banks if it was shipped.
  @discardableResult
  func edit(_ key: CardKey) throws -> Edited {
    guard app.isInteractive else {
      throw Failure(.usage, "card edit needs a terminal; bank files can be edited by hand")
    }
    // Before anything is written: without an editor there is nothing to write for.
    let editor = try app.findEditor(study)
    guard let before = try study.store.card(key) else {
      throw Failure(.usage, "no card named '\(key)'")
    }
    let unnamed = try study.writeID(of: before)
    let place = try study.editablePlace(of: key)
    let text = try BankFiles.text(of: place.file)
    let findings = Set(study.problems(in: place.file).map(FindingText.init))
    if before.isShipped { app.say("Editing your copy in \(place.file).") }

    let isKept = try open(place, in: editor)

    let hasChanged = try BankFiles.text(of: place.file) != text
    if !hasChanged, let unnamed { try BankFiles.replace(place.file, with: unnamed) }
    let problems = try study.finishEdit(of: key, in: place.file, isKept: isKept)
    if hasChanged { report(problems, on: before.card, known: findings) }
    let isDropped =
      before.isShipped ? try dropIdenticalCopy(of: before.card, hasChanged: hasChanged) : false
    if !hasChanged { app.say("Nothing was changed.") }
    let outcome = try outcome(for: key, in: place.file)
    if hasChanged, isKept, !isDropped, case .kept = outcome { app.say("Saved.") }
    return Edited(outcome: outcome, isKept: isKept)
  }

  /// Runs the editor; false where it ended as if nothing were to be kept.
  private func open(
    _ place: (file: String, line: Int),
    in editor: EditorLauncher.Editor
  ) throws -> Bool {
    do {
      let status = try app.editor.withTerminalReleased {
        try editor.edit(file: place.file, line: place.line)
      }
      if status != 0 { app.say("The editor ended with status \(status).") }
      return status == 0
    } catch let problem as EditorLauncher.Problem {
      throw Failure(.programMissing, problem.description)
    }
  }

  /// Findings about this card, and those that the edit brought.
  private func report(_ findings: [Finding], on card: Card, known: Set<FindingText>) {
    let label = "card '\(Study.id(in: card.key))'"
    for finding in findings
    where finding.message.contains(label) || !known.contains(FindingText(finding)) {
      app.say(TerminalText.singleLine(finding.description))
    }
  }

  /// A copy that says what the shipped card says would only hide later changes of that card.
  private func dropIdenticalCopy(of shipped: Card, hasChanged: Bool) throws -> Bool {
    guard let copy = try study.store.card(shipped.key), copy.isOverride,
      copy.card.says(shipped), try study.dropOverride(of: shipped.key)
    else { return false }
    if hasChanged { app.say("Your copy reads as the shipped card does, so it is dropped.") }
    return true
  }

  private func outcome(for key: CardKey, in file: String) throws -> Outcome {
    guard let fresh = try study.presented(key) else {
      let isBroken = study.problems(in: file).contains { $0.severity == .error }
      app.say(
        isBroken
          ? "\(key) is left out until that is mended; the file keeps what you wrote."
          : "\(key) is no longer in \(file)."
      )
      return .gone
    }
    guard fresh.card.key == key else {
      app.say("\(key) is now \(fresh.card.key), with its history.")
      return .gone
    }
    return .kept(fresh)
  }
}

/// A finding whatever line it is on: an edit above it moves it.
private struct FindingText: Hashable {
  let severity: Finding.Severity
  let message: String

  init(_ finding: Finding) {
    severity = finding.severity
    message = finding.message
  }
}

extension Card {
  /// Whether both say the same, wherever they stand.
  fileprivate func says(_ other: Card) -> Bool {
    content == other.content && topic == other.topic && stage == other.stage
      && sources == other.sources && tags == other.tags && was == other.was
      && version == other.version
  }
}

extension Study {
  /// Writes the id that a card of the candidate's goes by into its file, so that its history stays
  /// with it when its question is edited.
  ///
  /// - Returns: The text before that; nil where there was nothing to write.
  fileprivate func writeID(of stored: StoredCard) throws -> String? {
    let id = Self.id(in: stored.card.key)
    guard !stored.isShipped, !stored.card.hasExplicitID,
      let text = try BankFiles.text(of: stored.file),
      let entry = BankEdit.entryText(of: id, in: text),
      let named = BankEdit.replacingCard(in: text, card: id, with: entry)
    else { return nil }
    try BankFiles.replace(stored.file, with: named)
    try reload()
    return text
  }

  /// A card's id within its bank.
  fileprivate static func id(in key: CardKey) -> String {
    String(key.entry.rawValue.dropFirst(key.bank.count + 1))
  }
}
