/// What the notes of a told story give away: its shape, its length, and what interviewers mind.
package struct StoryAnalysis: Hashable, Sendable {
  /// The parts of STAR(L), by the letter that begins a line: `s: t: a: r: l:` (`c:` is a situation).
  package enum Part: String, CaseIterable, Codable, Sendable {
    case situation, task, action, result, learning

    package var letter: Character {
      switch self {
      case .situation: "s"
      case .task: "t"
      case .action: "a"
      case .result: "r"
      case .learning: "l"
      }
    }
  }

  package enum Flag: Hashable, Sendable {
    case weWithoutI(we: Int)
    case noNumberInResult
    case missing(Part)
    /// More than half of the words before the action begins.
    case slowStart(percent: Int)
    case tooLong(seconds: Int)

    package var words: String {
      switch self {
      case .weWithoutI(let we): "\"we\" \(we) times, hardly an \"I\": what did you do?"
      case .noNumberInResult: "no number in the result"
      case .missing(let part): "no \(part.rawValue) (\(part.letter): …)"
      case .slowStart(let percent): "\(percent) % of the words before the first action"
      case .tooLong(let seconds):
        "about \((seconds + 30) / 60) minutes spoken; aim at two, three at most"
      }
    }
  }

  /// Words a minute of a calm speaker.
  package static let wordsPerMinute = 140

  package let words: Int
  /// Words of each part that was begun.
  package let wordsByPart: [Part: Int]
  /// Seconds of each part, where it is known when each line was said.
  package let secondsByPart: [Part: Double]
  package let flags: [Flag]

  /// Seconds that the notes would take to speak.
  package var spokenSeconds: Int { words * 60 / Self.wordsPerMinute }

  /// Reads the notes of one story; lines without a letter belong to the part before them.
  ///
  /// - Parameters:
  ///   - notes: The notes in order.
  ///   - longest: Seconds that the story may take.
  package init(notes: [String], longest: Int = 180) {
    self.init(notes: notes.map { (second: 0, text: $0) }, from: 0, longest: longest)
  }

  /// Reads notes that carry the second at which each was ended.
  ///
  /// - Parameters:
  ///   - notes: The notes in order.
  ///   - start: The second at which the story began.
  ///   - longest: Seconds that the story may take.
  package init(notes: [(second: Double, text: String)], from start: Double, longest: Int = 180) {
    var times: [Part: Double] = [:]
    var before = start
    var counts: [Part: Int] = [:]
    var total = 0
    var current: Part?
    var result = ""
    var (we, own) = (0, 0)
    let lines = notes.flatMap { note in
      note.text.split(whereSeparator: \.isNewline).map { (note.second, $0) }
    }
    for (second, line) in lines {
      let (part, text) = Self.split(line)
      current = part ?? current
      if let current { times[current, default: 0] += max(0, second - before) }
      before = max(before, second)
      let spoken = text.split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "’") }
      total += spoken.count
      if let current { counts[current, default: 0] += spoken.count }
      if current == .result { result += " " + text }
      for word in spoken.map({ $0.lowercased() }) {
        let stem = word.prefix { $0.isLetter }
        if ["we", "our", "us", "ours"].contains(stem) { we += 1 }
        if ["i", "my", "me", "mine"].contains(stem) { own += 1 }
      }
    }
    words = total
    wordsByPart = counts
    secondsByPart = times.filter { $0.value > 0 }
    var flags: [Flag] = []
    if we >= 3, own * 3 < we { flags.append(.weWithoutI(we: we)) }
    if counts[.result] != nil, !result.contains(where: \.isNumber) {
      flags.append(.noNumberInResult)
    }
    if !counts.isEmpty {
      for part in Part.allCases where counts[part] == nil && part != .task && part != .learning {
        flags.append(.missing(part))
      }
      let before = (counts[.situation] ?? 0) + (counts[.task] ?? 0)
      if total > 40, before * 2 > total { flags.append(.slowStart(percent: before * 100 / total)) }
    }
    let spoken = total * 60 / Self.wordsPerMinute
    if spoken > longest { flags.append(.tooLong(seconds: spoken)) }
    self.flags = flags
  }

  /// The part that a line begins, and the line without its letter.
  static func split(_ line: Substring) -> (Part?, Substring) {
    let text = line.drop(while: \.isWhitespace)
    guard let letter = text.first, text.dropFirst().first == ":" else { return (nil, text) }
    let lower = Character(letter.lowercased())
    let part = lower == "c" ? .situation : Part.allCases.first { $0.letter == lower }
    guard let part else { return (nil, text) }
    return (part, text.dropFirst(2).drop(while: \.isWhitespace))
  }
}
