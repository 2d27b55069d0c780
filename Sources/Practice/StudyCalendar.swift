package import SpacedRepetition

/// Turns moments into local study days and back.
package struct StudyCalendar: Sendable {
  /// Minutes after local midnight at which a study day begins, `0..<1_440`.
  package let dayStartsAtMinutes: Int
  /// Seconds that local time is ahead of UTC at a moment.
  package let utcOffset: @Sendable (Timestamp) -> Int

  package init(dayStartsAtMinutes: Int = 240, utcOffset: @escaping @Sendable (Timestamp) -> Int) {
    self.dayStartsAtMinutes = dayStartsAtMinutes
    self.utcOffset = utcOffset
  }

  /// The study day that `moment` belongs to.
  package func day(of moment: Timestamp) -> StudyDay {
    StudyDay(
      epochSeconds: moment.epochSeconds,
      utcOffsetSeconds: utcOffset(moment),
      dayStartsAtMinutes: dayStartsAtMinutes
    )
  }

  /// When `day` begins: the first moment that belongs to it; where the clock leaps over all of it,
  /// the first moment after.
  ///
  /// Where the clock is set back over the start of the day, the start comes twice: the first counts.
  package func start(of day: StudyDay) -> Timestamp {
    let local = day.startEpochSeconds(utcOffsetSeconds: 0, dayStartsAtMinutes: dayStartsAtMinutes)
    // No zone is a day or more from UTC, so the start lies between these.
    var early = local - 86_400
    var late = local + 86_400
    let (before, after) = (offset(at: early), offset(at: late))
    guard before != after else { return Timestamp(rawValue: (local - before) * 1000) }
    // Clocks do not change twice in two days: `late` becomes the first second after the change.
    while late - early > 1 {
      let middle = early + (late - early) / 2
      if offset(at: middle) == before { early = middle } else { late = middle }
    }
    let start = local - before < late ? local - before : max(late, local - after)
    return Timestamp(rawValue: start * 1000)
  }

  private func offset(at epochSeconds: Int64) -> Int64 {
    Int64(utcOffset(Timestamp(rawValue: epochSeconds * 1000)))
  }

  /// When a card answered at `moment` is due after `interval`.
  package func due(after interval: Interval, from moment: Timestamp) -> Timestamp {
    switch interval {
    case .seconds(let seconds): moment.advanced(bySeconds: seconds)
    case .days(let days): start(of: day(of: moment) + days)
    }
  }
}
