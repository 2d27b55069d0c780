package import SpacedRepetition

/// Waits in few characters, for the line of grades: `1m`, `10m`, `8d`, `2.1mo`, `1.3y`.
package enum ShortDuration {
  package static func text(_ interval: Interval) -> String {
    switch interval {
    case .seconds(let seconds): text(seconds: seconds)
    case .days(let days): text(days: days)
    }
  }

  private static func text(seconds: Int) -> String {
    switch seconds {
    case ..<60: "\(seconds)s"
    case ..<3_600: "\((seconds + 30) / 60)m"
    case ..<86_400: tenths(Double(seconds) / 3_600) + "h"
    default: tenths(Double(seconds) / 86_400) + "d"
    }
  }

  private static func text(days: Int) -> String {
    switch days {
    case ..<31: "\(days)d"
    case ..<365: tenths(Double(days) / 30.4) + "mo"
    default: tenths(Double(days) / 365) + "y"
    }
  }

  /// At most one decimal, and none where it would be 0.
  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
