/// One line of text in which every character has a role, measured and wrapped before it is painted.
struct StyledLine {
  struct Cell {
    let character: Character
    let role: Role?
    let width: Int
  }

  private(set) var cells: [Cell] = []

  init() {}

  init(_ text: String, role: Role? = nil) { append(text, role: role) }

  var text: String { String(cells.map(\.character)) }
  var width: Int { cells.reduce(0) { $0 + $1.width } }
  var isEmpty: Bool { cells.isEmpty }

  mutating func append(_ text: String, role: Role? = nil) {
    for character in text {
      guard TerminalText.isOverlong(character) else {
        cells.append(Cell(character: character, role: role, width: TerminalText.width(character)))
        continue
      }
      // In pieces, so that a line can end within it.
      for scalar in character.unicodeScalars {
        let width = max(ScalarWidth.columns(of: scalar), 1)
        cells.append(Cell(character: Character(scalar), role: role, width: width))
      }
    }
  }

  mutating func append(_ line: StyledLine) { cells += line.cells }

  /// The columns of the widest word: what wrapping cannot go below without cutting.
  var widestWord: Int {
    cells.split { $0.character == " " }
      .map { $0.reduce(0) { $0 + $1.width } }.max() ?? 0
  }

  /// Lines of at most `width` columns; see `TerminalText.wrap`.
  func wrapped(to width: Int) -> [StyledLine] {
    let width = max(width, 1)
    var lines: [StyledLine] = []
    var start = 0
    repeat {
      var end = start
      var used = 0
      var lastBreak: Int?
      while end < cells.count {
        let cell = cells[end]
        // Spaces hang over the edge: they vanish if the line breaks there.
        if used + cell.width > width, cell.character != " " { break }
        used += cell.width
        end += 1
        if end < cells.count, canBreak(before: end, lineStart: start) { lastBreak = end }
      }
      if end < cells.count {
        // A character wider than the line still has to go somewhere.
        end = max(lastBreak ?? end, start + 1)
      }
      lines.append(StyledLine(trimming: cells[start..<end]))
      start = end
    } while start < cells.count
    return lines
  }

  /// The line cut into pieces of exactly `width` columns, whatever they hold.
  func cut(to width: Int) -> [StyledLine] {
    let width = max(width, 1)
    var pieces: [StyledLine] = [StyledLine()]
    var used = 0
    for cell in cells {
      if used + cell.width > width, used > 0 {
        pieces.append(StyledLine())
        used = 0
      }
      pieces[pieces.count - 1].cells.append(cell)
      used += cell.width
    }
    return pieces
  }

  func painted(by painter: Painter) -> String {
    guard painter.color else { return text }
    var result = ""
    var start = 0
    while start < cells.count {
      var end = start
      while end < cells.count, cells[end].role == cells[start].role { end += 1 }
      let run = String(cells[start..<end].map(\.character))
      result += cells[start].role.map { painter.paint(run, $0) } ?? run
      start = end
    }
    return result
  }

  private init(trimming cells: ArraySlice<Cell>) {
    var kept = cells
    while kept.last?.character == " " { kept.removeLast() }
    self.cells = Array(kept)
  }

  /// Whether a line may end before this cell: after spaces, or beside a wide character.
  private func canBreak(before index: Int, lineStart: Int) -> Bool {
    let before = cells[index - 1]
    let after = cells[index]
    if after.character == " " { return false }
    if before.character == " " {
      // Never after the indentation alone, or a long word would leave an empty line.
      return cells[lineStart..<index].contains { $0.character != " " }
    }
    if before.width == 2, Self.opening.contains(before.character) { return false }
    if after.width == 2 { return !Self.closing.contains(after.character) }
    return before.width == 2 && (after.character.isLetter || after.character.isNumber)
  }

  private static let opening: Set<Character> = ["「", "『", "(", "【", "〈", "《", "[", "{"]
  private static let closing: Set<Character> = [
    "」", "』", ")", "】", "〉", "》", "]", "}", "、", "。", ",", ".", ":", ";", "!", "?", "ー",
  ]
}
