import Practice

/// Says what an undo took back.
enum UndoText {
  static func words(_ undone: UndoneEvent) -> String {
    switch undone {
    case .review(let review): "\(review.rating.word) on \(review.card)"
    case .event(let event): "\(words(event.change)) \(event.card)"
    }
  }

  private static func words(_ change: CardEvent.Change) -> String {
    switch change {
    case .suspended: "suspending"
    case .unsuspended: "bringing back"
    case .buried: "burying"
    case .unburied: "unburying"
    case .queued: "queueing"
    case .marked: "marking"
    case .unmarked: "unmarking"
    case .reset: "resetting"
    case .noted: "a note on"
    }
  }
}
