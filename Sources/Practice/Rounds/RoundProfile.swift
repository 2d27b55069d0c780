package import QuestionBank

/// How a round's time is laid out.
package enum RoundProfile: String, CaseIterable, Codable, Sendable {
  /// Design: requirements, entities, interface, design, two or three deep dives, wrap-up.
  case delivery
  /// Design in four steps: scope, high level, deep dive, wrap-up.
  case xu4
  /// Design with a few questions and names, then drawing; the interface on request.
  case sketchEarly = "sketch-early"
  /// Coding: clarify, approach, code, test, follow-up.
  case steps
  /// Behavioral: five questions, each with a few follow-ups.
  case breadth
  /// Behavioral: three questions, examined closely.
  case depth

  package var kind: PromptKind {
    switch self {
    case .delivery, .xu4, .sketchEarly: .design
    case .steps: .coding
    case .breadth, .depth: .behavioral
    }
  }

  /// What a round of the kind uses where nothing is said.
  package static func standard(for kind: PromptKind) -> RoundProfile {
    switch kind {
    case .design: .delivery
    case .coding: .steps
    case .behavioral: .breadth
    }
  }

  /// How many prompts the round asks.
  package var promptCount: Int {
    switch self {
    case .delivery, .xu4, .sketchEarly, .steps: 1
    case .breadth: 5
    case .depth: 3
    }
  }
}
