extension Prompt {
  /// Every text of the prompt as its author wrote it, title and opening first; code is left out.
  var texts: [String] {
    switch self {
    case .design(let scenario): [scenario.head.title] + scenario.texts
    case .coding(let problem): [problem.head.title] + problem.texts
    case .behavioral(let prompt): [prompt.head.title] + prompt.texts
    }
  }

  /// What becomes a card when a candidate misses it, unless a card of the banks is named for it.
  var cardQuestions: [(id: String, question: String)] {
    guard case .design(let scenario) = self else { return [] }
    return scenario.phases.flatMap(\.points).filter { $0.card == nil }.map { ($0.id, $0.ask) }
      + scenario.probes.filter { $0.card == nil }.map { ($0.id, $0.ask) }
  }
}

extension Scenario {
  fileprivate var texts: [String] {
    [opening, outline] + facts.map(\.say)
      + phases.flatMap(\.points).flatMap { [$0.say, $0.ask, $0.answer] }
      + deepDives.flatMap {
        [$0.title, $0.pressure] + $0.options + [$0.choice, $0.cost, $0.breaks]
      }
      + probes.flatMap { [$0.ask, $0.answer] }
      + curveballs.flatMap { [$0.say, $0.answer] }
      + Stage.allCases.compactMap { stages[$0] }.flatMap { [$0.bar, $0.ceiling] }
  }
}

extension CodingProblem {
  fileprivate var texts: [String] {
    [statement] + examples.compactMap(\.note) + hints
      + [insight, complexity, followUp.ask, followUp.answer]
  }
}

extension BehavioralPrompt {
  fileprivate var texts: [String] {
    [question] + Stage.allCases.compactMap { stages[$0] } + probes + redFlags
  }
}
