import Testing

@testable import SpacedRepetition

struct `The parameter optimizer` {
  /// A learner who forgets as `model` says, answering cards at growing waits.
  static func simulated(
    _ model: some MemoryModel,
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
        let before = milliseconds
        milliseconds =
          isSameDay ? before + 600_000 : Int64(day) * 86_400_000 + Int64(rows.count % 60_000)
        let elapsed = Elapsed(
          studyDays: wait,
          fractionalDays: Double(milliseconds - before) / 86_400_000
        )
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
    w.replaceSubrange(0..<4, with: [0.1, 0.4, 0.8, 2])
    w[8] = 1.1
    w[11] = 0.9
    w[20] = 0.4
    return try FSRS6(parameters: w)
  }

  static func rows(_ log: ReviewLog, isRecent: Bool = false) -> FittingRows {
    FittingRows(log: log, end: log.scoredCount, isRecent: isRecent)
  }

  static func sums(_ version: FSRSVersion, _ rows: FittingRows, _ w: [Double]) -> FittingSums {
    switch version {
    case .fsrs6: FSRS6Fitting(rows: rows).sums(w)
    case .fsrs7: FSRS7Fitting(rows: rows).sums(w)
    }
  }

  @Test(arguments: FSRSVersion.allCases, [1.0, 0.9, 1.15])
  func `its gradient is that of finite differences`(version: FSRSVersion, scale: Double) throws {
    let log = ReviewLog(Self.simulated(try Self.learner(), cards: 60))
    let bounds = version.parameterBounds
    let w = zip(version.defaultParameters, bounds).map { value, bounds in
      min(max(value * scale, bounds.lowerBound + 0.005), bounds.upperBound - 0.005)
    }
    for isRecent in [false, true] {
      let rows = Self.rows(log, isRecent: isRecent)
      let exact = Self.sums(version, rows, w)
      for index in w.indices {
        let step = 1e-6 * max(1, w[index])
        var (below, above) = (w, w)
        below[index] -= step
        above[index] += step
        let slope =
          (Self.sums(version, rows, above).loss - Self.sums(version, rows, below).loss)
          / (2 * step)
        #expect(abs(exact.gradient[index] - slope) < 2e-5 * max(1, abs(slope)), "w\(index)")
        #expect(exact.curvature[index * (w.count + 1)] >= 0)
      }
    }
  }

  @Test func `its loss is that of FSRS-6's own predictions`() throws {
    let log = ReviewLog(Self.simulated(FSRS6(), cards: 60))
    let model = try Self.learner()
    let sums = FSRS6Fitting(rows: Self.rows(log)).sums(model.parameters)
    let parameters = try ModelParameters(.fsrs6, model.parameters)
    let loss = try #require(ParameterOptimizer().score(parameters, on: log).logLoss)
    #expect(sums.count == log.scoredCount)
    #expect(abs(sums.loss / Double(sums.count) - loss) < 1e-12)
  }

  @Test func `its loss is that of FSRS-7's own predictions, of the same day too`() throws {
    let log = ReviewLog(Self.simulated(try Self.learner(), cards: 60))
    let model = FSRS7()
    var loss = 0.0
    var count = 0
    for card in 0..<log.cardCount {
      var state: MemoryState?
      for row in log.starts[card]..<log.starts[card + 1] {
        let rating = try #require(Rating(rawValue: Int(log.ratings[row])))
        let elapsed = Elapsed(studyDays: 0, fractionalDays: log.fractionalDays[row])
        if let state, elapsed.fractionalDays > 0, log.places[row] < log.scoredCount {
          let recall = model.retrievability(of: state, after: elapsed)
          loss -= Maths.ln(rating.isRecalled ? recall : 1 - recall)
          count += 1
        }
        state =
          state.map { model.nextState($0, after: rating, elapsed: elapsed) }
          ?? model.initialState(after: rating)
      }
    }
    let sums = FSRS7Fitting(rows: Self.rows(log)).sums(model.parameters)
    #expect(count > log.scoredCount)
    #expect(sums.count == count)
    #expect(abs(sums.loss - loss) < 1e-9 * loss)
  }

