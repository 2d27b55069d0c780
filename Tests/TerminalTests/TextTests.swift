import Testing

@testable import Terminal

@Suite struct TextTests {
  @Test(arguments: [
    "\u{1b}[31mred\u{1b}[0m", "\u{1b}]0;title\u{7}red", "\u{9b}2Jred", "re\u{7}d", "r\u{202e}ed",
    "\u{1b}Pq#0\u{1b}\\red", "re\u{0}d", "red\u{7f}",
  ])
  func `what steers a terminal is taken out`(text: String) {
    let clean = TerminalText.sanitised(text)
    #expect(clean.contains("red") || clean.contains("r"))
    #expect(
      clean.unicodeScalars.allSatisfy {
        $0 == "\n" || ($0.value >= 0x20 && !(0x7f...0x9f).contains($0.value))
      }
    )
    #expect(!clean.unicodeScalars.contains("\u{202e}"))
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
