import ArgumentParser
import Foundation
import QuestionBank

/// What the completion scripts of bash, zsh and fish offer; what only the study knows, they ask the
/// program for.
enum ProgramCompletion {
  static var stages: CompletionKind { .list(Stage.allCases.map(\.rawValue)) }
  static var kinds: CompletionKind { .list(CardKind.allCases.map(\.rawValue)) }

  static var topics: CompletionKind {
    .custom { _, _, word in ask(word) { $0.topicPaths } }
  }

  static var banks: CompletionKind {
    .custom { _, _, word in ask(word) { $0.bankNames } }
  }

  static var cards: CompletionKind {
    .custom { _, _, word in ask(word) { $0.cardIDs(startingWith: word) } }
  }

  static var settings: CompletionKind {
    .custom { _, _, word in ask(word) { $0.settingKeys } }
  }

  /// Values of the setting that stands before the word.
  static var values: CompletionKind {
    .custom { words, index, word in
      guard let key = words.prefix(index).last(where: { !$0.hasPrefix("-") }) else { return [] }
      return ask(word) { ShellCompleter(study: $0).values(of: key) }
    }
  }

  /// Nothing where the study cannot be opened: a completion is no place for its message.
  private static func ask(_ word: String, _ names: @MainActor @Sendable (Study) -> [String])
    -> [String]
  {
    // Asked for while the arguments are parsed, which is on the main thread.
    MainActor.assumeIsolated {
      guard let options = try? GlobalOptions.parse([]),
        let app = try? App(options: options, environment: ProcessInfo.processInfo.environment),
        let study = try? app.study()
      else { return [] }
      return names(study).filter { $0.hasPrefix(word) }
    }
  }
}
