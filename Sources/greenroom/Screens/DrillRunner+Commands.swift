import Practice
import QuestionBank
import SpacedRepetition
import StudyStore
import Terminal

/// What the keys beside answers and grades do.
extension DrillRunner {
  enum Done {
    case turn(Turn)
    /// The card stays as it was shown.
    case same
    /// The card stays, and may read otherwise.
    case edited
  }

  /// Carries out a command; what goes wrong is said, and the card stays.
  mutating func carryOut(_ key: DrillKey, shown: inout Presented) throws -> Done {
    do {
      return try act(on: key, shown: &shown)
    } catch let error as StudyStoreError {
      app.say("\(error)")
    } catch let failure as Failure where !failure.code.endsProgram {
      app.say(failure.description)
    }
    return .same
  }

  private mutating func act(on key: DrillKey, shown: inout Presented) throws -> Done {
    let card = shown.card.key
    switch key {
    case .grade, .accept, .refusedGrade: return .same
    case .undo:
      guard let undone = try study.undo(random: &app.random) else {
        app.say("Nothing to undo.")
        return .same
      }
      said("Undone: \(UndoText.words(undone)).")
      return .turn(.effect(session.undid(undone, at: app.clock.now)))
    case .skip:
      said("Skipped for now.")
      return .turn(.effect(session.skip()))
    case .bury:
      try study.change(card, .buried(until: study.today + 1), random: &app.random)
      said("Buried until tomorrow.")
      return .turn(.effect(session.dropped()))
    case .suspend:
      try study.change(card, .suspended, random: &app.random)
      said("Suspended; `card suspend --undo \(card)` brings it back.")
      return .turn(.effect(session.dropped()))
    case .mark:
      let change: CardEvent.Change = shown.record.isMarked ? .unmarked : .marked
      try study.change(card, change, random: &app.random)
      shown.record.isMarked.toggle()
      app.say(shown.record.isMarked ? "Marked." : "Mark taken away.")
    case .history:
      // The id is what a reader quotes who reports a mistake.
      let id = TerminalText.singleLine(card.rawValue)
      print([id] + (try CardReport(app: app, study: study).memory(of: shown)))
    case .note(let text):
      return try takeNote(text, on: card)
    case .help:
      for (key, meaning) in DrillKey.explanation {
        print(
          app.painter.hanging(TerminalText.pad(key, to: 11), meaning, width: app.proseWidth)
        )
      }
      app.say(DrillKey.slashes)
    case .edit:
      return try edit(&shown)
    case .quit:
      return .turn(.effect(session.stop()))
    }
    return .same
  }

  /// Says what ends the card, apart from the next one.
  private func said(_ text: String) {
    app.say(text)
    app.printLine()
  }

  private mutating func takeNote(_ text: String, on card: CardKey) throws -> Done {
    var text = text
    if text.isEmpty {
      switch try hear(prompts.note) {
      case .line(let line): text = line
      case .abandoned: return .same
      case .turn(let turn): return .turn(turn)
      }
    }
    guard !text.isEmpty else {
      app.say("No note.")
      return .same
    }
    try study.change(card, .noted(text), random: &app.random)
    app.say("Noted.")
    return .same
  }

  private mutating func edit(_ shown: inout Presented) throws -> Done {
    switch try CardEditing(app: app, study: study).edit(shown.card.key).outcome {
    case .gone:
      app.printLine()
      return .turn(.effect(session.dropped()))
    case .kept(let fresh):
      shown = fresh
      session.restartedClock(at: app.clock.now)
      return .edited
    }
  }
}
