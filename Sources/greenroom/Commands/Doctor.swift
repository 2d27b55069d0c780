import ArgumentParser
import Terminal

struct Doctor: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check that everything is sound; rebuild what is derived."
  )
  @OptionGroup var global: GlobalOptions
  @Flag(help: "Derive every memory state anew from your reviews.") var rebuild = false
  @Option(
    help: ArgumentHelp("Copy your study into this file first.", valueName: "file"),
    completion: .file()
  )
  var backup: String?

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    if let backup { try study.backup(to: backup) }
    if rebuild { try study.rebuild() }
    let checks = try study.selfCheck(shippedBanks: app.shippedBanks)
    if global.json {
      app.printJSON(
        .array(
          checks.map {
            ["check": .string($0.name), "ok": .bool($0.isFine), "detail": .string($0.detail)]
          }
        )
      )
    } else {
      for check in checks {
        app.printLine(
          TerminalText.singleLine(
            "\(check.isFine ? "ok  " : "FAIL") \(check.name): \(check.detail)"
          )
        )
      }
    }
    if checks.contains(where: { !$0.isFine }) { throw Failure(.failed, "") }
  }
}

/// One line of the doctor's report.
struct SelfCheck {
  let name: String
  let isFine: Bool
  let detail: String
}
