import Glibc

/// Lines from a file or a pipe: no prompt, no echo.
struct PlainLineInput {
  /// Bytes of one line; a longer one is cut here and its rest skipped.
  static let longestLine = 1 << 20

  private let fileDescriptor: Int32
  private var buffer: [UInt8] = []
  private var position = 0
  private var atEnd = false

  init(fileDescriptor: Int32) { self.fileDescriptor = fileDescriptor }

  /// The next line without its end (`\n` or `\r\n`); nil when there is none.
  ///
  /// Bytes that are not UTF-8 become U+FFFD.
  mutating func next() -> String? {
    var line: [UInt8] = []
    var foundAny = false
    while fill() {
      foundAny = true
      let rest = buffer[position...]
      let end = rest.firstIndex(of: 0x0A) ?? buffer.count
      let room = Self.longestLine - line.count
      line += buffer[position..<min(end, position + room)]
      position = end
      if end < buffer.count {
        position += 1
        break
      }
    }
    guard foundAny else { return nil }
    if line.last == 0x0D { line.removeLast() }
    return String(decoding: line, as: UTF8.self)
  }

  /// Whether there is a byte at `position`, after reading more if need be.
  private mutating func fill() -> Bool {
    if position < buffer.count { return true }
    guard !atEnd else { return false }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var count: Int
    repeat {
      count = read(fileDescriptor, &chunk, chunk.count)
      if count < 0, errno == EAGAIN { _ = FileReady.wait(for: [fileDescriptor], timeout: nil) }
    } while count < 0 && (errno == EINTR || errno == EAGAIN)
    guard count > 0 else {
      atEnd = true
      return false
    }
    buffer = Array(chunk[..<count])
    position = 0
    return true
  }
}
