package import Practice
package import QuestionBank
package import SpacedRepetition

/// All that readiness is judged by, as the study has it at one moment.
package struct Preparation: Sendable {
  package var now: Timestamp
  package var today: StudyDay
  /// Nil where none is set.
  package var interview: StudyDay?
  /// The stage that the candidate prepares for.
  package var target: Stage
  package var minutesPerDay: Int
  /// Share of what is asked that should be recalled on the date, `0...1`.
  package var goal: Double
  package var catalogue: TopicCatalogue
  package var model: any MemoryModel
  /// Cards in scope, new ones in the order in which they are begun.
  package var cards: [CardStanding]
  package var rounds: RoundHistory
  package var stories: StoryBank
  package var costs: AnswerCosts

  package init(
    now: Timestamp,
    today: StudyDay,
    interview: StudyDay?,
    target: Stage,
    minutesPerDay: Int = 20,
    goal: Double = 0.9,
    catalogue: TopicCatalogue,
    model: any MemoryModel,
    cards: [CardStanding],
    rounds: RoundHistory = RoundHistory([]),
    stories: StoryBank = StoryBank([]),
    costs: AnswerCosts = AnswerCosts()
  ) {
    self.now = now
    self.today = today
    self.interview = interview
    self.target = target
    self.minutesPerDay = minutesPerDay
    self.goal = goal
    self.catalogue = catalogue
    self.model = model
    self.cards = cards
    self.rounds = rounds
    self.stories = stories
    self.costs = costs
  }

  /// Study days until the interview, today counted; nil where there is none ahead.
  package var daysToDate: Int? {
    interview.map { $0.rawValue - today.rawValue }.flatMap { $0 > 0 ? $0 : nil }
  }

  /// Days ahead that recall is projected where no interview is: four weeks.
  package static let usualHorizon = 28

  /// Days from today to the day for which recall is asked.
  package var horizon: Int { daysToDate ?? Self.usualHorizon }

  /// Probability that a card is recalled on the date if it is not studied again; nil for a new card.
  package func recallIfLeft(_ card: CardStanding) -> Double? {
    card.memory.map {
      model.retrievability(of: $0, after: card.elapsed(at: now, on: today, later: horizon))
    }
  }
}

extension Preparation {
  /// Share of what the loop asks that is recalled on the date if nothing more is studied, `0...1`.
  package var recallIfIdle: Double {
    var weights = CardWeights(self)
    var (whole, recalled) = (0.0, 0.0)
    for card in cards {
      let weight = weights.weight(of: card)
      whole += weight
      recalled += weight * (recallIfLeft(card) ?? 0)
    }
    return whole > 0 ? recalled / whole : 0
  }
}

/// How much each card counts: by how much of a loop at the target stage asks about it.
struct CardWeights {
  private let preparation: Preparation
  private var byTopic: [TopicPath: Double] = [:]

  /// The weight in `topics.yaml` that an ordinary topic has.
  private static let ordinary = 3.0
  /// What is asked of stages further and further below the target, which is what a loop takes for
  /// granted rather than asks.
  private static let below = [1.0, 0.9, 0.7, 0.5, 0.4]

  init(_ preparation: Preparation) { self.preparation = preparation }

  /// Against 1 for a card of the target stage on an ordinary topic; more than 0.
  mutating func weight(of card: CardStanding) -> Double {
    let topic = weight(of: card.topic)
    let distance = preparation.target.rank - card.stage.rank
    return topic * (distance < 0 ? 0.5 : Self.below[distance])
  }

  /// The same for a topic, whatever the card.
  mutating func weight(of topic: TopicPath) -> Double {
    if let known = byTopic[topic] { return known }
    let stated = preparation.catalogue.weight(topic, at: preparation.target) / Self.ordinary
    let weight = max(0.05, stated)
    byTopic[topic] = weight
    return weight
  }
}

extension AnswerCosts {
  /// What visits are expected to take, from the kinds of the cards, then from what they took.
  package init(cards: [CardStanding], times: VisitTimes) {
    let answers = cards.map { Double(AnswerTime.usual(for: $0.kind)) / 1_000 }
    let usual = answers.isEmpty ? 20 : answers.reduce(0, +) / Double(answers.count)
    // A forgotten card comes back within the day, a new one may, and its first answer takes longer.
    let steps = Double(QueueOrder.answersToLearn)
    self.init(new: usual * steps, recalled: usual, forgotten: usual * steps)
    observe(.new, times.new)
    observe(.recalled, times.recalled)
    observe(.forgotten, times.forgotten)
  }

  private mutating func observe(_ kind: Kind, _ total: VisitTimes.Total) {
    guard total.visits > 0 else { return }
    let mean = Double(total.milliseconds) / 1_000 / Double(total.visits)
    // A few hundred visits say all there is to say.
    for _ in 0..<min(total.visits, 400) { observe(kind, seconds: mean) }
  }
}
