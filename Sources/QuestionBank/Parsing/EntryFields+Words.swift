import Yams

extension EntryFields {
  /// A needed id.
  mutating func slug(_ name: String) -> String? {
    guard let id = text(name, isRequired: true) else { return nil }
    guard let problem = Slug.problem(id) else { return id }
    fail("\(name) '\(Self.excerpt(id))' \(problem)", at: position(of: name))
    return nil
  }

  /// A needed word out of few, which findings call a `noun`.
  mutating func word<Word: RawRepresentable<String> & CaseIterable>(
    _ name: String,
    as noun: String
  ) -> Word? {
    guard let written = text(name, isRequired: true) else { return nil }
    if let word = Word(rawValue: written) { return word }
    fail(Self.notOne(of: Word.allCases.map(\.rawValue), noun, written), at: position(of: name))
    return nil
  }

  /// Says that a word is none of those that may stand there, and which was likely meant.
  static func notOne(of all: [String], _ noun: String, _ written: String) -> String {
    let hint =
      Suggestion.nearest(to: written, among: all).map { "did you mean '\($0)'?" }
      ?? "the \(noun)s are \(all.joined(separator: ", "))"
    return "\(noun) '\(excerpt(written))' is not a \(noun); \(hint)"
  }

  /// A needed topic; one that nobody knows is an error where it is shipped.
  mutating func topic(in context: BankContext) -> TopicPath? {
    guard let written = text("topic", isRequired: true) else { return nil }
    let position = position(of: "topic")
    switch TopicReading(written, in: context) {
    case .known(let topic): return topic
    case .unknown(let topic, let message):
      report(context.severity, message, at: position)
      return topic
    case .malformed(let message):
      fail(message, at: position)
      return nil
    }
  }

  mutating func sources(in context: BankContext) -> [String] {
    texts("sources").map { source, position in
      if !Self.isWebAddress(source) {
        report(
          context.severity,
          "source '\(Self.excerpt(source))' is not a web address (https://…)",
          at: position
        )
      }
      return source
    }
  }

  private static func isWebAddress(_ text: String) -> Bool {
    let schemes = ["https://", "http://"]
    guard let scheme = schemes.first(where: text.hasPrefix) else { return false }
    let host = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return !host.isEmpty && host.first != "." && !text.contains(where: \.isWhitespace)
  }

  /// A whole number that a field may have.
  mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
    guard let node = node(name), !Self.isNothing(node) else {
      missing(name)
      return nil
    }
    let number = node.scalar.flatMap { $0.style == .plain ? Int($0.string) : nil }
    if let number, range.contains(number) { return number }
    fail(
      "'\(name)' must be a whole number from \(range.lowerBound) to \(range.upperBound), "
        + "not \(Self.describe(node))",
      at: position(of: node)
    )
    return nil
  }

  /// Says which fields do not belong here.
  mutating func checkNames(_ known: [String]) {
    // A mapping of thousands of names is a mistake of another kind; twenty findings say so.
    for name in names.filter({ !known.contains($0) }).prefix(20) {
      let hint = Suggestion.clause(for: name, among: known)
      report(.error, "unknown field '\(Self.excerpt(name))'\(hint)", at: keyPosition(of: name))
    }
  }
}
