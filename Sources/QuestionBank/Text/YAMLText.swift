/// Writes texts so that YAML reads them back unchanged.
package enum YAMLText {
  /// A text as the value of a field.
  ///
  /// Plain where that is safe, in quotes where it is not, and on lines of its own after `|` where
  /// the text has several.
  ///
  /// - Parameters:
  ///   - text: Any text; line ends become `\n`.
  ///   - indentation: Spaces before the lines of a block, more than before the field itself.
  /// - Returns: What to put after `field: `; a block ends without a line end.
  package static func scalar(_ text: String, indentation: Int = 4) -> String {
    let lines = BankSource.split(text)
    let needsEscape = text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x0A, 0x0D, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xFEFE, 0xFF00...0xFFFD, 0x10000...:
        false
      case 0x09: lines.count == 1
      default: true
      }
    }
    if needsEscape { return doubleQuoted(text) }
    if lines.count == 1 { return isPlain(text) ? text : quoted(text) }
    return block(lines, indentation: indentation) ?? doubleQuoted(text)
  }

  /// A text within a flow list, `[one, two]`.
  package static func item(_ text: String) -> String {
    let isSimple = isPlain(text) && !text.contains { ",[]{}".contains($0) }
    return isSimple ? text : doubleQuoted(text)
  }

  /// A flow list of texts.
  package static func list(_ texts: [String]) -> String {
    "[" + texts.map(item).joined(separator: ", ") + "]"
  }

  private static func quoted(_ text: String) -> String {
    text.contains("'") ? doubleQuoted(text) : "'" + text + "'"
  }

  private static func doubleQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xFEFE, 0xFF00...0xFFFD, 0x10000...:
          result.unicodeScalars.append(scalar)
        default:
          let digits = String(scalar.value, radix: 16, uppercase: true)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    return result + "\""
  }

  /// Nil where a literal block would not give the text back.
  private static func block(_ lines: [Substring], indentation: Int) -> String? {
    // One line end at the last is what `|` keeps; none is `|-`; more take quotes.
    var lines = lines
    var header = "|-"
    if lines.last?.isEmpty == true {
      lines.removeLast()
      header = "|"
    }
    guard let first = lines.first, let last = lines.last, !last.allSatisfy(\.isWhitespace),
      !first.isEmpty, first.first?.isWhitespace == false,
      !lines.contains(where: { !$0.isEmpty && $0.allSatisfy(\.isWhitespace) })
    else { return nil }
    let space = String(repeating: " ", count: indentation)
    let body = lines.map { $0.isEmpty ? "" : space + $0 }
    return ([header] + body).joined(separator: "\n")
  }

  /// Whether a text of one line may stand without quotes and is not read as something else.
  static func isPlain(_ text: String) -> Bool {
    guard let first = text.first, let last = text.last, text.utf8.count <= 400 else { return false }
    if first.isWhitespace || last.isWhitespace || last == ":" { return false }
    if "-?:,[]{}#&*!|>'\"%@`=<~.+".contains(first) { return false }
    if text.contains(": ") || text.contains(" #")
      || text.contains(where: { $0 == "\t" || $0.isNewline })
    {
      return false
    }
    if first.isNumber { return text.contains { $0 == " " } && !text.contains(":") }
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
    return !words.contains(text.lowercased())
  }
}
