package import QuestionBank
package import SpacedRepetition

/// Where one card stands, without its text: what plans, weak topics and reports are made from.
package struct CardStanding: Hashable, Sendable {
  package var key: CardKey
  package var topic: TopicPath
  package var stage: Stage
  package var kind: CardKind
  package var siblingGroup: CardKey?
  /// Place in the order in which new cards are begun: the first of each topic has 0.
  package var turn: Int
  /// Nil for a new card.
  package var memory: MemoryState?
  package var lastStudyDay: StudyDay?
  package var lastAnsweredAt: Timestamp?
  package var due: Timestamp?
  /// Answers that counted.
  package var reviews: Int
  package var lapses: Int
  package var isLeech: Bool
  /// Out of sight until this study day begins.
  package var buriedUntil: StudyDay?
  /// The study day from which it is asked first, since it was missed in a round.
  package var queuedFrom: StudyDay?

  package init(
    key: CardKey,
    topic: TopicPath,
    stage: Stage,
    kind: CardKind,
    siblingGroup: CardKey? = nil,
    turn: Int = 0,
    memory: MemoryState? = nil,
    lastStudyDay: StudyDay? = nil,
    lastAnsweredAt: Timestamp? = nil,
    due: Timestamp? = nil,
    reviews: Int = 0,
    lapses: Int = 0,
    isLeech: Bool = false,
    buriedUntil: StudyDay? = nil,
    queuedFrom: StudyDay? = nil
  ) {
    self.key = key
    self.topic = topic
    self.stage = stage
    self.kind = kind
    self.siblingGroup = siblingGroup
    self.turn = turn
    self.memory = memory
    self.lastStudyDay = lastStudyDay
    self.lastAnsweredAt = lastAnsweredAt
    self.due = due
    self.reviews = reviews
    self.lapses = lapses
    self.isLeech = isLeech
    self.buriedUntil = buriedUntil
    self.queuedFrom = queuedFrom
  }

  package var isNew: Bool { memory == nil }

  /// Time since the last answer, were it the start of study day `day` plus `days` more.
  ///
  /// Whole study days and, for models that count hours, the same time of day as now.
  package func elapsed(at moment: Timestamp, on day: StudyDay, later days: Int = 0) -> Elapsed {
    guard let lastStudyDay, let lastAnsweredAt else { return Elapsed(studyDays: 0) }
    return Elapsed(
      studyDays: max(0, day.rawValue - lastStudyDay.rawValue) + days,
      fractionalDays: max(0, moment.seconds(since: lastAnsweredAt) / 86_400) + Double(days)
    )
  }
}

/// How long visits to cards really took lately, by what they were.
package struct VisitTimes: Codable, Hashable, Sendable {
  /// Visits of one sort, and what all their answers took.
  package struct Total: Codable, Hashable, Sendable {
    package var visits: Int
    package var milliseconds: Int

    package init(visits: Int = 0, milliseconds: Int = 0) {
      self.visits = visits
      self.milliseconds = milliseconds
    }
  }

  /// First days of new cards, their learning steps included.
  package var new: Total
  /// Reviews that recalled the card.
  package var recalled: Total
  /// Reviews that did not, the relearning steps included.
  package var forgotten: Total

  package init(new: Total = Total(), recalled: Total = Total(), forgotten: Total = Total()) {
    self.new = new
    self.recalled = recalled
    self.forgotten = forgotten
  }
}
