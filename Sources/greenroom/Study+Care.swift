import Practice
import QuestionBank
import StudyStore

/// Numbers about the study, and the looking after it.
extension Study {
  func statistics(days: Int) throws -> StudyStatistics {
    try store.statistics(today: today, days: days, scope: settings.scope, catalogue: catalogue)
  }

  func backup(to path: String) throws { try store.backup(to: path) }

  func rebuild() throws { try store.rebuild(answering) }

  func selfCheck(shippedBanks: String?) throws -> [SelfCheck] {
    let report = try store.integrity()
    let errors = try store.findings().count { $0.severity == .error }
    return [
      SelfCheck(
        name: "database",
        isFine: report.isSound,
        detail: report.isSound
          ? "sound; \(NumberText.count(report.reviews, "review"))"
          : report.problems.first ?? "rows that refer to nothing; `doctor --rebuild`"
      ),
      SelfCheck(
        name: "durability",
        isFine: report.journalMode == "wal" && report.synchronous == 2,
        detail: "journal \(report.journalMode), synchronous \(report.synchronous)"
      ),
      SelfCheck(
        name: "shipped banks",
        isFine: shippedBanks != nil,
        detail: shippedBanks ?? "not found; install again, or set GREENROOM_BANKS"
      ),
      SelfCheck(
        name: "bank files",
        isFine: errors == 0,
        detail: errors == 0
          ? "no errors" : "\(NumberText.count(errors, "error")); `bank check` lists them"
      ),
      SelfCheck(
        name: "settings",
        isFine: settingsProblems.isEmpty,
        detail: settingsProblems.first ?? "no mistakes"
      ),
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
