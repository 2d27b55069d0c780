import Yams

/// Turns YAML into the values that JSON has, by YAML 1.2's core schema.
///
/// Yams itself goes by YAML 1.1, where `no` is false and `1:30` is ninety.
struct PlainValueReader {
  struct Problem: Error {
    let message: String
    let mark: Mark?
  }

  /// How many more values may be read.
  private var left = BankLimit.values

  mutating func read(_ node: Node) throws(Problem) -> PlainValue { try read(node, depth: 1) }

  private mutating func read(_ node: Node, depth: Int) throws(Problem) -> PlainValue {
    left -= 1
    guard left >= 0 else {
      throw Problem(message: "more than \(BankLimit.values) values in the file", mark: node.mark)
    }
    guard depth <= BankLimit.depth else {
      throw Problem(message: "values nested deeper than \(BankLimit.depth)", mark: node.mark)
    }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      guard isPlain else { return .text(scalar.string) }
      guard let value = Self.plain(scalar.string) else {
        let seen = EntryFields.excerpt(scalar.string)
        throw Problem(
          message: "'\(seen)' is no number that a test can hold; put it in quotes if it is text",
          mark: node.mark
        )
      }
      return value
    case .sequence(let items):
      var values: [PlainValue] = []
      for item in items { values.append(try read(item, depth: depth + 1)) }
      return .list(values)
    case .mapping(let mapping):
      var values: [String: PlainValue] = [:]
      for (key, value) in mapping {
        guard let name = key.scalar?.string else {
          throw Problem(message: "a key within 'args' or 'result' must be text", mark: key.mark)
        }
        values[name] = try read(value, depth: depth + 1)
      }
      return .mapping(values)
    case .alias:
      throw Problem(message: "write the value out in place of the alias", mark: node.mark)
    }
  }

  /// What an unquoted scalar stands for; nil for numbers beyond 64 bits, and for those that JSON
  /// has not.
  static func plain(_ text: String) -> PlainValue? {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .boolean(true)
    case "false", "False", "FALSE": return .boolean(false)
    default: break
    }
    let bytes = Array(text.utf8)
    guard let first = bytes.first, first < 0x3A, first >= 0x2B else { return .text(text) }
    if let digits = digits(of: text) {
      return Int(digits.text, radix: digits.radix).map(PlainValue.integer)
    }
    if isFloat(bytes) {
      return Double(text).flatMap { $0.isFinite ? .number($0) : nil }
    }
    let unsigned = text.drop { $0 == "+" || $0 == "-" }
    let isEndless =
      text.count - unsigned.count <= 1
      && [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"].contains(unsigned)
    return isEndless ? nil : .text(text)
  }

  private static func digits(of text: String) -> (text: Substring, radix: Int)? {
    for (prefix, radix) in [("0x", 16), ("0o", 8)] where text.hasPrefix(prefix) {
      let digits = text.dropFirst(2)
      let isNumber =
        !digits.isEmpty
        && digits.allSatisfy { character in
          character.isASCII && (character.hexDigitValue ?? 16) < radix
        }
      return isNumber ? (digits, radix) : nil
    }
    let digits = text.drop { $0 == "+" || $0 == "-" }
    guard text.count - digits.count <= 1, !digits.isEmpty,
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return (text[...], 10)
  }

  /// Whether the text is a float of the core schema:
  /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`.
  private static func isFloat(_ bytes: [UInt8]) -> Bool {
    var at = 0
    func digits() -> Int {
      let start = at
      while at < bytes.count, (0x30...0x39).contains(bytes[at]) { at += 1 }
      return at - start
    }
    func skip(_ characters: String) -> Bool {
      guard at < bytes.count, characters.utf8.contains(bytes[at]) else { return false }
      at += 1
      return true
    }
    _ = skip("+-")
    let whole = digits()
    let hasPoint = skip(".")
    let fraction = hasPoint ? digits() : 0
    guard whole > 0 || fraction > 0 else { return false }
    if skip("eE") {
      _ = skip("+-")
      guard digits() > 0 else { return false }
    }
    return at == bytes.count
  }
}
