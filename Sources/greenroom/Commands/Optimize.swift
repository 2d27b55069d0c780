import ArgumentParser
import Foundation
import Practice
import SpacedRepetition
import StudyStore
import Terminal

struct Optimize: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fit the memory model to your reviews, and keep what predicts better.",
    usage: "greenroom optimize [options]",
    discussion: """
      Your own answers show how your memory differs from most people's. FSRS-6 and FSRS-7 are fitted \
      to your earlier reviews and tried on the later ones; what predicts those better than before, by \
      more than chance, is kept. It is worth a try from some hundred reviews on, and again when there \
      are twice as many. Ctrl-C stops it, and nothing has changed.

      --reviews takes any log in CSV with the columns card_id, review_time (ISO 8601, or milliseconds \
      since 1970) and review_rating (1 to 4), and changes nothing. Its study days begin at 04:00 UTC.
      """
  )

  /// The models there are to fit.
  enum Model: String, CaseIterable, ExpressibleByArgument {
    /// The best of those there are.
    case auto
    case fsrs6, fsrs7

    /// What to choose from.
    var versions: [FSRSVersion] {
      switch self {
      case .auto: FSRSVersion.allCases
      case .fsrs6: [.fsrs6]
      case .fsrs7: [.fsrs7]
      }
    }
  }

  @OptionGroup var global: GlobalOptions
  @Option(
    help: ArgumentHelp("Read this log instead of your study.", valueName: "file.csv"),
    completion: .file(extensions: ["csv"])
  )
  var reviews: String?
  @Flag(help: "Only score how well recall is predicted now.") var evaluate = false
  @Option(help: ArgumentHelp("The memory model: fsrs6, fsrs7 or auto.", valueName: "model"))
  var model = Model.auto

  @MainActor
  func run(in app: App) throws {
    // From the first byte read: a large log takes its time, and in the shell Ctrl-C ends only the verb.
    let interrupts = InterruptWatch()
    let began = ContinuousClock.now
    if let reviews {
      let file = try Self.read(reviews)
      for problem in file.problems {
        app.note(TerminalText.singleLine("\(reviews):\(problem)"))
      }
      let log = ReviewLog(file.rows)
      if file.skipped > 0 {
        app.note("skipped \(NumberText.count(file.skipped, "row")) that cannot be read")
      }
      if log.duplicateCount > 0 {
        app.note("skipped \(NumberText.count(log.duplicateCount, "row")) given twice")
      }
      guard log.count > 0 else {
        throw Failure(.badData, "\(TerminalText.singleLine(reviews)): it holds no reviews")
      }
      let start = ModelParameters(model == .fsrs7 ? .fsrs7 : .fsrs6)
      let result = try fit(log, from: start, interrupts, app)
      report(result, log, skipped: file.skipped + log.duplicateCount, since: began, app)
      return
    }
    let study = try app.study()
    let log = try study.store.reviewLog()
    let result = try fit(log, from: study.settings.modelParameters(), interrupts, app)
    if result.isImproved { try app.change(to: result.parameters) }
    if !evaluate { try study.noteOptimized() }
    report(result, log, skipped: 0, since: began, app)
  }

  private static func read(_ path: String) throws -> ReviewLogFile {
    let shown = TerminalText.singleLine(path)
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      let isThere = FileManager.default.fileExists(atPath: path)
      throw Failure(.usage, isThere ? "cannot read \(shown)" : "there is no file \(shown)")
    }
    do {
      return try ReviewLogFile([UInt8](data))
    } catch let error as ReviewLogFile.NoLog {
      throw Failure(.badData, "\(shown): no review log: \(error)")
    }
  }

  @MainActor
  private func fit(
    _ log: ReviewLog,
    from parameters: ModelParameters,
    _ interrupts: borrowing InterruptWatch,
    _ app: App
  ) throws -> ParameterOptimizer.Result {
    let optimizer = ParameterOptimizer(versions: model.versions)
    var line = ProgressLine(isShown: app.showsProgress)
    defer { line.clear() }
    try stop(if: interrupts.isInterrupted, app)
    let result =
      if evaluate {
        try optimizer.evaluate(parameters, on: log)
      } else {
        try optimizer.optimize(log, from: parameters) { progress in
          try stop(if: interrupts.isInterrupted, app)
          line.show(
            "fitting, \(NumberText.percent(Double(progress.done) / Double(progress.fits))); "
              + "Ctrl-C stops"
          )
        }
      }
    // Between the last pass and here all is scored, and nothing is changed yet.
    try stop(if: interrupts.isInterrupted, app)
    return result
  }

  @MainActor
  private func stop(if isInterrupted: Bool, _ app: App) throws {
    guard isInterrupted else { return }
    // In the shell it is the verb that was to end, not the shell.
    throw Failure(app.isInShell ? .failed : .interrupted, "stopped; nothing was changed")
  }

  // MARK: Report

  @MainActor
  private func report(
    _ result: ParameterOptimizer.Result,
    _ log: ReviewLog,
    skipped: Int,
    since began: ContinuousClock.Instant,
    _ app: App
  ) {
    let time = (ContinuousClock.now - began).components
    let seconds = Double(time.seconds) + Double(time.attoseconds) / 1e18
    if global.json {
      return app.printJSON(Self.json(result, log, skipped: skipped, seconds: seconds))
    }
    for line in lines(result, log) {
      // Sentences are wrapped; columns fit, and numbers to copy stay in one line.
      if line.hasSuffix(".") { app.say(line) } else { app.printLine(line) }
    }
  }

  private static func json(
    _ result: ParameterOptimizer.Result,
    _ log: ReviewLog,
    skipped: Int,
    seconds: Double
  ) -> JSONValue {
    func pair(_ figure: KeyPath<PredictionScore, Double?>) -> JSONValue {
      [
        "before": JSONValue(result.before[keyPath: figure]),
        "after": JSONValue(result.after[keyPath: figure]),
      ]
    }
    let (origin, options): (String, JSONValue) =
      switch result.origin {
      case .kept: ("kept", .null)
      case .defaults: ("defaults", .null)
      case .fitted(let priorStrength, let isRecent):
        ("fitted", ["prior_strength": .double(priorStrength), "recency": .bool(isRecent)])
      }
    return [
      "origin": .string(origin), "options": options,
      "model": .string(result.parameters.version.rawValue),
      "parameters": .array(result.parameters.values.map { .double($0) }),
      "reviews": .int(log.count), "cards": .int(log.cardCount), "scored": .int(log.scoredCount),
      "skipped": .int(skipped), "improved": .bool(result.isImproved),
      "log_loss": pair(\.logLoss), "rmse_bins": pair(\.rmseBins), "auc": pair(\.auc),
      "cross_validated": [
        "log_loss_before": JSONValue(result.crossValidatedBefore),
        "log_loss_after": JSONValue(result.crossValidatedAfter),
      ],
      "seconds": .double((seconds * 1e6).rounded() / 1e6),
    ]
  }

  private static func name(_ version: FSRSVersion) -> String {
    switch version {
    case .fsrs6: "FSRS-6"
    case .fsrs7: "FSRS-7"
    }
  }

  private func lines(_ result: ParameterOptimizer.Result, _ log: ReviewLog) -> [String] {
    var lines = [
      "\(NumberText.grouped(Double(log.count))) reviews of "
        + "\(NumberText.grouped(Double(log.cardCount))) cards; recall was to be predicted in "
        + "\(NumberText.grouped(Double(log.scoredCount))) of them."
    ]
    guard log.scoredCount > 0 else {
      return lines + ["A prediction needs a card that was asked on two days. Come back then."]
    }
    func row(_ name: String, _ before: Double?, _ after: Double?) -> String {
      func figure(_ value: Double?) -> String {
        value.map { String(format: "%.4f", $0) } ?? "–"
      }
      let figures = evaluate ? [before] : [before, after]
      return TerminalText.pad(name, to: 24)
        + figures.map { TerminalText.padLeft(figure($0), to: 8) }.joined()
    }
    lines.append(
      TerminalText.pad("", to: 24) + TerminalText.padLeft(evaluate ? "now" : "before", to: 8)
        + (evaluate ? "" : TerminalText.padLeft("after", to: 8))
    )
    lines += [
      row("log loss", result.before.logLoss, result.after.logLoss),
      row("RMSE (bins)", result.before.rmseBins, result.after.rmseBins),
      row("AUC", result.before.auc, result.after.auc),
      row("log loss, later reviews", result.crossValidatedBefore, result.crossValidatedAfter),
    ]
    if evaluate { return lines }
    let fewest = ParameterOptimizer.fewestRows
    guard log.scoredCount >= fewest else {
      return lines + ["All stays as it was: fewer than \(fewest) predictions tell nothing apart."]
    }
    guard result.isImproved else {
      return lines + ["All stays as it was: nothing predicts better by more than chance."]
    }
    let model = Self.name(result.parameters.version)
    if let before = result.before.logLoss, let after = result.after.logLoss {
      let share = String(format: "%.1f", (1 - after / before) * 100)
      let what =
        result.origin == .defaults
        ? "\(model) with its usual parameters" : "\(model) with parameters of your own"
      lines.append(
        "\(what): log loss is \(share) % lower" + (reviews == nil ? ", so it is kept." : ".")
      )
    }
    if reviews != nil {
      lines.append("parameters: " + result.parameters.values.map { "\($0)" }.joined(separator: " "))
    }
    return lines
  }
}
