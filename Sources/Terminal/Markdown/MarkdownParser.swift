import CMarkdown

/// Reads Markdown by cmark-gfm into values, with every text sanitised.
///
/// Sanitised twice: before parsing, so that no sequence is torn in two by markup; and after, since
/// `&#27;` is an escape character by then.
enum MarkdownParser {
  /// Levels of nesting that are followed; what is nested deeper is left out with `…`.
  static let deepestNesting = 24

  static func parse(_ markdown: String) -> [MarkdownBlock] {
    let source = TerminalText.sanitised(markdown)
    guard MarkdownCost.isBounded(source) else { return asWritten(source) }
    let root = source.utf8CString.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.flatMap { greenroom_markdown_parse($0, bytes.count - 1) }
    }
    guard let root else { return asWritten(source) }
    defer { greenroom_markdown_free(root) }
    return blocks(in: root, depth: 0)
  }

  private static func asWritten(_ text: String) -> [MarkdownBlock] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return [.paragraph(Array(lines.map { [.text(String($0))] }.joined(separator: [.hardBreak])))]
  }

  private static func children(of node: OpaquePointer) -> some Sequence<OpaquePointer> {
    sequence(state: greenroom_markdown_first_child(node)) { next in
      guard let node = next else { return nil }
      next = greenroom_markdown_next(node)
      return node
    }
  }

  private static func literal(_ node: OpaquePointer) -> String {
    greenroom_markdown_literal(node).map { TerminalText.sanitised(String(cString: $0)) } ?? ""
  }

  private static func url(_ node: OpaquePointer) -> String {
    greenroom_markdown_url(node).map { TerminalText.singleLine(String(cString: $0)) } ?? ""
  }

  // MARK: Blocks

  private static func blocks(in node: OpaquePointer, depth: Int) -> [MarkdownBlock] {
    guard depth < deepestNesting else { return [.paragraph([.text("…")])] }
    return children(of: node).compactMap { block($0, depth: depth + 1) }
  }

  private static func block(_ node: OpaquePointer, depth: Int) -> MarkdownBlock? {
    switch greenroom_markdown_node_kind(node) {
    case greenroom_markdown_paragraph: .paragraph(inlines(in: node, depth: 0))
    case greenroom_markdown_heading:
      .heading(
        level: Int(greenroom_markdown_heading_level(node)),
        inlines(in: node, depth: 0)
      )
    case greenroom_markdown_code_block: .code(withoutLastBreak(literal(node)))
    case greenroom_markdown_html_block: .html(withoutLastBreak(literal(node)))
    case greenroom_markdown_quote: .quote(blocks(in: node, depth: depth))
    case greenroom_markdown_list: .list(list(node, depth: depth))
    case greenroom_markdown_table: table(node).map(MarkdownBlock.table)
    case greenroom_markdown_rule: .rule
    default: nil
    }
  }

  private static func withoutLastBreak(_ text: String) -> String {
    text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  private static func list(_ node: OpaquePointer, depth: Int) -> MarkdownList {
    MarkdownList(
      start: greenroom_markdown_list_is_ordered(node)
        ? Int(greenroom_markdown_list_start(node)) : nil,
      isTight: greenroom_markdown_list_is_tight(node),
      items: children(of: node).map { item in
        let task = greenroom_markdown_item_task(item)
        return MarkdownList.Item(
          isDone: task < 0 ? nil : task == 1,
          blocks: blocks(in: item, depth: depth)
        )
      }
    )
  }

  private static func table(_ node: OpaquePointer) -> MarkdownTable? {
    let columns = Int(greenroom_markdown_table_columns(node))
    let rows = children(of: node).map { row in
      var cells = children(of: row).map { inlines(in: $0, depth: 0) }
      while cells.count < columns { cells.append([]) }
      return Array(cells.prefix(columns))
    }
    guard let header = rows.first else { return nil }
    return MarkdownTable(
      alignments: (0..<columns).map { column in
        switch UInt8(bitPattern: greenroom_markdown_table_alignment(node, Int32(column))) {
        case UInt8(ascii: "r"): .right
        case UInt8(ascii: "c"): .center
        default: .left
        }
      },
      header: header,
      rows: Array(rows.dropFirst())
    )
  }

  // MARK: Inlines

  private static func inlines(in node: OpaquePointer, depth: Int) -> [MarkdownInline] {
    guard depth < deepestNesting else { return [.text("…")] }
    return children(of: node).compactMap { inline($0, depth: depth + 1) }
  }

  private static func inline(_ node: OpaquePointer, depth: Int) -> MarkdownInline? {
    switch greenroom_markdown_node_kind(node) {
    case greenroom_markdown_text, greenroom_markdown_html:
      .text(TerminalText.singleLine(literal(node)))
    case greenroom_markdown_code: .code(TerminalText.singleLine(literal(node)))
    case greenroom_markdown_soft_break: .softBreak
    case greenroom_markdown_hard_break: .hardBreak
    case greenroom_markdown_emphasis: .emphasis(inlines(in: node, depth: depth))
    case greenroom_markdown_strong: .strong(inlines(in: node, depth: depth))
    case greenroom_markdown_strikethrough: .strikethrough(inlines(in: node, depth: depth))
    case greenroom_markdown_link: .link(url: url(node), inlines(in: node, depth: depth))
    case greenroom_markdown_image: .image(url: url(node), inlines(in: node, depth: depth))
    default: nil
    }
  }
}
