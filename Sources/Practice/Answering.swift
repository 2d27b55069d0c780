import QuestionBank
package import SpacedRepetition

/// The one way to answer a card and to preview its answers: scheduler, settings, chance and calendar
/// put together.
package struct Answering: Sendable {
  package var scheduler: Scheduler
  package var settings: SchedulingSettings
  /// Whether intervals are spread by a few days.
  package var fuzz: Bool
  package var calendar: StudyCalendar

  package init(
    scheduler: Scheduler,
    settings: SchedulingSettings,
    fuzz: Bool,
    calendar: StudyCalendar
  ) {
    self.scheduler = scheduler
    self.settings = settings
    self.fuzz = fuzz
    self.calendar = calendar
  }

  /// An answer before it is applied.
  package struct Answer: Hashable, Sendable {
    package var rating: Rating
    package var at: Timestamp
    package var id: EventID
    package var device: String
    package var durationMilliseconds: Int?
    package var typed: String?
    /// Whether it changes the schedule; false for cram.
    package var counts: Bool
    package var round: String?

    package init(
      rating: Rating,
      at: Timestamp,
      id: EventID,
      device: String,
      durationMilliseconds: Int? = nil,
      typed: String? = nil,
      counts: Bool = true,
      round: String? = nil
    ) {
      self.rating = rating
      self.at = at
      self.id = id
      self.device = device
      self.durationMilliseconds = durationMilliseconds
      self.typed = typed
      self.counts = counts
      self.round = round
    }
  }

  /// The same for prompts of mock rounds, which have no learning steps: a round a day is enough.
  package var forPrompts: Answering {
    var answering = self
    answering.settings.learningSteps = .none
    answering.settings.relearningSteps = .none
    return answering
  }

  /// What each rating would lead to at `moment`; ``answer(_:to:)`` applies one of these.
  package func nextStates(of record: CardRecord, at moment: Timestamp) -> NextStates {
    nextStates(
      of: record.state,
      key: record.key,
      elapsed: record.elapsed(at: moment, in: calendar)
    )
  }

  /// The review that an answer becomes, and the card after it.
  ///
  /// Cram (`counts` false) leaves the card as it was; its review says what would have followed.
  package func answer(_ answer: Answer, to record: CardRecord) -> (Review, CardRecord) {
    let outcome = nextStates(of: record, at: answer.at)[answer.rating]
    let asked = record.state.phase == .review ? record.state.memory : nil
    let review = Review(
      id: answer.id,
      device: answer.device,
      card: record.key,
      rating: answer.rating,
      answeredAt: answer.at,
      durationMilliseconds: answer.durationMilliseconds,
      typed: answer.typed,
      utcOffsetSeconds: calendar.utcOffset(answer.at),
      studyDay: calendar.day(of: answer.at),
      interval: outcome.interval,
      due: calendar.due(after: outcome.interval, from: answer.at),
      phaseBefore: record.state.phase,
      phaseAfter: outcome.state.phase,
      counts: answer.counts,
      modelFingerprint: scheduler.model.fingerprint,
      round: answer.round,
      predicted: asked.map {
        scheduler.model.retrievability(of: $0, after: record.elapsed(at: answer.at, in: calendar))
      }
    )
    guard answer.counts else { return (review, record) }
    var next = record
    next.note(review)
    next.state = outcome.state
    next.due = review.due
    next.isLeech = record.isLeech || outcome.isLeech
    return (review, next)
  }

  /// The same decision for a card that is known only by its state, for a replay.
  func nextStates(of state: CardState, key: CardKey, elapsed: Elapsed) -> NextStates {
    let draw = fuzz ? FuzzSource.draw(key: key.rawValue, reviewCount: state.reviewCount) : nil
    return scheduler.nextStates(
      of: state,
      in: SchedulingContext(settings: settings, elapsed: elapsed, fuzz: draw)
    )
  }
}

extension CardRecord {
  /// Takes over what a counted answer says about times; the schedule is the caller's.
  mutating func note(_ review: Review) {
    lastAnsweredAt = review.answeredAt
    lastStudyDay = review.studyDay
    firstStudyDay = firstStudyDay ?? review.studyDay
    if let day = queuedFrom, review.studyDay >= day { queuedFrom = nil }
    if let duration = review.durationMilliseconds {
      timedAnswers += 1
      timedMilliseconds += min(max(0, duration), AnswerTime.longest)
    }
  }

  /// The card after something other than an answer happened to it.
  package mutating func apply(_ change: CardEvent.Change) {
    switch change {
    case .suspended: isSuspended = true
    case .unsuspended: isSuspended = false
    case .buried(let until): buriedUntil = until
    case .unburied: buriedUntil = nil
    case .queued(let day): queuedFrom = day
    case .marked: isMarked = true
    case .unmarked: isMarked = false
    case .noted: break
    case .reset:
      // Flags that the learner set stay; all that answers added up to goes.
      self = CardRecord(key: key, isSuspended: isSuspended, isMarked: isMarked)
    }
  }
}
