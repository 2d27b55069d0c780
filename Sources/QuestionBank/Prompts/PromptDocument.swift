import Yams

/// A prompt file as YAML.
///
/// The whole file is read at once where it is good YAML. Where it is not, each field at the margin
/// is read on its own, so that all mistakes come to light and not just the first.
struct PromptDocument {
  private(set) var root: Node?
  /// Fields that could not be read.
  private(set) var unreadable: Set<String> = []

  /// Most fields that a file is taken apart into; more is no prompt with a slip in it.
  private static let most = 100

  init(_ source: BankSource, findings: inout FindingList) {
    let whole = YAMLPiece(text: source.text, linesBefore: 0, noun: "prompt").read()
    var problems = whole.problems
    if let root = whole.root {
      self.root = root
    } else if !problems.isEmpty, let pieces = Self.pieces(of: source.lines) {
      let found = read(pieces)
      if !found.isEmpty { problems = found }
    }
    for problem in problems {
      findings.error(
        problem.message,
        at: source.position(line: problem.line, scalarColumn: problem.scalarColumn)
      )
    }
  }

  private struct Piece {
    let name: String
    let text: String
  }

  private mutating func read(_ pieces: [Piece]) -> [YAMLPiece.Problem] {
    var problems: [YAMLPiece.Problem] = []
    var pairs: [(Node, Node)] = []
    var names: Set<String> = []
    for piece in pieces {
      let read = YAMLPiece(text: piece.text, linesBefore: 0, noun: "prompt").read()
      problems += read.problems
      guard let pair = read.root?.mapping?.first else {
        unreadable.insert(piece.name)
        continue
      }
      // That it stands there twice is what made the whole unreadable.
      guard names.insert(piece.name).inserted else {
        unreadable.insert(piece.name)
        problems.append(
          YAMLPiece.Problem(
            line: pair.key.mark?.line ?? 1,
            scalarColumn: 1,
            message: "field '\(EntryFields.excerpt(piece.name))' is given twice"
          )
        )
        continue
      }
      pairs.append((pair.key, pair.value))
    }
    if !pairs.isEmpty {
      root = .mapping(Node.Mapping(pairs, .implicit, .block, pairs.first?.0.mark))
    }
    return problems
  }

  /// The fields at the margin, with blank lines before each, so that its marks are the file's.
  private static func pieces(of lines: [Substring]) -> [Piece]? {
    let starts = lines.indices.filter { index in
      guard let first = lines[index].first else { return false }
      return first.isLetter && lines[index].contains(":")
    }
    guard starts.count > 1, starts.count <= most else { return nil }
    let ends = starts.dropFirst() + [lines.endIndex]
    return zip(starts, ends).map { start, end in
      Piece(
        name: lines[start].prefix { $0 != ":" }.trimmingSuffix(while: \.isWhitespace),
        text: String(repeating: "\n", count: start) + lines[start..<end].joined(separator: "\n")
      )
    }
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, isTrimmed(last) { text.removeLast() }
    return String(text)
  }
}
