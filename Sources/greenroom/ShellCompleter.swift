import ArgumentParser
import Foundation
import Practice
import QuestionBank
import SpacedRepetition
import StudyStore
import Terminal

/// What Tab offers in the shell: verbs, options, topics, banks, settings, files, and the ids of
/// cards, prompts, rounds and stories.
@MainActor
struct ShellCompleter {
  let study: Study

  func completions(_ request: CompletionRequest) -> [Completion] {
    let line = Line(request)
    if let option = line.pendingOption {
      return matching(request.word, values(ofOption: option, in: line))
    }
    if request.word.hasPrefix("-") {
      if let equals = request.word.firstIndex(of: "=") {
        let option = String(request.word[..<equals])
        return matching(request.word, values(ofOption: option, in: line).map { "\(option)=\($0)" })
      }
      return matching(request.word, Self.options(of: line.verb))
    }
    if line.verb == "bank check" { return files(startingWith: request.word) }
    return matching(request.word, operands(line, request.word))
  }

  private func matching(_ word: String, _ candidates: [String]) -> [Completion] {
    Set(candidates).filter { $0.hasPrefix(word) }.sorted().map { path in
      // A file's folder goes on.
      path.hasSuffix("/") ? Completion(path, suffix: nil) : Completion(path)
    }
  }

  /// The words before the one at the cursor, sorted out.
  private struct Line {
    /// `drill`, `card list`; empty at the beginning of the line.
    var verb = ""
    /// What came after the verb, options apart.
    var operands: [String] = []
    /// The option whose value is being typed.
    var pendingOption: String?

    @MainActor
    init(_ request: CompletionRequest) {
      for word in request.previousWords {
        if pendingOption != nil {
          pendingOption = nil
        } else if word.hasPrefix("-") {
          if ShellCompleter.valueOptions.contains(word) { pendingOption = word }
        } else if verb.isEmpty {
          verb = ShellCompleter.aliases[word] ?? word
        } else if let subverbs = ShellCompleter.subverbs[verb], subverbs.contains(word) {
          verb += " \(word)"
        } else {
          operands.append(word)
        }
      }
    }
  }

  private func operands(_ line: Line, _ word: String) -> [String] {
    if let subverbs = Self.subverbs[line.verb] { return line.operands.isEmpty ? subverbs : [] }
    switch (line.verb, line.operands.count) {
    case ("", _): return Self.verbs
    case ("help", 0): return Self.verbs
    case ("help", 1): return Self.subverbs[line.operands[0]] ?? []
    case ("completions", 0): return ["bash", "zsh", "fish"]
    case ("config get", 0), ("config set", 0), ("config unset", 0): return study.settingKeys
    case ("config set", let count):
      let key = line.operands[0]
      return count == 1 || ["include", "exclude"].contains(key) ? values(of: key) : []
    case ("answer", 1): return Rating.words
    case ("answer", 0), ("card show", 0), ("card edit", 0), ("card suspend", 0), ("card bury", 0),
      ("card mark", 0), ("card reset", 0):
      return study.cardIDs(startingWith: word)
    case ("mock", 0): return Self.promptKinds + ["loop"]
    case ("rounds show", 0), ("rounds export", 0), ("rounds compare", 0), ("rounds compare", 1):
      return study.roundIDs + ["last"]
    case ("rounds abandon", 0): return study.openRoundIDs
    case ("stories show", 0), ("stories edit", 0), ("stories remove", 0): return study.storyIDs
    default: return []
    }
  }

  /// The kinds of round that a line may be about.
  private func kinds(in line: Line) -> [PromptKind] {
    line.operands.lazy.compactMap { PromptKind(rawValue: $0) }.first.map { [$0] }
      ?? PromptKind.allCases
  }

  private func promptIDs(_ kinds: [PromptKind]) -> [String] {
    let library = study.promptLibrary
    return kinds.flatMap { library.prompts($0).prompts.map(\.prompt.head.id) }
  }

  private static let promptKinds = PromptKind.allCases.map(\.rawValue)

  private func values(ofOption option: String, in line: Line) -> [String] {
    switch option {
    case "--topic": study.topicPaths
    case "--bank": study.bankNames
    case "--stage": Stage.allCases.map(\.rawValue)
    case "--kind" where line.verb.hasPrefix("rounds"): Self.promptKinds
    case "--kind": CardKind.allCases.map(\.rawValue)
    case "--prompt": promptIDs(kinds(in: line))
    case "--profile":
      RoundProfile.allCases.filter { kinds(in: line).contains($0.kind) }.map(\.rawValue)
    case "--rounds": Self.promptKinds
    case "--model": Optimize.Model.allCases.map(\.rawValue)
    case "--round": study.openRoundIDs
    case "--signals": Signal.allCases.map(\.rawValue)
    case "--scope": Stage.allCases.map(\.rawValue)
    case "--state": StateName.allCases.map(\.rawValue)
    default: []
    }
  }

