import Foundation
import Practice
import QuestionBank
import Readiness
import SpacedRepetition
import StudyStore

/// Being ready by the date: what the study knows of it, and the plan of the day.
extension Study {
  /// Days of answers that say how long answers take.
  private static let daysTimed = 60

  /// Minutes a day where none are set.
  static let usualMinutes = 20

  var minutesPerDay: Int { settings.minutesPerDay ?? Self.usualMinutes }

  /// The interview's study day, where one is set.
  var interview: StudyDay? {
    settings.interviewDate.map { StudyDay(rawValue: $0.daysSince1970) }
  }

  /// All that readiness is judged by, now.
  func preparation() throws -> Preparation {
    let cards = try store.standings(scope: settings.scope, catalogue: catalogue)
    let times = try store.visitTimes(
      since: StudyDay(rawValue: today.rawValue - Self.daysTimed),
      until: today
    )
    return Preparation(
      now: clockNow,
      today: today,
      interview: interview,
      target: settings.scope.targetStage,
      minutesPerDay: minutesPerDay,
      goal: settings.desiredRetention,
      catalogue: catalogue,
      model: answering.scheduler.model,
      cards: cards,
      rounds: history(),
      stories: (try? storyFile.load()) ?? StoryBank([]),
      costs: AnswerCosts(cards: cards, times: times)
    )
  }

  /// The plan until the interview; nil where none is ahead.
  func interviewPlan(_ preparation: Preparation, suggests: Bool = false) throws -> InterviewPlan? {
    guard preparation.daysToDate != nil else { return nil }
    let spent = Double(try store.dayProgress(today).milliseconds) / 60_000
    return InterviewPlanner(model: preparation.model).plan(
      preparation,
      spentToday: spent,
      loop: settings.loop,
      started: try planStart(),
      suggests: suggests
    )
  }

  /// The cards of the weakest topics.
  func weakCards() throws -> [CardKey] {
    let preparation = try preparation()
    var weak = WeakTopics(preparation)
    return WeakTopics.cards(of: weak.ranked(), in: preparation)
  }

  /// The day on which preparing for the present date began: the first on which this program saw it.
  private func planStart() throws -> StudyDay {
    guard let interview else { return today }
    let words = try store.remark("interview")?.split(separator: " ").compactMap { Int($0) } ?? []
    if words.count == 2, words[0] == interview.rawValue, words[1] <= today.rawValue {
      return StudyDay(rawValue: words[1])
    }
    try store.remark("interview", as: "\(interview.rawValue) \(today.rawValue)")
    return today
  }

  // MARK: The day

  /// The plan of today, made by the first command of the day and kept for the others.
  struct PlannedDay: Codable {
    /// What it was made for; another study, day or setting needs another plan.
    var fingerprint: String
    var cards: [CardKey]
    var spare: [CardKey]
    var tomorrow: QueueCounts
    /// Expected recall on the date, when the plan was made.
    var recall: Double
    /// The same of the day before, where it is known.
    var recallBefore: Double?
    /// What would be recalled on the date without today's study.
    var idle: Double
  }

  /// Today's plan; nil where no interview is ahead.
  func plannedDay() throws -> PlannedDay? {
    guard let interview, interview.rawValue > today.rawValue else { return nil }
    let fingerprint = [
      "\(today.rawValue)", "\(interview.rawValue)", "\(minutesPerDay)",
      settings.scope.targetStage.rawValue, settings.scope.include.joined(separator: ","),
      settings.scope.exclude.joined(separator: ","), answering.scheduler.model.fingerprint,
    ].joined(separator: " | ")
    let kept = try store.remark("day").flatMap {
      try? JSONDecoder().decode(PlannedDay.self, from: Data($0.utf8))
    }
    if let kept, kept.fingerprint == fingerprint { return kept }
    guard let plan = try interviewPlan(try preparation()) else { return nil }
    let day = Self.keepable(plan, fingerprint: fingerprint, before: kept?.recall)
    let text = String(decoding: try JSONEncoder().encode(day), as: UTF8.self)
    try store.remark("day", as: text)
    return day
  }

  /// What today's study has done for the date; nil where no interview is ahead.
  func progress() throws -> Progress? {
    guard let planned = try plannedDay(), let date = settings.interviewDate else { return nil }
    let idle = try preparation().recallIfIdle
    return Progress(date: date, idle: idle, gained: idle - planned.idle, byPlan: planned.recall)
  }

  /// Shares of what the loop asks, recalled on the date.
  struct Progress {
    let date: CivilDate
    /// Were one to stop now.
    let idle: Double
    /// How much of that is today's.
    let gained: Double
    let byPlan: Double
  }

  /// Forgets today's plan, since what it was made from has changed.
  func forgetPlannedDay() throws { try store.remark("day", as: nil) }

  /// Cards beyond the plan that are kept for whoever goes on.
  private static let spares = 300

  private static func keepable(_ plan: InterviewPlan, fingerprint: String, before: Double?)
    -> PlannedDay
  {
    let tomorrow = plan.days.dropFirst().first
    return PlannedDay(
      fingerprint: fingerprint,
      cards: plan.today.map(\.card),
      spare: plan.spare.prefix(spares).map(\.card),
      tomorrow: QueueCounts(
        new: tomorrow?.new ?? 0,
        learning: 0,
        review: tomorrow?.reviews ?? 0,
        milliseconds: (tomorrow?.minutes ?? 0) * 60_000
      ),
      recall: plan.recall.value,
      recallBefore: before,
      idle: plan.recallIfIdle
    )
  }
}
