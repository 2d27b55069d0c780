import Foundation

/// Ids and names as keys have them: `[a-z0-9][a-z0-9-]*`.
package enum Slug {
  /// Longest id or bank name; keys stand in tables and file names.
  package static let maximumLength = 80

  static func isValid(_ text: some StringProtocol) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= maximumLength else { return false }
    return first != UInt8(ascii: "-")
      && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
  }

  /// A readable slug made from any text, cut at a word; nil where no letter or digit is ASCII.
  package static func make(from text: String, atMost length: Int = maximumLength) -> String? {
    let plain = text.folding(options: .diacriticInsensitive, locale: nil).lowercased()
    var words: [String] = [""]
    for byte in plain.utf8 {
      if isLetterOrDigit(byte) {
        words[words.count - 1].unicodeScalars.append(Unicode.Scalar(byte))
      } else if byte != UInt8(ascii: "'"), words.last != "" {
        words.append("")
      }
    }
    var slug = ""
    for word in words where !word.isEmpty {
      let longer = slug.isEmpty ? word : slug + "-" + word
      if longer.utf8.count > length {
        if slug.isEmpty { slug = String(word.prefix(length)) }
        break
      }
      slug = longer
    }
    return slug.isEmpty ? nil : slug
  }

  /// What is wrong with a text that should be a slug, and a slug to take instead.
  ///
  /// - Returns: Words to go on with after `id 'seen'`, or nil where the text is one.
  static func problem(_ text: String) -> String? {
    if isValid(text) { return nil }
    if text.utf8.count > maximumLength, isValid(String(text.prefix(maximumLength))) {
      return "has \(text.count) characters; at most \(maximumLength)"
    }
    let hint = make(from: text).map { "; such as '\($0)'" } ?? ""
    return "must be lower-case letters, digits and hyphens\(hint)"
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
