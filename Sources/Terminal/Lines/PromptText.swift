/// Prompts as readline needs them.
enum PromptText {
  /// The prompt with its colours between `\u{1}` and `\u{2}`, so that readline does not count them
  /// as columns, and without any other sequence.
  static func forReadline(_ prompt: String) -> String {
    pieces(of: prompt)
      .map { $0.isColor ? "\u{1}\($0.text)\u{2}" : TerminalText.sanitised($0.text) }
      .joined()
  }

  /// The prompt for writing to a terminal directly.
  static func forTerminal(_ prompt: String) -> String {
    pieces(of: prompt).map { $0.isColor ? $0.text : TerminalText.sanitised($0.text) }.joined()
  }

  private struct Piece {
    var text: String
    var isColor: Bool
  }

  /// The prompt split at its colour sequences: ESC [ digits and semicolons m.
  private static func pieces(of prompt: String) -> [Piece] {
    var result: [Piece] = []
    var plain = String.UnicodeScalarView()
    let scalars = Array(prompt.unicodeScalars)
    var index = 0
    while index < scalars.count {
      if let end = colorEnd(in: scalars, at: index) {
        result.append(Piece(text: String(plain), isColor: false))
        plain = .init()
        var color = String.UnicodeScalarView()
        color.append(contentsOf: scalars[index..<end])
        result.append(Piece(text: String(color), isColor: true))
        index = end
      } else {
        plain.append(scalars[index])
        index += 1
      }
    }
    result.append(Piece(text: String(plain), isColor: false))
    return result.filter { !$0.text.isEmpty }
  }

  private static func colorEnd(in scalars: [Unicode.Scalar], at start: Int) -> Int? {
    guard scalars[start] == "\u{1B}", start + 1 < scalars.count, scalars[start + 1] == "[" else {
      return nil
    }
    var index = start + 2
    while index < scalars.count, ("0"..."9").contains(scalars[index]) || scalars[index] == ";" {
      index += 1
    }
    return index < scalars.count && scalars[index] == "m" ? index + 1 : nil
  }
}
