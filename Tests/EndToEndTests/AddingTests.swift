import Foundation
import Testing

/// `card add` writes a card that is then there, and touches nothing else.
@Suite struct AddingTests {
  @Test func `a card that is added is there, whatever other files hold its id`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.writeOwnBank(
      "another.yaml",
      """
      bank: mine
      title: Mine too
      cards:
        - {id: why-one, topic: caching, stage: senior, question: Other, answer: A}

      """
    )
    try program.writeOwnBank(
      "b.yaml",
      "bank: mine\ntitle: Mine\ncards:\n  - {id: why, topic: caching, stage: mid, question: Q, answer: A}\n"
    )
    for question in ["Why one?", "Why?"] {
      let output = try program.add(to: "mine", question)
      #expect(output.code == 0, "\(output.errors)")
    }
    let cards = try program.run("card", "list", "--bank", "mine", "--json").list()
    #expect(
      Set(cards.compactMap { $0["card_id"] as? String }) == [
        "mine/why-one", "mine/why-one-2", "mine/why", "mine/why-2",
      ]
    )
  }

  @Test func `an id that a shipped bank has is not taken again`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      Program.fewCards.replacingOccurrences(of: "id: plain", with: "id: why-again"),
      to: program.banks.appendingPathComponent("few.yaml")
    )
    #expect(try program.add(to: "few", "Why again?").code == 0)
    let card = try program.run("card", "show", "few/why-again-2", "--json")
    #expect(card.code == 0)
  }

  @Test func `a file that bears another bank's name does not receive this bank's cards`() throws {
    let program = try Program()
    defer { program.remove() }
    let other =
      "bank: zz\ntitle: Zz\ncards:\n  - {id: a, topic: caching, stage: mid, question: Q, answer: A}\n"
    try program.writeOwnBank("mine.yaml", other)
    let output = try program.add(to: "mine", "Why one?")
    #expect(output.code == 0)
    #expect(try program.text("banks/mine.yaml") == other)
    #expect(try program.run("card", "show", "mine/why-one").code == 0)
  }

  @Test func `adding a card writes no id into another`() throws {
    let program = try Program()
    defer { program.remove() }
    let mine =
      "bank: mine\ntitle: Mine\ncards:\n  - question: No id here?\n    answer: A\n"
      + "    topic: caching\n    stage: mid\n"
    try program.writeOwnBank("mine.yaml", mine)
    let output = try program.add(to: "mine", "Why one?")
    #expect(output.code == 0)
    #expect(try program.text("banks/mine.yaml").hasPrefix(mine))
    #expect(try program.text("banks/mine.yaml").contains("id: why-one"))
  }

  @Test func `a bank name that is kept for mock rounds is refused before anything is written`()
    throws
  {
    let program = try Program()
    defer { program.remove() }
    #expect(try program.add(to: "design", "Why?").code == 64)
    #expect(
      !FileManager.default.fileExists(
        atPath: program.home.appendingPathComponent("banks/design.yaml").path
      )
    )
  }
}
