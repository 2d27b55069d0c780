import Glibc

/// A program of the user's, run in the foreground without a shell in between.
struct OutsideProgram {
  struct CannotStart: Error {
    /// The system's error number.
    let code: Int32
  }

  let path: String
  let environment: [String: String]

  /// Runs it on this terminal, gives it `input` where there is some, and waits; returns its exit
  /// status as a shell has it: 128 and the signal for one that was killed.
  func run(_ arguments: [String], input: String? = nil) throws(CannotStart) -> Int32 {
    var ends: [Int32] = [-1, -1]
    if input != nil, pipe(&ends) != 0 { throw CannotStart(code: errno) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if input != nil {
      posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
      posix_spawn_file_actions_addclose(&actions, ends[0])
      posix_spawn_file_actions_addclose(&actions, ends[1])
    }
    let child = try start(arguments, &actions, closing: ends)
    // Ctrl-C is for the program in front.
    let interrupt = signal(SIGINT, SIG_IGN)
    defer { signal(SIGINT, interrupt) }
    if let input {
      close(ends[0])
      // A pager that is left early closes its end; what it did not read is not wanted.
      StandardOutput.writeAll(Array(input.utf8)[...], to: ends[1])
      close(ends[1])
    }
    return Self.wait(for: child)
  }

  private func start(
    _ arguments: [String],
    _ actions: inout posix_spawn_file_actions_t,
    closing ends: [Int32]
  ) throws(CannotStart) -> pid_t {
    // The program gets the signals as they are by default, whatever is ignored here.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for number in [SIGINT, SIGPIPE, SIGWINCH] { sigaddset(&defaults, number) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

    let argv = ([path] + arguments).map { strdup($0) } + [nil]
    let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var child = pid_t()
    let code = posix_spawn(&child, path, &actions, &attributes, argv, envp)
    guard code == 0 else {
      for end in ends where end >= 0 { close(end) }
      throw CannotStart(code: code)
    }
    return child
  }

  private static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { if errno != EINTR { return 1 } }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
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
}
