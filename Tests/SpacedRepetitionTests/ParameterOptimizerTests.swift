import Testing

@testable import SpacedRepetition

struct `The parameter optimizer` {
  /// A learner who forgets as `model` says, answering cards at growing waits.
  static func simulated(
    _ model: FSRS6,
    cards: Int,
    answers: Int = 8,
    seed: UInt64 = 1,
    onlyAgainAndGood: Bool = false
  ) -> [ReviewLog.Row] {
    var random = SplitMix(state: seed)
    var rows: [ReviewLog.Row] = []
    for card in 0..<cards {
      var day = Int(random.next() % 200)
      var milliseconds = Int64(day) * 86_400_000
      let first = Rating(rawValue: Int(random.next() % 4) + 1) ?? .good
      let begin = onlyAgainAndGood && first != .again ? .good : first
      var state = model.initialState(after: begin)
      rows.append(
        ReviewLog.Row(
          card: card,
          milliseconds: milliseconds,
          day: StudyDay(rawValue: day),
          rating: begin
        )
      )
      for _ in 1..<answers {
        // Now and then again on the same day, else about when recall has fallen to 85 %.
        let isSameDay = random.next() % 5 == 0
        let usual = model.interval(of: state, desiredRetention: 0.85)
        let wait = isSameDay ? 0 : max(1, Int(usual * (0.5 + random.unit())))
        day += wait
        milliseconds = Int64(day) * 86_400_000 + Int64(rows.count % 60_000)
        let elapsed = Elapsed(studyDays: wait)
        let isRecalled = random.unit() < model.retrievability(of: state, after: elapsed)
        let good: [Rating] = onlyAgainAndGood ? [.good] : [.hard, .good, .good, .good, .easy]
        let rating = isRecalled ? good[Int(random.next() % UInt64(good.count))] : .again
        rows.append(
          ReviewLog.Row(
            card: card,
            milliseconds: milliseconds,
            day: StudyDay(rawValue: day),
            rating: rating
          )
        )
        state = model.nextState(state, after: rating, elapsed: elapsed)
      }
    }
    return rows
  }

  struct SplitMix {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
  }

  /// Unlike the defaults: forgets sooner, and along a steeper curve.
  static func learner() throws -> FSRS6 {
    var w = FSRS6.defaultParameters
    w.replaceSubrange(0..<4, with: [0.4, 0.9, 1.5, 4])
    w[8] = 1.4
    w[11] = 1.1
    w[20] = 0.35
    return try FSRS6(parameters: w)
  }

  @Test(arguments: [1.0, 0.9, 1.15])
  func `its gradient is that of finite differences`(scale: Double) throws {
    let log = ReviewLog(Self.simulated(try Self.learner(), cards: 60))
    let fitting = FSRS6Fitting(log: log)
    let bounds = FSRS6.parameterBounds
    let w = zip(FSRS6.defaultParameters, bounds).map { value, bounds in
      min(max(value * scale, bounds.lowerBound + 0.005), bounds.upperBound - 0.005)
    }
    let exact = fitting.sums(w, end: log.scoredCount)
    for index in w.indices {
      let step = 1e-6 * max(1, w[index])
      var (below, above) = (w, w)
      below[index] -= step
      above[index] += step
      let slope =
        (fitting.sums(above, end: log.scoredCount).loss
          - fitting.sums(below, end: log.scoredCount).loss) / (2 * step)
      #expect(abs(exact.gradient[index] - slope) < 1e-5 * max(1, abs(slope)), "w\(index)")
      #expect(exact.curvature[index * 22] >= 0)
    }
  }

  @Test func `its loss is that of the model's own predictions`() throws {
    let log = ReviewLog(Self.simulated(FSRS6(), cards: 60))
    let model = try Self.learner()
    let sums = FSRS6Fitting(log: log).sums(model.parameters, end: log.scoredCount)
    let loss = try #require(ParameterOptimizer().score(model, on: log).logLoss)
    #expect(sums.count == log.scoredCount)
    #expect(abs(sums.loss / Double(sums.count) - loss) < 1e-12)
  }

  @Test func `it finds a learner who differs from most`() throws {
    let truth = try Self.learner()
    let log = ReviewLog(Self.simulated(truth, cards: 200))
    let optimizer = ParameterOptimizer()
    let result = try optimizer.optimize(log)
    let best = try #require(optimizer.score(truth, on: log).logLoss)
    let before = try #require(result.before.logLoss)
    let after = try #require(result.after.logLoss)
    #expect(result.isImproved)
    #expect(after < before)
    // What truth itself leaves; the fit is a little better on the rows that it was made from.
    #expect(after < best + 0.001)
    #expect(after > best - 0.015)
    #expect(try #require(result.crossValidatedAfter) < #require(result.crossValidatedBefore))
    #expect(result == (try optimizer.optimize(log)))
  }

