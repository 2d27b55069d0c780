import Foundation
import SpacedRepetition

/// Reads logs in CSV with the columns card_id, review_rating and review_time, in any order.
enum ReviewFile {
  /// What is wrong with a file.
  struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  /// Reads a whole file.
  ///
  /// - Throws: ``Problem`` at the first line that is no review, or what reading threw.
  static func read(_ path: String) throws -> [Review] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var lines = text.split(whereSeparator: \.isNewline).makeIterator()
    let header = (lines.next() ?? "").split(separator: ",")
    guard let card = header.firstIndex(of: "card_id"),
      let rating = header.firstIndex(of: "review_rating"),
      let time = header.firstIndex(of: "review_time")
    else { throw Problem(description: "\(path): no card_id, review_rating and review_time") }
    // Ids may be any text; what counts is which are the same.
    var numbers: [Substring: Int] = [:]
    var reviews: [Review] = []
    while let line = lines.next() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count >= header.count,
        let rating = Int(fields[rating]).flatMap({ Rating(rawValue: $0) }),
        let milliseconds = milliseconds(fields[time])
      else { throw Problem(description: "\(path): no review: \(line)") }
      let next = numbers.count
      let number = numbers[fields[card], default: next]
      if number == next { numbers[fields[card]] = number }
      reviews.append(Review(card: number, milliseconds: milliseconds, rating: rating, duration: 0))
    }
    return reviews
  }

  /// Milliseconds since 1970, from a number of them or from an ISO 8601 time in UTC.
  private static func milliseconds(_ text: Substring) -> Int64? {
    if let number = Int64(text) { return number }
    var clock = text.dropFirst(11)
    for suffix in ["Z", "+00:00"] where clock.hasSuffix(suffix) {
      clock = clock.dropLast(suffix.count)
      let parts = clock.split(separator: ":")
      guard let day = StudyDay(String(text.prefix(10))), parts.count == 3,
        let hours = Int64(parts[0]), let minutes = Int64(parts[1]), let seconds = Double(parts[2])
      else { return nil }
      return Int64(day.rawValue) * Review.dayMilliseconds + hours * 3_600_000 + minutes * 60_000
        + Int64((seconds * 1_000).rounded(.down))
    }
    return nil
  }
}
