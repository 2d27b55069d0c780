package import SpacedRepetition

/// How steadily the candidate studies; days off are days off.
package struct Streak: Hashable, Sendable {
  /// Days in a row until today; until yesterday while today is still open.
  package let current: Int
  package let longest: Int
  /// Days with answers among the last ``window``.
  package let recent: Int
  /// Days that ``recent`` looks back, today included: fourteen, or fewer since the first answer.
  package let window: Int

  /// - Parameters:
  ///   - days: Days with answers, in any order.
  ///   - today: Later days do not count.
  package init(days: [StudyDay], today: StudyDay) {
    let active = Set(days.filter { $0 <= today })
    var (longest, run) = (0, 0)
    var last: StudyDay?
    for day in active.sorted() {
      run = last.map { day - $0 == 1 } == true ? run + 1 : 1
      longest = max(longest, run)
      last = day
    }
    self.longest = longest
    current = last.map { today - $0 <= 1 } == true ? run : 0
    let age = active.min().map { today - $0 + 1 } ?? 0
    window = min(14, age)
    recent = active.count { today - $0 < 14 }
  }
}