  @Test func `no direction within the bounds leads further down`() throws {
    let log = ReviewLog(Self.simulated(try Self.learner(), cards: 80))
    var optimizer = ParameterOptimizer()
    optimizer.leavesOutliers = false
    let w = try optimizer.fit(log, end: log.scoredCount)
    func objective(_ w: [Double]) -> Double {
      var value = FSRS6Fitting(log: log).sums(w, end: log.scoredCount).loss
      for index in w.indices {
        let gap = (w[index] - FSRS6.defaultParameters[index]) / FSRS6.parameterSpread[index]
        value += gap * gap
      }
      return value
    }
    let least = objective(w)
    for index in w.indices {
      for sign in [-1.0, 1] {
        var other = w
        let bounds = FSRS6.parameterBounds[index]
        other[index] += sign * 0.05 * FSRS6.parameterSpread[index]
        other[index] = min(max(other[index], bounds.lowerBound), bounds.upperBound)
        #expect(objective(other) > least - 0.01, "w\(index)")
      }
    }
  }

  @Test(arguments: [0, 1, 3, 30, 70])
  func `few reviews change little or nothing`(cards: Int) throws {
    let log = ReviewLog(Self.simulated(FSRS6(), cards: cards, answers: 2))
    let result = try ParameterOptimizer().optimize(log)
    let before = result.before.logLoss ?? 0
    #expect((result.after.logLoss ?? 0) <= before)
    if log.scoredCount < ParameterOptimizer.fewestRows {
      #expect(result.parameters == FSRS6.defaultParameters)
    } else if log.scoredCount < ParameterOptimizer.fewestForAll {
      #expect(result.parameters[4...] == FSRS6.defaultParameters[4...])
    }
  }

  @Test func `only Again and Good leaves Hard and Easy as they were`() throws {
    let rows = Self.simulated(try Self.learner(), cards: 200, onlyAgainAndGood: true)
    let w = try ParameterOptimizer().fit(ReviewLog(rows), end: ReviewLog(rows).scoredCount)
    #expect(w[15] == FSRS6.defaultParameters[15])
    #expect(w[16] == FSRS6.defaultParameters[16])
    #expect(throws: Never.self) { try FSRS6(parameters: w) }
  }

  @Test func `one card with 3,000 reviews can be fitted`() throws {
    let rows = Self.simulated(FSRS6(), cards: 1, answers: 3_000)
    let result = try ParameterOptimizer().optimize(ReviewLog(rows))
    #expect(throws: Never.self) { try FSRS6(parameters: result.parameters) }
    #expect(result.after.logLoss?.isFinite == true)
  }

  @Test func `what is fitted is never worse than what was fitted before`() throws {
    let log = ReviewLog(Self.simulated(try Self.learner(), cards: 120))
    let first = try ParameterOptimizer().optimize(log)
    let again = try ParameterOptimizer().optimize(
      log,
      from: try FSRS6(parameters: first.parameters)
    )
    #expect(try #require(again.after.logLoss) <= #require(first.after.logLoss))
  }

  @Test func `a thrown error from progress ends the work`() {
    struct Enough: Error {}
    let log = ReviewLog(Self.simulated(FSRS6(), cards: 100))
    #expect(throws: Enough.self) {
      try ParameterOptimizer().optimize(log) { if $0.done == 2 { throw Enough() } }
    }
  }

  @Test func `rows count once, in order of time, and no time runs backwards`() {
    func row(_ milliseconds: Int64, _ day: Int, _ rating: Rating) -> ReviewLog.Row {
      ReviewLog.Row(
        card: 7,
        milliseconds: milliseconds,
        day: StudyDay(rawValue: day),
        rating: rating
      )
    }
    let log = ReviewLog([
      row(300, 12, .good), row(100, 10, .again), row(100, 10, .again), row(200, 9, .hard),
    ])
    #expect(log.ratings == [1, 2, 3])
    #expect(log.days == [0, 0, 3])
    #expect(log.ranks == [-1, -1, 0])
    #expect(log.duplicateCount == 1)
  }

  @Test func `scores are those worked out by hand`() throws {
    var predictions = Predictions()
    predictions.logRecall = [0.9, 0.9, 0.5, 0.8].map { Maths.ln($0) }
    predictions.isRecalled = [true, false, false, true]
    predictions.bins = [1, 1, 2, 2]
    let score = PredictionScore(predictions)
    // −(ln .9 + ln .1 + ln .5 + ln .8) / 4
    #expect(abs(try #require(score.logLoss) - 0.831_059) < 1e-6)
    // Bin 1: .9 and .5; bin 2: .65 and .5.
    #expect(abs(try #require(score.rmseBins) - 0.302_076) < 1e-6)
    // Of four pairs (recalled, forgotten) two are in order, one is a tie, one is wrong.
    #expect(score.auc == 0.625)
  }
}
