import Foundation
import Testing

/// Edits of shipped cards, which are copies in the learner's own banks.
@Suite struct OverrideTests {
  @Test func `a second edit after a bad one opens the same entry again`() throws {
    var program = try Program()
    defer { program.remove() }
    try program.install(editor: "sed -i 's/stage: senior/stage: wizard/' \"$file\"")
    _ = try program.edit("few/plain")
    _ = try program.edit("few/plain")
    let override = try program.text("banks/overrides/few.yaml")
    #expect(override.components(separatedBy: "id: plain").count == 2, "\(override)")
    let told = try program.text("told").split(separator: "\n")
    let lines = override.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("id: plain") }) + 1
    #expect(told.count == 2)
    for words in told { #expect(words.hasPrefix("+\(line) "), "\(words)") }
  }

  @Test func `an entry that is not even YAML is found again`() throws {
    var program = try Program()
    defer { program.remove() }
    try program.install(editor: "sed -i 's/question: Why/question: \"Why/' \"$file\"")
    _ = try program.edit("few/plain")
    _ = try program.edit("few/plain")
    let override = try program.text("banks/overrides/few.yaml")
    #expect(override.components(separatedBy: "id: plain").count == 2, "\(override)")
  }

  @Test func `doctor names a changed original until the edit is looked at again`() throws {
    var program = try Program()
    defer { program.remove() }
    try program.install(editor: "sed -i 's/No seek/Mine/' \"$file\"")
    #expect(try program.edit("few/plain").code == 0)
    #expect(try program.run("doctor").text.contains("edits of shipped cards: up to date"))
    try program.write(
      Program.fewCards.replacingOccurrences(of: "No seek.", with: "No seek at all."),
      to: program.banks.appendingPathComponent("few.yaml")
    )
    #expect(try program.run("doctor").text.contains("the original has changed: few/plain"))
    #expect(try program.edit("few/plain").code == 0)
    #expect(try program.run("doctor").text.contains("edits of shipped cards: up to date"))
  }
}
