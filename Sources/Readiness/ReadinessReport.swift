import Practice
package import QuestionBank
import SpacedRepetition

/// How ready a candidate is, in parts that each stand for themselves.
package struct ReadinessReport: Sendable {
  /// What would be recalled of an area on the date if nothing more were studied.
  package struct Area: Hashable, Sendable {
    package let topic: TopicPath
    package let title: String
    package let cards: Int
    package let seen: Int
    package let recall: InterviewPlan.Estimate
  }

  /// How rounds of a kind went.
  package struct RoundLine: Hashable, Sendable {
    package let kind: PromptKind
    package let finished: Int
    package let passed: Int
    /// Cold rounds at the target stage that were passed in a row, of as many as make ready.
    package let streak: Int
    package let lastMean: Double?
    package let meanBefore: Double?
  }

  package enum NextThing: Hashable, Sendable {
    case drill
    case round(PromptKind)
    case story(Signal)
    case weakTopic(TopicPath)
    case rest
  }

  package let areas: [Area]
  package let rounds: [RoundLine]
  /// Stories that cover each signal.
  package let signals: [(signal: Signal, stories: Int)]
  package let next: NextThing

  /// - Parameters:
  ///   - preparation: What is known now.
  ///   - plan: The plan to the interview, where one is ahead.
  ///   - cardsLeft: Cards that today still holds.
  ///   - weakest: The weakest topic, if any.
  package init(
    _ preparation: Preparation,
    plan: InterviewPlan?,
    cardsLeft: Int,
    weakest: TopicPath?
  ) {
    areas = Self.areas(preparation)
    rounds = PromptKind.allCases.map { Self.line($0, preparation) }
    signals = Signal.allCases.map { ($0, preparation.stories.stories(for: $0).count) }
    next = Self.next(preparation, plan, cardsLeft, weakest, rounds)
  }

  /// Areas by their cards' weight, the heaviest first; what was opted for by the bank.
  private static func areas(_ preparation: Preparation) -> [Area] {
    struct Sum {
      var cards = 0
      var seen = 0
      var answers = 0
      var weight = 0.0
      var recalled = 0.0
      var variance = 0.0
    }
    var weights = CardWeights(preparation)
    var sums: [TopicPath: Sum] = [:]
    for card in preparation.cards {
      let depth = preparation.catalogue.isOptIn(card.topic) ? 2 : 1
      let path = TopicPath(rawValue: card.topic.components.prefix(depth).joined(separator: "/"))
      let weight = weights.weight(of: card)
      let recall = preparation.recallIfLeft(card)
      var sum = sums[path] ?? Sum()
      sum.cards += 1
      sum.seen += recall == nil ? 0 : 1
      sum.answers += card.reviews
      sum.weight += weight
      sum.recalled += weight * (recall ?? 0)
      sum.variance += recall.map { weight * weight * $0 * (1 - $0) } ?? 0
      sums[path] = sum
    }
    return sums.sorted { ($1.value.weight, $0.key) < ($0.value.weight, $1.key) }.map { path, sum in
      let value = sum.weight > 0 ? sum.recalled / sum.weight : 0
      // How far the model may be off for an area of which little is known.
      let model = 0.25 * value / (1 + Double(sum.answers) / 5).squareRoot()
      let chance = sum.weight > 0 ? sum.variance.squareRoot() / sum.weight : 0
      return Area(
        topic: path,
        title: preparation.catalogue.title(path),
        cards: sum.cards,
        seen: sum.seen,
        recall: InterviewPlan.Estimate(value, error: (chance * chance + model * model).squareRoot())
      )
    }
  }

  private static func line(_ kind: PromptKind, _ preparation: Preparation) -> RoundLine {
    let finished = preparation.rounds.rounds.filter { $0.kind == kind && $0.state == .finished }
    let means = finished.compactMap { $0.debrief?.mean }
    return RoundLine(
      kind: kind,
      finished: finished.count,
      passed: finished.count { $0.debrief?.isPassed == true },
      streak: preparation.rounds.streak(of: kind, stage: preparation.target),
      lastMean: means.last,
      meanBefore: means.dropLast().last
    )
  }

  /// Today's cards first, since forgetting does not wait; then what the day's plan holds besides.
  private static func next(
    _ preparation: Preparation,
    _ plan: InterviewPlan?,
    _ cardsLeft: Int,
    _ weakest: TopicPath?,
    _ rounds: [RoundLine]
  ) -> NextThing {
    if cardsLeft > 0 { return .drill }
    if let kind = plan?.days.first?.round { return .round(kind) }
    if case .write(let signal)? = plan?.days.first?.story { return .story(signal) }
    let missing = preparation.stories.gaps.first { $0.count == 0 }
    if plan == nil, let open = rounds.first(where: { $0.streak < RoundHistory.wanted }) {
      return .round(open.kind)
    }
    if let missing, preparation.target >= .mid { return .story(missing.signal) }
    if let weakest { return .weakTopic(weakest) }
    return .rest
  }
}
