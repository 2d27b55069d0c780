import ArgumentParser
import QuestionBank
import StudyStore
import Terminal

/// Bank files: what there is, whether it is sound, and a new one to begin with.
struct BankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bank",
    abstract: "Question banks: list, check, count, begin a new one.",
    subcommands: [
      BankList.self, BankCheckCommand.self, BankCoverageCommand.self, BankNew.self,
    ]
  )
}

struct BankList: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "The banks with their cards."
  )
  @OptionGroup var global: GlobalOptions

  @MainActor
  func run(in app: App) throws {
    let banks = try app.study().banks()
    if global.json {
      return app.printJSON(
        .array(
          banks.map {
            [
              "bank": .string($0.name), "title": .string($0.title), "file": .string($0.path),
              "cards": .int($0.cards), "overrides": .int($0.overrides),
              "shipped": .bool($0.isShipped), "problems": .int($0.errors + $0.warnings),
            ]
          }
        )
      )
    }
    for bank in banks {
      var line =
        TerminalText.pad(TerminalText.singleLine(bank.name), to: 20)
        + TerminalText.padLeft(NumberText.count(bank.cards, "card"), to: 10) + "  "
        + TerminalText.singleLine(bank.title)
      if bank.overrides > 0 { line += " (\(NumberText.count(bank.overrides, "edit")) of yours)" }
      if !bank.isShipped { line += " (yours)" }
      if bank.errors > 0 {
        line += " (\(NumberText.count(bank.errors, "problem")): `bank check`)"
      }
      app.printLine(app.capabilities.isTerminal ? TerminalText.truncate(line, to: app.width) : line)
    }
  }
}

struct BankCheckCommand: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report every problem in bank files; exit 65 where there are errors."
  )
  @OptionGroup var global: GlobalOptions
  @Flag(help: "Warnings fail too.") var strict = false
  @Flag(help: "Write ids into cards that have none, and change nothing else.") var fix = false
  @Argument(help: "Files or folders; all banks by default.", completion: .file())
  var files: [String] = []

  @MainActor
  func run(in app: App) throws {
    let checking = BankChecking(shipped: app.shippedBanks, own: app.home.banks)
    if fix {
      for (file, count) in try checking.fix(files) where count > 0 {
        app.note("\(file): wrote \(NumberText.count(count, "id"))")
      }
    }
    let report = try checking.check(files)
    if global.json {
      app.printJSON(
        .array(
          report.findings.map {
            [
              "file": .string($0.file), "line": .int($0.line), "column": .int($0.column),
              "severity": .string($0.severity.rawValue), "message": .string($0.message),
            ]
          }
        )
      )
    } else {
      for finding in report.findings { app.printLine(TerminalText.singleLine(finding.description)) }
    }
    let errors = report.findings.count { $0.severity == .error }
    let warnings = report.findings.count - errors
    let prompts = report.prompts > 0 ? ", " + NumberText.count(report.prompts, "prompt") : ""
    app.note(
      "\(NumberText.count(report.files, "file")), \(NumberText.count(report.cards, "card"))\(prompts): "
        + "\(NumberText.count(errors, "error")), \(NumberText.count(warnings, "warning"))"
    )
    if errors > 0 || (strict && warnings > 0) { throw Failure(.badData, "") }
  }
}

struct BankCoverageCommand: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Count the banks against the career guide; exit 65 where a row is short."
  )
  @OptionGroup var global: GlobalOptions
  @Flag(help: "The rows alone, without their topics.") var rows = false
  @Argument(help: "Files or folders; all banks by default.", completion: .file())
  var files: [String] = []

  @MainActor
  func run(in app: App) throws {
    let checking = BankChecking(shipped: app.shippedBanks, own: app.home.banks)
    let (coverage, errors) = try checking.coverage(files)
    let gaps = coverage.gaps
    if global.json {
      app.printJSON(CoverageReport.json(coverage))
    } else {
      let table = CoverageReport(coverage: coverage, showsTopics: !rows, painter: app.painter)
      for line in table.lines {
        app.printLine(
          app.capabilities.isTerminal ? TerminalText.truncate(line, to: app.width) : line
        )
      }
    }
    for gap in gaps { app.note("short: \(gap)") }
    if errors > 0 {
      app.note("\(NumberText.count(errors, "error")) kept entries out of the count: `bank check`")
    }
    if !gaps.isEmpty || errors > 0 { throw Failure(.badData, "") }
  }
}

struct BankNew: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin a bank of your own, with an example of every kind of card."
  )
  @OptionGroup var global: GlobalOptions
  @Option(help: "Its title.") var title: String?
  @Argument(help: "Its name: small letters, digits and hyphens.") var name: String

  @MainActor
  func run(in app: App) throws {
    if let refusal = BankTemplate.refusal(name: name, title: title ?? name) {
      throw Failure(.usage, refusal)
    }
    let path = try app.study().newBank(name: name, title: title ?? name)
    if global.json { return app.printJSON(["file": .string(path)]) }
    app.say("\(path) is yours to edit; `bank check` looks it over.")
  }
}
