package import QuestionBank
import SpacedRepetition

/// Which prompt a round asks when none is named: what is due, then what was never seen, then what
/// was weakest.
package struct PromptChoice: Sendable {
  private let heads: [PromptHead]
  private let records: [CardKey: CardRecord]
  private let history: RoundHistory
  private let stage: Stage
  private let now: Timestamp
  private let seed: UInt64

  /// - Parameters:
  ///   - prompts: All prompts of the kind.
  ///   - records: What is remembered of them.
  ///   - history: Earlier rounds.
  ///   - stage: The stage that is prepared for.
  ///   - now: Now.
  ///   - seed: Decides among equals.
  package init(
    prompts: [PromptHead],
    records: [CardKey: CardRecord],
    history: RoundHistory,
    stage: Stage,
    now: Timestamp,
    seed: UInt64
  ) {
    // Prompts beyond the stage only where there is nothing else.
    let fitting = prompts.filter { $0.stage <= stage }
    heads = fitting.isEmpty ? prompts : fitting
    self.records = records
    self.history = history
    self.stage = stage
    self.now = now
    self.seed = seed
  }

  /// The prompts in the order in which they would be asked.
  package var order: [PromptHead] {
    heads.map { ($0, rank($0)) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// Several prompts, of different topics and signals as far as there are such.
  package func several(_ count: Int, signals: [CardKey: [Signal]]) -> [PromptHead] {
    var rest = order
    var chosen: [PromptHead] = []
    var heard: Set<Signal> = []
    while chosen.count < count, !rest.isEmpty {
      // Among the first few, the one that adds most signals.
      let window = rest.prefix(6)
      let best = window.enumerated().max {
        let a = Set(signals[$0.element.key] ?? []).subtracting(heard).count
        let b = Set(signals[$1.element.key] ?? []).subtracting(heard).count
        return (a, -$0.offset) < (b, -$1.offset)
      }
      guard let best else { break }
      let head = rest.remove(at: best.offset)
      heard.formUnion(signals[head.key] ?? [])
      chosen.append(head)
    }
    return chosen
  }

  private struct Rank: Comparable {
    let group: Int
    let value: Double
    let chance: UInt64

    static func < (lhs: Rank, rhs: Rank) -> Bool {
      (lhs.group, lhs.value, lhs.chance) < (rhs.group, rhs.value, rhs.chance)
    }
  }

  private func rank(_ head: PromptHead) -> Rank {
    let chance = StableOrder.rank("\(seed) \(head.id)")
    if let due = records[head.key]?.due, due <= now {
      return Rank(group: 0, value: Double(due.rawValue), chance: chance)
    }
    let attempts = history.attempts(at: head.key)
    if attempts.isEmpty {
      // Nearest to the stage first.
      return Rank(group: 1, value: Double(abs(stage.rank - head.stage.rank)), chance: chance)
    }
    let mean = attempts.last { $0.state == .finished }?.debrief?.mean ?? 0
    return Rank(group: 2, value: mean, chance: chance)
  }
}
