import Yams

/// The lines of a bank cut at the entries of `cards:`, by indentation alone.
struct CardSplit {
  /// The file with the lines of its cards left blank, so that line numbers hold.
  let header: String
  /// The file down to the line `cards:`, for the anchors there.
  let top: String
  /// One per entry, with the indentation it had.
  let pieces: [YAMLPiece]
  /// Spaces before the dash of the first entry.
  let indentation: Int
  /// Entries whose dash stands elsewhere.
  let misplaced: [(line: Int, indentation: Int)]

  /// Nil where no block list follows a line `cards:`.
  init?(_ lines: [Substring]) {
    guard let cards = lines.firstIndex(where: Self.opensCards) else { return nil }
    guard
      let first = lines[(cards + 1)...].firstIndex(where: { !Self.isBlankOrComment($0) }),
      let indentation = Self.dash(lines[first])
    else { return nil }
    self.indentation = indentation

    var starts: [Int] = []
    var misplaced: [(line: Int, indentation: Int)] = []
    var end = lines.count
    let lastCard = lines.lastIndex { Self.dash($0) != nil && Self.opensCard($0) } ?? first
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
      } else if spaces == 0, let name = Self.field(line) {
        // A field that only cards have, or a mistyped one, has lost its indentation where cards
        // follow it; where none does, it is the bank's.
        if BankFields.all.contains(String(name)) || index > lastCard {
          end = index
          break
        }
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
    top = lines[...cards].joined(separator: "\n") + "\n"
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

  /// The name of the field that a text begins with, in quotes or not: `"title" : T`.
  static func field(_ line: Substring) -> Substring? {
    guard let first = line.first else { return nil }
    let name: Substring
    var rest: Substring
    if first == "\"" || first == "'" {
      name = line.dropFirst().prefix { $0 != first }
      rest = line[name.endIndex...].dropFirst()
    } else {
      name = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      rest = line[name.endIndex...]
    }
    rest = rest.drop { $0 == " " }
    guard !name.isEmpty, first != "-", rest.first == ":" else { return nil }
    return rest.dropFirst().first.map(\.isWhitespace) ?? true ? name : nil
  }

  /// Whether a line is `cards:` with nothing but a comment after it.
  static func opensCards(_ line: Substring) -> Bool {
    guard Self.field(line) == "cards", let colon = line.firstIndex(of: ":") else { return false }
    return isBlankOrComment(line[colon...].dropFirst())
  }

  /// Whether a list entry begins as cards do.
  private static func opensCard(_ line: Substring) -> Bool {
    let text = line.drop { $0 == " " }.dropFirst().drop { $0 == " " }
    if text.first == "{" { return true }
    guard let name = field(text) else { return false }
    return BankFields.ofCards.contains(String(name))
  }

  /// The id that the entry of a broken piece seems to have, and its line in the piece, from 0.
  static func id(in piece: YAMLPiece) -> (id: String, line: Int)? {
    let lines = BankSource.split(piece.text)
    guard let first = lines.first, let dash = dash(first) else { return nil }
    var indentation: Int?
    for (index, line) in lines.enumerated() {
      let isDash = index == 0
      if !isDash, isBlankOrComment(line) { continue }
      var text = isDash ? line.dropFirst(dash + 1) : line
      let spaces = text.prefix { $0 == " " }.count + (isDash ? dash + 1 : 0)
      text = text.drop { $0 == " " }
      if text.isEmpty { continue }
      if text.first == "{" {
        text = text.dropFirst().drop { $0 == " " }.prefix { $0 != "," && $0 != "}" }
      }
      if indentation == nil { indentation = spaces }
      guard spaces == indentation, field(text) == "id",
        let value = YAMLPiece(text: String(text), linesBefore: 0).read().root?.mapping?.first?
          .value,
        let id = value.scalar?.string
      else { continue }
      return (id, index)
    }
    return nil
  }
}
