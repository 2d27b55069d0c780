import Practice
import QuestionBank
import StudyStore

/// Numbers about the study, and the looking after it.
extension Study {
  func statistics(days: Int) throws -> StudyStatistics {
    try store.statistics(today: today, days: days, scope: settings.scope, catalogue: catalogue)
  }

  /// Copies the database into a file; banks and settings are texts that can be copied as they are.
  func backup(to path: String, force: Bool) throws {
    if StudyFile.areSame(path, home.database) {
      throw Failure(.cannotWrite, "\(path) is the study itself; choose another name")
    }
    try store.backup(to: path, force: force)
  }

  /// Derives anew all that is derived: the card index from the bank files, records from the events.
  func rebuild() throws {
    try store.forgetIndex()
    try reload()
    try store.rebuild(answering)
  }

  func selfCheck(shippedBanks: String?) throws -> [SelfCheck] {
    let report = try store.integrity()
    return [
      SelfCheck(
        name: "database",
        isFine: report.isSound,
        detail: report.isSound
          ? "sound; \(NumberText.count(report.reviews, "review"))"
          : "rows that refer to nothing; `doctor --rebuild` mends that"
      ),
      SelfCheck(
        name: "durability",
        isFine: report.journalMode == "wal" && report.synchronous == 2,
        detail: "journal \(report.journalMode), synchronous \(report.synchronous)"
      ),
      .shippedBanks(shippedBanks),
      SelfCheck(
        name: "bank files",
        isFine: bankErrors == 0,
        detail: bankErrors == 0
          ? "no errors" : "\(NumberText.count(bankErrors, "error")); `bank check` lists them"
      ),
      .settings(settingsProblems),
      SelfCheck(
        name: "edits of shipped cards",
        isFine: true,
        detail: report.outdatedOverrides.isEmpty
          ? "up to date"
          : "the original has changed: "
            + report.outdatedOverrides.map(\.rawValue).joined(separator: " ")
      ),
      SelfCheck(
        name: "history without a card",
        isFine: true,
        detail: report.orphans.isEmpty
          ? "none" : "\(NumberText.count(report.orphans.count, "card")), kept in case they return"
      ),
    ]
  }
}
