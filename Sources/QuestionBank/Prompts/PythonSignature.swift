/// What can be told of a Python function from its first line, without Python.
struct PythonSignature: Hashable, Sendable {
  let name: String
  /// `def name(…) -> …:`, with the colon whether or not it was written.
  let text: String
  /// How many arguments a call may have; nil where it cannot be told.
  let arguments: ClosedRange<Int>?

  /// Nil where the text is not the first line of a function.
  init?(_ written: String) {
    var line = Substring(written.split(whereSeparator: { $0 == " " }).joined(separator: " "))
    if line.last == ":" { line.removeLast() }
    guard line.hasPrefix("def "), !line.contains(where: \.isNewline),
      let open = line.firstIndex(of: "(")
    else { return nil }
    let name = String(line.dropFirst(4).prefix(upTo: open)).filter { $0 != " " }
    guard let first = name.first, first.isLetter || first == "_",
      name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }),
      let (parameters, end) = Self.parameters(line[line.index(after: open)...])
    else { return nil }
    let rest = line[end...].drop { $0 == " " }
    guard rest.isEmpty || rest.hasPrefix("->") && rest.count > 2 else { return nil }
    self.name = name
    text = line + ":"
    arguments = Self.count(parameters)
  }

  private struct Parameter {
    var text = ""
    var hasDefault = false
  }

  /// The parameters before the closing parenthesis, and where it ends.
  private static func parameters(
    _ text: Substring
  ) -> (parameters: [Parameter], end: Substring.Index)? {
    var parameters = [Parameter()]
    var depth = 0
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      switch character {
      case "'", "\"": quote = character
      case "(", "[", "{": depth += 1
      case ")" where depth == 0:
        // A comma may stand after the last.
        return (parameters.filter { !$0.text.isEmpty }, text.index(after: index))
      case ")", "]", "}": depth -= 1
      case "," where depth == 0:
        parameters.append(Parameter())
        continue
      case "=" where depth == 0: parameters[parameters.count - 1].hasDefault = true
      default: break
      }
      if character != " " { parameters[parameters.count - 1].text.append(character) }
    }
    return nil
  }

  /// Stars take any number of arguments, or only named ones.
  private static func count(_ parameters: [Parameter]) -> ClosedRange<Int>? {
    if parameters.contains(where: { $0.text.hasPrefix("*") }) { return nil }
    let all = parameters.filter { $0.text != "/" }
    return all.count { !$0.hasDefault }...all.count
  }
}
