/// A text with gaps: `{{gap}}`, `{{2::gap}}` to fix a gap's number, `{{one|1}}` to accept another
/// text as well.
///
/// `\{{` is two plain braces, and within a gap `\|` is a plain bar.
package struct ClozeText: Hashable, Sendable {
  package enum Segment: Hashable, Sendable {
    case text(String)
    /// The texts that count as right; the first is the one to show.
    case gap(number: Int, accepted: [String])
  }

  /// What is wrong with a text, and how many characters lie before it.
  package struct Problem: Error, Hashable, Sendable {
    package let message: String
    package let offset: Int
  }

  package let segments: [Segment]
  /// The numbers of the gaps, ascending; each is one card.
  package let gaps: [Int]

  /// Most gaps that one text may have.
  package static let maximumGaps = 20

  /// Reads a text.
  ///
  /// A gap ends at the first `}}` that leaves the braces within it in pairs, so `{{map[k]{}}}`
  /// asks for `map[k]{}`. Gaps without a number are counted in order, past the numbers taken.
  ///
  /// - Throws: `Problem` where there is no gap, a gap is open, empty, nested or badly numbered.
  package init(_ text: String) throws(Problem) {
    let characters = Array(text)
    var pieces: [(number: Int?, accepted: [String])?] = []
    var texts: [String] = []
    var plain = ""
    var at = 0
    func isPair(_ brace: Character, _ index: Int) -> Bool {
      index + 1 < characters.count && characters[index] == brace && characters[index + 1] == brace
    }
    while at < characters.count {
      if characters[at] == "\\", isPair("{", at + 1) {
        plain += "{{"
        at += 3
      } else if isPair("{", at) {
        let end = try Self.end(of: characters, from: at)
        texts.append(plain)
        pieces.append(nil)
        plain = ""
        pieces.append(try Self.gap(String(characters[(at + 2)..<end]), at: at))
        texts.append("")
        at = end + 2
      } else {
        plain.append(characters[at])
        at += 1
      }
    }
    guard !pieces.isEmpty else {
      throw Problem(message: "no gap; put {{ and }} around what is asked", offset: 0)
    }
    let fixed = Set(pieces.compactMap { $0?.number })
    var next = 1
    var segments: [Segment] = []
    for (piece, text) in zip(pieces, texts) {
      if let piece {
        if let number = piece.number {
          segments.append(.gap(number: number, accepted: piece.accepted))
        } else {
          while fixed.contains(next) { next += 1 }
          segments.append(.gap(number: next, accepted: piece.accepted))
          next += 1
        }
      } else if !text.isEmpty {
        segments.append(.text(text))
      }
    }
    if !plain.isEmpty { segments.append(.text(plain)) }
    self.segments = segments
    self.gaps = Set(
      segments.compactMap { if case .gap(let number, _) = $0 { number } else { nil } }
    ).sorted()
    if gaps.count > Self.maximumGaps {
      throw Problem(message: "\(gaps.count) gaps; at most \(Self.maximumGaps)", offset: 0)
    }
  }

  /// Index of the `}}` that ends the gap whose `{{` is at `start`.
  private static func end(
    of characters: [Character],
    from start: Int
  ) throws(Problem) -> Int {
    var depth = 0
    var at = start + 2
    while at < characters.count {
      switch characters[at] {
      case "{":
        if at + 1 < characters.count, characters[at + 1] == "{", depth == 0 {
          throw Problem(message: "a gap within a gap; end the first with }}", offset: at)
        }
        depth += 1
      case "}":
        if depth == 0, at + 1 < characters.count, characters[at + 1] == "}" { return at }
        depth = max(0, depth - 1)
      default: break
      }
      at += 1
    }
    throw Problem(message: "a gap opens with {{ and never ends with }}", offset: start)
  }

  private static func gap(
    _ inner: String,
    at offset: Int
  ) throws(Problem) -> (number: Int?, accepted: [String]) {
    var number: Int?
    var text = inner
    if let colons = inner.firstRange(of: "::") {
      let prefix = inner[..<colons.lowerBound]
      // `std::vector` is an answer, `2::text` a number; `0::` and `-1::` are mistakes.
      if !prefix.isEmpty, prefix.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "-") }) {
        guard let value = Int(prefix), (1...maximumGaps).contains(value) else {
          throw Problem(
            message: "gap number '\(prefix)' is not between 1 and \(maximumGaps)",
            offset: offset
          )
        }
        number = value
        text = String(inner[colons.upperBound...])
      }
    }
    guard !text.allSatisfy(\.isWhitespace) else {
      throw Problem(message: "an empty gap", offset: offset)
    }
    let accepted = alternatives(in: text)
    guard accepted.allSatisfy({ !$0.allSatisfy(\.isWhitespace) }) else {
      throw Problem(
        message: "an empty alternative in a gap; a plain bar is \\|",
        offset: offset
      )
    }
    return (number, accepted)
  }

  /// The texts between the bars; without bars the text as it stands.
  private static func alternatives(in text: String) -> [String] {
    guard text.contains("|") else { return [text] }
    var alternatives = [""]
    var isEscaped = false
    for character in text {
      switch character {
      case "|" where !isEscaped: alternatives.append("")
      case "|":
        alternatives[alternatives.count - 1].removeLast()
        alternatives[alternatives.count - 1].append("|")
      default: alternatives[alternatives.count - 1].append(character)
      }
      isEscaped = character == "\\"
    }
    if alternatives.count == 1 { return alternatives }
    return alternatives.map { alternative in
      var text = Substring(alternative)
      while text.first?.isWhitespace == true { text.removeFirst() }
      while text.last?.isWhitespace == true { text.removeLast() }
      return String(text)
    }
  }

  /// The text with `[…]` for the gaps that carry this number and the others filled.
  package func question(gap: Int) -> String {
    segments.map { segment in
      switch segment {
      case .text(let text): text
      case .gap(gap, _): "[…]"
      case .gap(_, let accepted): accepted[0]
      }
    }.joined()
  }

  /// What belongs into the gaps that carry this number, in order, without repetition.
  package func answers(gap: Int) -> [String] { texts(gap: gap) { $0.prefix(1) } }

  /// All texts that count as right in the gaps that carry this number.
  package func accepted(gap: Int) -> [String] { texts(gap: gap) { $0[...] } }

  private func texts(gap: Int, of accepted: ([String]) -> ArraySlice<String>) -> [String] {
    var texts: [String] = []
    for case .gap(gap, let all) in segments {
      for text in accepted(all) where !texts.contains(text) { texts.append(text) }
    }
    return texts
  }

  /// The text with every gap filled.
  package var filled: String { question(gap: 0) }
}
