import Testing

@testable import Terminal

/// What a hostile card may cost: lines out of proportion to its text, or wider than the window.
@Suite struct MarkdownCostTests {
  private func lines(of text: String, width: Int = 80, plain: Bool = false) -> [String] {
    MarkdownRenderer()
      .render(text, width: width, painter: Painter(color: false, plain: plain), indent: 2)
  }

  private static func times(_ count: Int, _ text: String) -> String {
    String(repeating: text, count: count)
  }

  private static let hostile: [(String, String)] = [
    (
      "a wide table with short rows",
      "|\(times(2_000, "h|"))\n|\(times(2_000, "-|"))\n\(times(3_900, "|x\n"))"
    ),
    (
      "a wide table in a quote",
      "> |\(times(500, "h|"))\n> |\(times(500, "-|"))\n\(times(2_900, "> |x\n"))"
    ),
    (
      "a wide table in a list",
      "3. |\(times(500, "h|"))\n   |\(times(500, "-|"))\n\(times(2_900, "   |x\n"))"
    ),
    (
      "a table in a list, drawn on its first lines",
      "* a|\(times(500, "h|"))\n* |\(times(500, "-|"))\n\(times(900, "  |x\n"))"
    ),
    (
      "many rows under long headers",
      "|\(times(30, times(100, "h") + "|"))\n|\(times(30, "-|"))\n\(times(300, "|x\n"))"
    ),
    ("many tables", times(900, "|a|b|c|d|\n|-|-|-|-|\n|x|\n\n")),
    ("long references", "[a]: <https://e.org/\(times(9_000, "x"))>\n\n\(times(3_300, "[a]"))"),
    (
      "long references in a quote",
      "> [a\n> b]: <https://e.org/\(times(9_000, "x"))>\n\n\(times(2_000, "[a b]"))"
    ),
    ("deep quotes", times(19_000, ">") + " a"),
    ("deep quotes over many lines", times(9_000, ">") + " a\n" + times(5_000, "a\n")),
    ("deep lists over empty lines", times(5_000, "- ") + "a\n" + times(9_900, "\n") + "b"),
    ("indented lists", (0..<130).map { times($0, "  ") + "- a\n" }.joined()),
    ("nested numbers", times(4_000, "1. ") + "a"),
    ("brackets", times(20_000, "[")),
    ("images", times(6_000, "![[")),
    ("emphasis", times(6_000, "*a **a _a ")),
    ("code spans", (1..<190).map { "e" + times($0, "`") }.joined()),
    ("comments", times(2_500, "a <!--")),
    ("a long word", times(20_000, "x")),
    ("wide characters", times(6_000, "日")),
    ("a long code block", "```\n" + times(100, times(200, "y") + "\n") + "```"),
    ("empty code", "```\n" + times(19_000, "\n") + "```"),
    ("combining marks", "a" + times(9_000, "\u{301}")),
    ("vowel signs", "\u{915}" + times(6_000, "\u{93e}")),
    ("initial Jamo", times(6_000, "\u{1100}")),
    ("medial Jamo", times(6_000, "\u{1161}")),
    ("Arabic signs", times(9_000, "\u{600}") + "a"),
    ("joined pictures", times(3_000, "\u{1f600}\u{200d}")),
    ("spaces", times(100, " a" + times(180, " "))),
  ]

  @Test(arguments: hostile)
  func `what is shown grows with the text, and stays in the window`(name: String, text: String) {
    for plain in [false, true] {
      let lines = lines(of: text, plain: plain)
      let bytes = lines.reduce(0) { $0 + $1.utf8.count + 1 }
      #expect(bytes < 12 * text.utf8.count + 300_000, "\(name): \(bytes) bytes")
      let widest = lines.map(Self.columns).max() ?? 0
      #expect(widest <= 80, "\(name): \(widest) columns")
    }
  }

  /// As a terminal that knows nothing of characters made of several counts them.
  private static func columns(_ line: String) -> Int {
    line.unicodeScalars.reduce(0) { $0 + ScalarWidth.columns(of: $1) }
  }

  @Test func `text that would cost too much is shown as it was written`() {
    let header = "|" + Self.times(41, "h|")
    let delimiter = "|" + Self.times(41, "-|")
    let text = "**Bold**\n\n\(header)\n\(delimiter)\n|x\n"
    #expect(
      lines(of: text, width: 200) == [
        "  **Bold**", "", "  " + header, "  " + delimiter, "  |x", "",
      ]
    )
  }

  @Test func `tables, tasks and code of ordinary size are laid out`() {
    let rows = Self.times(200, "| a | - | - |\n")
    #expect(MarkdownCost.isBounded("| x | y | z |\n|---|:-:|--:|\n" + rows))
    #expect(MarkdownCost.isBounded(Self.times(300, "- [x] done [see](a)\n") + "x[a]: int"))
    #expect(MarkdownCost.isBounded(Self.times(100, "a[i] = b[j]; d = {k[0]: v}\n")))
    #expect(MarkdownCost.isBounded("[spec]: https://e.org\n\n" + Self.times(50, "as in [spec]. ")))
    #expect(MarkdownCost.isBounded(Self.times(40, "* ") + "\n" + Self.times(80, "-")))
  }

  @Test func `plain lines hold no table, bar or drawing`() {
    let text = "> said\n\n| name | value |\n|------|------:|\n| a | 1 |\n| b | 2 |\n\n---\n"
    #expect(
      lines(of: text, plain: true) == [
        "  > said", "", "  name: a", "  value: 1", "", "  name: b", "  value: 2", "", "  ---",
      ]
    )
    #expect(lines(of: text).contains { $0.contains("│") })
  }
}
