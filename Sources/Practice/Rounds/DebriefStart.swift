package import QuestionBank

extension Round {
  /// What the debrief begins with: each key point and probe, marked where the notes match it.
  package var freshDebrief: RoundRecord.Debrief {
    let match = NoteMatch(notes: saidNotes)
    var debrief = RoundRecord.Debrief()
    debrief.points = interviewer.points.map { point in
      let isFound = match.says(point.point.say)
      return Kept(
        RoundRecord.PointMark(
          id: point.point.id,
          phase: point.phase,
          isFound: isFound,
          isSaid: isFound
        )
      )
    }
    let probes = interviewer.probesByID
    debrief.probes = record.asked.probes.compactMap { id in
      guard let probe = probes[id] else { return nil }
      return Kept(
        RoundRecord.ProbeMark(id: id, isAnswered: isAnswered(probe))
      )
    }
    return debrief
  }

  /// A probe counts as answered where what was said after it has to do with its answer; where only
  /// the candidate can know, where anything was said after it.
  private func isAnswered(_ probe: Interviewer.Probe) -> Bool {
    guard let index = record.notes.firstIndex(where: { $0.kind == .probe && $0.text == probe.ask })
    else { return false }
    let after = record.notes[(index + 1)...].filter { $0.kind == .note }.map(\.text)
    guard let answer = probe.answer else { return !after.isEmpty }
    return NoteMatch(notes: after).touches(answer)
  }

  /// Something that was not said, and so is to be learned.
  package struct Missed: Hashable, Sendable {
    package let id: String
    package let ask: String
    package let answer: String
    /// The card that asks it already.
    package let card: CardKey?
  }

  /// Points that were not said and probes that were not answered, where there is an answer to learn.
  package func missed(in debrief: RoundRecord.Debrief) -> [Missed] {
    let unsaid = Set(debrief.points.filter { !$0.isSaid }.map(\.id))
    let points = interviewer.points.filter { unsaid.contains($0.point.id) }.map {
      Missed(id: $0.point.id, ask: $0.point.ask, answer: $0.point.answer, card: $0.point.card)
    }
    let probes = interviewer.probesByID
    let open = debrief.probes.filter { !$0.isAnswered }.compactMap { mark -> Missed? in
      guard let probe = probes[mark.id], let answer = probe.answer else { return nil }
      return Missed(id: mark.id, ask: probe.ask, answer: answer, card: probe.card)
    }
    var cards: Set<CardKey> = []
    return (points + open).filter { $0.card.map { cards.insert($0).inserted } ?? true }
  }

  /// Suggested score of a dimension, from what can be counted; the candidate has the last word.
  package func suggestedScore(_ dimension: Dimension, in debrief: RoundRecord.Debrief) -> Int {
    let cap = RoundVerdict.cap(of: dimension, hints: record.hints)
    return min(cap, evidenceScore(dimension, debrief))
  }

  private func evidenceScore(_ dimension: Dimension, _ debrief: RoundRecord.Debrief) -> Int {
    guard !saidNotes.isEmpty else { return 1 }
    func share(_ phases: Set<String>) -> Int? {
      let points = debrief.points.filter { phases.contains($0.phase) }
      guard !points.isEmpty else { return nil }
      let said = points.count { $0.isSaid }
      return Self.score(said, of: points.count)
    }
    switch dimension {
    case .problemNavigation: return share(["requirements"]) ?? 2
    case .solutionDesign: return share(["entities", "api", "design"]) ?? 2
    case .technicalDepth: return share(["deep-dives"]) ?? 2
    case .tradeOffs:
      let probes = debrief.probes
      guard !probes.isEmpty else { return share(["deep-dives"]) ?? 2 }
      return Self.score(probes.count { $0.isAnswered }, of: probes.count)
    case .operations: return share(["wrap-up"]) ?? 2
    case .communicationAndPace: return pace
    case .problemSolving: return share(["approach"]) ?? 2
    default: return 2
    }
  }

  private static func score(_ count: Int, of all: Int) -> Int {
    switch count * 100 / max(1, all) {
    case ..<25: 1
    case ..<50: 2
    case ..<80: 3
    default: 4
    }
  }

  /// 4 with every phase within a fifth of its budget, less for each that is not.
  private var pace: Int {
    let over = pacing.count { $0.spent > $0.budget * 1.2 && $0.spent - $0.budget > 30 }
    let reached = pacing.count { $0.spent > 0 }
    if reached * 2 < pacing.count { return 1 }
    return max(2, 4 - over - (reached < pacing.count ? 1 : 0))
  }

  /// Budget against spent, by phase, in seconds.
  package var pacing: [(title: String, budget: Double, spent: Double)] {
    record.phases.map { ($0.title, $0.budgetSeconds, $0.spentSeconds) }
  }

  /// Notes to quote as evidence for a dimension.
  package func evidence(for dimension: Dimension) -> [String] {
    let notes = record.notes.filter { $0.kind == .note }
    let texts: [String]
    switch dimension {
    case .problemNavigation:
      texts = notes.filter { ["requirements", "scope"].contains($0.phase) }.map(\.text)
    case .technicalDepth, .tradeOffs: texts = notes.filter { $0.phase == "deep-dives" }.map(\.text)
    case .operations: texts = notes.filter { $0.phase == "wrap-up" }.map(\.text)
    case .problemSolving: texts = notes.filter { $0.phase == "approach" }.map(\.text)
    case .testing: texts = notes.filter { $0.phase == "test" }.map(\.text)
    default: texts = notes.map(\.text)
    }
    // The longest lines say most.
    return Array(texts.sorted { $0.count > $1.count }.prefix(2))
  }
}
