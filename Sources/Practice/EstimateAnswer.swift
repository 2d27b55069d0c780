import Foundation

/// Reads a number as a person writes it in an interview: `70k`, `2.5 M`, `3×10^4`, `50M * 40 / 86400`.
///
/// What cannot be read whole is not read at all: half a number would be graded as if it were meant.
package enum EstimateAnswer {
  /// Characters of an answer; more is no number that anyone typed.
  static let longestAnswer = 200

  /// The number in `text`, in the card's unit; nil where there is none.
  ///
  /// - `text`: What was typed; a leading `~` or `≈` and a trailing unit are fine.
  /// - `unit`: The card's unit, if it has one; `5 TB` for a card in `GB` is 5,000.
  package static func parse(_ text: String, unit: String? = nil) -> Double? {
    var rest = text.trimmingSpaces()[...]
    guard !rest.isEmpty, rest.utf8.count <= longestAnswer else { return nil }
    while let first = rest.first, "~≈=<>≤≥ ".contains(first) { rest.removeFirst() }
    guard let value = product(&rest) else { return nil }
    while let last = rest.last, ".!?".contains(last) || last.isWhitespace { rest.removeLast() }
    guard let scale = EstimateUnit.factor(of: String(rest), in: unit ?? "") else { return nil }
    let result = value * scale
    return result.isFinite ? result : nil
  }

  /// Whether `value` lies within the factor `within` of `answer`.
  package static func isWithin(_ value: Double, of answer: Double, factor within: Double) -> Bool {
    guard value.isFinite, answer != 0, value / answer > 0 else { return false }
    let ratio = value / answer
    // An estimate typed as the bound itself counts, whatever the last bit says.
    let slack = 1 + 1e-9
    return ratio <= within * slack && ratio >= 1 / (within * slack)
  }

  // MARK: Arithmetic

  /// Takes numbers multiplied and divided, from left to right; leaves the unit.
  private static func product(_ rest: inout Substring) -> Double? {
    guard var value = power(&rest) else { return nil }
    while true {
      var ahead = rest.drop(while: \.isWhitespace)
      // `50M × 40`: what stands before an operator is a magnitude or nothing we know.
      let word = ahead.prefix { $0.isLetter && $0 != "x" }
      let magnitude = word.isEmpty ? 1 : EstimateUnit.magnitude(word)
      ahead = ahead.dropFirst(word.count).drop(while: \.isWhitespace)
      guard let magnitude, let sign = ahead.first, "×*x·/÷".contains(sign) else { return value }
      ahead = ahead.dropFirst().drop(while: \.isWhitespace)
      // `70k/s`, `3x`: not an operator but a unit.
      guard var factor = power(&ahead) else { return value }
      value *= magnitude
      if sign == "/" || sign == "÷" {
        // What follows a divisor belongs to it: `1M / 40k`.
        let space = ahead.prefix(while: \.isWhitespace).count
        let word = ahead.dropFirst(space).prefix(while: \.isLetter)
        if let magnitude = EstimateUnit.magnitude(word) {
          factor *= magnitude
          ahead = ahead.dropFirst(space + word.count)
        }
        value /= factor
      } else {
        value *= factor
      }
      rest = ahead
    }
  }

  /// Takes a number, and the power it is raised to by `^` or `**`.
  private static func power(_ rest: inout Substring) -> Double? {
    var text = rest
    let isNegative = takeMinus(&text)
    guard var value = magnitude(&text) else { return nil }
    let ahead = text.drop(while: \.isWhitespace)
    if let sign = ["^", "**"].first(where: ahead.hasPrefix) {
      var exponentText = ahead.dropFirst(sign.count).drop(while: \.isWhitespace)
      let isInverse = takeMinus(&exponentText)
      guard let exponent = magnitude(&exponentText) else { return nil }
      value = pow(value, isInverse ? -exponent : exponent)
      text = exponentText
    }
    guard value.isFinite else { return nil }
    rest = text
    return isNegative ? -value : value
  }

  private static func takeMinus(_ text: inout Substring) -> Bool {
    guard let sign = text.first, sign == "-" || sign == "−" else { return false }
    text.removeFirst()
    return true
  }

  // MARK: Digits

  /// Takes digits with separators of thousands, a decimal point or comma, and an exponent.
  private static func magnitude(_ rest: inout Substring) -> Double? {
    var text = rest
    var digits = String(numerals(&text))
    var separator: Character?
    while let sign = text.first, ",._' \u{00A0}\u{202F}\u{2009}".contains(sign),
      separator ?? sign == sign, (1...3).contains(digits.count) || separator != nil,
      digits != "0", isGroup(text.dropFirst()),
      sign != "." || separator != nil || hasSecondGroup(text)
    {
      separator = sign
      digits += text.dropFirst().prefix(3)
      text = text.dropFirst(4)
    }
    if let sign = text.first, sign == "." || sign == ",", sign != separator {
      var ahead = text.dropFirst()
      let fraction = numerals(&ahead)
      if sign == "." {
        // `70.000` may be seventy or seventy thousand: nobody types zeros to no effect.
        if separator == nil, digits != "0", (1...3).contains(digits.count), fraction.count == 3,
          fraction.last == "0"
        {
          return nil
        }
      } else if fraction.isEmpty || (fraction.count > 2 && digits != "0") || separator != nil {
        return nil
      }
      if digits.isEmpty, fraction.isEmpty { return nil }
      digits += "." + (fraction.isEmpty ? "0" : fraction)
      text = ahead
    }
    guard !digits.isEmpty else { return nil }
    digits += exponent(&text)
    guard let value = Double(digits.hasPrefix(".") ? "0" + digits : digits) else { return nil }
    rest = text
    return value
  }

  private static func numerals(_ text: inout Substring) -> Substring {
    let numerals = text.prefix { $0.isASCII && $0.isNumber }
    text = text.dropFirst(numerals.count)
    return numerals
  }

  /// Whether exactly three digits come next: a group of thousands.
  private static func isGroup(_ text: Substring) -> Bool {
    text.prefix { $0.isASCII && $0.isNumber }.count == 3
  }

  /// Whether a second group follows the one that `text` begins with, as in `1.000.000`.
  private static func hasSecondGroup(_ text: Substring) -> Bool {
    let next = text.dropFirst(4)
    return next.first == text.first && isGroup(next.dropFirst())
  }

  /// Takes `e4`, `E+4` or `e-4`.
  private static func exponent(_ text: inout Substring) -> String {
    guard let mark = text.first, mark == "e" || mark == "E" else { return "" }
    var ahead = text.dropFirst()
    var sign = ""
    if let first = ahead.first, first == "-" || first == "+" {
      sign = String(first)
      ahead.removeFirst()
    }
    let numerals = numerals(&ahead)
    guard !numerals.isEmpty else { return "" }
    text = ahead
    return "e" + sign + numerals
  }
}

extension String {
  /// Without white space at either end.
  func trimmingSpaces() -> String {
    var slice = self[...]
    while slice.first?.isWhitespace == true { slice.removeFirst() }
    while slice.last?.isWhitespace == true { slice.removeLast() }
    return String(slice)
  }
}
