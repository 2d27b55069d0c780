package import QuestionBank

/// A whole onsite: rounds one after another, with breaks.
package enum RoundLoop {
  /// The loop where nothing else is asked for.
  package static let standard: [PromptKind] = [.coding, .design, .behavioral]
  package static let standardBreakMinutes = 10.0
  package static let mostRounds = 8

  /// Reads `coding,coding,design`.
  ///
  /// - Returns: The kinds, or the word that is none.
  package static func parse(_ text: String) -> Result<[PromptKind], UnknownKind> {
    var plan: [PromptKind] = []
    for word in text.lowercased().split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
      guard let kind = PromptKind(rawValue: String(word)) else {
        return .failure(UnknownKind(word: String(word)))
      }
      plan.append(kind)
    }
    return .success(plan)
  }

  package struct UnknownKind: Error, Hashable, Sendable {
    package let word: String
  }

  /// The round after this one; nil where it was the last, or none of a loop.
  package static func following(_ place: RoundRecord.LoopPlace) -> RoundRecord.LoopPlace? {
    guard place.index + 1 < place.plan.count else { return nil }
    var next = place
    next.index += 1
    return next
  }
}
