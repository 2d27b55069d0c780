/// Takes paths apart by their text alone.
///
/// Foundation's `NSString.deletingLastPathComponent` traps on Linux where a relative path is one
/// character long.
enum FileName {
  /// The folder that holds `path`: `.` for a bare name, `/` for the root itself.
  static func folder(of path: String) -> String {
    let bytes = Array(path.utf8)
    var end = withoutSlashes(bytes, before: bytes.count)
    if end == 0 { return bytes.isEmpty ? "." : "/" }
    while end > 0, bytes[end - 1] != slash { end -= 1 }
    if end == 0 { return "." }
    end = withoutSlashes(bytes, before: end)
    return end == 0 ? "/" : String(decoding: bytes[..<end], as: UTF8.self)
  }

  /// The last name in `path`; `/` for the root itself.
  static func last(of path: String) -> String {
    let bytes = Array(path.utf8)
    let end = withoutSlashes(bytes, before: bytes.count)
    if end == 0 { return bytes.isEmpty ? "" : "/" }
    let start = bytes[..<end].lastIndex(of: slash).map { $0 + 1 } ?? 0
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private static let slash = UInt8(ascii: "/")

  private static func withoutSlashes(_ bytes: [UInt8], before end: Int) -> Int {
    var end = end
    while end > 0, bytes[end - 1] == slash { end -= 1 }
    return end
  }
}
