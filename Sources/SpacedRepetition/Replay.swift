extension MemoryModel {
  /// The memory after a card's answers, oldest first.
  ///
  /// This is what the scheduler arrives at answer by answer, so a store can rebuild its states.
  ///
  /// - Parameters:
  ///   - reviews: Each answer, and the time since the one before it. The time of the first is
  ///     ignored when there is no `state` to start from.
  ///   - state: Where to start; nil for a card that was never answered.
  /// - Returns: The memory after the last answer; `state` itself when there are no answers.
  @inlinable  // So that callers in other modules get code for their own model and sequence.
  public func replay(
    _ reviews: some Sequence<(rating: Rating, elapsed: Elapsed)>,
    from state: MemoryState? = nil
  ) -> MemoryState? {
    reviews.reduce(state) { state, review in
      guard let state else { return initialState(after: review.rating) }
      return nextState(state, after: review.rating, elapsed: review.elapsed)
    }
  }
}
