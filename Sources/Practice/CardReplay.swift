package import QuestionBank
import SpacedRepetition

/// Rebuilds a card from its events: what it says must equal what answering one by one led to.
package enum CardReplay {
  /// The record that a card's events add up to, in the order (time, id).
  ///
  /// Memory is always the current model's. Phases and due dates are those that were stored with the
  /// answers, since a later change of settings or zone does not move them; but where the last
  /// answer was spaced by another model or other parameters, its due date is worked out anew, and
  /// its phase where only the model's interval decides it (without steps). Cram does not count, and
  /// nothing before a reset does.
  ///
  /// - Parameters:
  ///   - key: The card's present key; events may carry earlier ones.
  ///   - reviews: Its answers, in any order, without those taken back.
  ///   - events: What else happened to it, in any order, without what was taken back.
  ///   - answering: The scheduler, settings and calendar of today.
  /// - Returns: Its record as of the last of them.
  package static func record(
    for key: CardKey,
    reviews: [Review],
    events: [CardEvent],
    answering: Answering
  ) -> CardRecord {
    var record = CardRecord(key: key)
    let reviews = reviews.filter(\.counts)
      .sorted { ($0.answeredAt, $0.id) < ($1.answeredAt, $1.id) }
    let events = events.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    var nextEvent = events.startIndex
    for review in reviews {
      while nextEvent < events.endIndex,
        (events[nextEvent].at, events[nextEvent].id) < (review.answeredAt, review.id)
      {
        record.apply(events[nextEvent].change)
        nextEvent += 1
      }
      apply(review, to: &record, answering: answering)
    }
    for event in events[nextEvent...] { record.apply(event.change) }
    return record
  }

  private static func apply(
    _ review: Review,
    to record: inout CardRecord,
    answering: Answering
  ) {
    let model = answering.scheduler.model
    let before = record.state
    let elapsed = elapsed(before: review, in: record)
    record.state.memory =
      before.memory.map { model.nextState($0, after: review.rating, elapsed: elapsed) }
      ?? model.initialState(after: review.rating)
    record.state.reviewCount += 1
    record.state.phase = review.phaseAfter
    if review.phaseBefore == .review, review.rating == .again {
      record.state.lapses += 1
      if answering.settings.leechRule.isLeech(lapses: record.state.lapses) {
        record.isLeech = true
      }
    }
    record.due = review.due
    if review.modelFingerprint != model.fingerprint {
      respace(&record, after: review, from: before, elapsed: elapsed, answering)
    }
    record.note(review)
  }

  private static func elapsed(before review: Review, in record: CardRecord) -> Elapsed {
    guard let at = record.lastAnsweredAt, let day = record.lastStudyDay else {
      return Elapsed(studyDays: 0)
    }
    return Elapsed(
      studyDays: review.studyDay.rawValue - day.rawValue,
      fractionalDays: review.answeredAt.seconds(since: at) / 86_400
    )
  }

  /// Gives the card the phase and due date that the current model would have given it at `review`,
  /// where it was a model that spaced it.
  private static func respace(
    _ record: inout CardRecord,
    after review: Review,
    from before: CardState,
    elapsed: Elapsed,
    _ answering: Answering
  ) {
    let answering =
      PromptKind(rawValue: record.key.bank) == nil ? answering : answering.forPrompts
    let hasSteps = !steps(at: review, answering.settings).seconds.isEmpty
    guard review.phaseAfter == .review || (!hasSteps && review.mayBeSpacedInHours) else { return }
    var state = before
    state.phase = before.memory == nil ? .new : review.phaseBefore
    let next = answering.nextStates(of: state, key: record.key, elapsed: elapsed)[review.rating]
    if !hasSteps || next.state.phase == .review {
      record.state.phase = next.state.phase
      record.due = due(after: next.interval, review, answering.calendar)
    } else {
      // Steps have changed since: the card left them then, so it stays out, spaced a day.
      record.due = due(after: .days(1), review, answering.calendar)
    }
  }

  /// The steps of today that an answer like `review` would be led through.
  private static func steps(at review: Review, _ settings: SchedulingSettings) -> LearningSteps {
    switch review.phaseBefore {
    case .new, .learning: settings.learningSteps
    case .relearning: settings.relearningSteps
    case .review: review.rating == .again ? settings.relearningSteps : .none
    }
  }

  private static func due(
    after interval: Interval,
    _ review: Review,
    _ calendar: StudyCalendar
  ) -> Timestamp {
    switch interval {
    // Not by today's day boundary or zone, but by the day that the answer was given.
    case .days(let days): calendar.start(of: review.studyDay + days)
    case .seconds(let seconds): review.answeredAt.advanced(bySeconds: seconds)
    }
  }
}

extension Review {
  /// Whether its wait may be a model's interval of less than half a day, which keeps the card in
  /// learning or relearning.
  ///
  /// A first step looks the same, as reviews do not say what steps there were. Where there are none
  /// today, taking it for the model's does no harm: its minutes are long over.
  fileprivate var mayBeSpacedInHours: Bool {
    guard case .seconds = interval else { return false }
    return phaseAfter == .learning(step: 0) || phaseAfter == .relearning(step: 0)
  }
}
