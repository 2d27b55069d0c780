/// Lays blocks out in columns; knows nothing of parsing or escape sequences.
struct MarkdownLayout {
  /// Columns below which nothing is indented further.
  static let narrowest = 10

  let painter: Painter
  private var glyphs: Glyphs { painter.glyphs }

  init(painter: Painter) { self.painter = painter }

  /// The blocks with an empty line between them.
  func lines(of blocks: [MarkdownBlock], width: Int, listDepth: Int = 0) -> [StyledLine] {
    var result: [StyledLine] = []
    for block in blocks {
      let lines = lines(of: block, width: width, listDepth: listDepth)
      if !result.isEmpty, !lines.isEmpty { result.append(StyledLine()) }
      result += lines
    }
    return result
  }

  private func lines(of block: MarkdownBlock, width: Int, listDepth: Int) -> [StyledLine] {
    switch block {
    case .paragraph(let inlines): flow(inlines, width: width)
    case .heading(let level, let inlines): heading(level, inlines, width: width)
    case .code(let text): code(text, width: width)
    case .html(let text):
      text.split(separator: "\n").flatMap { StyledLine(String($0)).wrapped(to: width) }
    case .quote(let blocks): quote(blocks, width: width)
    case .list(let list): lines(of: list, width: width, depth: listDepth)
    case .table(let table): MarkdownTableLayout(table, layout: self).lines(width: width)
    case .rule:
      [StyledLine(painter.plain ? "---" : repeated(glyphs.horizontal, width: width), role: .dim)]
    }
  }

  func repeated(_ glyph: String, width: Int) -> String {
    String(repeating: glyph, count: max(width / max(TerminalText.width(glyph), 1), 0))
  }

  private func heading(_ level: Int, _ inlines: [MarkdownInline], width: Int) -> [StyledLine] {
    // Without weight to tell it by, a heading keeps its marks.
    let marks = painter.color ? "" : String(repeating: "#", count: level) + " "
    let text = flow(inlines, role: level <= 2 ? .title : .bold, width: width - marks.count)
    return hanging(StyledLine(marks), over: text)
  }

  /// Code is never wrapped at words: a line that is too long is cut where the width ends, and a mark
  /// says that it goes on.
  private func code(_ text: String, width: Int) -> [StyledLine] {
    let mark = glyphs.continuation
    let inner = width - 2
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { source in
      var line = StyledLine(String(source), role: .code)
      if line.text.allSatisfy({ $0 == " " }) { line = StyledLine() }
      if line.width > inner {
        let pieces = line.cut(to: inner - TerminalText.width(mark))
        return pieces.enumerated().map { number, piece in
          var piece = indented(piece)
          if number < pieces.count - 1 { piece.append(mark, role: .dim) }
          return piece
        }
      }
      return [line.isEmpty ? line : indented(line)]
    }
  }

  private func indented(_ line: StyledLine) -> StyledLine {
    var result = StyledLine("  ")
    result.append(line)
    return result
  }

  private func quote(_ blocks: [MarkdownBlock], width: Int) -> [StyledLine] {
    let inner = width - 2
    guard inner >= Self.narrowest else { return lines(of: blocks, width: width) }
    return lines(of: blocks, width: inner).map { line in
      var result = StyledLine(painter.plain ? ">" : glyphs.quote, role: .dim)
      if !line.isEmpty { result.append(" ") }
      result.append(line)
      return result
    }
  }

  // MARK: Lists

  private func lines(of list: MarkdownList, width: Int, depth: Int) -> [StyledLine] {
    var result: [StyledLine] = []
    let markers = markers(of: list, depth: depth)
    let markerWidth = markers.map(TerminalText.width).max() ?? 0
    for (item, marker) in zip(list.items, markers) {
      if !list.isTight, !result.isEmpty { result.append(StyledLine()) }
      var head = StyledLine(
        list.start == nil
          ? TerminalText.pad(marker, to: markerWidth)
          : TerminalText.padLeft(marker, to: markerWidth),
        role: .accent
      )
      head.append(" ")
      if let isDone = item.isDone { head.append(isDone ? "[x] " : "[ ] ") }
      let inner = width - head.width
      guard inner >= Self.narrowest else {
        // Too deep to indent: the marker gets a line of its own.
        result += head.wrapped(to: width)
        result += itemLines(item, tight: list.isTight, width: width, depth: depth)
        continue
      }
      result += hanging(
        head,
        over: itemLines(item, tight: list.isTight, width: inner, depth: depth)
      )
    }
    return result
  }

