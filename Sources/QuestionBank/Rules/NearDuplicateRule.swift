/// Two questions in nearly the same words ask for the same thing, or cannot be told apart.
struct NearDuplicateRule: Sendable {
  static let name = "near-duplicate-question"
  /// Share of all their words that two questions have in common, from which they are one.
  static let share = 0.75
  /// Words below which a share says nothing.
  static let leastWords = 5
  /// Questions that may share a word for it to lead from one to the other.
  ///
  /// Twins share rarer words, and following common ones would compare each question with every other.
  static let common = 200

  /// A question with the place to report it at.
  private struct Question {
    let words: Set<String>
    let identical: String
    let file: String
    let place: Position
    let name: String
    /// The bank, for one's own, several of which may begin alike; nil for what is shipped.
    let ownBank: String?
  }

  func findings(in files: [CheckedFile], prompts: [CheckedPrompt]) -> [Finding] {
    let questions = Self.questions(in: files, prompts)
    var frequency: [String: Int] = [:]
    for question in questions { for word in question.words { frequency[word, default: 0] += 1 } }
    var findings: [Finding] = []
    // Two sets that share enough share one of the rarest words of each: only those are looked up.
    var index: [String: [Int]] = [:]
    for (number, question) in questions.enumerated() {
      let rarest = question.words.sorted {
        (frequency[$0, default: 0], $0) < (frequency[$1, default: 0], $1)
      }
      let needed = Int((Self.share * Double(rarest.count)).rounded(.up))
      let prefix = rarest.prefix(rarest.count - needed + 1).filter {
        frequency[$0, default: 0] <= Self.common
      }
      let candidates = Set(prefix.flatMap { index[$0] ?? [] }).sorted()
      if let twin = candidates.first(where: { Self.areNear(questions[$0], question) }) {
        findings.append(Self.finding(question, twin: questions[twin]))
      }
      for word in prefix { index[word, default: []].append(number) }
    }
    return findings
  }

  private static func questions(in files: [CheckedFile], _ prompts: [CheckedPrompt]) -> [Question] {
    let ofCards = files.filter { !$0.isOverride }.flatMap { file in
      file.entries.map { card in
        Question(
          words: significantWords(of: card.identifyingText),
          identical: DuplicateQuestionRule.comparable(card.identifyingText),
          file: file.file,
          place: file.place(of: card).start,
          name: "card '\(card.key.entry.rawValue.dropFirst(card.key.bank.utf8.count + 1))'",
          ownBank: file.isShipped ? nil : file.bank.name
        )
      }
    }
    let ofPrompts = prompts.filter { !$0.isOverride }.flatMap { prompt in
      prompt.prompt.cardQuestions.map { id, question in
        Question(
          words: significantWords(of: question),
          identical: DuplicateQuestionRule.comparable(question),
          file: prompt.file,
          place: Position(line: prompt.line, column: 1),
          name: "point '\(id)'",
          ownBank: prompt.isShipped ? nil : prompt.key.rawValue
        )
      }
    }
    return (ofCards + ofPrompts).filter { $0.words.count >= leastWords }
  }

  /// Alike, but not the same: what is the same has a rule of its own.
  private static func areNear(_ one: Question, _ other: Question) -> Bool {
    if let bank = one.ownBank, let second = other.ownBank, bank != second { return false }
    let common = one.words.intersection(other.words).count
    let all = one.words.count + other.words.count - common
    return Double(common) >= share * Double(all) && one.identical != other.identical
  }

  private static func finding(_ question: Question, twin: Question) -> Finding {
    Finding(
      file: question.file,
      line: question.place.line,
      column: question.place.column,
      severity: .warning,
      message: "\(question.name): nearly the same question as \(twin.name) at "
        + "\(twin.file):\(twin.place.line); drop one, or ask for what differs"
    )
  }

  /// The words that carry meaning; numbers and code are among them, endings of plurals are not.
  static func significantWords(of text: String) -> Set<String> {
    Set(
      ProseText.words(text).compactMap { word in
        if filler.contains(word) { return nil }
        let isPlural = word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss")
        return String(isPlural ? word.dropLast() : word)
      }
    )
  }

  private static let filler: Set<Substring> = [
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "do", "does", "for", "from",
    "has",
    "have", "how", "if", "in", "into", "is", "it", "its", "of", "on", "one", "or", "so", "than",
    "that", "the", "their", "them", "then", "there", "they", "this", "to", "was", "what", "when",
    "which", "why", "will", "with", "would", "you", "your",
  ]
}
