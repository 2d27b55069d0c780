/// The anchors in the pieces of a broken bank, so that an alias still leads from one to another.
struct AnchorPieces {
  private struct Source {
    let piece: YAMLPiece
    /// The sources that this one's own aliases lead to, each after those that it needs.
    let needs: [Int]
  }

  private var sources: [Source] = []
  private var owners: [Substring: Int] = [:]
  /// Bytes that may still be read again; aliases of aliases would otherwise cost a square.
  private var budget = 4 << 20

  /// Remembers the anchors of a piece that has been read, each piece after those before it.
  mutating func add(_ piece: YAMLPiece) {
    guard piece.text.utf8.contains(UInt8(ascii: "&")) else { return }
    let scan = AliasScan(piece.text)
    guard !scan.anchors.isEmpty else { return }
    sources.append(Source(piece: piece, needs: needs(of: scan)))
    for name in scan.anchors { owners[name] = sources.count - 1 }
  }

  /// The piece below those that its aliases lead to, each on the lines that it has in the file; nil
  /// where the aliases lead nowhere.
  mutating func completing(_ piece: YAMLPiece) -> YAMLPiece? {
    guard piece.text.utf8.contains(UInt8(ascii: "*")) else { return nil }
    let needed = needs(of: AliasScan(piece.text))
    if needed.isEmpty { return nil }
    var text = ""
    var lines = 0
    for part in needed.map({ sources[$0].piece }) + [piece] {
      let blank = max(0, part.linesBefore - lines)
      guard text.utf8.count + blank + part.text.utf8.count <= budget else { return nil }
      text += String(repeating: "\n", count: blank) + part.text
      lines += blank + BankSource.split(part.text).count - 1
    }
    budget -= text.utf8.count
    return YAMLPiece(text: text, linesBefore: 0)
  }

  private func needs(of scan: AliasScan) -> [Int] {
    var needed: Set<Int> = []
    for name in scan.aliases {
      guard let owner = owners[name] else { continue }
      needed.insert(owner)
      needed.formUnion(sources[owner].needs)
    }
    return needed.sorted()
  }
}

/// The anchors and aliases of a text, and what could make them dangerous.
///
/// Text that only looks like aliases is counted too, which costs nothing where there are few.
struct AliasScan {
  private(set) var anchors: Set<Substring> = []
  private(set) var aliases: Set<Substring> = []
  /// How many aliases lead to an anchor before them.
  private(set) var uses = 0
  /// The line of the last of those, from 1.
  private(set) var lastUse = 1
  /// Whether a mapping has a key that is not plain text.
  private(set) var hasComplexKey = false

  init(_ text: String) {
    for (number, line) in BankSource.split(text).enumerated() {
      var startsNode = true
      var inTag = false
      if line.drop(while: { $0 == " " }).first == ":" { hasComplexKey = true }
      var at = line.startIndex
      while at < line.endIndex {
        let character = line[at]
        let after = line.index(after: at)
        if startsNode, character == "&" || character == "*" {
          let name = line[after...].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
          if character == "&", !name.isEmpty {
            anchors.insert(name)
          } else {
            if character == "*", !name.isEmpty { aliases.insert(name) }
            if anchors.contains(name) {
              uses += 1
              lastUse = number + 1
              // An alias as a key.
              if line[name.endIndex...].drop(while: { $0 == " " }).first == ":" {
                hasComplexKey = true
              }
            }
          }
        }
        switch character {
        case "?": if startsNode { hasComplexKey = true }
        case "]", "}":
          if line[after...].drop(while: { $0 == " " }).first == ":" { hasComplexKey = true }
        default: break
        }
        switch character {
        case " ", "\t": inTag = false
        case "!" where startsNode: inTag = true
        case _ where inTag: break
        case "-", ":", "[", "{", ",", "?": startsNode = true
        default: startsNode = false
        }
        at = after
      }
    }
  }
}
