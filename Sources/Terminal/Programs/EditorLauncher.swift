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

  /// Opens the file and waits; returns the editor's exit status.
  package func edit(file: String, line: Int) throws -> Int32 {
    let words = try command()
    let name = words[0].split(separator: "/").last.map(String.init) ?? words[0]
    guard let program = Self.find(words[0], path: environment["PATH"] ?? "/usr/bin:/bin") else {
      throw Problem.notFound(words[0])
    }
    return try run(program, words.dropFirst() + Self.arguments(for: name, file: file, line: line))
  }

  private func command() throws -> [String] {
    for text in [setting, environment["VISUAL"], environment["EDITOR"]] {
      let words = Self.words(text ?? "")
      if !words.isEmpty { return words }
    }
    let path = environment["PATH"] ?? "/usr/bin:/bin"
    for name in ["editor", "nano", "vim", "vi"] where Self.find(name, path: path) != nil {
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

  /// Words with quotation marks and backslashes; nothing is expanded.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }

  static func find(_ name: String, path: String) -> String? {
    if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
    for folder in path.split(separator: ":") {
      let candidate = "\(folder)/\(name)"
      if access(candidate, X_OK) == 0 { return candidate }
    }
    return nil
  }

  private func run(_ program: String, _ arguments: [String]) throws -> Int32 {
    let argv = ([program] + arguments).map { strdup($0) } + [nil]
    let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var child = pid_t()
    let code = posix_spawn(&child, program, nil, nil, argv, envp)
    guard code == 0 else { throw Problem.cannotStart(program, code: code) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { if errno != EINTR { return 1 } }
    // As the shell has it: the exit status, or 128 and the signal.
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}
