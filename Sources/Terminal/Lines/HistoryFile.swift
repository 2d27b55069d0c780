import Glibc

/// The lines typed in earlier runs, one per line of a text file that only its owner can read.
struct HistoryFile {
  /// Lines kept.
  static let mostLines = 10_000
  /// Bytes of one line; longer ones (pasted files) are not kept.
  static let longestLine = 4096
  /// Bytes read from the end of the file.
  private static let mostBytes = 8 << 20

  let path: String

  /// A line as it is kept: one line, nothing that steers a terminal.
  ///
  /// Nil if there is nothing to keep.
  static func entry(_ line: String) -> String? {
    let entry = TerminalText.singleLine(line)
    guard entry.contains(where: { $0 != " " }), entry.utf8.count <= longestLine else { return nil }
    return entry
  }

  /// The newest lines, oldest first.
  ///
  /// A file that has grown past the bound is made shorter.
  func load() -> [String] {
    guard let bytes = read() else { return [] }
    let lines = bytes.split(separator: 0x0A)
      .compactMap { Self.entry(String(decoding: $0, as: UTF8.self)) }
    if lines.count > Self.mostLines {
      // Some room, so that not every later start writes the file anew.
      rewrite(lines.suffix(Self.mostLines - Self.mostLines / 10))
    }
    return lines.suffix(Self.mostLines)
  }

  /// Adds a line in one write, so that two programs' lines never mix.
  ///
  /// History is a comfort: what cannot be written is forgotten.
  func append(_ entry: String) {
    makeDirectory()
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    let bytes = Array(entry.utf8) + [0x0A]
    _ = write(file, bytes, bytes.count)
  }

  private func read() -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let size = Int(status.st_size)
    let skipped = max(size - Self.mostBytes, 0)
    if skipped > 0 { lseek(file, skipped, SEEK_SET) }
    var bytes = [UInt8](repeating: 0, count: size - skipped)
    var count = 0
    while count < bytes.count {
      let more = bytes.withUnsafeMutableBytes { buffer in
        buffer.baseAddress.map { Glibc.read(file, $0 + count, buffer.count - count) } ?? 0
      }
      guard more > 0 else { break }
      count += more
    }
    // The first line is only a line if nothing was cut off before it.
    let start = skipped > 0 ? bytes.firstIndex(of: 0x0A) ?? 0 : 0
    return Array(bytes[start..<max(count, start)])
  }

  private func rewrite(_ lines: ArraySlice<String>) {
    let temporary = "\(path).\(getpid())"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    let written = write(file, bytes, bytes.count)
    if close(file) == 0, written == bytes.count {
      rename(temporary, path)
    } else {
      unlink(temporary)
    }
  }

  /// Makes the file's folder and those above it: a new account has no `~/.local/state` either.
  private func makeDirectory() {
    var slash = path.startIndex
    while let next = path[slash...].dropFirst().firstIndex(of: "/") {
      mkdir(String(path[..<next]), 0o700)
      slash = next
    }
  }
}