  private func itemLines(
    _ item: MarkdownList.Item,
    tight: Bool,
    width: Int,
    depth: Int
  ) -> [StyledLine] {
    guard tight else { return lines(of: item.blocks, width: width, listDepth: depth + 1) }
    return item.blocks.flatMap { lines(of: $0, width: width, listDepth: depth + 1) }
  }

  private func markers(of list: MarkdownList, depth: Int) -> [String] {
    guard let start = list.start else {
      let bullet = glyphs.bullets[min(depth, glyphs.bullets.count - 1)]
      return list.items.map { _ in bullet }
    }
    return list.items.indices.map { "\(start + $0)." }
  }

  /// The first line after `head`, the others below it.
  private func hanging(_ head: StyledLine, over lines: [StyledLine]) -> [StyledLine] {
    guard let first = lines.first else { return head.wrapped(to: max(head.width, 1)) }
    var top = head
    top.append(first)
    let margin = String(repeating: " ", count: head.width)
    return [top]
      + lines.dropFirst().map { line in
        guard !line.isEmpty else { return line }
        var result = StyledLine(margin)
        result.append(line)
        return result
      }
  }

  // MARK: Running text

  /// The text wrapped, a hard break starting a new line.
  func flow(_ inlines: [MarkdownInline], role: Role? = nil, width: Int) -> [StyledLine] {
    var lines = [StyledLine()]
    append(inlines, role: role, to: &lines)
    return lines.flatMap { $0.wrapped(to: width) }
  }

  /// The text as one line, however long.
  func line(_ inlines: [MarkdownInline], role: Role? = nil) -> StyledLine {
    var lines = [StyledLine()]
    append(inlines, role: role, to: &lines)
    var result = StyledLine()
    for (number, line) in lines.enumerated() {
      if number > 0 { result.append(" ") }
      result.append(line)
    }
    return result
  }

  private func append(_ inlines: [MarkdownInline], role: Role?, to lines: inout [StyledLine]) {
    for inline in inlines {
      switch inline {
      case .text(let text): lines[lines.count - 1].append(text, role: role)
      case .softBreak: lines[lines.count - 1].append(" ", role: role)
      case .hardBreak: lines.append(StyledLine())
      case .code(let text):
        let mark = painter.color ? "" : text.contains("`") ? "``" : "`"
        lines[lines.count - 1].append(mark + text + mark, role: .code)
      case .emphasis(let inner): wrap(inner, in: "_", role: role ?? .emphasis, to: &lines)
      case .strong(let inner): wrap(inner, in: "*", role: .bold, to: &lines)
      case .strikethrough(let inner):
        // Said in characters even in colour: struck-through text means its opposite.
        lines[lines.count - 1].append("~~", role: .dim)
        append(inner, role: .dim, to: &lines)
        lines[lines.count - 1].append("~~", role: .dim)
      case .link(let url, let inner):
        append(inner, role: role ?? .accent, to: &lines)
        if !url.isEmpty, line(inner).text != url {
          lines[lines.count - 1].append(" (\(url))", role: .dim)
        }
      case .image(let url, let inner):
        lines[lines.count - 1].append("[image: ", role: .dim)
        append(inner, role: role, to: &lines)
        lines[lines.count - 1].append(inner.isEmpty ? "\(url)]" : "] (\(url))", role: .dim)
      }
    }
  }

  private func wrap(
    _ inner: [MarkdownInline],
    in mark: String,
    role: Role,
    to lines: inout [StyledLine]
  ) {
    let mark = painter.color ? "" : mark
    lines[lines.count - 1].append(mark, role: role)
    append(inner, role: role, to: &lines)
    lines[lines.count - 1].append(mark, role: role)
  }
}
