package import SpacedRepetition

/// A review log in CSV: `card_id,review_time,review_rating,review_duration`, in any order.
///
/// Times are ISO 8601 (in UTC where they name no offset) or milliseconds since 1970. Study days are
/// those of UTC with the usual boundary at 04:00, since a log says neither zone nor habit.
package struct ReviewLogFile: Sendable {
  /// Why a row was skipped.
  package struct Problem: Hashable, Sendable, CustomStringConvertible {
    /// From 1.
    package let line: Int
    package let reason: String
    package var description: String { "\(line): \(reason)" }
  }

  /// Why a file is no review log at all.
  package struct NoLog: Error, CustomStringConvertible {
    package let description: String
  }

  package private(set) var rows: [ReviewLog.Row] = []
  /// The first of the rows that were skipped.
  package private(set) var problems: [Problem] = []
  package private(set) var skipped = 0

  /// Problems told one by one; thousands would hide the result.
  private static let toldProblems = 5
  /// 9999-01-01 in milliseconds.
  private static let end: Int64 = 253_370_764_800_000

  /// Reads a file's bytes.
  ///
  /// - Throws: ``NoLog`` where the columns are missing.
  package init(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBufferPointer { try read($0) }
  }

  private enum Column: Int { case card, time, rating }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    var columns: [Int: Column] = [:]
    var textCards: [String: Int] = [:]
    var fields = [Range<Int>](repeating: 0..<0, count: 3)
    var hasHeader = false
    var line = 0
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      var end = start
      // A line ends with LF, CR LF or, as old spreadsheets have it, CR alone.
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      let isPair = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
      let next = end + (isPair ? 2 : 1)
      line += 1
      let row = Self.trimmed(start..<end, in: bytes)
      start = next
      if row.isEmpty { continue }
      guard hasHeader else {
        columns = try Self.columns(row, in: bytes)
        hasHeader = true
        continue
      }
      var found = 0
      Self.forEachField(of: row, in: bytes) { column, field in
        guard let kind = columns[column] else { return }
        fields[kind.rawValue] = field
        found += 1
      }
      func problem(_ reason: String) -> Problem { Problem(line: line, reason: reason) }
      let card = fields[Column.card.rawValue]
      if found < 3 {
        skip(problem("too few columns"))
      } else if card.isEmpty {
        skip(problem("no card"))
      } else if let rating = Self.rating(fields[Column.rating.rawValue], in: bytes) {
        guard let time = Self.time(fields[Column.time.rawValue], in: bytes) else {
          let text = Self.text(fields[Column.time.rawValue], in: bytes)
          skip(problem("'\(text.prefix(40))' is no time"))
          continue
        }
        let number =
          Self.number(card, in: bytes)
          ?? {
            let text = Self.text(card, in: bytes)
            let number = textCards[text] ?? -1 - textCards.count
            textCards[text] = number
            return number
          }()
        rows.append(
          ReviewLog.Row(
            card: number,
            milliseconds: time,
            day: StudyDay(
              epochSeconds: time / 1000,
              utcOffsetSeconds: 0,
              dayStartsAtMinutes: 240
            ),
            rating: rating
          )
        )
      } else {
        let text = Self.text(fields[Column.rating.rawValue], in: bytes)
        skip(problem("'\(text.prefix(40))' is no rating from 1 to 4"))
      }
    }
    if !hasHeader { throw NoLog(description: "it is empty") }
  }

  private mutating func skip(_ problem: Problem) {
    skipped += 1
    if problems.count < Self.toldProblems { problems.append(problem) }
  }

  private static func columns(
    _ header: Range<Int>,
    in bytes: UnsafeBufferPointer<UInt8>
  ) throws -> [Int: Column] {
    var columns: [Int: Column] = [:]
    forEachField(of: header, in: bytes) { index, name in
      let word = text(name, in: bytes).filter { $0 != " " }.lowercased()
      let column: Column? =
        switch word {
        case "card_id": .card
        case "review_time": .time
        case "review_rating": .rating
        default: nil
        }
      if let column, !columns.values.contains(column) { columns[index] = column }
    }
    guard columns.count == 3 else {
      throw NoLog(
        description: "its first line must name the columns card_id, review_time, review_rating"
      )
    }
    return columns
  }

  // MARK: Fields

  /// Calls `body` with each field's number and bytes, without the quotes around it.
  ///
  /// A comma within quotes is the field's own, as in the names of decks.
  @inline(__always)
  private static func forEachField(
    of row: Range<Int>,
    in bytes: UnsafeBufferPointer<UInt8>,
    _ body: (_ index: Int, _ field: Range<Int>) -> Void
  ) {
    let quote = UInt8(ascii: "\"")
    var index = 0
    var position = row.lowerBound
    while position <= row.upperBound {
      let field = position
      // Quotes that do not stand first are text.
      let isQuotable = position < row.upperBound && bytes[position] == quote
      var isWithin = false
      while position < row.upperBound, isWithin || bytes[position] != UInt8(ascii: ",") {
        if isQuotable, bytes[position] == quote { isWithin.toggle() }
        position += 1
      }
      body(index, unquoted(field..<position, in: bytes))
      index += 1
      position += 1
    }
  }

  private static func text(_ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private static func trimmed(
    _ range: Range<Int>,
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while high > low, bytes[high - 1] <= 0x20 { high -= 1 }
    while low < high, bytes[low] <= 0x20 { low += 1 }
    return low..<high
  }

  private static func unquoted(
    _ range: Range<Int>,
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    let inner = trimmed(range, in: bytes)
    let quote = UInt8(ascii: "\"")
    guard inner.count >= 2, bytes[inner.lowerBound] == quote, bytes[inner.upperBound - 1] == quote
    else { return inner }
    return (inner.lowerBound + 1)..<(inner.upperBound - 1)
  }

  /// A number without sign or leading zero, which no other text names.
  private static func number(_ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !range.isEmpty, range.count <= 18 else { return nil }
    if range.count > 1, bytes[range.lowerBound] == UInt8(ascii: "0") { return nil }
    var value = 0
    for index in range {
      let digit = Int(bytes[index]) - 0x30
      guard (0...9).contains(digit) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  private static func rating(_ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Rating? {
    if range.count == 1 { return Rating(rawValue: Int(bytes[range.lowerBound]) - 0x30) }
    switch text(range, in: bytes).lowercased() {
    case "again", "1.0": return .again
    case "hard", "2.0": return .hard
    case "good", "3.0": return .good
    case "easy", "4.0": return .easy
    default: return nil
    }
  }

  /// Milliseconds since 1970, from 1970 to 9998.
  private static func time(_ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    if let number = number(range, in: bytes) {
      return Int64(number) < end ? Int64(number) : nil
    }
    var at = range.lowerBound
    /// Reads so many digits.
    func digits(_ count: Int) -> Int? {
      guard at + count <= range.upperBound else { return nil }
      var value = 0
      for index in at..<(at + count) {
        let digit = Int(bytes[index]) - 0x30
        guard (0...9).contains(digit) else { return nil }
        value = value * 10 + digit
      }
      at += count
      return value
    }
    func take(_ character: Character) -> Bool {
      guard at < range.upperBound, bytes[at] == character.asciiValue else { return false }
      at += 1
      return true
    }
    guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2),
      let date = StudyDay(year: year, month: month, day: day)
    else { return nil }
    var milliseconds = Int64(date.rawValue) * 86_400_000
    if at < range.upperBound {
      guard take("T") || take("t") || take(" "), let hour = digits(2), hour < 24, take(":"),
        let minute = digits(2), minute < 60
      else { return nil }
      milliseconds += Int64(hour * 60 + minute) * 60_000
      if take(":") {
        // 60 is a leap second.
        guard let second = digits(2), second <= 60 else { return nil }
        milliseconds += Int64(second) * 1000
        if take(".") || take(",") {
          var scale = 100
          let first = at
          while let digit = digits(1) {
            milliseconds += Int64(digit * scale)
            scale /= 10
          }
          if at == first { return nil }
        }
      }
      if !take("Z"), !take("z"), at < range.upperBound {
        let isWest = take("-")
        guard isWest || take("+"), let hours = digits(2), hours < 24 else { return nil }
        let hasColon = take(":")
        var minutes = 0
        if hasColon || at < range.upperBound {
          guard let number = digits(2), number < 60 else { return nil }
          minutes = number
        }
        let offset = Int64(hours * 60 + minutes) * 60_000
        milliseconds += isWest ? offset : -offset
      }
    }
    return at == range.upperBound && (0..<end).contains(milliseconds) ? milliseconds : nil
  }
}
