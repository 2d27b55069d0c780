import Testing

@testable import QuestionBank

@Suite struct ClozeTests {
  @Test func `gaps are counted in order and asked one at a time`() throws {
    let cloze = try ClozeText("The {{a}} of {{b}}.")
    #expect(cloze.gaps == [1, 2])
    #expect(cloze.question(gap: 1) == "The […] of b.")
    #expect(cloze.question(gap: 2) == "The a of […].")
    #expect(cloze.answers(gap: 2) == ["b"])
    #expect(cloze.filled == "The a of b.")
  }

  @Test func `a fixed number keeps its gap, and others go round it`() throws {
    let cloze = try ClozeText("{{2::x}} {{y}} {{z}} {{2::w}} {{std::vector}}")
    #expect(cloze.gaps == [1, 2, 3, 4])
    #expect(cloze.answers(gap: 2) == ["x", "w"])
    #expect(cloze.answers(gap: 3) == ["z"])
    #expect(cloze.answers(gap: 4) == ["std::vector"])
    #expect(cloze.question(gap: 2) == "[…] y z […] std::vector")
  }

  @Test func `a gap may accept several texts and shows the first`() throws {
    let cloze = try ClozeText(#"{{one | 1}} or {{2::two|2|II}} {{a \| b|c}} | {{2::zwei}}"#)
    #expect(cloze.filled == "one or two a | b | zwei")
    #expect(cloze.question(gap: 1) == "[…] or two a | b | zwei")
    #expect(cloze.answers(gap: 1) == ["one"])
    #expect(cloze.accepted(gap: 1) == ["one", "1"])
    #expect(cloze.answers(gap: 2) == ["two", "zwei"])
    #expect(cloze.accepted(gap: 2) == ["two", "2", "II", "zwei"])
    #expect(cloze.accepted(gap: 3) == ["a | b", "c"])
  }

  @Test func `more accepted texts leave a card the same`() {
    let head = "bank: x\ntitle: T\ncards:\n  - {kind: cloze, text: "
    #expect(read(head + "\"{{a}} b\"}").ids == read(head + "\"{{a|A}} b\"}").ids)
  }

  @Test func `braces within a gap are its own, and a backslash keeps braces plain`() throws {
    #expect(try ClozeText("{{map[k]{}}}!").answers(gap: 1) == ["map[k]{}"])
    #expect(try ClozeText(#"\{{ .Name }} {{x}}"#).question(gap: 1) == "{{ .Name }} […]")
    #expect(try ClozeText("a}} {{x}}").filled == "a}} x")
  }

  @Test(arguments: [
    ("none", "no gap; put {{ and }} around what is asked"),
    ("{{a", "a gap opens with {{ and never ends with }}"),
    ("{{a}", "a gap opens with {{ and never ends with }}"),
    ("{{ }}", "an empty gap"), ("{{}}", "an empty gap"), ("{{1::}}", "an empty gap"),
    ("{{a {{b}} }}", "a gap within a gap; end the first with }}"),
    ("{{-1::a}}", "gap number '-1' is not between 1 and 20"),
    ("{{99::a}}", "gap number '99' is not between 1 and 20"),
    ("{{a|}}", "an empty alternative in a gap; a plain bar is \\|"),
    ("{{|a}}", "an empty alternative in a gap; a plain bar is \\|"),
    ("{{a || b}}", "an empty alternative in a gap; a plain bar is \\|"),
    (String(repeating: "{{a}}", count: 21), "21 gaps; at most 20"),
  ])
  func `a text with bad gaps is refused`(text: String, message: String) {
    let problem = #expect(throws: ClozeText.Problem.self) { try ClozeText(text) }
    #expect(problem?.message == message)
  }

  @Test func `history of a renamed text goes to the same gaps`() {
    let text = """
      bank: x
      title: T
      cards:
        - {id: a, kind: cloze, text: "{{b}} {{c}}", was: [old/a, older/a#2]}
      """
    #expect(
      read(text).bank?.cards.map { $0.was.map(\.rawValue) } == [
        ["old/a#1", "old/a"], ["old/a#2", "older/a#2"],
      ]
    )
  }
}
