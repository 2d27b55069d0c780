import Foundation
import Testing

@testable import Terminal

@Suite struct ProgramTests {
  private let environment = ["PATH": "/usr/bin:/bin"]

  @Test func `a command line is split into words without a shell`() {
    #expect(OutsideProgram.words("code --wait") == ["code", "--wait"])
    #expect(
      OutsideProgram.words("'/opt/my editor/vi' -n \"a b\"") == ["/opt/my editor/vi", "-n", "a b"]
    )
    #expect(OutsideProgram.words("vi $(reboot);ls") == ["vi", "$(reboot);ls"])
    #expect(OutsideProgram.words(#"my\ vi"#) == ["my vi"])
    #expect(OutsideProgram.words("  ") == [])
  }

  @Test func `programs are found on the path, and only those that can run`() {
    #expect(OutsideProgram.find("sh", path: "/nowhere:/bin") == "/bin/sh")
    #expect(OutsideProgram.find("no-such-program", path: "/usr/bin:/bin") == nil)
    #expect(OutsideProgram.find("/etc/passwd", path: "") == nil)
  }

  @Test func `a program gets its input whole, and its exit status comes back`() throws {
    StandardOutput.ignoreBrokenPipes()
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let text = String(repeating: "a line of text\n", count: 20_000)
    let shell = OutsideProgram(path: "/bin/sh", environment: environment)
    let status = try shell.run(["-c", "cat > \"$0\"; exit 3", file.path], input: text)
    #expect(status == 3)
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  @Test func `a reader that leaves early is not waited for`() throws {
    StandardOutput.ignoreBrokenPipes()
    let shell = OutsideProgram(path: "/bin/sh", environment: environment)
    let text = String(repeating: "x", count: 1_000_000)
    #expect(try shell.run(["-c", "exit 0"], input: text) == 0)
    #expect(try shell.run(["-c", "kill -9 $$"]) == 137)
  }

  @Test func `each editor is told the line in its own way`() {
    #expect(EditorLauncher.arguments(for: "vim", file: "a.yaml", line: 7) == ["+7", "a.yaml"])
    #expect(
      EditorLauncher.arguments(for: "code", file: "a.yaml", line: 7)
        == ["--wait", "--goto", "a.yaml:7"]
    )
    #expect(EditorLauncher.arguments(for: "unknown", file: "a.yaml", line: 7) == ["a.yaml"])
  }

  @Test func `an editor that is not there is named in the message`() {
    let launcher = EditorLauncher(setting: "no-such-editor -w", environment: environment)
    #expect(throws: EditorLauncher.Problem.notFound("no-such-editor")) {
      try launcher.find()
    }
  }

  @Test func `without a pager nothing is shown`() {
    #expect(!Pager(environment: ["PAGER": "cat"]).show("text"))
    #expect(!Pager(environment: ["PAGER": "no-such-pager", "PATH": "/bin"]).show("text"))
    #expect(!Pager(environment: ["PAGER": "", "PATH": "/bin"]).show("text"))
  }
}
