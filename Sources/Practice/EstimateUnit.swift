/// The unit behind an estimate: a magnitude (`k`, `million`), a unit of size or time, or the card's
/// own words.
enum EstimateUnit {
  /// What one of the typed unit is in the card's; nil where nothing says so.
  ///
  /// A card without a unit takes words as a remark, but no size or time: nobody said in which unit
  /// its answer is.
  static func factor(of typed: String, in card: String) -> Double? {
    let typed = typed.trimmingSpaces()
    let card = card.trimmingSpaces()
    if typed.isEmpty || typed.lowercased() == card.lowercased() { return 1 }
    guard !typed.contains(where: \.isNumber) else { return nil }
    // Where time is asked for, `5m` is minutes and not millions.
    if typed == "m", let card = seconds(card) { return 60 / card }
    if !card.isEmpty, let scale = conversion(typed, card) { return scale }
    let word = typed.prefix(while: \.isLetter)
    let rest = String(typed.dropFirst(word.count)).trimmingSpaces()
    if let magnitude = magnitude(word), let scale = rest.isEmpty ? 1 : conversion(rest, card) {
      return magnitude * scale
    }
    // `kQPS`: a letter right before the card's unit.
    if let magnitude = magnitude(typed.prefix(1)), !card.isEmpty,
      let scale = conversion(String(typed.dropFirst()), card)
    {
      return magnitude * scale
    }
    return card.isEmpty ? conversion(typed, card) : nil
  }

  /// Nil for a word that is no magnitude.
  static func magnitude(_ word: Substring) -> Double? {
    switch word {
    case "k", "K", "thousand", "thousands": 1e3
    case "M", "m", "mm", "MM", "mln", "mio", "million", "millions": 1e6
    case "G", "g", "B", "b", "bn", "billion", "billions": 1e9
    case "T", "t", "tn", "trillion", "trillions": 1e12
    case "P": 1e15
    case "Ki": 1024
    case "Mi": 1_048_576
    case "Gi": 1_073_741_824
    case "Ti": 1_099_511_627_776
    default: nil
    }
  }

  /// `x / y` by its parts; each part converts, or says the same as the card's.
  private static func conversion(_ typed: String, _ card: String) -> Double? {
    let typed = Ratio(typed)
    if card.isEmpty { return typed.isRemark ? 1 : nil }
    let card = Ratio(card)
    // `70k/s` for requests/s, and `70k requests` too: the card has said the rest.
    guard !typed.isEmpty,
      let upper = typed.upper.isEmpty ? 1 : scale(typed.upper, card.upper),
      let lower = typed.lower.isEmpty ? 1 : scale(typed.lower, card.lower)
    else { return nil }
    return upper / lower
  }

  private static func scale(_ typed: String, _ card: String) -> Double? {
    if requests.contains(typed.lowercased()), requests.contains(card.lowercased()) { return 1 }
    if let typed = size(typed), let card = size(card) { return typed / card }
    if let typed = seconds(typed), let card = seconds(card) { return typed / card }
    return isShortened(typed.lowercased(), card.lowercased()) ? 1 : nil
  }

  /// Whether one is the other cut short: `req` for requests, `pod` for pods.
  private static func isShortened(_ typed: String, _ card: String) -> Bool {
    if typed == card || (typed == "x" && card == "times") { return true }
    return min(typed.count, card.count) >= 3 && (card.hasPrefix(typed) || typed == card + "s")
  }

  /// A unit as what is counted and what it is counted per.
  private struct Ratio {
    let upper: String
    let lower: String

    init(_ text: String) {
      // `qps`, `Mbps`: per second without a stroke.
      if EstimateUnit.perSecond.contains(text.lowercased()) {
        let head = text.dropLast(2)
        upper = head.lowercased().hasSuffix("b") ? head.dropLast() + "bit" : "requests"
        lower = "s"
        return
      }
      let text = " " + text
      let stroke = text.firstRange(of: "/") ?? text.firstRange(of: " per ")
      upper = String(text[..<(stroke?.lowerBound ?? text.endIndex)]).trimmingSpaces()
      lower = String(text[(stroke?.upperBound ?? text.endIndex)...]).trimmingSpaces()
    }

    var isEmpty: Bool { upper.isEmpty && lower.isEmpty }

    /// Whether these are words that leave the number as it is.
    var isRemark: Bool {
      (upper + lower).first?.isLetter == true
        && (upper + lower).allSatisfy { $0.isLetter || $0 == " " || $0 == "-" }
        && EstimateUnit.size(upper) == nil && EstimateUnit.seconds(upper) == nil
    }
  }

  private static let perSecond: Set<String> = [
    "qps", "rps", "tps", "bps", "kbps", "mbps", "gbps", "tbps",
  ]

  /// Words for what a server is sent, between which an estimate makes no difference.
  private static let requests: Set<String> = [
    "req", "reqs", "request", "requests", "query", "queries", "transactions", "operations", "ops",
  ]

  /// Bytes in a unit of size.
  private static func size(_ unit: String) -> Double? {
    switch unit {
    case "B", "byte", "bytes": 1
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
    case "bit", "bits": 1.0 / 8
    case "kbit", "Kbit": 1e3 / 8
    case "Mbit", "mbit": 1e6 / 8
    case "Gbit", "gbit": 1e9 / 8
    case "Tbit", "tbit": 1e12 / 8
    default: nil
    }
  }

  /// Seconds in a unit of time.
  private static func seconds(_ unit: String) -> Double? {
    switch unit.lowercased() {
    case "ns", "nanosecond", "nanoseconds": 1e-9
    case "µs", "μs", "us", "microsecond", "microseconds": 1e-6
    case "ms", "msec", "millisecond", "milliseconds": 1e-3
    case "s", "sec", "secs", "second", "seconds": 1
    case "min", "mins", "minute", "minutes": 60
    case "h", "hr", "hrs", "hour", "hours": 3600
    case "d", "day", "days": 86_400
    case "week", "weeks": 604_800
    case "y", "yr", "year", "years": 31_536_000
    default: nil
    }
  }
}
