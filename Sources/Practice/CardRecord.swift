package import QuestionBank
package import SpacedRepetition

/// All that a card's events add up to: its schedule, its memory, its flags.
package struct CardRecord: Codable, Hashable, Sendable {
  package var key: CardKey
  package var state: CardState
  /// Nil exactly while the card is new.
  package var due: Timestamp?
  package var lastAnsweredAt: Timestamp?
  package var lastStudyDay: StudyDay?
  /// The study day of the first answer.
  package var firstStudyDay: StudyDay?
  package var isSuspended: Bool
  /// Out of sight until this study day begins.
  package var buriedUntil: StudyDay?
  /// The study day from which it is asked first, since it was missed in a round; nil once it has
  /// been answered.
  package var queuedFrom: StudyDay?
  package var isMarked: Bool
  package var isLeech: Bool
  /// Answers whose duration was measured, and what those took in all, each capped
  /// (``AnswerTime/longest``).
  package var timedAnswers: Int
  package var timedMilliseconds: Int

  package init(
    key: CardKey,
    state: CardState = .new,
    due: Timestamp? = nil,
    lastAnsweredAt: Timestamp? = nil,
    lastStudyDay: StudyDay? = nil,
    firstStudyDay: StudyDay? = nil,
    isSuspended: Bool = false,
    buriedUntil: StudyDay? = nil,
    queuedFrom: StudyDay? = nil,
    isMarked: Bool = false,
    isLeech: Bool = false,
    timedAnswers: Int = 0,
    timedMilliseconds: Int = 0
  ) {
    self.key = key
    self.state = state
    self.due = due
    self.lastAnsweredAt = lastAnsweredAt
    self.lastStudyDay = lastStudyDay
    self.firstStudyDay = firstStudyDay
    self.isSuspended = isSuspended
    self.buriedUntil = buriedUntil
    self.queuedFrom = queuedFrom
    self.isMarked = isMarked
    self.isLeech = isLeech
    self.timedAnswers = timedAnswers
    self.timedMilliseconds = timedMilliseconds
  }

  /// The word that JSON and screens use for where the card stands.
  package var stateName: StateName {
    if isSuspended { return .suspended }
    return StateName(state.phase)
  }

  /// Time since the last answer; zero for a new card.
  package func elapsed(at moment: Timestamp, in calendar: StudyCalendar) -> Elapsed {
    guard let lastAnsweredAt, let lastStudyDay else { return Elapsed(studyDays: 0) }
    return Elapsed(
      studyDays: calendar.day(of: moment).rawValue - lastStudyDay.rawValue,
      fractionalDays: moment.seconds(since: lastAnsweredAt) / 86_400
    )
  }
}

/// Where a card stands, in one word.
package enum StateName: String, CaseIterable, Codable, Sendable {
  case new, learning, review, relearning, suspended

  package init(_ phase: CardState.Phase) {
    switch phase {
    case .new: self = .new
    case .learning: self = .learning
    case .review: self = .review
    case .relearning: self = .relearning
    }
  }
}
