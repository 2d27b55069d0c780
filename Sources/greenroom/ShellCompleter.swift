import Practice
import QuestionBank
import StudyStore
import Terminal

/// What Tab offers in the shell: verbs, options, topics, banks, settings, and the ids of cards, prompts,
/// rounds and stories.
@MainActor
struct ShellCompleter {
  let study: Study

  func completions(_ request: CompletionRequest) -> [Completion] {
    candidates(request).filter { $0.hasPrefix(request.word) }.sorted().map { Completion($0) }
  }

  private func candidates(_ request: CompletionRequest) -> [String] {
    let before = request.previousWords
    switch before.last {
    case nil: return Self.verbs
    case "help": return Self.verbs
    case "--topic": return study.topicPaths
    case "--bank": return study.bankNames
    case "--stage": return Stage.allCases.map(\.rawValue)
    case "--kind" where before.first == "rounds": return Self.promptKinds
    case "--kind": return CardKind.allCases.map(\.rawValue)
    case "--prompt": return promptIDs(kinds(in: before))
    case "--profile":
      let kinds = kinds(in: before)
      return RoundProfile.allCases.filter { kinds.contains($0.kind) }.map(\.rawValue)
    case "--rounds": return Self.promptKinds
    case "--round": return study.openRoundIDs
    case "--signals": return Signal.allCases.map(\.rawValue)
    case "--scope": return Stage.allCases.map(\.rawValue)
    case "--state": return StateName.allCases.map(\.rawValue)
    default: break
    }
    if request.word.hasPrefix("-") { return Self.options[before.first ?? ""] ?? Self.common }
    switch (before.first, before.count) {
    case ("card", 1):
      return ["show", "list", "search", "add", "edit", "suspend", "bury", "mark", "reset"]
    case ("bank", 1): return ["list", "check", "new"]
    case ("config", 1): return ["list", "get", "set", "unset"]
    case ("config", 2): return study.settingKeys
    case ("completions", 1): return ["bash", "zsh", "fish"]
    case ("answer", 1): return study.cardIDs(startingWith: request.word)
    case ("answer", 2): return ["again", "hard", "good", "easy"]
    case ("card", 2) where !["list", "search", "add"].contains(before[1]):
      return study.cardIDs(startingWith: request.word)
    case ("mock", 1), ("m", 1): return Self.promptKinds + ["loop"]
    case ("rounds", 1): return ["list", "show", "compare", "export", "abandon"]
    case ("rounds", 2) where before[1] == "abandon": return study.openRoundIDs
    case ("rounds", 2) where ["show", "compare", "export"].contains(before[1]),
      ("rounds", 3) where before[1] == "compare":
      return study.roundIDs + ["last"]
    case ("stories", 1): return ["list", "show", "add", "edit", "remove"]
    case ("stories", 2) where ["show", "edit", "remove"].contains(before[1]):
      return study.storyIDs
    default: return []
    }
  }

  /// The kinds of round that a line may be about.
  private func kinds(in words: [String]) -> [PromptKind] {
    words.dropFirst().lazy.compactMap { PromptKind(rawValue: $0) }.first.map { [$0] }
      ?? PromptKind.allCases
  }

  private func promptIDs(_ kinds: [PromptKind]) -> [String] {
    let library = study.promptLibrary
    return kinds.flatMap { library.prompts($0).prompts.map(\.prompt.head.id) }
  }

  private static let promptKinds = PromptKind.allCases.map(\.rawValue)
  private static let verbs = (Greenroom.verbs.filter { $0 != "shell" } + ["quit"]).sorted()
  private static let common = ["--help", "--json", "--plain"]
  private static let filters = ["--bank", "--kind", "--stage", "--topic"]
  private static let mock =
    common + [
      "--blind", "--break", "--minutes", "--pace", "--profile", "--prompt", "--resume", "--round",
      "--rounds", "--stage",
    ]
  private static let options = [
    "drill": common + filters + ["--cram", "--limit", "--minutes", "--new"],
    "next": common + filters,
    "due": common + filters,
    "card": common + filters + [
      "--answer", "--force", "--question", "--state", "--text", "--undo",
    ],
    "bank": common + ["--fix", "--strict", "--title"],
    "mock": mock,
    "m": mock,
    "rounds": common + ["--force", "--kind", "--limit", "--output"],
    "stories": common + [
      "--action", "--force", "--learning", "--result", "--scope", "--signals", "--situation",
      "--task", "--title",
    ],
    "answer": common + ["--cram", "--seconds", "--typed"],
    "stats": common + ["--days"],
    "doctor": common + ["--backup", "--rebuild"],
  ]
}
