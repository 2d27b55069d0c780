/// Numbers as people read them.
enum NumberText {
  /// At most three significant decimals, thousands apart: `70,000`, `2.5`.
  static func grouped(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let thousandths = Int64((abs(value) * 1000).rounded())
    let sign = value < 0 ? "-" : ""
    var fraction = String(thousandths % 1000)
    fraction = String(repeating: "0", count: 3 - fraction.count) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    if thousandths == 0, value != 0 { return "\(value)" }
    return sign + grouped(thousandths / 1000) + (fraction.isEmpty ? "" : ".\(fraction)")
  }

  /// `86 %`.
  static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  /// `1 card`, `2 cards`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private static func grouped(_ value: Int64) -> String {
    let digits = Array(String(value))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