  @Test(arguments: FSRSVersion.allCases)
  func `it finds a learner who differs from most`(version: FSRSVersion) throws {
    var w = FSRS7.defaultParameters
    w.replaceSubrange(0..<4, with: [0.05, 0.3, 0.8, 3])
    w[26] = 0.8
    let truth =
      version == .fsrs6
      ? try ModelParameters(.fsrs6, Self.learner().parameters) : try ModelParameters(.fsrs7, w)
    let log = ReviewLog(
      version == .fsrs6
        ? Self.simulated(try Self.learner(), cards: 200)
        : Self.simulated(try FSRS7(parameters: w), cards: 200)
    )
    let optimizer = ParameterOptimizer(versions: [version])
    let result = try optimizer.optimize(log, from: ModelParameters(version))
    let best = try #require(optimizer.score(truth, on: log).logLoss)
    let before = try #require(result.before.logLoss)
    let after = try #require(result.after.logLoss)
    #expect(result.isImproved)
    #expect(result.parameters.version == version)
    #expect(after < before)
    // What truth itself leaves; the fit is a little better on the rows that it was made from.
    #expect(after < best + 0.001)
    #expect(after > best - 0.02)
    #expect(try #require(result.crossValidatedAfter) < #require(result.crossValidatedBefore))
    #expect(result == (try optimizer.optimize(log, from: ModelParameters(version))))
  }

  @Test func `of two models it chooses the learner's own`() throws {
    let six = ReviewLog(Self.simulated(try Self.learner(), cards: 250))
    #expect(try ParameterOptimizer().optimize(six).parameters.version == .fsrs6)
    // One who forgets within minutes what took days to learn, as FSRS-6 has no words for.
    let seven = ReviewLog(Self.simulated(FSRS7(), cards: 400, answers: 12))
    let result = try ParameterOptimizer().optimize(seven)
    #expect(result.parameters.version == .fsrs7)
    #expect(try #require(result.after.logLoss) < #require(result.before.logLoss))
  }

