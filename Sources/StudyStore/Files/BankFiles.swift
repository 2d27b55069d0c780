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

  /// A file's text; nil only where there is no file, so that nobody writes a new one over it.
  ///
  /// - Throws: ``StudyStoreError/unreadable(file:reason:)`` for a file that is there but cannot be
  ///   read, or is not UTF-8.
  package static func text(of path: String) throws -> String? {
    // Without blocking, as a pipe would.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw StudyStoreError.unreadable(file: path, reason: String(cString: strerror(errno)))
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    let data: Data
    do {
      data = try handle.readToEnd() ?? Data()
    } catch {
      throw StudyStoreError.unreadable(file: path, reason: "it is no regular file, or it is broken")
    }
    // Unlike Foundation's decoding, this keeps a byte-order mark, which belongs to the file.
    guard let text = String(validating: data, as: UTF8.self) else {
      throw StudyStoreError.unreadable(file: path, reason: "not UTF-8; save the file as UTF-8")
    }
    return text
  }

  /// Whether the name is taken, be it by a link to nothing.
  package static func exists(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0
  }
}
