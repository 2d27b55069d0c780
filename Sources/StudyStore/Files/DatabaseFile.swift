import Foundation

/// The database's file and its folder, before SQLite has them.
enum DatabaseFile {
  enum Access: Hashable { case write, read }

  /// Makes the file where there is none, and says what may be done with it.
  ///
  /// SQLite would make it for all to read; its log takes the permissions of the file.
  ///
  /// - Throws: ``StudyStoreError/cannotWrite(file:problem:answer:)`` where there is none to be had.
  static func prepare(_ path: String) throws -> Access {
    if access(path, F_OK) == 0 { return isWritable(path) ? .write : .read }
    // Only a new file is opened here: closing one that SQLite has open would drop its locks.
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 || errno == EEXIST else {
      throw AtomicFile.problem(FileName.last(of: path))
    }
    if descriptor >= 0 { close(descriptor) }
    return .write
  }

  /// Whether the file and the log beside it can be written.
  private static func isWritable(_ path: String) -> Bool {
    [path, FileName.folder(of: path)].allSatisfy { (path: String) in
      access(path, W_OK) == 0 || ![EACCES, EPERM, EROFS].contains(errno)
    }
  }

  /// What SQLite opens to read the file only.
  ///
  /// Where there is no log to read, SQLite is told that nobody writes: it would else insist on making
  /// one.
  static func readOnlyLocation(_ path: String) -> String {
    var info = stat()
    let hasLog = stat(path + "-wal", &info) == 0 && info.st_size > 0
    if hasLog { return path }
    let escaped = path.flatMap { character -> String in
      switch character {
      case "%": "%25"
      case "?": "%3F"
      case "#": "%23"
      default: String(character)
      }
    }
    return "file:" + String(escaped) + "?immutable=1"
  }

  /// Runs `body` while no other program prepares a database in the same folder.
  ///
  /// A file system that knows no such locks is as good as nobody else.
  static func alone<T>(with path: String, _ body: () throws -> T) throws -> T {
    let descriptor = open(FileName.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return try body() }
    // Closing lets go of the lock.
    defer { close(descriptor) }
    let pause: UInt32 = 5_000
    var waited: UInt32 = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR {
      guard waited < 10_000_000 else {
        throw StudyStoreError.busy(file: FileName.last(of: path))
      }
      usleep(pause)
      waited += pause
    }
    return try body()
  }

  /// Whether the file system of `path` has no room for another page or file to speak of.
  static func isFull(_ path: String) -> Bool {
    var info = statvfs()
    guard statvfs(FileName.folder(of: path), &info) == 0 else { return false }
    let free = UInt64(info.f_bavail) * UInt64(info.f_frsize)
    // The index of the log is made 32 KiB at a time.
    return free < 128 << 10 || (info.f_files > 0 && info.f_favail == 0)
  }
}