  /// What a setting can be, where that is one of a few words.
  func values(of setting: String) -> [String] {
    switch SettingKey(rawValue: setting) {
    case .stage: Stage.allCases.map(\.rawValue)
    case .include, .exclude: study.bankNames + study.topicPaths
    case .fuzz, .singleKey: ["on", "off"]
    case .timer: Settings.Timer.allCases.map(\.rawValue)
    case .color: Settings.Color.allCases.map(\.rawValue)
    case .memoryModel: FSRSVersion.allCases.map(\.rawValue)
    case .parameters: ["default"]
    case .learningSteps, .relearningSteps: ["none"]
    default: []
    }
  }

  private func files(startingWith word: String) -> [Completion] {
    let slash = word.lastIndex(of: "/").map { word.index(after: $0) } ?? word.startIndex
    let folder = String(word[..<slash])
    let start = word[slash...]
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder))
    // A name with a space would be read as two words.
    let shown = (names ?? []).filter { name in
      !name.contains(" ") && (start.hasPrefix(".") || !name.hasPrefix("."))
    }
    return matching(
      word,
      shown.map { name in
        var isFolder: ObjCBool = false
        let path = folder + name
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        return exists && isFolder.boolValue ? path + "/" : path
      }
    )
  }

  // MARK: Tables

  private static let verbs = (Greenroom.verbs.filter { $0 != "shell" } + ["quit"]).sorted()

  private static let aliases: [String: String] = {
    var aliases: [String: String] = [:]
    for command in Greenroom.configuration.subcommands {
      for alias in command.configuration.aliases { aliases[alias] = command._commandName }
    }
    return aliases
  }()

  /// The verbs that take another one behind them.
  private static let subverbs: [String: [String]] = {
    var subverbs: [String: [String]] = [:]
    for command in Greenroom.configuration.subcommands {
      let names = command.configuration.subcommands.map { $0._commandName }
      if !names.isEmpty { subverbs[command._commandName] = names }
    }
    return subverbs
  }()

  private static let valueOptions: Set = [
    "--action", "--answer", "--backup", "--bank", "--break", "--days", "--ics", "--interview",
    "--kind", "--learning",
    "--limit", "--minutes", "--model", "--new", "--output", "--pace", "--profile", "--prompt",
    "--question", "--restore", "--result", "--reviews", "--round", "--rounds", "--scope",
    "--seconds", "--signals",
    "--situation", "--stage", "--state", "--task", "--title", "--topic", "--typed",
  ]

  /// Options of one verb; the tests hold them to what its help says.
  static func options(of verb: String) -> [String] {
    let common = ["--help", "--json", "--no-color", "--no-input", "--plain"]
    if subverbs[verb] != nil { return ["--help"] }
    return common + (options[verb] ?? [])
  }

  private static let filters = ["--bank", "--kind", "--stage", "--topic"]
  private static let options = [
    "drill": filters + ["--cram", "--limit", "--minutes", "--new", "--weak"],
    "next": filters,
    "due": filters,
    "card list": filters + ["--state"],
    "card add": ["--answer", "--bank", "--question", "--stage", "--topic"],
    "card suspend": ["--undo"],
    "card bury": ["--undo"],
    "card mark": ["--undo"],
    "card reset": ["--force", "--text"],
    "bank check": ["--fix", "--strict"],
    "bank coverage": ["--rows"],
    "bank new": ["--title"],
    "answer": ["--cram", "--seconds", "--typed"],
    "report": ["--force", "--open", "--output"],
    "stats": ["--days"],
    "plan": ["--all", "--force", "--ics", "--interview", "--minutes", "--today"],
    "weak": ["--by-stage", "--drill", "--limit", "--topic"],
    "doctor": ["--backup", "--force", "--rebuild", "--restore"],
    "optimize": ["--evaluate", "--model", "--reviews"],
    "mock": [
      "--blind", "--break", "--minutes", "--pace", "--profile", "--prompt", "--resume", "--round",
      "--rounds", "--stage",
    ],
    "rounds list": ["--kind", "--limit"],
    "rounds export": ["--force", "--output"],
    "rounds abandon": ["--force"],
    "stories add": [
      "--action", "--learning", "--result", "--scope", "--signals", "--situation", "--task",
      "--title",
    ],
    "stories remove": ["--force"],
  ]
}
