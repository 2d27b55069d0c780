import Practice
import QuestionBank
import StudyStore
import Terminal

/// What Tab offers in the shell: verbs, options, topics, banks, card ids, settings.
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
    case "--kind": return CardKind.allCases.map(\.rawValue)
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
    default: return []
    }
  }

  private static let verbs = (Greenroom.verbs.filter { $0 != "shell" } + ["quit"]).sorted()
  private static let common = ["--help", "--json", "--plain"]
  private static let filters = ["--bank", "--kind", "--stage", "--topic"]
  private static let options = [
    "drill": common + filters + ["--cram", "--limit", "--minutes", "--new"],
    "next": common + filters,
    "due": common + filters,
    "card": common + filters + [
      "--answer", "--force", "--question", "--state", "--text", "--undo",
    ],
    "bank": common + ["--fix", "--strict", "--title"],
    "answer": common + ["--cram", "--seconds", "--typed"],
    "stats": common + ["--days"],
    "doctor": common + ["--backup", "--rebuild"],
  ]
}
