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
      Your own answers show how your memory differs from most people's. The fit is kept only where \
      fits to earlier reviews predict the later ones better than the usual parameters do; it is worth \
      a try from some hundred reviews on, and again when there are twice as many.

      --reviews takes any log in CSV with the columns card_id, review_time (ISO 8601, or milliseconds \
      since 1970) and review_rating (1 to 4), and changes nothing. Its study days begin at 04:00 UTC.
      """
  )

  /// The models there are to fit.
  enum Model: String, CaseIterable, ExpressibleByArgument {
    /// The best of those there are.
    case auto
    case fsrs6
  }

  @OptionGroup var global: GlobalOptions
  @Option(
    help: ArgumentHelp("Read this log instead of your study.", valueName: "file.csv"),
    completion: .file(extensions: ["csv"])
  )
  var reviews: String?
  @Flag(help: "Only score how well recall is predicted now.") var evaluate = false
  @Option(help: ArgumentHelp("The memory model: fsrs6 or auto.", valueName: "model"))
  var model = "auto"

  func validate() throws {
    if Model(rawValue: model) == nil {
      throw ValidationError(
        model == "fsrs7"
          ? "--model: fsrs7 cannot be fitted yet; fsrs6 and auto can."
          : "--model takes fsrs6 or auto, not '\(TerminalText.singleLine(model))'."
      )
    }
  }

  @MainActor
  func run(in app: App) throws {
    if let reviews {
      let began = ContinuousClock.now
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
      let result = try fit(log, from: FSRS6(), app)
      report(result, log, skipped: file.skipped + log.duplicateCount, since: began, app)
      return
    }
    let study = try app.study()
    guard study.settings.memoryModel == .fsrs6 else {
      throw Failure(
        .usage,
        "memory_model is \(study.settings.memoryModel.rawValue), and only fsrs6 can be fitted yet; "
          + "`config set memory_model fsrs6` goes back to it"
      )
    }
    let began = ContinuousClock.now
    let log = try study.store.reviewLog()
    let before = try study.settings.parameters.map { try FSRS6(parameters: $0) } ?? FSRS6()
    let result = try fit(log, from: before, app)
    if result.isImproved {
      let text = result.parameters.map { "\($0)" }.joined(separator: " ")
      try app.changeSetting(SettingKey.parameters.rawValue, to: text)
    }
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
  private func fit(_ log: ReviewLog, from model: FSRS6, _ app: App) throws
    -> ParameterOptimizer.Result
  {
    let optimizer = ParameterOptimizer()
    if evaluate { return try optimizer.evaluate(model, on: log) }
    // Less takes no time that is worth a word.
    let isLong = log.scoredCount > 200_000 && app.isInteractive
    return try optimizer.optimize(log, from: model) { progress in
      try Task.checkCancellation()
      if isLong { app.note("fit \(progress.done + 1) of \(progress.fits) …") }
    }
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
    for line in lines(result, log) { app.printLine(line) }
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
    return [
      "model": "fsrs6", "parameters": .array(result.parameters.map { .double($0) }),
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
        + figures.map { TerminalText.padLeft(figure($0), to: 10) }.joined()
    }
    lines.append(
      TerminalText.pad("", to: 24) + TerminalText.padLeft(evaluate ? "now" : "before", to: 10)
        + (evaluate ? "" : TerminalText.padLeft("after", to: 10))
    )
    lines += [
      row("log loss", result.before.logLoss, result.after.logLoss),
      row("RMSE (bins)", result.before.rmseBins, result.after.rmseBins),
      row("AUC", result.before.auc, result.after.auc),
      row("log loss, later reviews", result.crossValidatedBefore, result.crossValidatedAfter),
    ]
    if evaluate { return lines }
    guard result.isImproved else {
      return lines + ["The parameters stay as they were: fitting predicts no better."]
    }
    if let before = result.before.logLoss, let after = result.after.logLoss {
      let share = String(format: "%.1f", (1 - after / before) * 100)
      lines.append("Log loss is \(share) % lower: the fit is kept.")
    }
    if reviews != nil {
      lines.append("parameters: " + result.parameters.map { "\($0)" }.joined(separator: " "))
    }
    return lines
  }
}
