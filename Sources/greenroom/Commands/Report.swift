import ArgumentParser
import Foundation
import StudyStore
import Terminal

struct Report: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a page about your preparation: plan, forecast, retention, rounds.",
    usage: "greenroom report [--output <file>] [--open] [options]",
    discussion: """
      One HTML file that needs no network and no script: to read, print or send. It replaces an \
      earlier report, and other files only with --force.
      """
  )

  @OptionGroup var global: GlobalOptions
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to write it.", valueName: "file"),
    completion: .file()
  )
  var output = "greenroom-report.html"
  @Flag(help: "Open it afterwards, as the desktop opens such files.") var open = false
  @Flag(help: "Replace a file that is no earlier report.") var force = false

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output takes the name of a file.") }
  }

  @MainActor
  func run(in app: App) throws {
    let shown = TerminalText.singleLine(output)
    guard force || Self.isFree(output) else {
      throw Failure(
        .cannotWrite,
        "\(shown) is there already and is no report; --force replaces it"
      )
    }
    let page = try ReportPage(try app.study().reportData()).html()
    try BankFiles.replace(output, with: page)
    if global.json {
      app.printJSON(["file": .string(output)])
    } else {
      app.say("\(shown): written.")
    }
    if open { try show(shown, environment: app.environment) }
  }

  /// Whether nothing is there, or an earlier report.
  private static func isFree(_ path: String) -> Bool {
    guard BankFiles.exists(path) else { return true }
    let text = try? BankFiles.text(of: path)
    return text?.prefix(2_000).contains(ReportTemplate.mark) == true
  }

  @MainActor
  private func show(_ shown: String, environment: [String: String]) throws {
    StandardOutput.shared.flush()
    guard let opener = FileOpener(environment: environment) else {
      throw Failure(
        .programMissing,
        "no program to open files with (xdg-open); \(shown) is written, open it in a browser"
      )
    }
    // Absolute, so that no name is taken for an option.
    let status = opener.open(URL(fileURLWithPath: output).path)
    guard status == 0 else {
      throw Failure(
        .failed,
        "\(opener.name) could not open \(shown); it is written, open it in a browser"
      )
    }
  }
}
