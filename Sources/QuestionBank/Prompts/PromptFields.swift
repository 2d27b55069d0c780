/// The names that a prompt file may use, and where.
enum PromptFields {
  static let common = ["id", "title", "topic", "stage", "sources"]

  static func own(of kind: PromptKind) -> [String] {
    switch kind {
    case .design:
      ["opening", "facts", "phases", "deep_dives", "probes", "curveballs", "stages", "outline"]
    case .coding:
      [
        "statement", "signature", "examples", "tests", "hints", "insight", "complexity",
        "follow_up", "solution", "minutes", "patterns",
      ]
    case .behavioral: ["question", "signals", "stages", "probes", "red_flags", "minutes"]
    }
  }

  static func of(_ kind: PromptKind) -> [String] { common + own(of: kind) }

  static let fact = ["id", "words", "say"]
  static let phase = ["id", "points"]
  static let point = ["id", "say", "ask", "answer", "card"]
  static let deepDive = [
    "id", "title", "stage", "pressure", "options", "choice", "cost", "breaks",
  ]
  static let probe = ["id", "theme", "stage", "ask", "answer", "card"]
  static let curveball = ["id", "stage", "say", "answer"]
  static let expectation = ["bar", "ceiling"]
  static let example = ["args", "result", "note"]
  static let test = ["name", "args", "result"]
  static let followUp = ["ask", "answer"]
}

extension PromptKind {
  /// The kind that a file with these fields is of; nil where it seems to be no prompt.
  ///
  /// The field that opens the round decides. Where it is missing or mistyped, two fields do that
  /// only one kind has.
  package init?(fields names: some Collection<String>) {
    let names = Set(names)
    if names.contains("opening") {
      self = .design
    } else if names.contains("statement") {
      self = .coding
    } else if names.contains("signals") {
      self = .behavioral
    } else {
      let counts = Self.allCases.map { kind in
        let others = Self.allCases.filter { $0 != kind }.flatMap(PromptFields.own)
        let own = Set(PromptFields.own(of: kind)).subtracting(others)
        return (kind: kind, count: own.intersection(names).count)
      }
      guard let best = counts.max(by: { $0.count < $1.count }), best.count >= 2 else { return nil }
      self = best.kind
    }
  }
}
