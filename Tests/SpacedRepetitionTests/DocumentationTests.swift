import Foundation
import SpacedRepetition
import Testing

/// Every example of the pages, as code that runs: what a page shows must be in this file, statement after
/// statement, and print here what its comments say.
struct `The documentation` {
  private static let catalogue = "Sources/SpacedRepetition/SpacedRepetition.docc/"

  @Test func `the catalogue's opening example prints what it says`() throws {
    var printed: [String] = []
    func print(_ items: Any...) { printed.append(Self.line(items)) }

    let scheduler = Scheduler(model: FSRS6())
    let fuzz = FuzzSource.draw(key: "databases/lsm-vs-btree", reviewCount: 0)
    let settings = SchedulingSettings(learningSteps: LearningSteps(seconds: [60, 600]))
    let first = SchedulingContext(
      settings: settings,
      elapsed: Elapsed(studyDays: 0),
      fuzz: fuzz
    )
    let next = scheduler.nextStates(of: .new, in: first)
    print(next.good.interval)
    print(next.easy.interval)
    let card = next.easy.state

    #expect(card.phase == .review)
    try expect(Self.catalogue + "SpacedRepetition.md", toShow: printed)
  }

  @Test func `the program's example for those who use the library prints what it says`() throws {
    var printed: [String] = []
    func print(_ items: Any...) { printed.append(Self.line(items)) }

    let scheduler = Scheduler(model: FSRS6())
    let settings = SchedulingSettings(desiredRetention: 0.90)
    var card = CardState.new
    for (rating, days) in [(Rating.easy, 0), (.good, 8), (.hard, 39)] {
      let context = SchedulingContext(settings: settings, elapsed: Elapsed(studyDays: days))
      let next = scheduler.nextStates(of: card, in: context)
      card = next[rating].state
      print(rating, next[rating].interval)
    }

    try expect("README.md", toShow: printed)
  }

  @Test func `the library's first example schedules, answers and prints what it says`() throws {
    var printed: [String] = []
    func print(_ items: Any...) { printed.append(Self.line(items)) }

    let steps = LearningSteps(seconds: [600])
    let settings = SchedulingSettings(desiredRetention: 0.90, learningSteps: steps)
    var card = CardState.new
    for (rating, days) in [(Rating.good, 0), (.good, 1), (.good, 5)] {
      let context = SchedulingContext(settings: settings, elapsed: Elapsed(studyDays: days))
      let next = Scheduler(model: FSRS6()).nextStates(of: card, in: context)
      card = next[rating].state
      print(rating, next[rating].interval)
    }

    try expect("Sources/SpacedRepetition/README.md", toShow: printed)
  }

  @Test func `the library's second example fits parameters and prints what it says`() throws {
    var printed: [String] = []
    func print(_ items: Any...) { printed.append(Self.line(items)) }

    var rows: [ReviewLog.Row] = []
    for card in 0..<60 {
      for day in [card, card + 1, card + 4, card + 12, card + 30] {
        let rating = day % 3 == 0 ? Rating.again : .good
        let time = Int64(day) * 86_400_000
        let row = ReviewLog.Row(
          card: card,
          milliseconds: time,
          day: StudyDay(rawValue: day),
          rating: rating
        )
        rows.append(row)
      }
    }
    let result = try ParameterOptimizer(versions: [.fsrs6]).optimize(ReviewLog(rows))
    let own = Scheduler(model: try result.parameters.model)
    print(result.isImproved, result.parameters.version)

    #expect(own.model.fingerprint != FSRS6().fingerprint)
    try expect("Sources/SpacedRepetition/README.md", example: 1, toShow: printed)
  }

  @Test func `a fit of the article's ends with a cancellation where its task was cancelled`()
    async throws
  {
    let log = ReviewLog(
      (0..<60).map {
        ReviewLog.Row(
          card: $0 / 2,
          milliseconds: Int64($0) * 86_400_000,
          day: StudyDay(rawValue: $0),
          rating: .good
        )
      }
    )
    let fitting = Task.detached {
      try ParameterOptimizer().optimize(log) { _ in try Task.checkCancellation() }
    }
    let result = try await fitting.value
    // One that cancels itself before it begins cannot be done before it is cancelled.
    let cancelled = Task.detached {
      withUnsafeCurrentTask { $0?.cancel() }
      return try ParameterOptimizer().optimize(log) { _ in try Task.checkCancellation() }
    }

    #expect(result == (try ParameterOptimizer().optimize(log)))
    await #expect(throws: CancellationError.self) { try await cancelled.value }
    try expect(Self.catalogue + "FittingParameters.md", toShow: [])
  }

  // MARK: - Pages

  private static func line(_ items: [Any]) -> String {
    items.map { "\($0)" }.joined(separator: " ")
  }

  /// Expects that an example of a page is in this file, but for layout, imports and comments, and that
  /// the comments beside its prints are what was printed, up to a colon.
  private func expect(_ path: String, example index: Int = 0, toShow printed: [String]) throws {
    let here = URL(fileURLWithPath: #filePath)
    let root = here.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    let examples = page.components(separatedBy: "```swift\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }
    try #require(examples.indices.contains(index), "\(path) has no example \(index)")
    let lines = examples[index].components(separatedBy: "\n").filter { !$0.hasPrefix("import ") }

    let code = code(lines)
    let compiled = self.code(
      try String(contentsOf: here, encoding: .utf8).components(separatedBy: "\n")
    )
    #expect(!code.isEmpty)
    // Told without the whole of this file.
    let isCompiled = compiled.contains(code)
    #expect(isCompiled, "\(path), example \(index), is not what the tests run")

    let promised = lines.filter { $0.contains("print(") }.compactMap { line in
      line.components(separatedBy: "  // ").dropFirst().first?.components(separatedBy: ": ")[0]
    }
    #expect(
      promised.joined(separator: ", ") == printed.joined(separator: ", "),
      "\(path), example \(index)"
    )
  }

  /// Code without comments and layout: swift-format breaks calls that a page keeps in one line.
  private func code(_ lines: [String]) -> String {
    lines.map { $0.components(separatedBy: "//")[0] }.joined().filter { !$0.isWhitespace }
  }
}
