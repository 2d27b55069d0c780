/// A bank's text made ready for the YAML reader, with a way from its places to an editor's.
///
/// The YAML reader refuses a whole file for one control character, and counts U+2028 as the end of
/// a line where editors do not; both are replaced here, one scalar for one, and reported.
struct BankSource {
  /// Without byte-order mark and without characters that YAML refuses.
  let text: String
  /// Whether a byte-order mark stood before the text.
  let hadByteOrderMark: Bool
  /// Lines without their ends; the last may be empty.
  let lines: [Substring]
  /// Whether every scalar of the text is a character.
  private let isASCII: Bool

  /// Most characters reported one by one.
  private static let reported = 20

  init(_ original: String, findings: inout FindingList) {
    hadByteOrderMark = original.unicodeScalars.first == "\u{FEFF}"
    var text =
      hadByteOrderMark ? String(original.unicodeScalars.dropFirst()) : original
    text.makeContiguousUTF8()
    isASCII = text.utf8.allSatisfy(Self.isPlainlyFine)
    if !isASCII {
      text = Self.replacingRefused(in: text, findings: &findings)
    }
    self.text = text
    lines = Self.split(text)
  }

  /// Bytes that cannot be part of a character that needs a closer look.
  private static func isPlainlyFine(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20..<0x7F, 0x09, 0x0A, 0x0D: true
    default: false
    }
  }

  private static func replacingRefused(
    in text: String,
    findings: inout FindingList
  ) -> String {
    var result = String.UnicodeScalarView()
    var (line, column, count) = (1, 1, 0)
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      var kept = scalar
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xFEFE, 0xFF00...0xFFFD,
        0x10000...:
        break
      case 0x85, 0x2028, 0x2029:
        kept = " "
        count += 1
        if count <= reported {
          findings.warning(
            "\(name(scalar)) ends a line in YAML and in no editor; read as a space",
            at: Position(line: line, column: column)
          )
        }
      default:
        kept = "\u{FFFD}"
        count += 1
        if count <= reported {
          findings.error(
            "control character \(name(scalar)); remove it, or write it as an escape in double quotes",
            at: Position(line: line, column: column)
          )
        }
      }
      result.append(kept)
      if scalar == "\n" && previous == "\r" {
        // The carriage return has counted the line already.
      } else if scalar == "\n" || scalar == "\r" {
        (line, column) = (line + 1, 1)
      } else {
        column += 1
      }
      previous = scalar
    }
    return String(result)
  }

  /// `U+001B`.
  static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Whether a text that a bank holds in an escape would do something to a terminal.
  static func controlCharacter(in text: String) -> Unicode.Scalar? {
    text.unicodeScalars.first { scalar in
      switch scalar.value {
      case 0x09, 0x0A: false
      case 0..<0x20, 0x7F..<0xA0: true
      default: false
      }
    }
  }

  /// Splits at `\n`, `\r\n` and `\r`, as the YAML reader does.
  static func split(_ text: String) -> [Substring] {
    var lines: [Substring] = []
    let bytes = text.utf8
    var start = bytes.startIndex
    var at = start
    while at < bytes.endIndex {
      let byte = bytes[at]
      guard byte == 0x0A || byte == 0x0D else {
        at = bytes.index(after: at)
        continue
      }
      lines.append(text[start..<at])
      let next = bytes.index(after: at)
      if byte == 0x0D, next < bytes.endIndex, bytes[next] == 0x0A {
        at = bytes.index(after: next)
      } else {
        at = next
      }
      start = at
    }
    lines.append(text[start...])
    return lines
  }

  /// Turns a column in Unicode scalars, which the YAML reader counts, into one in characters.
  ///
  /// On lines of more than 2,000 bytes, which no editor's user counts on either, scalars stay.
  func position(line: Int, scalarColumn: Int) -> Position {
    guard lines.indices.contains(line - 1) else {
      return Position(line: max(1, min(line, lines.count)), column: max(1, scalarColumn))
    }
    let text = lines[line - 1]
    if isASCII || text.utf8.count > 2_000 { return Position(line: line, column: scalarColumn) }
    let before = text.unicodeScalars.prefix(max(0, scalarColumn - 1))
    // All scalars below U+0300 are characters of their own.
    if before.allSatisfy({ $0.value < 0x300 }) { return Position(line: line, column: scalarColumn) }
    return Position(line: line, column: Substring(before).count + 1)
  }
}
