import Foundation

/// Replaces files so that after a crash or a power cut there is the old text or the new, whole.
package enum AtomicFile {
  /// Writes `data` as the file at `path`, with the permissions the file had.
  ///
  /// A link is followed, so that the file it leads to is replaced and the link stays.
  ///
  /// - Parameters:
  ///   - data: The whole of the new text.
  ///   - path: The file, new or not.
  ///   - mode: Permissions of a file that is new.
  /// - Throws: ``StudyStoreError/cannotWrite(file:problem:answer:)``.
  static func write(_ data: Data, to path: String, mode: mode_t = 0o600) throws {
    let target = resolved(path)
    var info = stat()
    let existing = stat(target, &info) == 0 ? info.st_mode & 0o7777 : nil
    let (descriptor, draft) = try makeDraft(beside: target)
    do {
      defer { close(descriptor) }
      try writeAll(data, to: descriptor, path: path)
      guard fchmod(descriptor, existing ?? mode) == 0, fsync(descriptor) == 0 else {
        throw problem(path)
      }
    } catch {
      unlink(draft)
      throw error
    }
    guard rename(draft, target) == 0 else {
      let error = problem(path)
      unlink(draft)
      throw error
    }
    syncFolder(of: target)
  }

  /// Makes sure that `draft` is on the disk, then gives it its name, whatever had it before.
  static func syncAndRename(_ draft: String, to path: String) throws {
    try sync(draft, for: path)
    guard rename(draft, path) == 0 else { throw problem(path) }
    syncFolder(of: path)
  }

  /// Makes sure that `draft` is on the disk, then gives it a name that nothing else has.
  static func syncAndLink(_ draft: String, to path: String) throws {
    try sync(draft, for: path)
    if link(draft, path) == 0 {
      unlink(draft)
    } else if errno == EEXIST || BankFiles.exists(path) {
      throw StudyStoreError.exists(file: path)
    } else {
      // Not every file system has second names.
      guard rename(draft, path) == 0 else { throw problem(path) }
    }
    syncFolder(of: path)
  }

  /// Makes an empty file of a new name beside `path`, for a database to be written into.
  static func emptyDraft(beside path: String) throws -> String {
    let (descriptor, draft) = try makeDraft(beside: path)
    close(descriptor)
    return draft
  }

  private static func sync(_ draft: String, for path: String) throws {
    let descriptor = open(draft, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw problem(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw problem(path) }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func makeDraft(beside path: String) throws -> (Int32, String) {
    for attempt in 0..<100 {
      let draft = "\(path).\(getpid()).\(attempt).tmp"
      let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if descriptor >= 0 { return (descriptor, draft) }
      guard errno == EEXIST else { break }
    }
    throw problem(path)
  }

  private static func writeAll(_ data: Data, to descriptor: Int32, path: String) throws {
    var rest = [UInt8](data)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw problem(path)
      }
    }
  }

  /// Without this a rename may be forgotten in a power cut; not every file system can do it.
  private static func syncFolder(of path: String) {
    let descriptor = open(FileName.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }

  /// What the last system call's error means for `path`.
  static func problem(_ path: String) -> StudyStoreError {
    let problem: StudyStoreError.WriteProblem =
      switch errno {
      case ENOSPC, EDQUOT: .diskFull
      case EROFS, EACCES, EPERM: .readOnly
      case EIO: .inputOutput
      default: .system(String(cString: strerror(errno)))
      }
    return .cannotWrite(file: path, problem: problem, answer: false)
  }
}
