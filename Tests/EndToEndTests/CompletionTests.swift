import Foundation
import TestSupport
import Testing

/// What Tab offers, in Greenroom's shell and in others.
@Suite struct CompletionTests {
  @Test(arguments: [
    ("config set st", "stage "), ("config set stage jun", "junior "),
    ("config set single_key of", "off "),
    ("due --topic=databases/i", "--topic=databases/indexing "),
    ("help card su", "suspend "), ("card suspend --u", "--undo "),
    ("due --no-i", "--no-input "), ("d --cr", "--cram "), ("answer few/pla", "few/plain "),
    ("answer few/plain ea", "easy "),
  ])
  func `Tab offers what fits`(typed: String, completed: String) throws {
    let program = try Program.prepared()
    defer { program.remove() }
    let terminal = try program.start()
    try terminal.wait(for: "greenroom> ")
    terminal.send(typed + "\t")
    let last = typed.split(separator: " ").last.map(String.init) ?? ""
    let head = String(typed.dropLast(last.count))
    try terminal.wait(for: head + completed)
  }

  @Test func `Tab offers files to bank check`() throws {
    let program = try Program.prepared()
    defer { program.remove() }
    let terminal = try program.start()
    try terminal.wait(for: "greenroom> ")
    terminal.send("bank check \(program.banks.path)/fe\t")
    try terminal.wait(for: "/few.yaml ")
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completion scripts list what is fixed and ask for what is not`(shell: String) throws {
    let program = try Program.prepared()
    defer { program.remove() }
    let script = try program.run("completions", shell)
    #expect(script.code == 0)
    for word in ["principal", "estimate", "relearning", "again"] {
      #expect(script.text.contains(word), "\(word)")
    }
    #expect(script.text.contains("---completion"))
  }

  @Test(arguments: [
    ("due --topic databases/", ["databases/indexing"]), ("due --stage pr", ["principal"]),
    ("due --bank f", ["few"]), ("answer few/pl", ["few/plain"]),
    ("answer few/plain h", ["hard"]), ("config set stage ju", ["junior"]),
  ])
  func `bash completes with the sourced script`(line: String, words: [String]) throws {
    let program = try Program.prepared()
    defer { program.remove() }
    let script = try program.run("completions", "bash").text
    let file = program.home.appendingPathComponent("completion.bash")
    try program.write(script, to: file)
    let test = """
      PATH="\(try Program.executable().deletingLastPathComponent().path):$PATH"
      source '\(file.path)'
      COMP_LINE='greenroom \(line)'
      COMP_POINT=${#COMP_LINE}
      COMP_WORDS=($COMP_LINE)
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _greenroom greenroom "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", test]
    process.environment = program.fullEnvironment
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let offered = output.split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    #expect(offered == words)
  }

  @Test func `the options that Tab offers are those that help lists`() throws {
    let program = try Program.prepared()
    defer { program.remove() }
    let verbs = [
      "drill", "due", "next", "answer", "undo", "stats", "doctor", "completions", "card show",
      "card list", "card search", "card add", "card edit", "card suspend", "card bury",
      "card mark", "card reset", "bank list", "bank check", "bank new", "config list", "optimize",
      "config get", "config set", "config unset",
    ]
    let terminal = try program.start(columns: 200)
    try terminal.wait(for: "greenroom> ")
    for verb in verbs {
      let help = try program.run(["help"] + verb.split(separator: " ").map(String.init)).text
      let listed = Set(help.matches(of: /(?m)^  (?:-h, )?(--[a-z-]+)/).map { String($0.1) })
      // `--h` would be unique: two dashes leave all of them open.
      terminal.send("\(verb) --\t\t")
      try terminal.wait(for: "\(verb) --")
      let shown = try terminal.wait(for: "greenroom> \(verb) --")
      let offered = Set(shown.matches(of: /--[a-z-]+/).map { String($0.0) })
      #expect(offered.subtracting(["--"]) == listed.subtracting(["--version"]), "\(verb)")
      terminal.send("\u{15}")
    }
  }
}
