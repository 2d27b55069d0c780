/// The lines of a bank cut at the entries of `cards:`, by indentation alone.
struct CardSplit {
  /// The file with the lines of its cards left blank, so that line numbers hold.
  let header: String
  /// One per entry, with the indentation it had.
  let pieces: [YAMLPiece]
  /// Spaces before the dash of the first entry.
  let indentation: Int
  /// Entries whose dash stands elsewhere.
  let misplaced: [(line: Int, indentation: Int)]

  /// Nil where no block list follows a line `cards:`.
  init?(_ lines: [Substring]) {
    guard
      let cards = lines.firstIndex(where: { line in
        line.hasPrefix("cards:")
          && line.dropFirst(6).drop(while: \.isWhitespace).first.map { $0 == "#" } ?? true
      })
    else { return nil }
    guard
      let first = lines[(cards + 1)...].firstIndex(where: { !Self.isBlankOrComment($0) }),
      let indentation = Self.dash(lines[first])
    else { return nil }
    self.indentation = indentation

    var starts: [Int] = []
    var misplaced: [(line: Int, indentation: Int)] = []
    var end = lines.count
    for index in first..<lines.count {
      let line = lines[index]
      if Self.isBlankOrComment(line) { continue }
      let spaces = line.prefix { $0 == " " }.count
      if let dash = Self.dash(line) {
        if dash == indentation {
          starts.append(index)
        } else if dash <= indentation + 1, Self.opensCard(line) {
          starts.append(index)
          misplaced.append((index + 1, dash))
        }
      } else if spaces == 0, Self.isTopLevelField(line) {
        end = index
        break
      }
    }
    self.misplaced = misplaced
    pieces = starts.enumerated().map { number, start in
      let next = number + 1 < starts.count ? starts[number + 1] : end
      return YAMLPiece(
        text: lines[start..<next].joined(separator: "\n") + "\n",
        linesBefore: start
      )
    }
    header = lines.enumerated().map { index, line in
      (first..<end).contains(index) ? "" : line
    }.joined(separator: "\n")
  }

  /// Spaces before the dash of a list entry, or nil where the line is none.
  static func dash(_ line: Substring) -> Int? {
    let rest = line.drop { $0 == " " }
    guard rest.first == "-", rest.dropFirst().first.map({ $0 == " " || $0 == "\t" }) ?? true else {
      return nil
    }
    return line.utf8.count - rest.utf8.count
  }

  static func isBlankOrComment(_ line: Substring) -> Bool {
    line.drop(while: \.isWhitespace).first.map { $0 == "#" } ?? true
  }

  private static func isTopLevelField(_ line: Substring) -> Bool {
    BankFields.all.contains { line.hasPrefix($0 + ":") }
  }

  /// Whether a list entry begins with a field that only cards have.
  private static func opensCard(_ line: Substring) -> Bool {
    let text = line.drop { $0 == " " }.dropFirst().drop { $0 == " " }
    return ["id", "kind", "question", "text", "topic", "stage"].contains {
      text.hasPrefix($0 + ":")
    }
  }
}
