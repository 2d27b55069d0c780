import ArgumentParser
import Terminal

struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Settings: list, get, set, unset.",
    subcommands: [ConfigList.self, ConfigGet.self, ConfigSet.self, ConfigUnset.self],
    defaultSubcommand: ConfigList.self
  )
}

struct ConfigList: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Every setting, its value and where that comes from."
  )
  @OptionGroup var global: GlobalOptions

  @MainActor
  func run(in app: App) throws {
    let listing = try app.settingsListing()
    if global.json {
      return app.printJSON(
        .object(Dictionary(listing.map { ($0.key, $0.json) }) { first, _ in first })
      )
    }
    for row in listing {
      let line =
        TerminalText.pad(row.key, to: 20) + TerminalText.pad(row.text, to: 18) + " " + row.origin
      app.printLine(TerminalText.singleLine(line))
    }
  }
}

struct ConfigGet: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "get",
    abstract: "The value of one setting."
  )
  @OptionGroup var global: GlobalOptions
  @Argument(help: "The setting.", completion: ProgramCompletion.settings) var key: String

  @MainActor
  func run(in app: App) throws {
    let listing = try app.settingsListing()
    guard let row = listing.first(where: { $0.key == key }) else {
      throw Failure(.usage, Suggest.unknown("setting", key, among: listing.map(\.key)))
    }
    global.json ? app.printJSON(row.json) : app.printLine(TerminalText.singleLine(row.text))
  }
}

struct ConfigSet: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change one setting; lists take several values."
  )
  @OptionGroup var global: GlobalOptions
  @Argument(help: "The setting.", completion: ProgramCompletion.settings) var key: String
  @Argument(help: "Its value.", completion: ProgramCompletion.values) var value: [String]

  @MainActor
  func run(in app: App) throws {
    try app.changeSetting(key, to: value.joined(separator: " "))
    try ConfigGet.report(key, in: app, json: global.json)
  }
}

struct ConfigUnset: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "unset",
    abstract: "Go back to a setting's default."
  )
  @OptionGroup var global: GlobalOptions
  @Argument(help: "The setting.", completion: ProgramCompletion.settings) var key: String

  @MainActor
  func run(in app: App) throws {
    try app.changeSetting(key, to: nil)
    try ConfigGet.report(key, in: app, json: global.json)
  }
}

extension ConfigGet {
  @MainActor
  static func report(_ key: String, in app: App, json: Bool) throws {
    guard let row = try app.settingsListing().first(where: { $0.key == key }) else { return }
    json
      ? app.printJSON([key: row.json])
      : app.printLine("\(key): \(TerminalText.singleLine(row.text))")
  }
}
