/// The wait until a card is due again.
public enum Interval: Codable, Hashable, Sendable {
  /// Due this many seconds from the answer; at least 1.
  case seconds(Int)
  /// Due when the study day this many days after the answer's study day begins; at least 1.
  case days(Int)

  /// The wait in seconds, a day counting as 86,400; the nearest `Int` where none holds it.
  public var seconds: Int {
    switch self {
    case .seconds(let seconds): return seconds
    case .days(let days):
      let (seconds, overflow) = days.multipliedReportingOverflow(by: 86_400)
      return overflow ? (days < 0 ? .min : .max) : seconds
    }
  }
}
