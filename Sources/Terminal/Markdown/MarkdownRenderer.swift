/// Markdown as lines for a terminal.
///
/// Nothing in the text reaches the terminal as a command: raw HTML is shown as written, links show
/// where they lead, and every text is sanitised. Without colour, emphasis and code keep the marks
/// they have in Markdown, so that no meaning is lost.
package struct MarkdownRenderer: Sendable {
  package init() {}

  /// The lines, none wider than `width` columns (at least `indent` + 10), each indented by `indent`
  /// spaces unless it is empty.
  package func render(
    _ markdown: String,
    width: Int,
    painter: Painter,
    indent: Int = 0
  ) -> [String] {
    let indent = max(indent, 0)
    let layout = MarkdownLayout(painter: painter)
    let lines = layout.lines(
      of: MarkdownParser.parse(markdown),
      width: max(width - indent, MarkdownLayout.narrowest)
    )
    let margin = String(repeating: " ", count: indent)
    return lines.map { $0.isEmpty ? "" : margin + $0.painted(by: painter) }
  }
}
