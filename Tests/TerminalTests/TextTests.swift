import Testing

@testable import Terminal

@Suite struct TextTests {
  @Test(arguments: [
    ("\u{1b}[31mred\u{1b}[0m", "red"), ("\u{1b}]0;title\u{7}red", "red"), ("\u{9b}2Jred", "red"),
    ("re\u{7}d", "red"), ("r\u{202e}ed", "red"), ("\u{1b}Pq#0\u{1b}\\red", "red"),
    ("re\u{0}d", "red"), ("red\u{7f}", "red"), ("\u{1b}]0;no end\nred", "\nred"),
    ("\u{1b}cred", "red"), ("\u{1b}", ""), ("r\u{200b}e\u{2066}d\u{feff}", "red"),
    ("a\u{2028}b\tc\rd", "a\nb    cd"), ("e\u{301}", "e\u{301}"),
    ("日本 👩\u{200d}💻", "日本 👩\u{200d}💻"),
  ])
  func `what steers a terminal is taken out, and nothing else`(text: String, clean: String) {
    #expect(Array(TerminalText.sanitised(text).unicodeScalars) == Array(clean.unicodeScalars))
  }

  @Test func `a text on one line has no line breaks and no spaces around them`() {
    #expect(TerminalText.singleLine("a \n\n  b\r\nc\n") == "a b c")
    #expect(TerminalText.singleLine("  a  ") == "  a  ")
  }

  @Test(arguments: [20, 40, 80, 200])
  func `Markdown never grows wider than the window`(width: Int) {
    let text = """
      # Heading

      A paragraph with **bold**, `code` and a [link](https://example.org/path) that goes on for a
      while, 日本語のテキスト too.

      - one
        - nested item that is long enough to wrap in a narrow window
      1. first

      | name | value |
      |------|-------|
      | a | some rather long cell text that must wrap |

          code that is never wrapped by words but cut where it must be, at the edge of the window

      <b>raw</b>
      """
    let painter = Painter(color: false)
    let lines = MarkdownRenderer().render(text, width: width, painter: painter, indent: 2)
    for line in lines { #expect(TerminalText.width(line) <= width, "\(line)") }
    #expect(lines.contains { $0.contains("<b>raw</b>") })
  }

  @Test func `wide characters count as two columns, marks as none`() {
    #expect(TerminalText.width("日本") == 4)
    #expect(TerminalText.width("e\u{301}") == 1)
  }
}
