import Practice
package import QuestionBank
import SpacedRepetition

/// Ranks topics by what the candidate would fail to recall or show on the date.
package struct WeakTopics {
  /// Answers that the usual recall weighs against a topic's own.
  static let patience = 4.0
  /// Recall that is assumed before anything was answered.
  static let usualRecall = 0.7
  /// Of a leech's recall, the share that is believed: the model has been wrong about it before.
  static let leechTrust = 0.8
  /// Cards that a wholly failed round counts for.
  static let cardsPerRound = 4.0
  /// Cards that a missed point counts for which became no card.
  static let cardsPerPoint = 0.5
  /// A phase that took this much of its time has overrun.
  static let overrun = 1.25

  private let preparation: Preparation
  private var weights: CardWeights

  package init(_ preparation: Preparation) {
    self.preparation = preparation
    weights = CardWeights(preparation)
  }

  /// The topics with anything to gain, the weakest first.
  ///
  /// - Parameter byStage: Whether each stage of a topic has a row of its own.
  /// - Returns: A row for each topic, or for each stage of one.
  package mutating func ranked(byStage: Bool = false) -> [WeakTopic] {
    var sums: [Group: Sum] = [:]
    for card in preparation.cards {
      let group = Group(topic: card.topic, stage: byStage ? card.stage : nil)
      let recall = preparation.recallIfLeft(card)
      let weight = weights.weight(of: card)
      sums[group, default: Sum()].add(card, recall: recall, weight: weight)
    }
    for (topic, found) in roundEvidence() {
      let group = Group(topic: topic, stage: byStage ? preparation.target : nil)
      sums[group, default: Sum()].rounds = found
    }
    let seen = sums.values.reduce((0.0, 0.0)) { ($0.0 + $1.seenWeight, $0.1 + $1.recalled) }
    let usual = seen.0 > 0 ? seen.1 / seen.0 : Self.usualRecall
    return sums.map { group, sum in row(group, sum, usual: min(usual, Self.usualRecall)) }
      .filter { $0.expectedGap > 0.005 }
      .sorted {
        ($1.expectedGap, $0.topic, $0.stage ?? .junior)
          < ($0.expectedGap, $1.topic, $1.stage ?? .junior)
      }
  }

  private struct Group: Hashable {
    let topic: TopicPath
    let stage: Stage?
  }

  /// What rounds say of a topic.
  private struct RoundEvidence {
    var gap = 0.0
    var words: [String] = []
  }

  private struct Sum {
    var cards = 0
    var unseen = 0
    var unseenWeight = 0.0
    var seenWeight = 0.0
    /// Weight that is expected to be recalled.
    var recalled = 0.0
    var variance = 0.0
    var reviews = 0
    var lapses = 0
    var leeches = 0
    var rounds = RoundEvidence()

    mutating func add(_ card: CardStanding, recall: Double?, weight: Double) {
      cards += 1
      reviews += card.reviews
      lapses += card.lapses
      leeches += card.isLeech ? 1 : 0
      guard let recall else {
        unseen += 1
        unseenWeight += weight
        return
      }
      let believed = card.isLeech ? recall * WeakTopics.leechTrust : recall
      seenWeight += weight
      recalled += weight * believed
      variance += weight * weight * believed * (1 - believed)
    }
  }

  private func row(_ group: Group, _ sum: Sum, usual: Double) -> WeakTopic {
    var recall: Double?
    var gap = sum.unseenWeight + sum.rounds.gap
    var variance = sum.variance
    if sum.seenWeight > 0 {
      let answers = Double(sum.reviews)
      let own = sum.recalled / sum.seenWeight
      let share = (answers * own + Self.patience * usual) / (answers + Self.patience)
      recall = share
      gap += sum.seenWeight * (1 - share)
      // What a few answers leave open about the topic as a whole.
      variance += sum.seenWeight * sum.seenWeight * share * (1 - share) / (answers + Self.patience)
    }
    variance += sum.rounds.gap * sum.rounds.gap / 4
    return WeakTopic(
      topic: group.topic,
      title: preparation.catalogue.title(group.topic),
      stage: group.stage,
      expectedGap: gap,
      uncertainty: variance.squareRoot(),
      recall: recall,
      cards: sum.cards,
      unseen: sum.unseen,
      reviews: sum.reviews,
      lapses: sum.lapses,
      leeches: sum.leeches,
      roundGap: sum.rounds.gap,
      evidence: Self.evidence(sum, recall: recall)
    )
  }

  private static func evidence(_ sum: Sum, recall: Double?) -> [String] {
    var words: [String] = []
    func count(_ number: Int, _ one: String, _ many: String) -> String {
      "\(number) \(number == 1 ? one : many)"
    }
    if sum.cards > 0, sum.unseen == sum.cards {
      words.append("none of \(sum.cards) seen yet")
    } else if sum.unseen > 0 {
      words.append("\(sum.unseen) of \(sum.cards) never seen")
    }
    if let recall {
      let percent = Int((recall * 100).rounded())
      words.append("recall \(percent) % (\(count(sum.reviews, "review", "reviews")))")
      if sum.lapses > 0 { words.append(count(sum.lapses, "lapse", "lapses")) }
      if sum.leeches > 0 { words.append(count(sum.leeches, "leech", "leeches")) }
      if sum.reviews < 4 { words.append("few reviews: uncertain") }
    }
    return words + sum.rounds.words
  }

  // MARK: Rounds

  /// What the latest finished round on each prompt says about topics: its own, and those of the cards
  /// that it missed.
  private mutating func roundEvidence() -> [TopicPath: RoundEvidence] {
    var latest: [CardKey: RoundRecord] = [:]
    for round in preparation.rounds.rounds where round.state == .finished {
      for prompt in round.prompts { latest[prompt] = round }
    }
    var seen: Set<String> = []
    let rounds = latest.values.filter { seen.insert($0.id).inserted }.sorted { $0.id < $1.id }
    var found: [TopicPath: RoundEvidence] = [:]
    var overran: [TopicPath: Int] = [:]
    for round in rounds {
      guard let debrief = round.debrief else { continue }
      let weight = weights.weight(of: round.topic)
      let scores = debrief.scores.map(\.value)
      let lacking = scores.reduce(0) { $0 + max(0, 3 - Double($1.score)) / 2 }
      var evidence = found[round.topic] ?? RoundEvidence()
      if lacking > 0, !scores.isEmpty {
        evidence.gap += weight * Self.cardsPerRound * lacking / Double(scores.count)
        let worst = scores.min { $0.score < $1.score }
        if let worst {
          evidence.words.append("round: \(worst.dimension.title) \(worst.score) of 4")
        }
      }
      let missed = debrief.points.count { !$0.isSaid }
      let carded = debrief.cards.count
      if missed > carded {
        evidence.gap += weight * Self.cardsPerPoint * Double(missed - carded)
      }
      if missed > 0 {
        evidence.words.append("\(missed) point\(missed == 1 ? "" : "s") missed in a round")
      }
      let late = round.phases.count {
        $0.budgetSeconds > 0 && $0.spentSeconds > Self.overrun * $0.budgetSeconds
      }
      if late > 0 {
        overran[round.topic, default: 0] += late
        evidence.gap += weight * 0.25 * Double(late)
      }
      found[round.topic] = evidence
    }
    for (topic, times) in overran {
      let often = ["", "once", "twice"]
      found[topic]?.words.append(
        "overran \(times < often.count ? often[times] : "\(times) times")"
      )
    }
    return found.filter { $0.value.gap > 0 || !$0.value.words.isEmpty }
  }
}

