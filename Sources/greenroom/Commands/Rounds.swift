import ArgumentParser
import Practice
import QuestionBank
import StudyStore
import Terminal

/// Mock rounds that were held.
struct Rounds: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Mock rounds: list, show, compare, export, abandon.",
    discussion: "A round is named by its id, by a beginning that no other has, or as 'last'.",
    subcommands: [
      RoundsList.self, RoundsShow.self, RoundsCompare.self, RoundsExport.self,
      RoundsAbandon.self,
    ],
    defaultSubcommand: RoundsList.self
  )
}

struct RoundsList: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "All rounds, the newest last, and how near you are to being ready."
  )
  @OptionGroup var global: GlobalOptions
  @Option(help: "Only this kind: design, coding or behavioral.") var kind: String?
  @Option(help: ArgumentHelp("Only the newest n.", valueName: "n")) var limit: Int?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1.") }
  }

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let kind = try kind.map(PromptKind.init(word:))
    let (all, problems) = study.roundFiles.all()
    let history = RoundHistory(all.map(\.value))
    let fitting = history.rounds.filter { kind == nil || $0.kind == kind }
    let shown = Array(fitting.suffix(limit ?? fitting.count))
    for problem in problems { app.note(problem) }
    if global.json { return app.printJSON(.array(shown.map(RoundJSON.summary))) }
    if shown.isEmpty { return app.note("no rounds yet; `mock design` begins one") }
    var lines = RoundsListing(app: app).lines(of: shown)
    lines.append("")
    let stage = study.settings.scope.targetStage
    for kind in PromptKind.allCases where fitting.contains(where: { $0.kind == kind }) {
      let streak = history.streak(of: kind, stage: stage)
      let ready = streak == RoundHistory.wanted ? ": ready for \(stage.rawValue)" : ""
      lines.append(
        "\(kind.rawValue): \(streak) of \(RoundHistory.wanted) passing cold rounds in a row\(ready)"
      )
    }
    app.page(lines)
  }
}

/// Rounds one to a line; two where the screen is narrow.
@MainActor
private struct RoundsListing {
  let app: App

  func lines(of rounds: [RoundRecord]) -> [String] {
    let isCut = app.capabilities.isTerminal && !app.options.plain
    let rows = rounds.map { round in
      [
        round.id, round.kind.rawValue, round.stage.rawValue, round.attempt.rawValue, round.outcome,
      ].map { TerminalText.singleLine($0) }
    }
    let titles = rounds.map { TerminalText.singleLine($0.title) }
    if isCut, app.width < 70 {
      return zip(rows, titles).flatMap { row, title in
        [row[0], "  " + (row.dropFirst() + [title]).joined(separator: "  ")]
          .map { TerminalText.truncate($0, to: app.width) }
      }
    }
    let widths = (0..<5).map { column in
      rows.map { TerminalText.width($0[column]) }.max() ?? 0
    }
    return zip(rows, titles).map { row, title in
      let columns = zip(row, widths).map { TerminalText.pad($0, to: $1) }
      let line = (columns + [title]).joined(separator: "  ")
      return isCut ? TerminalText.truncate(line, to: app.width) : line
    }
  }
}

struct RoundsShow: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "A round with its notes, scores and verdict."
  )
  @OptionGroup var global: GlobalOptions
  @Argument(help: "The round.") var id: String

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let record = try study.round(named: id)
    if global.json {
      return app.printLine(String(try RoundFiles.text(of: record).dropLast()))
    }
    let report = RoundReport(width: app.width, painter: app.painter)
    app.page(report.lines(of: record.value, words: study.words(of: record.value)))
  }
}

