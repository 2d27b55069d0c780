/// Spreads intervals by a few days, so that cards learned together do not stay together for ever.
public enum Fuzz {
  /// The whole days that an interval of `days` may become, both ends included.
  ///
  /// Below 2.5 days there is no choice. From there the range reaches δ to either side,
  /// δ = 1 + 15 % of the part in 2.5–7 days + 10 % of that in 7–20 + 5 % of that above 20.
  ///
  /// - Parameters:
  ///   - days: The model's interval, not rounded; what is not a number counts as 0.
  ///   - limits: Bounds for both ends of the range.
  /// - Returns: The range, within `limits`.
  public static func range(
    around days: Double,
    within limits: ClosedRange<Int>
  ) -> ClosedRange<Int> {
    guard days >= 2.5 else {
      let only = clamp(days, to: limits)
      return only...only
    }
    var reach = 1.0
    reach += 0.15 * (min(days, 7) - 2.5)
    reach += 0.10 * max(0, min(days, 20) - 7)
    reach += 0.05 * max(0, days - 20)
    // An infinite interval reaches infinitely far both ways.
    let low = days.isFinite ? clamp(days - reach, to: limits) : limits.upperBound
    return low...clamp(days + reach, to: limits)
  }

  /// The day at `position` (in `0..<1`) of the range, or the nearest whole day without a position.
  public static func days(
    around days: Double,
    within limits: ClosedRange<Int>,
    at position: Double?
  ) -> Int {
    guard let position else { return clamp(days, to: limits) }
    let range = range(around: days, within: limits)
    // ⌊lo + u(hi − lo + 1)⌋; a position outside 0..<1 (or NaN) means the nearer end.
    let offset = position > 0 ? min(position, 1) * Double(range.count) : 0
    return min(range.lowerBound + Int(offset), range.upperBound)
  }

  /// Rounds to whole days, halves up, within limits; what is not a number becomes the lowest.
  static func clamp(_ days: Double, to limits: ClosedRange<Int>) -> Int {
    let rounded = days.rounded()
    guard rounded > Double(limits.lowerBound) else { return limits.lowerBound }
    guard rounded < Double(limits.upperBound) else { return limits.upperBound }
    return Int(rounded)
  }
}
