import Foundation
package import Practice
import QuestionBank

/// The candidate's stories in `stories.json`; fields of newer versions survive a rewrite.
package struct StoryFile: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  /// Version of its form.
  private static let currentFormat = 1

  private struct Contents: KnownFields {
    enum CodingKeys: String, CodingKey, CaseIterable { case format, stories }

    var format: Int
    var stories: [Kept<Story>]
  }

  /// The stories; none where there is no file.
  ///
  /// - Throws: ``StudyStoreError/damagedStories(reason:)``, or ``StudyStoreError/newer(file:)``.
  package func load() throws -> StoryBank { StoryBank(try contents().stories) }

  private func contents() throws -> Kept<Contents> {
    guard FileManager.default.fileExists(atPath: path) else {
      return Kept(Contents(format: Self.currentFormat, stories: []))
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StudyStoreError.damagedStories(reason: "cannot read it; check its permissions")
    }
    do {
      try FileFormat.check(data, of: "stories.json", known: Self.currentFormat)
      return try JSONDecoder().decode(Kept<Contents>.self, from: data)
    } catch let error as DecodingError {
      throw StudyStoreError.damagedStories(reason: FileFormat.reason(error))
    }
  }

  /// Changes the stories and writes them, durably.
  ///
  /// - Throws: ``StudyStoreError``; the file then is as it was.
  package func update(_ change: (inout StoryBank) throws -> Void) throws {
    var contents = try contents()
    var bank = StoryBank(contents.stories)
    try change(&bank)
    contents.stories = bank.stories
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try Home.makeFolder(for: path)
    try AtomicFile.write(try encoder.encode(contents) + Data("\n".utf8), to: path)
  }
}
