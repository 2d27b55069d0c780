/// Where the fields of one mapping are given again, which the YAML reader does not say.
///
/// The fields of a block mapping share a column, and what they hold is indented further; those of a
/// flow mapping are found by walking over its quotes and brackets.
struct RepeatedFields {
  /// A place as the YAML reader counts: both from 1, columns in scalars.
  struct Place: Hashable {
    let line: Int
    let column: Int
  }

  struct Repetition {
    let name: String
    let first: Place
    let again: Place
  }

  /// In the text's order.
  let repetitions: [Repetition]

  /// Finds the fields called `names` in the mapping that has the first of one of them at `place`.
  init(of names: [String], near place: Place, in lines: [Substring]) {
    let scan = Self.flow(around: place, in: lines) ?? Self.block(around: place, in: lines)
    var first: [String: Place] = [:]
    var repetitions: [Repetition] = []
    for (name, place) in scan where names.contains(name) {
      if let known = first[name] {
        repetitions.append(Repetition(name: name, first: known, again: place))
      } else {
        first[name] = place
      }
    }
    self.repetitions = repetitions
  }

  /// The fields of the block mapping that has one at `place`.
  private static func block(
    around place: Place,
    in lines: [Substring]
  ) -> [(name: String, place: Place)] {
    func indentation(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }
    let column = place.column
    // Up to the line with the dash, whose first field may stand behind it.
    var start = place.line - 1
    for index in stride(from: start, through: 0, by: -1) {
      let line = lines[index]
      if CardSplit.isBlankOrComment(line) { continue }
      let isOutside = indentation(line) < column - 1
      if !isOutside || line.prefix(column - 1).contains("-") { start = index }
      if isOutside { break }
    }
    var fields: [(name: String, place: Place)] = []
    for index in start..<lines.count {
      let line = lines[index]
      if CardSplit.isBlankOrComment(line) { continue }
      let before = line.unicodeScalars.prefix(column - 1)
      let isFirst = index == start && before.contains("-")
      if !isFirst, indentation(line) < column - 1 {
        if index < place.line { continue }
        break
      }
      guard before.count == column - 1, before.allSatisfy({ $0 == " " || isFirst && $0 == "-" }),
        let name = CardSplit.field(Substring(line.unicodeScalars.dropFirst(column - 1)))
      else { continue }
      fields.append((String(name), Place(line: index + 1, column: column)))
    }
    return fields
  }

  /// The fields of the flow mapping that has one at `place`, or nil where that is in none.
  private static func flow(
    around place: Place,
    in lines: [Substring]
  ) -> [(name: String, place: Place)]? {
    guard lines.indices.contains(place.line - 1) else { return nil }
    let line = Array(lines[place.line - 1].unicodeScalars)
    let opened = line.indices.prefix(place.column - 1).filter { line[$0] == "{" }
    // The nearest brace that opens before the place is the mapping's, unless it has closed again.
    for open in opened.reversed().prefix(20) {
      let fields = fields(openedAt: Place(line: place.line, column: open + 1), in: lines)
      if fields.contains(where: { $0.place == place }) { return fields }
    }
    return nil
  }

  private static func fields(
    openedAt open: Place,
    in lines: [Substring]
  ) -> [(name: String, place: Place)] {
    var fields: [(name: String, place: Place)] = []
    var depth = 0
    var startsField = true
    var quote: Unicode.Scalar?
    for number in open.line...lines.count {
      let line = Array(lines[number - 1].unicodeScalars)
      var at = number == open.line ? open.column : 0
      while at < line.count {
        defer { at += 1 }
        let scalar = line[at]
        if let mark = quote {
          if scalar == "\\", mark == "\"" { at += 1 } else if scalar == mark { quote = nil }
          continue
        }
        if scalar == "#", at > 0, line[at - 1] == " " { break }
        if startsField, depth == 0, scalar != " ", scalar != "," {
          startsField = false
          var rest = Substring.UnicodeScalarView()
          rest.append(contentsOf: line[at...])
          if let name = CardSplit.field(Substring(rest)) {
            fields.append((String(name), Place(line: number, column: at + 1)))
          }
        }
        switch scalar {
        case "\"", "'":
          // A mark within a word is a letter of it.
          let before = at > 0 ? line[at - 1] : " "
          if " ,[{:".unicodeScalars.contains(before) { quote = scalar }
        case "{", "[": depth += 1
        case "}", "]":
          depth -= 1
          if depth < 0 { return fields }
        case ",": startsField = startsField || depth == 0
        default: break
        }
      }
    }
    return fields
  }
}
