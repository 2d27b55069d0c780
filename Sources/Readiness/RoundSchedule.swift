import Practice
package import QuestionBank
package import SpacedRepetition

/// On which days before an interview to hold mock rounds: the last two fifths of the time, evenly, and
/// none on the last day.
package struct RoundSchedule: Sendable {
  /// Share of the time that passes before the first round.
  package static let begin = 0.6
  /// Days of rounds in which each round of the loop comes once.
  static let daysPerLoop = 10.0

  /// Kinds of the rounds that are still to come, by day.
  package let days: [StudyDay: PromptKind]
  /// The first day on which rounds may be.
  package let first: StudyDay
  /// The last such day.
  package let last: StudyDay

  /// - Parameters:
  ///   - loop: The rounds of the interview, in the order to practise them.
  ///   - started: The day on which preparing for this date began.
  ///   - today: The first day that can still be planned.
  ///   - interview: The day of the interview.
  ///   - finished: Kinds of rounds that were finished since `first` would have been, today's too.
  ///   - isTodayDone: Whether a round was finished today already.
  package init(
    loop: [PromptKind],
    started: StudyDay,
    today: StudyDay,
    interview: StudyDay,
    finished: [PromptKind] = [],
    isTodayDone: Bool = false
  ) {
    first = Self.first(started: started, interview: interview)
    // The day before the interview is for a last look at cards.
    last = StudyDay(rawValue: interview.rawValue - 2)
    let from = max(first.rawValue, today.rawValue + (isTodayDone ? 1 : 0))
    let open = last.rawValue - from + 1
    let all = last.rawValue - first.rawValue + 1
    guard !loop.isEmpty, open > 0, all > 0 else {
      days = [:]
      return
    }
    let loops = max(1, Int((Double(all) / Self.daysPerLoop).rounded()))
    var wanted = Array(repeating: loop, count: loops).flatMap { $0 }
    wanted = Array(wanted.prefix(max(1, min(all, wanted.count))))
    for kind in finished {
      if let index = wanted.firstIndex(of: kind) { wanted.remove(at: index) }
    }
    wanted = Array(wanted.prefix(open))
    var days: [StudyDay: PromptKind] = [:]
    for (index, kind) in wanted.enumerated() {
      // In the middle of as many equal parts of the days that are left.
      let place = (Double(index) + 0.5) * Double(open) / Double(wanted.count)
      days[StudyDay(rawValue: from + Int(place))] = kind
    }
    self.days = days
  }

  /// The first day on which rounds may be.
  package static func first(started: StudyDay, interview: StudyDay) -> StudyDay {
    let total = Double(max(0, interview.rawValue - started.rawValue))
    return StudyDay(rawValue: started.rawValue + Int((total * begin).rounded(.up)))
  }

  /// Minutes that a round takes, its debrief included.
  package static func minutes(of kind: PromptKind) -> Int {
    switch kind {
    case .design, .coding: 55
    case .behavioral: 35
    }
  }
}
