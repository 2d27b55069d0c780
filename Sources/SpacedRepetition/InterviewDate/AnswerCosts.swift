/// What answers cost in seconds: assumed at first, then learned from the candidate's own times.
///
/// Wrong costs harm a plan more than wrong parameters of memory do, so they are learned quickly: one
/// common factor from all answers, and for each kind of answer a slower one of its own. Each is
/// (observed + k)/(assumed + k), which stays at 1 until there is evidence.
public struct AnswerCosts: Codable, Hashable, Sendable {
  /// What kind of visit an answer's seconds belong to.
  public enum Kind: Int, CaseIterable, Codable, Sendable {
    /// A card's first day, with the learning steps that it took.
    case new
    /// A later day's answer that recalled the card.
    case recalled
    /// A later day's answer that did not, with the relearning steps that it took.
    case forgotten
  }

  /// Seconds for a kind of visit, before anything was observed.
  private var assumed: [Double]
  /// Seconds observed, by kind.
  private var observed = [0.0, 0, 0]
  /// What the observed visits would have taken by the assumption, by kind.
  private var predicted = [0.0, 0, 0]
  private var assumedOverhead: Double
  private var observedOverhead = 0.0
  private var observedDays = 0.0

  /// Seconds of evidence that the assumption weighs: a dozen answers for the common factor, ten
  /// minutes for what tells one kind from the others.
  private static let commonPatience = 150.0
  private static let kindPatience = 600.0
  private static let overheadPatience = 3.0
  /// An answer that took this many times the assumed seconds was interrupted; the rest is cut off.
  private static let longest = 6.0

  /// Costs as they are assumed until answers are observed; those of answers count within 0.1 seconds to
  /// an hour.
  ///
  /// - Parameters:
  ///   - new: Seconds for a new card on its first day, steps included.
  ///   - recalled: Seconds for a recalled answer.
  ///   - forgotten: Seconds for a forgotten one, relearning included.
  ///   - overheadPerDay: Seconds of a day's study that no answer accounts for.
  public init(
    new: Double = 20,
    recalled: Double = 8,
    forgotten: Double = 18,
    overheadPerDay: Double = 0
  ) {
    assumed = [new, recalled, forgotten].map { $0 > 0.1 ? min($0, 3_600) : 0.1 }
    assumedOverhead = overheadPerDay > 0 ? overheadPerDay : 0
  }

  /// Seconds that a visit of this kind is expected to take.
  public func seconds(_ kind: Kind) -> Double {
    let common = Self.factor(
      observed.reduce(0, +),
      predicted.reduce(0, +),
      Self.commonPatience
    )
    let own = Self.factor(
      observed[kind.rawValue],
      predicted[kind.rawValue] * common,
      Self.kindPatience
    )
    return assumed[kind.rawValue] * common * own
  }

  /// Seconds of a day's study that no answer accounts for.
  public var overheadPerDay: Double {
    (observedOverhead + assumedOverhead * Self.overheadPatience)
      / (observedDays + Self.overheadPatience)
  }

  /// Takes in what one visit really took; what is far too long counts in part, 0 and less not at all.
  public mutating func observe(_ kind: Kind, seconds: Double) {
    guard seconds > 0 else { return }
    let index = kind.rawValue
    observed[index] += min(seconds, Self.longest * max(assumed[index], self.seconds(kind)))
    predicted[index] += assumed[index]
  }

  /// Takes in the seconds of a day's study that no answer accounted for, half an hour at most.
  public mutating func observeOverhead(seconds: Double) {
    guard seconds >= 0 else { return }
    observedOverhead += min(seconds, 1_800)
    observedDays += 1
  }

  private static func factor(_ observed: Double, _ predicted: Double, _ patience: Double) -> Double
  {
    (observed + patience) / (predicted + patience)
  }
}
