package import QuestionBank
import SpacedRepetition

/// What the interviewer knows and brings up: chosen by seed, by stage, and by what the candidate has
/// not been asked before.
package struct Interviewer: Sendable {
  /// A question put to the candidate during the round.
  package struct Probe: Hashable, Sendable {
    package let id: String
    package let ask: String
    /// What a good answer says; nil where only the candidate can know.
    package let answer: String?
    package let card: CardKey?
  }

  /// A point that the debrief goes through.
  package struct Point: Hashable, Sendable {
    /// Where it belongs: the id of a scenario's part, or of a phase.
    package let phase: String
    package let point: KeyPoint
  }

  private let prompts: [Prompt]
  private let stage: Stage
  private let seed: UInt64
  /// Ids of probes and curveballs that earlier rounds on the same prompt brought up.
  private let seen: Set<String>

  package init(prompts: [Prompt], stage: Stage, seed: UInt64, seen: Set<String> = []) {
    self.prompts = prompts
    self.stage = stage
    self.seed = seed
    self.seen = seen
  }

  var scenario: Scenario? {
    if case .design(let scenario)? = prompts.first { scenario } else { nil }
  }

  var problem: CodingProblem? {
    if case .coding(let problem)? = prompts.first { problem } else { nil }
  }

  func behavioral(_ key: CardKey?) -> BehavioralPrompt? {
    for case .behavioral(let prompt) in prompts where prompt.head.key == key { return prompt }
    return nil
  }

  // MARK: Facts

  /// What the interviewer tells when asked; empty where they know nothing of it.
  func facts(about question: String) -> [Scenario.Fact] {
    let asked = Set(Self.words(question))
    guard let scenario, !asked.isEmpty else { return [] }
    let scored = scenario.facts.map { fact in
      let words = Set((fact.words + [fact.id]).map { Set(Self.words($0)) })
      return (fact, words.count { !$0.isEmpty && $0.isSubset(of: asked) })
    }
    let best = scored.map(\.1).max() ?? 0
    guard best > 0 else { return [] }
    return scored.filter { $0.1 == best }.prefix(2).map(\.0)
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map { word in
      // "users" asks for the same as "user".
      word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss")
        ? String(word.dropLast()) : String(word)
    }
  }

  // MARK: Curveball and probes

  /// The change of mind that this round brings; nil where there is none for the stage.
  package var curveball: Scenario.Curveball? {
    let fitting = (scenario?.curveballs ?? []).filter { $0.stage <= stage }
    let fresh = fitting.filter { !seen.contains($0.id) }
    return (fresh.isEmpty ? fitting : fresh).min { order($0.id) < order($1.id) }
  }

  /// How many probes a design round brings up at each stage.
  static let probeCount: [Stage: Int] = [
    .junior: 1, .mid: 2, .senior: 3, .lead: 4, .principal: 4,
  ]

  /// The probes of a design round in the order in which they are asked: new ones first, then
  /// themes in turn.
  var designProbes: [Probe] {
    let fitting = (scenario?.probes ?? []).filter { $0.stage <= stage }
    var rest = fitting.sorted {
      (seen.contains($0.id) ? 1 : 0, order($0.id)) < (seen.contains($1.id) ? 1 : 0, order($1.id))
    }
    var chosen: [Scenario.Probe] = []
    var themes: Set<Scenario.Theme> = []
    while chosen.count < (Self.probeCount[stage] ?? 3), !rest.isEmpty {
      let index = rest.firstIndex { !themes.contains($0.theme) } ?? 0
      let probe = rest.remove(at: index)
      themes.insert(probe.theme)
      chosen.append(probe)
    }
    return chosen.map { Probe(id: $0.id, ask: $0.ask, answer: $0.answer, card: $0.card) }
  }

  /// The follow-up questions to a behavioral prompt, as many as the stage's ceiling reaches.
  func followUps(to prompt: CardKey?) -> [Probe] {
    guard let behavioral = behavioral(prompt) else { return [] }
    let count = min(behavioral.probes.count, 2 + stage.rank / 2)
    let numbered = behavioral.probes.enumerated().map { index, ask in
      Probe(id: "\(behavioral.head.id)-\(index + 1)", ask: ask, answer: nil, card: nil)
    }
    return Array(
      numbered.sorted {
        (seen.contains($0.id) ? 1 : 0, order($0.id)) < (seen.contains($1.id) ? 1 : 0, order($1.id))
      }.prefix(count)
    )
  }

  /// The question that ends a coding round.
  var codingFollowUp: Probe? {
    problem.map {
      Probe(id: "follow-up", ask: $0.followUp.ask, answer: $0.followUp.answer, card: nil)
    }
  }

  /// Every probe that could have been brought up, by id.
  package var probesByID: [String: Probe] {
    var probes: [Probe] = (scenario?.probes ?? []).map {
      Probe(id: $0.id, ask: $0.ask, answer: $0.answer, card: $0.card)
    }
    if let codingFollowUp { probes.append(codingFollowUp) }
    for case .behavioral(let prompt) in prompts {
      for (index, ask) in prompt.probes.enumerated() {
        probes.append(
          Probe(id: "\(prompt.head.id)-\(index + 1)", ask: ask, answer: nil, card: nil)
        )
      }
    }
    return Dictionary(probes.map { ($0.id, $0) }) { first, _ in first }
  }

  private func order(_ id: String) -> UInt64 { StableOrder.rank("\(seed) \(id)") }

  // MARK: Points

  /// What a strong candidate says, in the order of the conversation.
  package var points: [Point] {
    if let scenario {
      return scenario.phases.flatMap { phase in
        phase.points.map { Point(phase: phase.id.rawValue, point: $0) }
      }
    }
    guard let problem else { return [] }
    let title = problem.head.title
    return [
      Point(
        phase: "approach",
        point: KeyPoint(
          id: "insight",
          say: problem.insight,
          ask: "\(title): what is the insight that makes it easy?",
          answer: problem.insight
        )
      ),
      Point(
        phase: "approach",
        point: KeyPoint(
          id: "complexity",
          say: problem.complexity,
          ask: "\(title): how much time and space does a good solution take?",
          answer: problem.complexity
        )
      ),
    ]
  }

  // MARK: Hints

  /// The next hint, and what it counts for; nil where there is none left.
  ///
  /// - Parameters:
  ///   - parts: The parts of the scenario that the phase covers.
  ///   - prompt: The behavioral prompt under way.
  ///   - given: Hints given so far, by what they were about.
  ///   - notes: What the candidate has said; nobody is hinted at what they said.
  /// - Returns: What the hint is about, and its words.
  func hint(
    parts: [Scenario.Part],
    prompt: CardKey?,
    given: [String: Int],
    notes: [String]
  ) -> (about: String, text: String)? {
    if let scenario {
      let match = NoteMatch(notes: notes)
      let points = scenario.phases.filter { parts.contains($0.id) }.flatMap(\.points)
      for point in points where !match.says(point.say) {
        switch given[point.id] ?? 0 {
        case 0: return (point.id, point.ask)
        case 1: return (point.id, point.say)
        case 2: return (point.id, point.answer)
        default: continue
        }
      }
      return nil
    }
    if let problem {
      let count = given["problem"] ?? 0
      return count < problem.hints.count ? ("problem", problem.hints[count]) : nil
    }
    guard let behavioral = behavioral(prompt) else { return nil }
    let about = behavioral.head.id
    switch given[about] ?? 0 {
    case 0:
      let signals = behavioral.signals.map(\.rawValue).joined(separator: ", ")
      return (about, "I am listening for \(signals).")
    case 1: return behavioral.stages[stage].map { (about, "A strong story here: \($0)") }
    default: return nil
    }
  }
}

/// An order by chance that is the same in every run with the same seed.
enum StableOrder {
  static func rank(_ text: String) -> UInt64 {
    // FNV's high bits hardly differ between short texts, so they are mixed (SplitMix64's finaliser).
    var mixed = StableHash.fnv1a(text)
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
