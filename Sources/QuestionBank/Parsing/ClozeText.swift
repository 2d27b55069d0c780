/// A text with gaps: `{{gap}}`, or `{{2::gap}}` to fix a gap's number; `\{{` is two plain braces.
package struct ClozeText: Hashable, Sendable {
  package enum Segment: Hashable, Sendable {
    case text(String)
    case gap(number: Int, text: String)
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
    var pieces: [(number: Int?, text: String)?] = []
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
          segments.append(.gap(number: number, text: piece.text))
        } else {
          while fixed.contains(next) { next += 1 }
          segments.append(.gap(number: next, text: piece.text))
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
  ) throws(Problem) -> (number: Int?, text: String) {
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
    return (number, text)
  }

  /// The text with `[…]` for the gaps that carry this number and the others filled.
  package func question(gap: Int) -> String {
    segments.map { segment in
      switch segment {
      case .text(let text): text
      case .gap(gap, _): "[…]"
      case .gap(_, let text): text
      }
    }.joined()
  }

  /// What belongs into the gaps that carry this number, in order, without repetition.
  package func answers(gap: Int) -> [String] {
    var answers: [String] = []
    for case .gap(gap, let text) in segments where !answers.contains(text) { answers.append(text) }
    return answers
  }

  /// The text with every gap filled.
  package var filled: String { question(gap: 0) }
}
