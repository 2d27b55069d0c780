/// Times in text, as JSON and `--now` have them (RFC 3339).
package enum RFC3339 {
  /// A moment and the offset from UTC that it was written with.
  package struct Reading: Hashable, Sendable {
    package let moment: Timestamp
    package let utcOffsetSeconds: Int
  }

  /// The moment in UTC: `2026-11-24T06:05:04Z`; milliseconds only where there are any.
  package static func text(_ moment: Timestamp) -> String {
    let seconds = moment.epochSeconds
    let milliseconds = Int(moment.rawValue - seconds * 1000)
    let days = Int((Double(seconds) / 86_400).rounded(.down))
    let time = Int(seconds) - days * 86_400
    let fraction = milliseconds == 0 ? "" : "." + padded(milliseconds, 3)
    return "\(CivilDate(daysSince1970: days))T\(padded(time / 3_600, 2)):"
      + "\(padded(time / 60 % 60, 2)):\(padded(time % 60, 2))\(fraction)Z"
  }

  /// Reads `2026-11-24T06:05:04Z`, `…T08:05:04.5+02:00`, `…T08:05+02:00`; the offset is required,
  /// since a time without one means a different moment on each machine.
  ///
  /// Nil for anything else.
  package static func parse(_ text: String) -> Reading? {
    guard let separator = text.firstIndex(where: { $0 == "T" || $0 == "t" || $0 == " " }),
      let date = CivilDate(text[..<separator])
    else { return nil }
    let rest = text[text.index(after: separator)...]
    guard let zone = rest.firstIndex(where: { "Zz+-".contains($0) }),
      let offset = offset(rest[zone...]), let time = milliseconds(rest[..<zone])
    else { return nil }
    let local = Int64(date.daysSince1970) * 86_400_000 + Int64(time)
    return Reading(
      moment: Timestamp(rawValue: local - Int64(offset) * 1000),
      utcOffsetSeconds: offset
    )
  }

  private static func offset(_ text: Substring) -> Int? {
    if text == "Z" || text == "z" { return 0 }
    let sign = text.first == "-" ? -1 : 1
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let hours = field(parts[0], 0...23),
      let minutes = field(parts[1], 0...59)
    else { return nil }
    return sign * (hours * 3_600 + minutes * 60)
  }

  /// Milliseconds since midnight.
  private static func milliseconds(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let hours = field(parts[0], 0...23),
      let minutes = field(parts[1], 0...59)
    else { return nil }
    var result = (hours * 60 + minutes) * 60_000
    guard parts.count == 3 else { return result }
    let halves = parts[2].split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count <= 2, let seconds = field(halves[0], 0...59) else { return nil }
    result += seconds * 1000
    if halves.count == 2 {
      let digits = halves[1]
      guard !digits.isEmpty, digits.count <= 9, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
        let value = Int(String((digits + "00").prefix(3)))
      else { return nil }
      result += value
    }
    return result
  }

  private static func field(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
    guard text.count == 2, text.allSatisfy({ $0.isASCII && $0.isNumber }), let value = Int(text),
      range.contains(value)
    else { return nil }
    return value
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    String(repeating: "0", count: max(0, width - String(value).count)) + String(value)
  }
}
