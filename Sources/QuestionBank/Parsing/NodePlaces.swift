import Yams

/// Finds the places of nodes that were read from one piece of a file.
struct NodePlaces {
  let source: BankSource
  /// Lines of the file before the piece.
  var linesBefore = 0

  func position(of node: Node) -> Position { position(of: node.mark) }

  func position(of mark: Mark?) -> Position {
    source.position(line: (mark?.line ?? 1) + linesBefore, scalarColumn: mark?.column ?? 1)
  }

  /// The rest of the line on which a node begins.
  func text(at node: Node) -> Substring {
    guard let mark = node.mark, source.lines.indices.contains(mark.line + linesBefore - 1) else {
      return ""
    }
    let line = source.lines[mark.line + linesBefore - 1].unicodeScalars
    return Substring(line.dropFirst(mark.column - 1))
  }
}
