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

extension OverrideTests {
  @Test func `an override of no shipped card is named, and never dropped for a text there is not`()
    throws
  {
    var program = try Program()
    defer { program.remove() }
    try program.install(editor: "sed -i 's/id: plain/id: plan/' \"$file\"")
    let edit = try program.edit("few/plain")
    let words = edit.text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      words.contains("card 'plan': replaces no shipped card; did you mean 'few/plain'?"),
      "\(edit.text)"
    )
    let check = try program.run("bank", "check")
    #expect(check.code == 0)
    #expect(check.text.contains("warning: card 'plan': replaces no shipped card"), "\(check.text)")
    let reset = try program.run("card", "reset", "few/plan", "--text", "--force")
    #expect(reset.code == 1)
    #expect(reset.errors.contains("few/plan replaces no shipped card"), "\(reset.errors)")
    #expect(try program.text("banks/overrides/few.yaml").contains("id: plan"))
  }

  @Test func `what changes nothing is not what undo takes back`() throws {
    let program = try Program()
    defer { program.remove() }
    for (verb, already, not) in [
      ("suspend", "is suspended already", "is not suspended"),
      ("bury", "is buried until tomorrow already", "is not buried"),
      ("mark", "is marked already", "is not marked"),
    ] {
      #expect(try program.run("card", verb, "--undo", "few/plain").text.contains(not))
      let nothing = try program.run("undo")
      #expect((nothing.text + nothing.errors).lowercased().contains("nothing"), "\(nothing)")
      try program.run("card", verb, "few/plain")
      #expect(try program.run("card", verb, "few/plain").text.contains(already))
      #expect(try program.run("undo").text.contains("Undone"))
      #expect(try program.run("card", verb, "--undo", "few/plain").text.contains(not))
    }
  }

  @Test(arguments: ["include", "exclude"]) func `none empties a list, as prompts write it`(
    key: String
  ) throws {
    let program = try Program()
    defer { program.remove() }
    try program.run("config", "set", key, "caching")
    #expect(try program.run("config", "set", key, "none").code == 0)
    #expect(try program.run("config", "get", key, "--json").list().isEmpty)
  }
}
