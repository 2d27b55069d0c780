extension FSRS6 {
  /// What the model predicts for the scored rows of a log whose ranks are in `ranks`.
  func predictions(for log: ReviewLog, ranks: Range<Int>) -> Predictions {
    var result = Predictions()
    result.logRecall.reserveCapacity(ranks.count)
    result.isRecalled.reserveCapacity(ranks.count)
    result.bins.reserveCapacity(ranks.count)
    for card in 0..<log.cardCount {
      let rows = log.starts[card]..<log.starts[card + 1]
      // Whole histories up to the last row that is asked about; none where no row is.
      guard let end = rows.last(where: { ranks.contains(Int(log.ranks[$0])) }),
        var state = Rating(rawValue: Int(log.ratings[rows.lowerBound])).map(initialState)
      else { continue }
      var answers = 1
      var lapses = 0
      for row in (rows.lowerBound + 1)...max(end, rows.lowerBound + 1) {
        guard row <= end, let rating = Rating(rawValue: Int(log.ratings[row])) else { break }
        let days = Int(log.days[row])
        if days > 0 { answers += 1 }
        if ranks.contains(Int(log.ranks[row])) {
          result.logRecall.append(logRetrievability(state, days: days))
          result.isRecalled.append(rating.isRecalled)
          result.bins.append(PredictionScore.bin(days: days, answers: answers, lapses: lapses))
        }
        if days > 0, rating == .again { lapses += 1 }
        state = nextState(state, after: rating, elapsed: Elapsed(studyDays: days))
      }
    }
    return result
  }
}
