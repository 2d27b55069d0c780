import Foundation
import SpacedRepetition
import Testing

struct `The documentation` {
  /// The example that opens `SpacedRepetition.docc`, line by line.
  @Test func `the opening example prints what it says`() throws {
    let scheduler = Scheduler(model: FSRS6())
    let fuzz = FuzzSource.draw(key: "databases/lsm-vs-btree", reviewCount: 0)
    let first = SchedulingContext(
      settings: SchedulingSettings(),
      elapsed: Elapsed(studyDays: 0),
      fuzz: fuzz
    )
    let next = scheduler.nextStates(of: .new, in: first)
    #expect("\(next.again.interval)" == "seconds(600)")
    #expect("\(next.easy.interval)" == "days(6)")
    let card = next.easy.state
    #expect(card.phase == .review)
    try expectCompiled("Sources/SpacedRepetition/SpacedRepetition.docc/SpacedRepetition.md")
  }

  /// The example of the `README.md`, line by line.
  @Test func `the example for those who use the library prints what it says`() throws {
    var lines: [String] = []
    func print(_ rating: Rating, _ interval: Interval) { lines.append("\(rating) \(interval)") }

    let scheduler = Scheduler(model: FSRS6())
    let settings = SchedulingSettings(desiredRetention: 0.90)
    var card = CardState.new  // what to store of a card, with the time of its last answer
    for (rating, days) in [(Rating.easy, 0), (.good, 8), (.hard, 39)] {
      let context = SchedulingContext(settings: settings, elapsed: Elapsed(studyDays: days))
      let next = scheduler.nextStates(of: card, in: context)  // all four, to show beside the grades
      card = next[rating].state
      print(rating, next[rating].interval)  // easy days(8), good days(39), hard days(108)
    }

    #expect(lines == ["easy days(8)", "good days(39)", "hard days(108)"])
    try expectCompiled("README.md")
  }

  /// Expects that the first example of `path` is in this file, but for layout, imports, comments and
  /// what it prints, so that it compiles.
  private func expectCompiled(_ path: String) throws {
    let here = URL(fileURLWithPath: #filePath)
    let root = here.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    let example = try #require(text.components(separatedBy: "```swift\n").dropFirst().first)
      .components(separatedBy: "```")[0]
    let compiled = tidy(try String(contentsOf: here, encoding: .utf8))
    for statement in example.components(separatedBy: "\n")
    where !tidy(statement).isEmpty && !["import", "print"].contains(where: statement.hasPrefix) {
      // swift-format breaks calls that a page keeps in one line.
      #expect(compiled.contains(tidy(statement)), "\(path): \(statement)")
    }
  }

  private func tidy(_ code: String) -> String {
    code.components(separatedBy: "\n")
      .map { $0.components(separatedBy: "//")[0] }
      .joined().filter { !$0.isWhitespace }
  }
}
