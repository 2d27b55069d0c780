import Foundation
import Practice
import QuestionBank
import StudyStore
import Terminal

/// Opens a story in the candidate's editor, again and again until it can be read; what was written
/// stays in a file until it is taken over.
@MainActor
struct StoryEditing {
  let app: App
  let study: Study

  func edit(_ story: Story) throws -> Story {
    guard app.isInteractive else {
      throw Failure(.usage, "stories edit needs a terminal; stories.json can be edited by hand")
    }
    let draft = draftPath(of: story)
    let original = StoryForm.text(of: story)
    if try BankFiles.text(of: draft) == nil {
      try BankFiles.replace(draft, with: original)
    } else {
      app.printLine("Going on with what you wrote last time (\(draft)).")
    }
    var line = Self.firstLine(of: "title", in: original)
    while true {
      let status = try open(draft, at: line)
      guard let text = try BankFiles.text(of: draft) else {
        throw Failure(.failed, "\(draft) is gone; the story is as it was")
      }
      if text == original || text.allSatisfy(\.isWhitespace) {
        unlink(draft)
        throw Failure(.failed, "nothing was changed")
      }
      guard status == 0 else {
        throw Failure(
          .failed,
          "the editor ended with status \(status); the story is as it was, the draft is \(draft)"
        )
      }
      do {
        return try take(text, for: story.id, draft: draft)
      } catch let mistakes as StoryForm.Mistakes {
        for mistake in mistakes.all { app.note(mistake.description) }
        line = mistakes.all.first?.line ?? 1
        guard wantsAgain() else {
          throw Failure(
            .failed,
            "the story is as it was; what you wrote waits in \(draft), "
              + "`stories edit \(story.id)` goes on with it"
          )
        }
      }
    }
  }

  /// Puts the text into the story as it is by now; rounds may have told it meanwhile.
  private func take(_ text: String, for id: String, draft: String) throws -> Story {
    var result: Story?
    try study.storyFile.update { bank in
      guard let index = bank.stories.firstIndex(where: { $0.id == id }) else {
        throw Failure(.failed, "the story '\(id)' is gone; what you wrote is in \(draft)")
      }
      var story = bank.stories[index].value
      try StoryForm.apply(text, to: &story)
      bank.stories[index].value = story
      result = story
    }
    unlink(draft)
    guard let result else { throw Failure(.failed, "nothing was changed") }
    return result
  }

  private func open(_ draft: String, at line: Int) throws -> Int32 {
    let editor = try app.findEditor(study)
    return try app.editor.withTerminalReleased { try editor.edit(file: draft, line: line) }
  }

  /// Beside the stories, under a name that leads nowhere else, whatever the id is.
  private func draftPath(of story: Story) -> String {
    let name = Slug.make(from: story.id) ?? "story"
    return study.home.data + "/.story-\(name).txt"
  }

  private func wantsAgain() -> Bool {
    let dot = app.painter.glyphs.dot
    let answer = app.editor.readLine(
      prompt: "[Enter opens it again \(dot) n leaves it]> ",
      addToHistory: false
    )
    guard case .line(let line) = answer else { return false }
    return ["", "y", "yes"].contains(line.trimmed.lowercased())
  }

  private static func firstLine(of field: String, in text: String) -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.firstIndex { $0.hasPrefix("\(field):") } ?? 0) + 1
  }
}
