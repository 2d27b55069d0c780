package import QuestionBank
package import SpacedRepetition

/// A card that could be asked, with all that the choice depends on.
package struct QueueCandidate: Hashable, Sendable {
  package var key: CardKey
  package var topic: TopicPath
  package var stage: Stage
  package var kind: CardKind
  package var siblingGroup: CardKey?
  /// Nil for a new card.
  package var due: Timestamp?
  /// Probability of recall now; nil for a new card.
  package var retrievability: Double?
  /// Whether today saw an answer to it: what is under way goes on, whatever its siblings do.
  package var wasAnsweredToday: Bool
  /// Milliseconds that answering it is expected to take.
  package var expectedMilliseconds: Int

  package init(
    key: CardKey,
    topic: TopicPath,
    stage: Stage,
    kind: CardKind,
    siblingGroup: CardKey? = nil,
    due: Timestamp? = nil,
    retrievability: Double? = nil,
    wasAnsweredToday: Bool = false,
    expectedMilliseconds: Int
  ) {
    self.key = key
    self.topic = topic
    self.stage = stage
    self.kind = kind
    self.siblingGroup = siblingGroup
    self.due = due
    self.retrievability = retrievability
    self.wasAnsweredToday = wasAnsweredToday
    self.expectedMilliseconds = expectedMilliseconds
  }
}

/// What a learner asks to be drilled on.
package struct CardFilter: Codable, Hashable, Sendable {
  /// Any of these topics or topics below them; empty for all.
  package var topics: [TopicPath]
  /// Exactly this stage.
  package var stage: Stage?
  package var kind: CardKind?
  /// Any of these banks; empty for all.
  package var banks: [String]

  package init(
    topics: [TopicPath] = [],
    stage: Stage? = nil,
    kind: CardKind? = nil,
    banks: [String] = []
  ) {
    self.topics = topics
    self.stage = stage
    self.kind = kind
    self.banks = banks
  }

  /// Whether it lets every card through.
  package var isEmpty: Bool { self == CardFilter() }
}

/// Which cards belong to the candidate's preparation at all: settings, not a wish of the moment.
package struct StudyScope: Codable, Hashable, Sendable {
  package var targetStage: Stage
  /// Banks or topic prefixes that are in although they are opt-in.
  package var include: [String]
  /// Banks or topic prefixes that are out; wins over `include`.
  package var exclude: [String]

  package init(targetStage: Stage = .senior, include: [String] = [], exclude: [String] = []) {
    self.targetStage = targetStage
    self.include = include
    self.exclude = exclude
  }
}

extension StudyScope {
  /// The stages of which new cards are offered: the one that a filter asks for, or the target and
  /// those below it.
  package func stagesOffered(to filter: CardFilter) -> [Stage] {
    filter.stage.map { [$0] } ?? targetStage.reached
  }
}

/// What a study day holds at most; made from the settings, or from a plan to the interview date.
package struct DayPlan: Codable, Hashable, Sendable {
  package var newCards: Int
  package var reviews: Int
  /// Time for the whole day; nil for no limit.
  package var milliseconds: Int?
  /// The day's cards in the order in which they come, where a plan to an interview chose them,
  /// whether they are due or not; nil where due dates choose.
  package var cards: [CardKey]?

  package init(
    newCards: Int = 20,
    reviews: Int = 200,
    milliseconds: Int? = nil,
    cards: [CardKey]? = nil
  ) {
    self.newCards = newCards
    self.reviews = reviews
    self.milliseconds = milliseconds
    self.cards = cards
  }
}

/// What a study day has seen so far.
package struct DayProgress: Codable, Hashable, Sendable {
  /// Which day it is, for what is drawn by the day.
  package var day: StudyDay
  package var newCards: Int
  package var reviews: Int
  package var milliseconds: Int
  /// Topic of the card answered last, today.
  package var lastTopic: TopicPath?
  /// The card answered last, today.
  package var lastCard: CardKey?

  package init(
    day: StudyDay = StudyDay(rawValue: 0),
    newCards: Int = 0,
    reviews: Int = 0,
    milliseconds: Int = 0,
    lastTopic: TopicPath? = nil,
    lastCard: CardKey? = nil
  ) {
    self.day = day
    self.newCards = newCards
    self.reviews = reviews
    self.milliseconds = milliseconds
    self.lastTopic = lastTopic
    self.lastCard = lastCard
  }
}

/// The cards that could be asked now, as the store finds them; siblings of cards answered today,
/// suspended and buried cards are left out already.
///
/// Siblings of one another may both be in.
package struct QueueInput: Hashable, Sendable {
  /// In learning or relearning and due, the earliest due first.
  package var learning: [QueueCandidate]
  /// In learning or relearning and due within twenty minutes, the earliest due first.
  package var learningSoon: [QueueCandidate]
  /// Missed in a round and to be asked first, whatever their due date; none of the lists below has
  /// them.
  package var queued: [QueueCandidate]
  /// Due reviews by falling retrievability; perhaps only as many as a day can hold.
  package var reviews: [QueueCandidate]
  /// The due review that has waited longest past its due date, relative to nothing.
  package var longestWaiting: QueueCandidate?
  /// Due reviews in all that no round has queued, even where `reviews` holds only the first of them.
  ///
  /// Those that wait for another day (siblings of what was answered, cards put off) are among them,
  /// so that the number falls by one with each review and by no other answer. Perhaps counted only
  /// until they are more than two days can hold.
  package var reviewCount: Int
  /// New cards in their banks' order, by stage; perhaps only as many as a day can hold.
  package var new: [Stage: [QueueCandidate]]
  /// The cards that the day's plan named and that are still to come, in its order.
  ///
  /// Nil where there is no such plan; the lists of reviews and new cards are empty where there is one.
  package var planned: [QueueCandidate]?

  package init(
    learning: [QueueCandidate] = [],
    learningSoon: [QueueCandidate] = [],
    queued: [QueueCandidate] = [],
    reviews: [QueueCandidate] = [],
    longestWaiting: QueueCandidate? = nil,
    reviewCount: Int = 0,
    new: [Stage: [QueueCandidate]] = [:],
    planned: [QueueCandidate]? = nil
  ) {
    self.learning = learning
    self.learningSoon = learningSoon
    self.queued = queued
    self.reviews = reviews
    self.longestWaiting = longestWaiting
    self.reviewCount = reviewCount
    self.new = new
    self.planned = planned
  }
}
