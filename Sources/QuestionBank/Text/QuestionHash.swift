import Foundation

/// What makes a question the same question when its punctuation changes, and the id that follows.
enum QuestionHash {
  /// Letters and digits only, in lower case and composed (NFC).
  ///
  /// A question with neither, such as `∀?`, stands for itself.
  static func normalised(_ question: String) -> String {
    let composed =
      question.utf8.allSatisfy { $0 < 0x80 }
      ? question : question.precomposedStringWithCanonicalMapping
    var kept = String.UnicodeScalarView()
    for scalar in composed.unicodeScalars
    where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      kept.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
    return kept.isEmpty ? question : String(kept)
  }

  /// The id of a card that has none: `h-` and sixteen hexadecimal digits.
  static func id(of question: String) -> String {
    let digits = String(fnv1a(normalised(question).utf8), radix: 16)
    return "h-" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// FNV-1a, 64 bits: `Hasher` is seeded anew in every process, and an id must last.
  static func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