struct RoundsCompare: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "What changed against the attempt before, or against another round."
  )
  @OptionGroup var global: GlobalOptions
  @Argument(help: "The round.") var id: String
  @Argument(help: "The other round; by default the finished one before it on the same prompt.")
  var other: String?

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let record = try study.round(named: id).value
    let (before, after) = try pair(record, study)
    if global.json { return app.printJSON(RoundJSON.comparison(before, after)) }
    let report = RoundReport(width: app.width, painter: app.painter)
    app.page(report.lines(comparing: before, with: after, words: study.words(of: after)))
  }

  /// Both rounds, the earlier one first.
  @MainActor
  private func pair(_ record: RoundRecord, _ study: Study) throws -> (RoundRecord, RoundRecord) {
    guard let other else {
      guard let previous = study.history().previous(to: record) else {
        let prompt = record.prompts.first?.rawValue ?? record.kind.rawValue
        throw Failure(
          .failed,
          "no finished round on \(prompt) comes before \(record.id); name one to compare with"
        )
      }
      return (previous, record)
    }
    let second = try study.round(named: other).value
    guard second.id != record.id else {
      throw Failure(.usage, "\(record.id) is the same round twice")
    }
    guard second.prompts.first == record.prompts.first else {
      throw Failure(
        .usage,
        "\(record.id) asks \(record.prompts[0]), \(second.id) asks \(second.prompts[0]); "
          + "only rounds on the same prompt compare"
      )
    }
    return RoundHistory([record, second]).rounds[0].id == record.id
      ? (record, second) : (second, record)
  }
}

struct RoundsExport: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "A round as a Markdown document."
  )
  @OptionGroup var global: GlobalOptions
  @Option(name: .shortAndLong, help: ArgumentHelp("Write it to this file.", valueName: "file"))
  var output: String?
  @Flag(help: "Replace a file that is there already.") var force = false
  @Argument(help: "The round.") var id: String

  @MainActor
  func run(in app: App) throws {
    if global.json, output == nil {
      throw Failure(.usage, "export writes Markdown; `rounds show \(id) --json` prints JSON")
    }
    let study = try app.study()
    let record = try study.round(named: id).value
    let text = RoundMarkdown(record: record, words: study.words(of: record)).text
    guard let output, output != "-" else { return app.printLine(String(text.dropLast())) }
    guard force || !BankFiles.exists(output) else {
      throw Failure(.cannotWrite, "\(output) is there already; --force replaces it")
    }
    try BankFiles.replace(output, with: text)
    if global.json { return app.printJSON(["file": .string(output)]) }
    app.note("wrote \(output)")
  }
}

struct RoundsAbandon: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "abandon",
    abstract: "Give a round up that is not over; it keeps its notes and leaves no review."
  )
  @OptionGroup var global: GlobalOptions
  @Flag(help: "Do not ask.") var force = false
  @Argument(help: "The round.") var id: String

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let named = try study.round(named: id)
    try expectOpen(named.value)
    // Taken before asking, so that no one goes on with it meanwhile.
    let hold = try study.roundFiles.hold(named.id)
    let record = try study.round(named: named.id)
    try expectOpen(record.value)
    try Confirmation.ask("Give up \(named.id)?", force: force, in: app)
    // Without its prompts, which may be gone; giving up asks nothing more.
    var round = Round(
      resuming: record,
      heartbeat: hold.lastHeartbeat,
      prompts: [],
      at: app.clock.moment
    )
    round.abandon(at: app.clock.moment)
    try study.roundFiles.save(round.record)
    hold.remove()
    if global.json { return app.printJSON(RoundJSON.summary(round.record.value)) }
    app.printLine("\(named.id) is given up.")
  }

  private func expectOpen(_ record: RoundRecord) throws {
    guard !record.isOpen else { return }
    let words = record.state == .finished ? "finished; what it left stays" : "given up already"
    throw Failure(.usage, "\(record.id) is \(words)")
  }
}

extension PromptKind {
  /// The kind that a command's word names.
  init(word: String) throws {
    guard let kind = PromptKind(rawValue: word.lowercased()) else {
      throw Failure(
        .usage,
        Suggest.unknown("kind of round", word, among: PromptKind.allCases.map(\.rawValue))
      )
    }
    self = kind
  }
}
