import ArgumentParser
import StudyStore
import Terminal

struct Doctor: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check that everything is sound; back up, restore, rebuild what is derived.",
    discussion: """
      A backup is one file with every answer, schedule, mark and note.
      Your own banks and your settings are not in it: they are text files,
      to be copied as they are.
      """
  )
  @OptionGroup var global: GlobalOptions
  @Flag(help: "Derive every memory state and the card index anew; mends a damaged study too.")
  var rebuild = false
  @Option(
    help: ArgumentHelp("Copy your study into this new file first.", valueName: "file"),
    completion: .file()
  )
  var backup: String?
  @Option(
    help: ArgumentHelp(
      "Put this backup in your study's place; what was there is kept beside it.",
      valueName: "file"
    ),
    completion: .file()
  )
  var restore: String?
  @Flag(help: "Do not ask; replace a file; make do with the answers that can be read.")
  var force = false

  func validate() throws {
    if restore != nil, rebuild || backup != nil {
      throw ValidationError("--restore goes with neither --backup nor --rebuild.")
    }
  }

  @MainActor
  func run(in app: App) throws {
    if let restore { try self.restore(restore, in: app) }
    if let damage = try Self.damage(in: app) {
      guard rebuild else {
        if backup != nil { app.note("no backup was made of a damaged study") }
        report(Self.checks(damage, in: app), in: app)
        throw Failure(.badData, "")
      }
      try salvage(in: app)
    }
    let study = try app.study()
    if let backup { try study.backup(to: backup, force: force) }
    if rebuild { try study.rebuild() }
    if rebuild { try study.reconcileRounds(random: &app.random) }
    let checks = try study.selfCheck(shippedBanks: app.shippedBanks) + study.roundChecks()
    report(checks, in: app)
    if checks.contains(where: { !$0.isFine }) { throw Failure(.failed, "") }
  }

  /// What is wrong with the database file; nil where the study can be opened.
  @MainActor
  private static func damage(in app: App) throws -> String? {
    let problems = try StudyFile(path: app.home.database).problems()
    if let first = problems.first {
      return problems.count == 1 ? first : "\(first) (and \(problems.count - 1) more)"
    }
    do {
      _ = try app.study()
      return nil
    } catch StudyStoreError.damaged {
      return "it cannot be opened"
    } catch StudyStoreError.database(_, let message) {
      return message
    }
  }

  @MainActor
  private func restore(_ backup: String, in app: App) throws {
    try Self.refuse(within: app)
    let study = StudyFile(path: app.home.database)
    guard StudyFile(path: backup).exists else { throw Failure(.usage, "no file '\(backup)'") }
    if StudyFile.areSame(backup, study.path) {
      throw Failure(.usage, "\(backup) is the study itself, not a backup of it")
    }
    try Confirmation.ask("Put \(backup) in your study's place?", force: force, in: app)
    let kept = try study.restore(from: backup)
    app.note("restored \(backup)" + (kept.map { "; what was there is kept as \($0)" } ?? ""))
  }

  @MainActor
  private func salvage(in app: App) throws {
    try Self.refuse(within: app)
    let salvage = try StudyFile(path: app.home.database).salvage(force: force)
    app.note(
      "made the study anew from \(NumberText.count(salvage.reviews, "answer"))"
        + (salvage.isWhole ? "" : ", all that could be read")
        + (salvage.kept.map { "; the damaged file is kept as \($0)" } ?? "")
    )
  }

  /// A study cannot be replaced under the shell that has it open.
  @MainActor
  private static func refuse(within app: App) throws {
    if app.openStudy != nil {
      throw Failure(.usage, "this shell has the study open; leave it, then run it as a command")
    }
  }

  @MainActor
  private static func checks(_ damage: String, in app: App) -> [SelfCheck] {
    let settings = SettingsFile(path: app.home.settings).load(environment: app.environment)
    return [
      SelfCheck(
        name: "database",
        isFine: false,
        detail: "\(app.home.database) is damaged: \(damage). `doctor --rebuild` makes it anew from "
          + "your answers, where those can be read; `doctor --restore FILE` puts a backup in its "
          + "place. Either keeps the damaged file"
      ),
      .shippedBanks(app.shippedBanks),
      .settings(settings.problems),
    ]
  }

  @MainActor
  private func report(_ checks: [SelfCheck], in app: App) {
    if global.json {
      return app.printJSON(
        .array(
          checks.map {
            ["check": .string($0.name), "ok": .bool($0.isFine), "detail": .string($0.detail)]
          }
        )
      )
    }
    for check in checks {
      app.printLine(
        TerminalText.singleLine("\(check.isFine ? "ok  " : "FAIL") \(check.name): \(check.detail)")
      )
    }
  }
}

/// One line of the doctor's report.
struct SelfCheck {
  let name: String
  let isFine: Bool
  let detail: String

  static func shippedBanks(_ folder: String?) -> SelfCheck {
    SelfCheck(
      name: "shipped banks",
      isFine: folder != nil,
      detail: folder ?? "not found; install again, or set GREENROOM_BANKS"
    )
  }

  static func settings(_ problems: [String]) -> SelfCheck {
    SelfCheck(name: "settings", isFine: problems.isEmpty, detail: problems.first ?? "no mistakes")
  }
}
