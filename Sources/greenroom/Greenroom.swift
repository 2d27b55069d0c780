import ArgumentParser
import Practice

/// The root command: every verb of the shell is a subcommand of it.
struct Greenroom: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "greenroom",
    abstract: "Get ready for backend interviews by a date: spaced repetition in a terminal.",
    discussion: """
      Without arguments, greenroom starts its shell; what you type there are the same verbs.

        greenroom drill                     today's cards
        greenroom drill --topic databases   only these
        greenroom due                       what is left today
        greenroom card search "write skew"  find a card

      Exit codes: 0 done, 1 failed, 64 usage, 65 bad data, 69 a needed program is missing, \
      73 cannot write, 75 busy, 130 interrupted.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: "Practise",
        subcommands: [
          Drill.self, Mock.self, Due.self, Next.self, Answer.self, Undo.self,
        ]
      ),
      CommandGroup(
        name: "Get ready",
        subcommands: [Plan.self, Weak.self, Ready.self, Stats.self, Report.self]
      ),
      CommandGroup(
        name: "Look after",
        subcommands: [
          CardCommand.self, BankCommand.self, Rounds.self, Stories.self, Config.self,
          Optimize.self, Doctor.self,
        ]
      ),
      CommandGroup(name: "Shell", subcommands: [Shell.self, Completions.self]),
    ],
    defaultSubcommand: Shell.self
  )

  /// Mistakes are reported in the program's own name, whoever finds them.
  static var _errorLabel: String { _commandName }

  /// The words that can come first.
  static var verbs: [String] {
    configuration.subcommands.map { $0._commandName } + ["help"]
  }

  /// Parses a line whose first word must be a verb, unless it is an option.
  ///
  /// - Throws: `Failure` for an unknown verb, which the default subcommand would take for its own
  ///   argument, and `help` for no matter; else what the parser throws.
  static func parse(line words: [String]) throws -> any ParsableCommand {
    if let first = words.first, !first.hasPrefix("-"), first != "help" {
      _ = try subcommand(first, of: self)
    } else if words.first == "help" {
      var command: any ParsableCommand.Type = self
      for word in words.dropFirst() where !word.hasPrefix("-") && word != "help" {
        command = try subcommand(word, of: command)
      }
    }
    return try parseAsRoot(words)
  }

  private static func subcommand(_ word: String, of command: any ParsableCommand.Type) throws
    -> any ParsableCommand.Type
  {
    let all = command.configuration.subcommands
    let found = all.first {
      $0._commandName == word || $0.configuration.aliases.contains(word)
    }
    if let found { return found }
    let names = all.map { $0._commandName } + (command == self ? ["help"] : [])
    throw Failure(.usage, Suggest.unknown("command", word, among: names))
  }
}

/// A verb; it runs with everything it needs handed to it, in the shell as from the command line.
protocol GreenroomCommand: ParsableCommand {
  var global: GlobalOptions { get }

  @MainActor func run(in app: App) throws
}

/// Options that every verb takes.
struct GlobalOptions: ParsableArguments {
  @Flag(name: .long, help: "Print JSON for programs to read.")
  var json = false

  @Flag(name: .long, help: "Plain lines: no colour, no tables, nothing redrawn.")
  var plain = false

  @Flag(
    name: .customLong("no-input"),
    help: """
      Never ask; take defaults, or fail saying what is missing. A drill and the shell then read \
      lines from a pipe only.
      """
  )
  var noInput = false

  @Flag(name: .customLong("no-color"), help: "No colour (also: the variable NO_COLOR).")
  var noColor = false

  @Option(name: .long, help: .hidden)
  var now: String?

  @Option(name: .long, help: .hidden)
  var seed: UInt64?

  @Option(name: .customLong("clock-rate"), help: .hidden)
  var clockRate: Double?

  func validate() throws {
    if let now {
      guard let reading = RFC3339.parse(now) else {
        throw ValidationError("--now takes a time like 2026-11-24T08:00:00Z, not '\(now)'.")
      }
      // 9999-01-01: a due date beyond it would have five digits in its year.
      guard (0..<253_370_764_800).contains(reading.moment.epochSeconds) else {
        throw ValidationError("--now takes a time from 1970 to 9998, not '\(now)'.")
      }
    }
    let rate = clockRate ?? 1
    guard rate >= 0, rate.isFinite, rate <= 1_000_000 else {
      throw ValidationError("--clock-rate takes a number from 0 to 1000000.")
    }
  }
}
