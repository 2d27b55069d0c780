import Glibc

/// Runs the user's editor on a file, at a line, without a shell in between.
package struct EditorLauncher {
  /// Why no editor ran.
  package enum Problem: Error, Equatable, CustomStringConvertible {
    case notFound(String)
    case noneInstalled
    case cannotStart(String, code: Int32)

    package var description: String {
      switch self {
      case .notFound(let name):
        "no program '\(TerminalText.singleLine(name))'; set EDITOR to one that is installed"
      case .noneInstalled:
        "no editor found; install one (nano, vim) and set EDITOR to it"
      case .cannotStart(let name, let code):
        "cannot start '\(TerminalText.singleLine(name))': \(String(cString: strerror(code)))"
      }
    }
  }

  private let setting: String?
  private let environment: [String: String]

  /// - Parameters:
  ///   - setting: The editor by the user's settings, with its options; wins over the environment.
  ///   - environment: `VISUAL`, `EDITOR` and `PATH` are read.
  package init(setting: String?, environment: [String: String]) {
    self.setting = setting
    self.environment = environment
  }

  /// An editor that is there to be run.
  package struct Editor {
    fileprivate let program: OutsideProgram
    fileprivate let name: String
    fileprivate let options: [String]

    /// Opens the file and waits; returns the editor's exit status.
    package func edit(file: String, line: Int) throws -> Int32 {
      do {
        return try program.run(
          options + EditorLauncher.arguments(for: name, file: file, line: line)
        )
      } catch let problem {
        throw Problem.cannotStart(program.path, code: problem.code)
      }
    }
  }

  /// Finds the editor without running it, so that nothing need be prepared in vain.
  package func find() throws -> Editor {
    let words = try command()
    let name = words[0].split(separator: "/").last.map(String.init) ?? words[0]
    guard let program = OutsideProgram.find(words[0], path: environment["PATH"] ?? "/usr/bin:/bin")
    else {
      throw Problem.notFound(words[0])
    }
    return Editor(
      program: OutsideProgram(path: program, environment: environment),
      name: name,
      options: Array(words.dropFirst())
    )
  }

  private func command() throws -> [String] {
    for text in [setting, environment["VISUAL"], environment["EDITOR"]] {
      let words = OutsideProgram.words(text ?? "")
      if !words.isEmpty { return words }
    }
    let path = environment["PATH"] ?? "/usr/bin:/bin"
    for name in ["editor", "nano", "vim", "vi"] where OutsideProgram.find(name, path: path) != nil {
      return [name]
    }
    throw Problem.noneInstalled
  }

  /// How each editor is told a line; others open at the top.
  static func arguments(for name: String, file: String, line: Int) -> [String] {
    switch name {
    case "vi", "vim", "nvim", "nano", "emacs", "micro", "kak", "editor", "joe", "mg", "ne":
      ["+\(line)", file]
    case "code", "codium": ["--wait", "--goto", "\(file):\(line)"]
    case "subl", "hx", "zed": ["\(file):\(line)"]
    default: [file]
    }
  }
}
