import Foundation

/// Writes the learner's text files whole, on their explicit wish only.
package enum BankFiles {
  /// Replaces a file so that a crash leaves either the old text or the new; permissions stay, and
  /// missing folders are made.
  ///
  /// - Throws: ``StudyStoreError/cannotWrite(file:problem:answer:)``.
  package static func replace(_ path: String, with text: String) throws {
    try Home.makeFolder(for: path)
    try AtomicFile.write(Data(text.utf8), to: path)
  }

  /// Removes a file that was made by an edit and holds nothing any more.
  ///
  /// - Throws: ``StudyStoreError/cannotWrite(file:problem:answer:)``.
  package static func remove(_ path: String) throws {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw StudyStoreError.cannotWrite(
        file: path,
        problem: .system(error.localizedDescription),
        answer: false
      )
    }
  }

  /// A file's text; nil where there is none, or it is no UTF-8.
  package static func text(of path: String) -> String? {
    FileManager.default.contents(atPath: path).flatMap { String(data: $0, encoding: .utf8) }
  }
}
