/// How well the learner recalled a card.
public enum Rating: Int, CaseIterable, Codable, Comparable, Hashable, Sendable {
  /// Not recalled.
  case again = 1
  /// Recalled, with serious effort.
  case hard = 2
  /// Recalled.
  case good = 3
  /// Recalled at once.
  case easy = 4

  /// By how well it was recalled: Again comes first, Easy last.
  public static func < (lhs: Rating, rhs: Rating) -> Bool { lhs.rawValue < rhs.rawValue }

  /// Whether the answer was recalled at all; Hard counts as recalled.
  public var isRecalled: Bool { self != .again }
}
