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

  /// When `day` begins; right across a change of summer time.
  package func start(of day: StudyDay) -> Timestamp {
    // The offset depends on the moment and the moment on the offset; two rounds settle it, since
    // zones change by an hour or so, and not twice in a day.
    var offset = utcOffset(
      Timestamp(
        rawValue: day.startEpochSeconds(
          utcOffsetSeconds: 0,
          dayStartsAtMinutes: dayStartsAtMinutes
        ) * 1000
      )
    )
    var start = Timestamp(rawValue: 0)
    for _ in 0..<2 {
      start = Timestamp(
        rawValue: day.startEpochSeconds(
          utcOffsetSeconds: offset,
          dayStartsAtMinutes: dayStartsAtMinutes
        ) * 1000
      )
      offset = utcOffset(start)
    }
    return start
  }

  /// When a card answered at `moment` is due after `interval`.
  package func due(after interval: Interval, from moment: Timestamp) -> Timestamp {
    switch interval {
    case .seconds(let seconds): moment.advanced(bySeconds: seconds)
    case .days(let days): start(of: day(of: moment) + days)
    }
  }
}
