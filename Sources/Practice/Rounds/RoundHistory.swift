package import QuestionBank

/// What earlier rounds say about a prompt, a kind, and being ready.
package struct RoundHistory: Sendable {
  /// The earliest first.
  package let rounds: [RoundRecord]

  package init(_ rounds: [RoundRecord]) {
    self.rounds = rounds.sorted {
      ($0.startedAt.timestamp, $0.id) < ($1.startedAt.timestamp, $1.id)
    }
  }

  /// Rounds that asked this prompt, given up or not: who has seen it is prepared.
  package func attempts(at prompt: CardKey) -> [RoundRecord] {
    rounds.filter { $0.prompts.contains(prompt) }
  }

  /// Ids of probes and curveballs that were brought up on these prompts.
  package func seen(on prompts: [CardKey]) -> Set<String> {
    rounds.filter { !$0.prompts.filter(prompts.contains).isEmpty }
      .reduce(into: []) { seen, round in
        seen.formUnion(round.asked.probes)
        if let curveball = round.asked.curveball { seen.insert(curveball) }
      }
  }

  /// How many passing cold rounds in a row make ready.
  package static let wanted = 2

  /// Whether the last two finished rounds of a kind were cold, for this stage or a higher one, and
  /// passed.
  package func isReady(for kind: PromptKind, stage: Stage) -> Bool {
    streak(of: kind, stage: stage) == Self.wanted
  }

  /// How many of the last finished cold rounds of a kind were passed in a row, for this stage or a
  /// higher one; at most as many as are wanted.
  package func streak(of kind: PromptKind, stage: Stage) -> Int {
    rounds.filter { $0.kind == kind && $0.state == .finished && $0.attempt == .cold }
      .suffix(Self.wanted).reversed()
      .prefix { $0.debrief?.isPassed == true && $0.stage >= stage }
      .count
  }

  /// The finished round on the same prompt before this one.
  package func previous(to round: RoundRecord) -> RoundRecord? {
    guard let prompt = round.prompts.first else { return nil }
    return attempts(at: prompt).last {
      $0.state == .finished && $0.id != round.id
        && ($0.startedAt.timestamp, $0.id) < (round.startedAt.timestamp, round.id)
    }
  }
}

/// How a round differs from another of the same prompt.
package struct RoundComparison: Hashable, Sendable {
  package struct Line: Hashable, Sendable {
    package let dimension: Dimension
    package let before: Int?
    package let after: Int?
  }

  /// Seconds that a phase took; nil where a round has no such phase.
  package struct Pace: Hashable, Sendable {
    package let phase: String
    package let title: String
    package let before: Double?
    package let after: Double?
  }

  package let scores: [Line]
  /// Points said now and not before, and the other way round, by id.
  package let gained: [String]
  package let lost: [String]
  package let hintsBefore: Int
  package let hintsAfter: Int
  /// The later round's phases, then those that only the earlier one had.
  package let pacing: [Pace]

  package init(before: RoundRecord, after: RoundRecord) {
    func scores(_ round: RoundRecord) -> [Dimension: Int] {
      Dictionary(
        (round.debrief?.scores ?? []).map { ($0.dimension, $0.score) },
        uniquingKeysWith: { first, _ in first }
      )
    }
    func said(_ round: RoundRecord) -> Set<String> {
      Set((round.debrief?.points ?? []).filter { $0.isSaid }.map(\.id))
    }
    let (old, new) = (scores(before), scores(after))
    self.scores = Dimension.allCases.filter { old[$0] != nil || new[$0] != nil }
      .map { Line(dimension: $0, before: old[$0], after: new[$0]) }
    gained = said(after).subtracting(said(before)).sorted()
    lost = said(before).subtracting(said(after)).sorted()
    hintsBefore = before.hints
    hintsAfter = after.hints
    let phases =
      after.phases
      + before.phases.filter { old in
        !after.phases.contains { $0.id == old.id }
      }
    pacing = phases.map { phase in
      Pace(
        phase: phase.id,
        title: phase.title,
        before: before.phases.first { $0.id == phase.id }?.spentSeconds,
        after: after.phases.first { $0.id == phase.id }?.spentSeconds
      )
    }
  }
}
