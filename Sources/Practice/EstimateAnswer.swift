/// Reads a number as a person writes it in an interview: `70k`, `2.5 M`, `3×10^4`, `70,000/s`.
package enum EstimateAnswer {
  /// The number in `text`, in the card's unit; nil where there is none.
  ///
  /// - `text`: What was typed; a leading `~` or `≈` and a trailing unit are fine.
  /// - `unit`: The card's unit, if it has one; `5 TB` for a card in `GB` is 5,000.
  package static func parse(_ text: String, unit: String? = nil) -> Double? {
    var rest = Substring(text.trimmingSpaces())
    while let first = rest.first, "~≈=<>≤≥ ".contains(first) { rest.removeFirst() }
    guard var value = number(&rest) else { return nil }
    rest = rest.drop(while: \.isWhitespace)
    if let power = powerOfTen(&rest) { value *= power }
    rest = rest.drop(while: \.isWhitespace)
    let scale = magnitude(of: String(rest).trimmingSpaces(), unit: unit)
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

  /// Takes digits with a decimal point, separators of thousands and an exponent.
  private static func number(_ rest: inout Substring) -> Double? {
    var digits = ""
    var text = rest
    if let sign = text.first, sign == "-" || sign == "−" {
      digits.append("-")
      text.removeFirst()
    }
    var sawDigit = false
    var sawPoint = false
    while let character = text.first {
      if character.isASCII, character.isNumber {
        digits.append(character)
        sawDigit = true
        text.removeFirst()
      } else if character == ".", !sawPoint {
        digits.append(character)
        sawPoint = true
        text.removeFirst()
      } else if sawDigit, !sawPoint, ",_' \u{00A0}\u{202F}\u{2009}".contains(character),
        isGroup(text.dropFirst())
      {
        text.removeFirst()
      } else if character == ",", sawDigit, !sawPoint, text.dropFirst().first?.isNumber == true {
        // Not a group of three: a decimal comma.
        digits.append(".")
        sawPoint = true
        text.removeFirst()
      } else if sawDigit, character == "e" || character == "E" {
        var exponent = text.dropFirst()
        var exponentDigits = "e"
        if let sign = exponent.first, sign == "-" || sign == "+" {
          exponentDigits.append(sign)
          exponent.removeFirst()
        }
        let numerals = exponent.prefix { $0.isASCII && $0.isNumber }
        guard !numerals.isEmpty else { break }
        digits += exponentDigits + numerals
        text = exponent.dropFirst(numerals.count)
        break
      } else {
        break
      }
    }
    guard sawDigit, let value = Double(digits) else { return nil }
    rest = text
    return value
  }

  /// Whether exactly three digits come next: a group of thousands.
  private static func isGroup(_ text: Substring) -> Bool {
    text.prefix { $0.isASCII && $0.isNumber }.count == 3
  }

  /// Takes `×10^4`, `* 10^4` or `x10^4`.
  private static func powerOfTen(_ rest: inout Substring) -> Double? {
    var text = rest
    guard let sign = text.first, "×*x·".contains(sign) else { return nil }
    text = text.dropFirst().drop(while: \.isWhitespace)
    guard text.hasPrefix("10") else { return nil }
    text = text.dropFirst(2)
    if text.first == "^" { text.removeFirst() } else if text.hasPrefix("**") { text.removeFirst(2) }
    let numerals = text.prefix { ($0.isASCII && $0.isNumber) || $0 == "-" }
    guard let exponent = Int(numerals), abs(exponent) <= 300 else { return nil }
    rest = text.dropFirst(numerals.count)
    var power = 1.0
    for _ in 0..<abs(exponent) { power *= 10 }
    return exponent < 0 ? 1 / power : power
  }

  /// The factor that a suffix stands for, relative to the card's unit.
  private static func magnitude(of suffix: String, unit: String?) -> Double {
    guard !suffix.isEmpty else { return 1 }
    let unit = unit ?? ""
    if suffix.lowercased() == unit.lowercased() { return 1 }
    if let typed = byteScale(suffix), let card = byteScale(unit) { return typed / card }
    let word = suffix.prefix { $0.isLetter }
    switch word {
    case "k", "K", "thousand", "thousands": return 1e3
    case "M", "m", "mm", "MM", "million", "millions", "mio": return 1e6
    case "G", "g", "B", "b", "bn", "billion", "billions": return 1e9
    case "T", "t", "tn", "trillion", "trillions": return 1e12
    case "P": return 1e15
    case "Ki": return 1024
    case "Mi": return 1_048_576
    case "Gi": return 1_073_741_824
    case "Ti": return 1_099_511_627_776
    default:
      return word.count > 1 ? prefixed(String(word), unit: unit) : 1
    }
  }

  /// `kQPS`, `Mreq`: a prefix right before the card's unit.
  private static func prefixed(_ word: String, unit: String) -> Double {
    guard !unit.isEmpty, word.lowercased().hasSuffix(unit.lowercased()) else { return 1 }
    switch word.dropLast(unit.count) {
    case "k", "K": return 1e3
    case "M": return 1e6
    case "G": return 1e9
    default: return 1
    }
  }

  private static func byteScale(_ unit: String) -> Double? {
    switch unit.prefix(while: \.isLetter) {
    case "B", "bytes", "byte": 1
    case "kB", "KB", "kb": 1e3
    case "MB", "mb": 1e6
    case "GB", "gb": 1e9
    case "TB", "tb": 1e12
    case "PB", "pb": 1e15
    case "KiB": 1024
    case "MiB": 1_048_576
    case "GiB": 1_073_741_824
    case "TiB": 1_099_511_627_776
    case "PiB": 1_125_899_906_842_624
    default: nil
    }
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
