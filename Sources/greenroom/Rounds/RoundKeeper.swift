import Practice
import StudyStore

/// Keeps a round's file up to date; where it cannot be written, says so once, and goes on trying.
@MainActor
final class RoundKeeper {
  private let files: RoundFiles
  private let hold: RoundHold?
  private(set) var isFailing: Bool

  /// - Parameters:
  ///   - files: Where rounds are kept.
  ///   - hold: The round's lock and clock, where the folder can be written.
  ///   - isFailing: Whether the candidate knows already that nothing can be written.
  init(files: RoundFiles, hold: RoundHold?, isFailing: Bool) {
    self.files = files
    self.hold = hold
    self.isFailing = isFailing
  }

  /// Writes the round if it has changed.
  ///
  /// - Returns: What to tell the candidate, if anything.
  func save(_ round: inout Round) -> String? {
    guard round.needsSaving || isFailing else { return nil }
    do {
      try files.save(round.record)
      round.markSaved()
      hold?.beat(round.heartbeat)
      defer { isFailing = false }
      return isFailing ? "The round is on disk again." : nil
    } catch {
      defer { isFailing = true }
      if isFailing { return nil }
      let problem = (error as? StudyStoreError)?.roundInMemory ?? "\(error)"
      return "\(problem) for now, and is written as soon as that works."
    }
  }

  func beat(_ round: Round) { hold?.beat(round.heartbeat) }

  /// The round is over: its file has all.
  func release() { hold?.remove() }
}
