/// Fits a table into a width: as it is, with cells wrapped, or as a list of its fields; always that
/// where plain lines are wanted.
struct MarkdownTableLayout {
  /// Columns of text below which a wrapped cell cannot be read.
  private static let readable = 8
  /// Columns between two cells: space, line, space.
  private static let gap = 3

  private let table: MarkdownTable
  private let layout: MarkdownLayout
  private let header: [StyledLine]
  private let rows: [[StyledLine]]

  init(_ table: MarkdownTable, layout: MarkdownLayout) {
    self.table = table
    self.layout = layout
    header = table.header.map { layout.line($0, role: .bold) }
    rows = table.rows.map { row in row.map { layout.line($0) } }
  }

  func lines(width: Int) -> [StyledLine] {
    guard !layout.painter.plain, let widths = columnWidths(in: width) else {
      return asFields(width: width)
    }
    var result = aligned(header, widths)
    result.append(rule(widths))
    // Once cells wrap, only a line between rows shows where one ends.
    let wraps = rows.contains { row in zip(row, widths).contains { $0.width > $1 } }
    for (number, row) in rows.enumerated() {
      if wraps, number > 0 { result.append(rule(widths)) }
      result += aligned(row, widths)
    }
    return result
  }

  /// How wide each column is; nil if some would be too narrow to read.
  private func columnWidths(in width: Int) -> [Int]? {
    let columns = header.indices
    guard !columns.isEmpty else { return nil }
    let cells = [header] + rows
    let natural = columns.map { column in max(cells.map { $0[column].width }.max() ?? 0, 1) }
    let available = width - Self.gap * (columns.count - 1)
    if natural.reduce(0, +) <= available { return natural }

    let least = columns.map { column in
      let word = cells.map { $0[column].widestWord }.max() ?? 0
      return min(natural[column], max(min(word, 2 * Self.readable), Self.readable))
    }
    var spare = available - least.reduce(0, +)
    guard spare >= 0 else { return nil }
    // The widest need gets the next column of space.
    var widths = least
    while spare > 0 {
      guard let neediest = columns.max(by: { natural[$0] - widths[$0] < natural[$1] - widths[$1] }),
        natural[neediest] > widths[neediest]
      else { break }
      widths[neediest] += 1
      spare -= 1
    }
    return widths
  }

  private func aligned(_ row: [StyledLine], _ widths: [Int]) -> [StyledLine] {
    let cells = zip(row, widths).map { $0.wrapped(to: $1) }
    let height = cells.map(\.count).max() ?? 0
    return (0..<height).map { number in
      var line = StyledLine()
      for column in cells.indices {
        if column > 0 { line.append(" \(layout.painter.glyphs.vertical) ", role: .dim) }
        let text = number < cells[column].count ? cells[column][number] : StyledLine()
        let missing = widths[column] - text.width
        let before =
          switch table.alignments[column] {
          case .left: 0
          case .center: missing / 2
          case .right: missing
          }
        line.append(String(repeating: " ", count: max(before, 0)))
        line.append(text)
        // Nothing follows the last cell, so nothing has to be filled.
        if column < cells.count - 1 {
          line.append(String(repeating: " ", count: max(missing - before, 0)))
        }
      }
      return line
    }
  }

  private func rule(_ widths: [Int]) -> StyledLine {
    let glyphs = layout.painter.glyphs
    let joint = glyphs.horizontal + glyphs.cross + glyphs.horizontal
    let parts = widths.map { String(repeating: glyphs.horizontal, count: $0) }
    return StyledLine(parts.joined(separator: joint), role: .dim)
  }

  /// Each row as `header: value` lines, rows apart by an empty line.
  private func asFields(width: Int) -> [StyledLine] {
    var result: [StyledLine] = []
    for row in rows {
      if !result.isEmpty { result.append(StyledLine()) }
      for (name, value) in zip(header, row) {
        var line = name
        if !name.isEmpty { line.append(": ") }
        line.append(value)
        result += line.wrapped(to: width)
      }
    }
    return rows.isEmpty ? header.flatMap { $0.wrapped(to: width) } : result
  }
}