extension WeakTopics {
  /// The cards that work on weak topics: of the weakest first, those least likely to be recalled on
  /// the date, new ones among them.
  ///
  /// Topics take turns, each as often as its share of the gap asks, so that a sitting of twenty cards
  /// is about several of them and mostly about the worst.
  package static func cards(
    of topics: [WeakTopic],
    in preparation: Preparation,
    most: Int = 60
  ) -> [CardKey] {
    let chosen = topics.prefix(5)
    var rows = chosen.map { topic in
      preparation.cards
        .filter { card in
          card.topic == topic.topic && (topic.stage == nil || card.stage == topic.stage)
            && card.lastStudyDay != preparation.today
            && (card.buriedUntil.map { $0.rawValue <= preparation.today.rawValue } ?? true)
        }
        .map { (card: $0, recall: preparation.recallIfLeft($0) ?? 0.5) }
        .sorted { ($0.recall, $0.card.turn, $0.card.key) < ($1.recall, $1.card.turn, $1.card.key) }
        .map(\.card.key)[...]
    }
    var taken = chosen.map { _ in 0.0 }
    var cards: [CardKey] = []
    while cards.count < most {
      let open = rows.indices.filter { !rows[$0].isEmpty }
      // The topic that is furthest behind its share comes next.
      guard
        let next = open.min(by: {
          (taken[$0] + 1) / max(chosen[$0].expectedGap, 0.01)
            < (taken[$1] + 1) / max(chosen[$1].expectedGap, 0.01)
        }), let key = rows[next].popFirst()
      else { break }
      taken[next] += 1
      cards.append(key)
    }
    return cards
  }
}
