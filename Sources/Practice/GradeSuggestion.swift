package import SpacedRepetition

/// Which grade to offer, and when to doubt the one that is given.
package struct GradeSuggestion: Hashable, Sendable {
  package var rating: Rating
  /// Whether the program saw the answer being missed.
  package var isMissed: Bool

  /// The grade that Enter accepts.
  ///
  /// - Parameters:
  ///   - check: What became of the typed answer.
  ///   - typed: The answer itself; owning up to a blank counts as missed.
  ///   - points: Points made and points in all, where the card has a checklist and it was filled.
  package init(check: AnswerCheck, typed: String, points: (made: Int, all: Int)? = nil) {
    if let points, points.all > 0 {
      self.rating = Self.rating(made: points.made, of: points.all)
      self.isMissed = points.made * 2 < points.all
      return
    }
    self.isMissed = check.isMissed || Self.ownsUp(typed)
    self.rating = isMissed ? .again : .good
  }

  /// Two thirds of the points is Good; half is Hard; less was not recalled.
  static func rating(made: Int, of all: Int) -> Rating {
    if made * 3 >= all * 2 { return .good }
    return made * 2 >= all ? .hard : .again
  }

  /// Whether to ask before taking `rating`: Hard means recalled with effort, and taking it for a
  /// missed answer is the mistake that spoils intervals most.
  package func isDoubtful(_ rating: Rating) -> Bool { rating == .hard && isMissed }

  private static func ownsUp(_ typed: String) -> Bool {
    let words = ["forgot", "no idea", "dunno", "don't know", "dont know", "?", "idk"]
    return words.contains(typed.trimmingSpaces().lowercased())
  }
}
