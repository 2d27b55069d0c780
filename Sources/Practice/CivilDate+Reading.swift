import SpacedRepetition

extension CivilDate {
  /// What came of reading a day to come.
  package enum Reading: Hashable, Sendable {
    case day(CivilDate)
    /// A date, but one that is over.
    case past(CivilDate)
    case unreadable
  }

  /// Reads a day as people say it: `2026-12-20`, `20 Dec`, `December 20 2027`, `tomorrow`,
  /// `in 4 weeks`.
  ///
  /// Without a year it is the next such day; a month is thirty days.
  package static func reading(_ text: String, today: CivilDate) -> Reading {
    let words = text.lowercased().split { " ,.".contains($0) }.map(String.init)
    if words.count == 1, let date = CivilDate(words[0]) {
      return date < today ? .past(date) : .day(date)
    }
    let day = ["today": 0, "tomorrow": 1][words.joined(separator: " ")] ?? days(words)
    if let day { return .day(CivilDate(daysSince1970: today.daysSince1970 + day)) }
    return named(words, today: today)
  }

  /// `in 4 weeks` as a number of days.
  private static func days(_ words: [String]) -> Int? {
    let words = words.first == "in" ? Array(words.dropFirst()) : words
    guard words.count == 2,
      let number = ["a", "an", "one"].contains(words[0]) ? 1 : Int(words[0]),
      (0...500).contains(number)
    else { return nil }
    switch words[1] {
    case "day", "days": return number
    case "week", "weeks": return number * 7
    case "month", "months": return number * 30
    default: return nil
    }
  }

  /// A day and a month's name in either order, perhaps with a year behind them.
  private static func named(_ words: [String], today: CivilDate) -> Reading {
    guard words.count == 2 || words.count == 3 else { return .unreadable }
    let isMonthFirst = month(words[0]) != nil
    guard let month = month(words[isMonthFirst ? 0 : 1]),
      let day = dayOfMonth(words[isMonthFirst ? 1 : 0])
    else { return .unreadable }
    if words.count == 3 {
      guard words[2].count == 4, let year = Int(words[2]),
        let date = CivilDate(year: year, month: month, day: day)
      else { return .unreadable }
      return date < today ? .past(date) : .day(date)
    }
    // 29 February can be eight years away.
    let year = StudyDay(rawValue: today.daysSince1970).date.year
    let next = (year...year + 8).lazy
      .compactMap { CivilDate(year: $0, month: month, day: day) }
      .first { $0 >= today }
    return next.map(Reading.day) ?? .unreadable
  }

  private static let monthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  private static func month(_ word: String) -> Int? {
    guard word.count >= 3 else { return nil }
    return monthNames.firstIndex { $0.hasPrefix(word) }.map { $0 + 1 }
  }

  private static func dayOfMonth(_ word: String) -> Int? {
    let suffixes = ["st", "nd", "rd", "th"]
    return Int(suffixes.contains { word.hasSuffix($0) } ? String(word.dropLast(2)) : word)
  }
}
