import Foundation
import Practice
import QuestionBank
import TestSupport
import Testing

@testable import StudyStore

@Suite struct StoryFileTests {
  private let path = FileManager.default.temporaryDirectory
    .appending(path: "greenroom-stories-\(UUID())/stories.json").path

  private var file: StoryFile { StoryFile(path: path) }

  private func removeFolder() {
    try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
  }

  private func write(_ text: String) throws {
    try Home.makeFolder(for: path)
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  private var text: String { get throws { try String(contentsOfFile: path, encoding: .utf8) } }

  private let story = Story(
    id: "queue",
    title: "The queue",
    signals: [.ownership, .ambiguity],
    scope: .senior,
    situation: "Sunday",
    result: "6 h to 2 min",
    lastUsed: .init(Timestamp(rawValue: 1_800_000_000_000)),
    timesUsed: 2
  )

  @Test func `stories are read as they were written`() throws {
    defer { removeFolder() }
    #expect(try file.load().stories.isEmpty)
    try file.update { $0.stories.append(Kept(story)) }
    #expect(try file.load().stories == [Kept(story)])
    try file.update { $0.stories[0].timesUsed += 1 }
    #expect(try file.load().stories[0].timesUsed == 3)
  }

  @Test func `fields of a newer version survive a change`() throws {
    defer { removeFolder() }
    let before = """
      {"format": 1, "theme": {"a": [1]}, "stories": [{"id": "queue", "title": "The queue", \
      "signals": ["scope"], "scope": "mid", "situation": "", "task": "", "action": "", \
      "result": "", "learning": "", "times_used": 0, "mood": "calm"}]}
      """
    try write(before)
    try file.update { $0.stories[0].title = "Another" }
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(try text.utf8)) as? [String: Any]
    )
    #expect(object["theme"] as? NSDictionary == ["a": [1]])
    let stories = try #require(object["stories"] as? [[String: Any]])
    #expect(stories[0]["mood"] as? String == "calm")
    #expect(stories[0]["title"] as? String == "Another")
  }

  @Test func `a change that fails leaves the file as it was`() throws {
    defer { removeFolder() }
    struct Refused: Error {}
    try file.update { $0.stories.append(Kept(story)) }
    let before = try text
    #expect(throws: Refused.self) {
      try file.update { bank in
        bank.stories = []
        throw Refused()
      }
    }
    #expect(try text == before)
  }

  @Test func `a newer file is refused, and not written over`() throws {
    defer { removeFolder() }
    let newer = "{\"format\": 2, \"stories\": \"elsewhere\"}"
    try write(newer)
    #expect(throws: StudyStoreError.newer(file: "stories.json")) { try file.load() }
    #expect(throws: StudyStoreError.newer(file: "stories.json")) { try file.update { _ in } }
    #expect(try text == newer)
  }

  @Test func `a damaged file is said to be one, and not written over`() throws {
    defer { removeFolder() }
    try write("{\"format\": 1}")
    let error = #expect(throws: StudyStoreError.self) { try file.update { _ in } }
    #expect(
      error?.description
        == "stories.json is damaged: no 'stories'. Mend it or move it away; nothing was changed"
    )
    #expect(try text == "{\"format\": 1}")
  }

  @Test(.enabled(if: JSONSchema.canJudge))
  func `the schema accepts what is written`() throws {
    defer { removeFolder() }
    try file.update { bank in
      bank.stories = [
        Kept(story), Kept(Story(id: "b", title: "B", signals: [.growth], scope: .junior)),
      ]
    }
    let texts = [
      "good": try text,
      "format": try text.replacing("\"format\" : 1", with: "\"format\" : \"1\""),
      "signal": try text.replacing("\"growth\"", with: "\"grwoth\""),
      "scope": try text.replacing("\"junior\"", with: "\"boss\""),
    ]
    #expect(
      Set(try JSONSchema.refusals(by: "stories", of: texts).keys) == ["format", "signal", "scope"]
    )
  }
}
