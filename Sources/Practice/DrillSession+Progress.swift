package import QuestionBank
import SpacedRepetition

extension DrillSession {
  /// The part of the day's work that was done in this sitting.
  package struct Share: Hashable, Sendable {
    /// Cards answered for the first time ever.
    package var newCards: Int
    package var milliseconds: Int

    package init(newCards: Int = 0, milliseconds: Int = 0) {
      self.newCards = newCards
      self.milliseconds = milliseconds
    }
  }

  /// How far the sitting is, as it stands above a card.
  package struct Progress: Hashable, Sendable {
    /// Which card this is, from 1; one that comes back keeps the number of the last one.
    package var position: Int
    package var total: Int
    /// Cards that will be asked again in this sitting, this one included, where it is one of them.
    package var comingBack: Int
    /// Whole minutes since the beginning.
    package var minutes: Int
  }

  /// What this sitting has done of the day's work; an undo takes it off again.
  package var share: Share {
    let counted = answers.map(\.review).filter(\.counts)
    return Share(
      newCards: counted.count { $0.phaseBefore == .new },
      milliseconds: counted.reduce(0) {
        $0 + min(max(0, $1.durationMilliseconds ?? 0), AnswerTime.longest)
      }
    )
  }

  /// Whether an answered card is to be asked again in this sitting: its next step is near,
  /// or it was missed once in a cram.
  package func isComingBack(_ card: CardKey) -> Bool {
    let reviews = answers.map(\.review).filter { $0.card == card }
    guard let last = reviews.last else { return false }
    guard last.counts else { return reviews.count == 1 && !last.rating.isRecalled }
    switch last.phaseAfter {
    case .learning, .relearning: return last.interval.seconds <= QueueOrder.learnAheadSeconds
    case .new, .review: return false
    }
  }

  /// Where the current card stands among the `planned` ones that the sitting began with.
  package func progress(planned: Int, at moment: Timestamp) -> Progress {
    let answered = Set(answers.map(\.review.card))
    let passed = answered.union(skipped).union(gone)
    let isBack = current.map(answered.contains) ?? false
    let position = isBack ? max(1, passed.count) : passed.count + 1
    let most = limits.answers.map { min($0, planned) } ?? planned
    let elapsed = max(0, moment.rawValue - startedAt.rawValue)
    return Progress(
      position: position,
      total: max(most, position),
      comingBack: isBack
        ? answered.subtracting(skipped).subtracting(gone).count(where: isComingBack) : 0,
      minutes: Int(elapsed / 60_000)
    )
  }
}
