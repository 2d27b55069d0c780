import Practice
import SpacedRepetition

/// Words the advice on a card that does not stick.
enum LeechText {
  static func words(_ answered: Answered) -> String {
    let card = answered.review.card
    let times = NumberText.count(answered.record.state.lapses, "time")
    return "\(card) was forgotten \(times): a leech. Rewrite it (`card edit \(card)`), "
      + "or suspend it (`card suspend \(card)`) and learn it another way."
  }
}
