/// Compares what was typed with what was meant, forgiving case, spacing and marks of emphasis.
package enum TypedAnswer {
  /// One stretch of the comparison, for showing where an answer differs.
  package enum Part: Hashable, Sendable {
    case same(String)
    /// Typed, but not in the accepted answer.
    case extra(String)
    /// In the accepted answer, but not typed.
    case missing(String)
  }

  /// How an answer compares with the accepted one nearest to it.
  package struct Comparison: Hashable, Sendable {
    package let isRight: Bool
    package let nearest: String
    /// Empty where the answer is right.
    package let parts: [Part]

    /// Whether at least half of the letters agree, so that marking the others tells something.
    package var isClose: Bool {
      var same = 0
      var other = 0
      for part in parts {
        switch part {
        case .same(let text): same += text.count
        case .extra(let text), .missing(let text): other += text.count
        }
      }
      return same >= other
    }
  }

  /// Longest answer that is compared letter by letter; a longer one is simply shown.
  static let longestCompared = 400

  /// Compares `typed` with each of `accepted`; nil if there is nothing to compare with.
  package static func compare(_ typed: String, with accepted: [String]) -> Comparison? {
    let wanted = normalised(typed)
    if let match = accepted.first(where: { normalised($0) == wanted }), !wanted.isEmpty {
      return Comparison(isRight: true, nearest: match, parts: [])
    }
    let scored = accepted.map { ($0, distance(wanted, normalised($0))) }
    guard let nearest = scored.min(by: { $0.1 < $1.1 })?.0 else { return nil }
    return Comparison(
      isRight: false,
      nearest: nearest,
      parts: difference(tidy(typed), tidy(nearest))
    )
  }

  /// Lowercase, without white space, Markdown marks, hyphens within words, an article before them, or
  /// punctuation at the end; dashes and quotes of all shapes alike.
  ///
  /// "a write-ahead log" is "write ahead log". The hyphens of a command's option stay, since without
  /// them it would be another one.
  static func normalised(_ text: String) -> String {
    var plain = ""
    for character in text.lowercased() {
      switch character {
      case "`", "*": continue
      case "‐", "‑", "‒", "–", "—", "−": plain.append("-")
      case "‘", "’": plain.append("'")
      case "“", "”": plain.append("\"")
      default: plain.append(character)
      }
    }
    var words = plain.split(whereSeparator: \.isWhitespace)
    if words.count > 1, let first = words.first, ["a", "an", "the"].contains(first) {
      words.removeFirst()
    }
    let result = words.map { $0.hasPrefix("-") ? String($0) : joined($0) }.joined()
    // One is kept where there is nothing else: `;` may be the answer.
    guard let first = result.first else { return "" }
    var rest = result.dropFirst()
    while let last = rest.last, ".!?;,:".contains(last) { rest.removeLast() }
    return String(first) + rest
  }

  /// A word without the hyphens that join letters, or a letter and a digit; 10-4 is not 104.
  private static func joined(_ word: Substring) -> String {
    var result = ""
    var rest = word
    while let character = rest.popFirst() {
      if character == "-", let before = result.last, let after = rest.first,
        before.isLetter && (after.isLetter || after.isNumber)
          || before.isNumber && after.isLetter
      {
        continue
      }
      result.append(character)
    }
    return result
  }

  /// One space between words, none around, no marks of emphasis.
  private static func tidy(_ text: String) -> String {
    text.filter { $0 != "`" && $0 != "*" }
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Edits between two texts, bounded in work.
  private static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.prefix(longestCompared))
    let right = Array(right.prefix(longestCompared))
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var row = Array(0...right.count)
    for (index, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in 1...right.count {
        let substituted = diagonal + (right[column - 1] == character ? 0 : 1)
        diagonal = row[column]
        row[column] = min(substituted, row[column] + 1, row[column - 1] + 1)
      }
    }
    return row[right.count]
  }

  /// The stretches by which `typed` becomes `accepted`, along a longest common subsequence.
  static func difference(_ typed: String, _ accepted: String) -> [Part] {
    let left = Array(typed)
    let right = Array(accepted)
    guard left.count <= longestCompared, right.count <= longestCompared else {
      return [.extra(typed), .missing(accepted)]
    }
    // Folded once, not at every comparison.
    let leftFolded = left.map { $0.lowercased() }
    let rightFolded = right.map { $0.lowercased() }
    var lengths = [[Int]](
      repeating: [Int](repeating: 0, count: right.count + 1),
      count: left.count + 1
    )
    for row in stride(from: left.count - 1, through: 0, by: -1) {
      for column in stride(from: right.count - 1, through: 0, by: -1) {
        lengths[row][column] =
          leftFolded[row] == rightFolded[column]
          ? lengths[row + 1][column + 1] + 1
          : max(lengths[row + 1][column], lengths[row][column + 1])
      }
    }
    var parts: [Part] = []
    var row = 0
    var column = 0
    while row < left.count || column < right.count {
      if row < left.count, column < right.count, leftFolded[row] == rightFolded[column] {
        append(.same(String(left[row])), to: &parts)
        row += 1
        column += 1
      } else if row < left.count,
        column == right.count || lengths[row + 1][column] >= lengths[row][column + 1]
      {
        append(.extra(String(left[row])), to: &parts)
        row += 1
      } else {
        append(.missing(String(right[column])), to: &parts)
        column += 1
      }
    }
    return parts
  }

  private static func append(_ part: Part, to parts: inout [Part]) {
    switch (parts.last, part) {
    case (.same(let before), .same(let next)): parts[parts.count - 1] = .same(before + next)
    case (.extra(let before), .extra(let next)): parts[parts.count - 1] = .extra(before + next)
    case (.missing(let before), .missing(let next)):
      parts[parts.count - 1] = .missing(before + next)
    default: parts.append(part)
    }
  }
}
