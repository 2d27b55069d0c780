/// Finds out whether notes say what a key point says, by their words.
package struct NoteMatch: Sendable {
  private let lines: [Set<String>]
  private let all: Set<String>

  package init(notes: [String]) {
    lines = notes.flatMap { $0.split(whereSeparator: \.isNewline) }.map {
      Set(Self.words(String($0)))
    }
    all = lines.reduce(into: []) { $0.formUnion($1) }
  }

  /// Whether one line, or two neighbours, hold half of the point's words; or all notes together
  /// hold four fifths of them.
  ///
  /// It errs on the side of "no": the candidate confirms.
  package func says(_ point: String) -> Bool {
    let wanted = Set(Self.words(point))
    guard !wanted.isEmpty else { return false }
    let needed = wanted.count <= 2 ? wanted.count : max(2, (wanted.count + 1) / 2)
    for (index, line) in lines.enumerated() {
      var near = line
      if index + 1 < lines.count { near.formUnion(lines[index + 1]) }
      if wanted.intersection(near).count >= needed { return true }
    }
    return wanted.count > 2 && wanted.intersection(all).count * 5 >= wanted.count * 4
  }

  /// Whether the notes have to do with a longer text: they hold a fifth of its words, three at least.
  package func touches(_ text: String) -> Bool {
    let wanted = Set(Self.words(text))
    return wanted.intersection(all).count >= max(min(3, wanted.count), wanted.count / 5)
  }

  /// Words that carry meaning, in a form in which "retries" and "retry" are the same.
  static func words(_ text: String) -> [String] {
    joiningThousands(text.lowercased())
      .split { !($0.isLetter || $0.isNumber) }
      .map { spelledOut(String($0)) }
      .filter { !stopWords.contains($0) && ($0.count > 2 || $0.contains(where: \.isNumber)) }
      .map(stem)
  }

  /// `23,000` as `23000`.
  private static func joiningThousands(_ text: String) -> String {
    let characters = Array(text)
    return String(
      characters.indices.filter { index in
        characters[index] != "," || index == 0 || index + 1 == characters.count
          || !characters[index - 1].isNumber || !characters[index + 1].isNumber
      }.map { characters[$0] }
    )
  }

  /// `23k` as `23000`.
  private static func spelledOut(_ word: String) -> String {
    guard let unit = word.last, let zeros = ["k": 3, "m": 6][unit],
      word.dropLast().allSatisfy(\.isNumber), word.count > 1
    else { return word }
    return word.dropLast() + String(repeating: "0", count: zeros)
  }

  /// Takes endings off until none is left, so that "ordering" and "order" meet.
  static func stem(_ word: String) -> String {
    var word = word
    for _ in 0..<3 {
      let shorter = withoutEnding(word)
      if shorter == word { break }
      word = shorter
    }
    return word
  }

  private static func withoutEnding(_ word: String) -> String {
    for (ending, replacement) in endings where word.hasSuffix(ending) {
      let stem = word.dropLast(ending.count)
      if stem.count >= 3 { return String(stem) + replacement }
    }
    return word
  }

  private static let endings = [
    ("isation", "is"), ("ization", "is"), ("ations", "at"), ("ation", "at"), ("ising", "is"),
    ("izing", "is"), ("ises", "is"), ("izes", "is"), ("ise", "is"), ("ize", "is"),
    ("ency", "ent"), ("ancy", "ant"), ("ence", "ent"), ("ance", "ant"), ("ies", "y"),
    ("ing", ""), ("ers", ""), ("er", ""), ("ed", ""), ("es", ""), ("ate", "at"), ("ly", ""),
    ("s", ""), ("e", ""),
  ]

  private static let stopWords: Set<String> = [
    "the", "and", "for", "with", "that", "this", "from", "are", "was", "were", "has", "have", "had",
    "not", "but", "into", "onto", "when", "what", "which", "who", "whom", "how", "why", "its", "it",
    "they", "them", "their", "there", "then", "than", "each", "every", "all", "any", "some", "one",
    "two", "can", "could", "will", "would", "should", "must", "may", "might", "does", "did", "says",
    "say", "names", "name", "states", "state", "gives", "give", "asks", "ask", "sets", "set",
    "explains", "explain", "chooses", "choose", "picks", "pick", "puts", "put", "makes", "make",
    "uses", "use", "using", "about", "after", "before", "between", "over", "under", "per", "out",
    "only", "also", "more", "most", "less", "least", "such", "rather", "instead", "where", "while",
    "because", "without", "within", "both", "either", "other", "our", "your", "you", "own", "same",
    "so", "as", "at", "by", "in", "is", "of", "on", "or", "to", "up", "an", "be", "do", "if", "no",
  ]
}
