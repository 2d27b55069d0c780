extension MemoryModel {
  /// What the model predicts for the scored rows of a log at these places in time.
  func predictions(for log: ReviewLog, places: Range<Int>) -> Predictions {
    var result = Predictions()
    result.logRecall.reserveCapacity(places.count)
    result.isRecalled.reserveCapacity(places.count)
    result.bins.reserveCapacity(places.count)
    for card in 0..<log.cardCount {
      let rows = log.starts[card]..<log.starts[card + 1]
      // Whole histories up to the last row that is asked about; none where no row is.
      func isAsked(_ row: Int) -> Bool {
        log.isScored(row) && places.contains(Int(log.places[row]))
      }
      guard let end = rows.last(where: isAsked),
        var state = Rating(rawValue: Int(log.ratings[rows.lowerBound])).map(initialState)
      else { continue }
      var answers = 1
      var lapses = 0
      for row in rows.dropFirst() where row <= end {
        guard let rating = Rating(rawValue: Int(log.ratings[row])) else { break }
        let days = Int(log.days[row])
        let elapsed = Elapsed(studyDays: days, fractionalDays: log.fractionalDays[row])
        if days > 0 { answers += 1 }
        if isAsked(row) {
          result.logRecall.append(logRetrievability(of: state, after: elapsed))
          result.isRecalled.append(rating.isRecalled)
          result.bins.append(PredictionScore.bin(days: days, answers: answers, lapses: lapses))
        }
        if days > 0, rating == .again { lapses += 1 }
        state = nextState(state, after: rating, elapsed: elapsed)
      }
    }
    return result
  }

  /// Ln of the probability of recall.
  private func logRetrievability(of state: MemoryState, after elapsed: Elapsed) -> Double {
    // FSRS-6 knows it without cancellation, however short the wait.
    if let model = self as? FSRS6 { return model.logRetrievability(state, days: elapsed.studyDays) }
    return Maths.ln(retrievability(of: state, after: elapsed))
  }
}
