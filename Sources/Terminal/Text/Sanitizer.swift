/// One pass over hostile text; see `TerminalText.sanitised`.
struct Sanitizer {
  private let input: [Unicode.Scalar]
  private let wasCut: Bool
  /// Where the last end of a control string may be.
  ///
  /// Without it, a text of many unterminated strings would be searched to its end once for each.
  private let lastTerminator: Int
  private var index = 0
  private var output = String.UnicodeScalarView()
  private var last: Unicode.Scalar?
  private var marks = 0

  init(_ text: String) {
    let scalars = Array(text.unicodeScalars.prefix(TerminalText.longestText + 1))
    wasCut = scalars.count > TerminalText.longestText
    input = wasCut ? Array(scalars.dropLast()) : scalars
    lastTerminator = input.lastIndex { Self.endsString($0) } ?? -1
  }

  mutating func run() -> String {
    while index < input.count { step() }
    if wasCut { output.append("…") }
    return String(output)
  }

  private mutating func step() {
    let scalar = input[index]
    index += 1
    switch scalar.value {
    case 0x1B: skipEscape()
    case 0x9B: skipControlSequence()
    case 0x90, 0x98, 0x9D, 0x9E, 0x9F: skipString()
    case 0x0A, 0x85, 0x2028, 0x2029: append("\n")
    case 0x09: for _ in 0..<4 { append(" ") }
    case 0..<0x20, 0x7F...0x9F: break
    case 0x20..<0x7F: append(scalar)
    case 0x200D: if joinsEmoji { append(scalar) }
    case 0x200C: if let last, last.value > 0x7F, last.properties.isAlphabetic { append(scalar) }
    default: appendVisible(scalar)
    }
  }

  /// Appends what is neither ASCII nor a control, unless it hides or turns text.
  private mutating func appendVisible(_ scalar: Unicode.Scalar) {
    switch scalar.properties.generalCategory {
    case .format where !ScalarWidth.isArabicSign(scalar.value): return
    case .nonspacingMark, .enclosingMark:
      guard marks < TerminalText.mostMarks else { return }
      append(scalar)
      marks += 1
    default: append(scalar)
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    output.append(scalar)
    last = scalar
    // A mark's own count is added by the caller, after this.
    if !Self.isMark(scalar) { marks = 0 }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  /// Whether a joiner stands between two pictures: elsewhere it would only split a word unseen.
  private var joinsEmoji: Bool {
    guard let last, index < input.count else { return false }
    let before =
      last.value == 0xFE0F || last.properties.isEmojiModifier
      || (last.value > 0x7F && last.properties.isEmoji)
    return before && input[index].value > 0x7F && input[index].properties.isEmoji
  }

  // MARK: Sequences

  /// After ESC.
  private mutating func skipEscape() {
    guard index < input.count else { return }
    switch input[index] {
    case "[":
      index += 1
      skipControlSequence()
    case "]", "P", "X", "^", "_":
      index += 1
      skipString()
    default:
      // ESC, intermediate bytes, one final byte. Anything else: the escape alone goes.
      var end = index
      while end < input.count, (0x20...0x2F).contains(input[end].value) { end += 1 }
      if end < input.count, (0x30...0x7E).contains(input[end].value) {
        index = end + 1
      } else {
        index = end
      }
    }
  }

  /// After CSI: parameters and intermediates, then one final byte.
  private mutating func skipControlSequence() {
    while index < input.count {
      let value = input[index].value
      if (0x40...0x7E).contains(value) {
        index += 1
        return
      }
      // A terminal executes controls inside a sequence; text outside ASCII ends it.
      guard (0x20...0x3F).contains(value) else { return }
      index += 1
    }
  }

  /// After OSC, DCS, SOS, PM or APC: up to its terminator, or to the line's end if it has none.
  private mutating func skipString() {
    guard index <= lastTerminator else {
      while index < input.count, input[index] != "\n" { index += 1 }
      return
    }
    while index < input.count {
      let scalar = input[index]
      if scalar.value == 0x1B {
        // ESC \ ends the string; any other escape breaks it off and stands for itself.
        if index + 1 < input.count, input[index + 1] == "\\" { index += 2 }
        return
      }
      index += 1
      if Self.endsString(scalar) { return }
    }
  }

  /// BEL, CAN, SUB, ESC (of ESC \) and the 8-bit ST.
  private static func endsString(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x07, 0x18, 0x1A, 0x1B, 0x9C: true
    default: false
    }
  }
}
