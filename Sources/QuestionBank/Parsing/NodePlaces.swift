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
}
