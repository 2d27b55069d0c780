import Practice
import QuestionBank
import StudyStore

/// The looking after rounds: their files are the truth, the reviews in the store come of them.
extension Study {
  func roundChecks() throws -> [SelfCheck] {
    let (rounds, problems) = roundFiles.all()
    let missing = try roundsWithoutReviews(rounds)
    return [
      SelfCheck(
        name: "rounds",
        isFine: problems.isEmpty,
        detail: problems.isEmpty
          ? NumberText.count(rounds.count, "round") : problems.joined(separator: "; ")
      ),
      SelfCheck(
        name: "reviews of rounds",
        isFine: missing.isEmpty,
        detail: missing.isEmpty
          ? "complete"
          : "missing for \(missing.map(\.id).joined(separator: ", ")); `doctor --rebuild`"
      ),
      storyCheck(),
    ]
  }

  private func storyCheck() -> SelfCheck {
    do {
      let count = try storyFile.load().stories.count
      let words = count == 1 ? "1 story" : "\(count) stories"
      return SelfCheck(name: "stories", isFine: true, detail: words)
    } catch {
      return SelfCheck(name: "stories", isFine: false, detail: "\(error)")
    }
  }

  /// Finished rounds that have left no review of a prompt.
  private func roundsWithoutReviews(_ rounds: [Kept<RoundRecord>]) throws -> [Kept<RoundRecord>] {
    let reviewed = try store.promptsReviewedInRounds()
    return rounds.filter { round in
      guard round.state == .finished, let debrief = round.debrief, !debrief.scores.isEmpty else {
        return false
      }
      return !(reviewed[round.id] ?? []).isSuperset(of: round.prompts)
    }
  }

  /// Stores the reviews that finished rounds should have left, and notes their ids in the files.
  ///
  /// - Returns: How many were stored.
  @discardableResult
  func reconcileRounds(random: inout AppRandom) throws -> Int {
    var stored = 0
    for round in try roundsWithoutReviews(roundFiles.all().rounds) {
      let hold: RoundHold?
      do {
        hold = try roundFiles.hold(round.id)
      } catch StudyStoreError.roundIsOpen {
        // Whoever has it open is about to store them.
        continue
      } catch {
        hold = nil
      }
      defer { hold?.remove() }
      let before = try store.reviews(ofRound: round.id).count
      let ids = try storeReviews(of: round.value, random: &random)
      stored += ids.count - before
      guard var fresh = try roundFiles.load(round.id), fresh.debrief?.reviewIDs != ids else {
        continue
      }
      fresh.debrief?.reviewIDs = ids
      try roundFiles.save(fresh)
    }
    return stored
  }
}
