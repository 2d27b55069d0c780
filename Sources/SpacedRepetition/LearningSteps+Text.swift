extension LearningSteps: CustomStringConvertible {
  /// The most steps that ``init(parsing:)`` accepts.
  public static let maximumCount = 20
  /// The seconds that ``init(parsing:)`` accepts for one step: a second to 365 days.
  public static let stepBounds = 1...(365 * 86_400)

  /// Why a text is not a list of steps; each case carries the offending word as it was written.
  public enum ParsingError: Error, Hashable, CustomStringConvertible {
    /// No word at all; "none" is how to ask for no steps.
    case empty
    /// The word is not a whole number followed by one of the units s, m, h, d.
    case notAStep(String)
    /// The step is less than a second or more than 365 days.
    case outOfRange(String)
    /// "none" stands beside other words.
    case noneAmongSteps
    /// There are `count` steps, more than ``maximumCount``.
    case tooMany(Int)

    /// What is wrong, in words for the learner.
    public var description: String {
      switch self {
      case .empty:
        "no steps given; write for example '1m 10m', or 'none'"
      case .notAStep(let word):
        "'\(word)' is not a step; write a whole number and s, m, h or d, for example '10m'"
      case .outOfRange(let word):
        "step '\(word)' is not between 1s and 365d"
      case .noneAmongSteps:
        "'none' stands alone; leave it out, or leave the steps out"
      case .tooMany(let count):
        "\(count) steps are too many; \(maximumCount) is the most"
      }
    }
  }

  /// Reads steps as people write them: "1m 10m", "30s", "1h 1d", or "none".
  ///
  /// Units are s, m, h and d, in either case; a number without one counts minutes, as in Anki.
  ///
  /// - Throws: ``ParsingError`` for the first word that cannot be read.
  public init(parsing text: String) throws(ParsingError) {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty else { throw .empty }
    if words.contains(where: { $0.lowercased() == "none" }) {
      guard words.count == 1 else { throw .noneAmongSteps }
      self = .none
      return
    }
    guard words.count <= Self.maximumCount else { throw .tooMany(words.count) }
    var seconds: [Int] = []
    for word in words { seconds.append(try Self.seconds(of: word)) }
    self.init(seconds: seconds)
  }

  /// The steps as ``init(parsing:)`` reads them, each in the largest unit that divides it.
  public var description: String {
    guard !seconds.isEmpty else { return "none" }
    return seconds.map(Self.word).joined(separator: " ")
  }

  private static func seconds(of word: Substring) throws(ParsingError) -> Int {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    let scale: Int
    switch word.dropFirst(digits.count).lowercased() {
    case "s": scale = 1
    case "", "m": scale = 60
    case "h": scale = 3_600
    case "d": scale = 86_400
    default: throw .notAStep(String(word))
    }
    guard !digits.isEmpty else { throw .notAStep(String(word)) }
    // Digits that no Int can hold are out of range as well.
    guard let count = Int(digits) else { throw .outOfRange(String(word)) }
    let (seconds, overflow) = count.multipliedReportingOverflow(by: scale)
    guard !overflow, stepBounds.contains(seconds) else { throw .outOfRange(String(word)) }
    return seconds
  }

  private static func word(for seconds: Int) -> String {
    for (scale, unit) in [(86_400, "d"), (3_600, "h"), (60, "m")]
    where seconds != 0 && seconds.isMultiple(of: scale) {
      return "\(seconds / scale)\(unit)"
    }
    return "\(seconds)s"
  }
}