  @Test(arguments: FSRSVersion.allCases)
  func `no direction within the bounds leads further down`(version: FSRSVersion) throws {
    let log = ReviewLog(Self.simulated(try Self.learner(), cards: 80))
    var fit = ParameterFit(version: version)
    fit.leavesOutliers = false
    let w = try fit.parameters(log, end: log.scoredCount)
    let isFew = log.scoredCount < ParameterFit.fewRows
    let prior = ParameterPrior(version, strength: isFew ? ParameterFit.caution : 1)
    func objective(_ w: [Double]) -> Double {
      var sums = Self.sums(version, Self.rows(log), w)
      prior.add(to: &sums, at: w)
      return sums.loss
    }
    let least = objective(w)
    for index in w.indices {
      for sign in [-1.0, 1] {
        var other = w
        other[index] += sign * 0.05 * max(0.05, w[index])
        // Only what a model accepts.
        guard (try? ModelParameters(version, other)) != nil else { continue }
        #expect(objective(other) > least - 0.02, "w\(index)")
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
      #expect(result.parameters == ModelParameters(.fsrs6))
      #expect(result.origin == .kept)
    }
  }

  @Test func `only Again and Good leaves Hard and Easy as they were`() throws {
    let log = ReviewLog(
      Self.simulated(try Self.learner(), cards: 200, onlyAgainAndGood: true)
    )
    let six = try ParameterFit(version: .fsrs6).parameters(log, end: log.scoredCount)
    #expect(six[15] == FSRS6.defaultParameters[15])
    #expect(six[16] == FSRS6.defaultParameters[16])
    #expect(six[0] <= six[1] && six[1] <= six[2] && six[2] <= six[3])
    #expect(throws: Never.self) { try FSRS6(parameters: six) }
    let seven = try ParameterFit(version: .fsrs7).parameters(log, end: log.scoredCount)
    for index in [13, 14, 21, 22] { #expect(seven[index] == FSRS7.defaultParameters[index]) }
    #expect(throws: Never.self) { try FSRS7(parameters: seven) }
  }

  @Test(arguments: FSRSVersion.allCases)
  func `who forgets nearly all, or nothing, can be fitted`(version: FSRSVersion) throws {
    for share in [UInt64(0), 19, 20] {
      var random = SplitMix(state: 3)
      let rows = (0..<1_500).map { index in
        ReviewLog.Row(
          card: index % 50,
          milliseconds: Int64(index / 50) * 86_400_000 * 3,
          day: StudyDay(rawValue: index / 50 * 3),
          rating: random.next() % 20 < share ? .again : .good
        )
      }
      let log = ReviewLog(rows)
      let w = try ParameterFit(version: version).parameters(log, end: log.scoredCount)
      let fitted = try ModelParameters(version, w)
      let loss = try #require(ParameterOptimizer().score(fitted, on: log).logLoss)
      let before = try ParameterOptimizer().score(ModelParameters(version), on: log).logLoss
      #expect(loss < before ?? 0)
    }
  }

  @Test func `one card with 3,000 reviews can be fitted`() throws {
    let rows = Self.simulated(FSRS6(), cards: 1, answers: 3_000)
    let result = try ParameterOptimizer().optimize(ReviewLog(rows))
    #expect(result.after.logLoss?.isFinite == true)
  }

  @Test func `what is fitted is never worse than what was fitted before`() throws {
    let log = ReviewLog(Self.simulated(try Self.learner(), cards: 120))
    let first = try ParameterOptimizer().optimize(log)
    let again = try ParameterOptimizer().optimize(log, from: first.parameters)
    #expect(first.isImproved)
    #expect(try #require(again.after.logLoss) <= #require(first.after.logLoss))
  }

  @Test func `bad parameters give way to a model's defaults where no fit is better`() throws {
    var w = FSRS6.defaultParameters
    w.replaceSubrange(0..<4, with: [20, 40, 60, 90])
    let log = ReviewLog(Self.simulated(FSRS6(), cards: 120))
    let result = try ParameterOptimizer(versions: [.fsrs6]).optimize(
      log,
      from: ModelParameters(.fsrs6, w)
    )
    #expect(result.origin == .defaults)
    #expect(result.parameters == ModelParameters(.fsrs6))
    #expect(try #require(result.after.logLoss) < #require(result.before.logLoss))
  }

  @Test func `a thrown error from progress ends the work`() {
    struct Enough: Error {}
    let log = ReviewLog(Self.simulated(FSRS6(), cards: 100))
    var told: [Int] = []
    #expect(throws: Enough.self) {
      try ParameterOptimizer().optimize(log) { progress in
        told.append(progress.done)
        #expect(progress.done < progress.fits)
        if progress.done == 7 { throw Enough() }
      }
    }
    #expect(told == told.sorted())
    #expect(told.last == 7)
  }

  @Test func `a kind of fit must win by more than chance`() {
    func loss(_ gains: [Double]) -> HeldOutLoss {
      var predictions = Predictions()
      predictions.logRecall = gains.map { -1 + $0 }
      predictions.isRecalled = gains.map { _ in true }
      var loss = HeldOutLoss()
      loss.append(predictions)
      return loss
    }
    let base = loss([Double](repeating: 0, count: 400))
    // A gain of 0.01 on the mean: each row's beside none, then lost in noise of 0.5.
    #expect(loss([Double](repeating: 0.01, count: 400)).beats(base))
    #expect(!loss((0..<400).map { $0 % 2 == 0 ? 0.51 : -0.49 }).beats(base))
    #expect(!base.beats(base))
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
    #expect(log.places == [0, 0, 0])
    #expect(log.fractionalDays == [0, 100.0 / 86_400_000, 100.0 / 86_400_000])
    #expect(log.scoredCount == 1)
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
