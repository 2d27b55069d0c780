import StudyStore

extension Study {
  /// Answers from which on a fit is likely to gain anything.
  private static let answersForFit = 500
  private static let remark = "optimized"

  /// How many answers there are, where a fit is worth offering: nobody tried, or there are twice as
  /// many since.
  func answersToFit() throws -> Int? {
    let answers = try store.answerCount()
    let before = try store.remark(Self.remark).flatMap { Int($0) } ?? 0
    return answers >= max(Self.answersForFit, 2 * before) ? answers : nil
  }

  /// Remembers that a fit was tried, whatever came of it.
  func noteOptimized() throws {
    try store.remark(Self.remark, as: "\(store.answerCount())")
  }
}
