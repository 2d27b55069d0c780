import ArgumentParser

struct Completions: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "A completion script for bash, zsh or fish.",
    discussion:
      "Example: greenroom completions bash > ~/.local/share/bash-completion/completions/greenroom"
  )
  @OptionGroup var global: GlobalOptions
  @Argument(help: "bash, zsh or fish.", completion: .list(["bash", "zsh", "fish"]))
  var shell: String

  @MainActor
  func run(in app: App) throws {
    guard let kind = CompletionShell(rawValue: shell) else {
      throw Failure(.usage, Suggest.unknown("shell", shell, among: ["bash", "zsh", "fish"]))
    }
    app.printLine(Greenroom.completionScript(for: kind))
  }
}
