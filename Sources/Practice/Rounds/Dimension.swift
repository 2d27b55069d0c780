package import QuestionBank

/// What a round is scored on, 1 to 4 each.
package enum Dimension: String, CaseIterable, Codable, Sendable {
  // System design.
  case problemNavigation = "problem-navigation"
  case solutionDesign = "solution-design"
  case technicalDepth = "technical-depth"
  case tradeOffs = "trade-offs"
  case operations
  case communicationAndPace = "communication-and-pace"
  // Coding.
  case codingCommunication = "coding-communication"
  case problemSolving = "problem-solving"
  case technicalCompetency = "technical-competency"
  case testing
  // Behavioral: the signals.
  case scope, ownership, ambiguity, perseverance, conflict, growth, communication, leadership

  package init(_ signal: Signal) {
    self =
      switch signal {
      case .scope: .scope
      case .ownership: .ownership
      case .ambiguity: .ambiguity
      case .perseverance: .perseverance
      case .conflict: .conflict
      case .growth: .growth
      case .communication: .communication
      case .leadership: .leadership
      }
  }

  /// The dimensions of a round on these prompts, in the order in which they are scored.
  package static func all(for prompts: [Prompt]) -> [Dimension] {
    var signals: Set<Signal> = []
    for prompt in prompts {
      switch prompt {
      case .design:
        return [
          .problemNavigation, .solutionDesign, .technicalDepth, .tradeOffs, .operations,
          .communicationAndPace,
        ]
      case .coding:
        return [.codingCommunication, .problemSolving, .technicalCompetency, .testing]
      case .behavioral(let behavioral): signals.formUnion(behavioral.signals)
      }
    }
    return signals.sorted().map(Dimension.init)
  }

  package var title: String {
    switch self {
    case .problemNavigation: "problem navigation"
    case .solutionDesign: "solution design"
    case .technicalDepth: "technical depth"
    case .tradeOffs: "trade-offs and failure"
    case .operations: "operations and evolution"
    case .communicationAndPace: "communication and pace"
    case .codingCommunication: "communication"
    case .problemSolving: "problem solving"
    case .technicalCompetency: "technical competency"
    default: rawValue
    }
  }

  /// Whether hints cap it: what was hinted at was not found.
  package var isCappedByHints: Bool { self == .problemNavigation || self == .problemSolving }

  /// What each score means, from 1 to 4.
  package var anchors: [String] {
    switch self {
    case .problemNavigation:
      [
        "stuck, or jumped about", "followed a script, needed steering",
        "structured, little drift", "went for the hard part, re-planned when things changed",
      ]
    case .solutionDesign:
      [
        "no working system", "part of the path works", "complete, small gaps",
        "complete, coherent and simple",
      ]
    case .technicalDepth:
      [
        "wrong on what matters", "names without mechanisms", "sound choices, some depth",
        "mechanism, limits, numbers, alternatives",
      ]
    case .tradeOffs:
      [
        "none named", "one side only", "both sides when asked",
        "unprompted: pressure in numbers, cost, breaking point",
      ]
    case .operations:
      [
        "absent", "only when asked", "rollout or metrics covered",
        "rollout, migration, metrics and cost",
      ]
    case .communicationAndPace:
      [
        "monologue or silence", "the interviewer drove", "clear, small overruns",
        "led, checked in, kept to the time",
      ]
    case .codingCommunication:
      [
        "silent, or hard to follow", "explained when asked", "thought aloud, mostly clear",
        "clear throughout; questions first, decisions explained",
      ]
    case .problemSolving:
      [
        "no workable approach", "plain approach only, or with much help",
        "a good approach, trade-offs when asked", "several approaches weighed, the best one chosen",
      ]
    case .technicalCompetency:
      [
        "does not work", "works in part, clumsy", "works, readable, small slips",
        "correct at once, idiomatic, well named",
      ]
    case .testing:
      [
        "none", "one happy example", "edge cases when asked",
        "found and mended its own mistakes; edge cases unprompted",
      ]
    case .scope:
      [
        "no own task to be seen", "smaller than the stage asks", "the size that the stage asks",
        "beyond it, with lasting effect",
      ]
    case .ownership:
      [
        "noticed without acting", "did what was assigned", "took it on and saw it through",
        "took on what nobody owned, and kept it solved",
      ]
    case .ambiguity:
      [
        "waited for instructions", "acted once others had decided",
        "made the question clear, then acted",
        "turned an open problem into a plan that others followed",
      ]
    case .perseverance:
      [
        "gave up", "went on without changing anything", "found another way round the obstacle",
        "several obstacles, each met with a new plan and a result",
      ]
    case .conflict:
      [
        "avoided or escalated at once", "gave in or insisted",
        "heard the other side, settled on facts",
        "changed minds (perhaps the own), kept the relation, made it policy",
      ]
    case .growth:
      [
        "no learning", "a learning in general words", "changed a habit afterwards",
        "changed a habit, and can show that it works",
      ]
    case .communication:
      [
        "could not be followed", "facts without an order", "clear, told for the listener",
        "result first, for each audience, and checked that it arrived",
      ]
    case .leadership:
      [
        "none", "led by rank or by telling", "others went along by conviction",
        "others grew, and it went on without them",
      ]
    }
  }

  /// What a 3 asks at a stage.
  package func expectation(at stage: Stage) -> String {
    switch self {
    case .problemNavigation:
      [
        "asks before building; follows the interviewer's lead",
        "gets through all parts with nudges",
        "leads; finds the hard part alone", "ranks the hard parts by risk and spends time so",
        "questions the problem itself and sets its frame",
      ][stage.rank]
    case .solutionDesign:
      [
        "client, server, store and what each is for", "an end-to-end design that meets the needs",
        "complete, with a reason for every box", "the simplest design that survives the growth",
        "fits what exists, who adopts it, and how it is left again",
      ][stage.rank]
    case .technicalDepth:
      [
        "knows what an index and a cache do", "explains the components used",
        "two deep dives to mechanism and number", "three deep dives from experience",
        "depth where the bet lies, delegation elsewhere",
      ][stage.rank]
    case .tradeOffs:
      [
        "names one drawback of a choice", "compares two options",
        "pressure, choice, cost, breaking point",
        "cost of changing the choice later", "reversibility and cost over years",
      ][stage.rank]
    case .operations:
      [
        "knows that it must be watched", "names the metrics to alert on",
        "rollout, rollback, alerting",
        "migration and on-call load across teams", "cost, ownership and end of life",
      ][stage.rank]
    case .communicationAndPace:
      [
        "thinks aloud", "answers the question that was asked", "drives, checks in, keeps the time",
        "discusses as a peer", "makes the listener's decision easy",
      ][stage.rank]
    case .codingCommunication:
      [
        "thinks aloud", "explains the approach before coding", "talks trade-offs while coding",
        "guides as with a colleague", "brings it to the point",
      ][stage.rank]
    case .problemSolving:
      [
        "a working approach with one nudge", "the good approach with one nudge",
        "the good approach alone", "alternatives weighed at once",
        "sees the system behind the puzzle",
      ][stage.rank]
    case .technicalCompetency:
      [
        "correct for the examples", "correct and clean", "fit for production",
        "elegant, easy to extend", "exemplary",
      ][stage.rank]
    case .testing:
      [
        "traces one example", "names the edge cases", "finds its own mistakes",
        "tests what would break in production", "says how it would be tested in the large",
      ][stage.rank]
    default:
      [
        "a story about an own task", "a story about a feature or a small project",
        "a project of three people or more, effect on the team",
        "two teams or more, effect on the organisation",
        "direction of an organisation over a year or more",
      ][stage.rank]
    }
  }
}
