import Foundation

/// Turns a file's bytes into text, whatever they are.
enum SourceBytes {
  /// The text, with U+FFFD in the place of what is no UTF-8; nil where there is too much of it.
  static func text(of data: Data, called noun: String, findings: inout FindingList) -> String? {
    guard isBounded(data.count, called: noun, findings: &findings) else { return nil }
    if let text = String(validating: data, as: UTF8.self) { return text }
    findings.error("not UTF-8; save the file as UTF-8", at: firstInvalid(in: data))
    return String(decoding: data, as: UTF8.self)
  }

  /// Whether a file is no longer than any file may be; a finding says so where it is.
  static func isBounded(
    _ bytes: Int,
    called noun: String,
    findings: inout FindingList
  ) -> Bool {
    if bytes <= BankLimit.bytes { return true }
    findings.error(
      "\(bytes) bytes; a \(noun) has at most \(BankLimit.bytes), so split it",
      at: Position(line: 1, column: 1)
    )
    return false
  }

  /// Where the first byte stands that no UTF-8 text has there.
  private static func firstInvalid(in data: Data) -> Position {
    let bytes = Array(data)
    var (line, column, at) = (1, 1, 0)
    while at < bytes.count {
      let byte = bytes[at]
      let length =
        switch byte {
        case 0..<0x80: 1
        case 0xC2..<0xE0: 2
        case 0xE0..<0xF0: 3
        case 0xF0..<0xF5: 4
        default: 0
        }
      let end = at + length
      guard length > 0, end <= bytes.count,
        String(validating: bytes[at..<end], as: UTF8.self) != nil
      else { break }
      if byte == 0x0A || byte == 0x0D && (end == bytes.count || bytes[end] != 0x0A) {
        (line, column) = (line + 1, 1)
      } else {
        column += 1
      }
      at = end
    }
    return Position(line: line, column: column)
  }
}
