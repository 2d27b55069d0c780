/// Decides when a card comes back: learning steps, the memory model's interval, fuzz and limits.
///
/// A card walks through the learning steps, then is spaced by the model; forgotten, it walks through
/// the relearning steps and is spaced again. The model's memory is updated by every answer, within
/// the steps too.
public struct Scheduler: Sendable {
  /// What spaces the cards out of their steps, and updates their memory at every answer.
  public let model: any MemoryModel

  /// A scheduler over a memory model: FSRS-6 with its default parameters unless another is given.
  public init(model: any MemoryModel = FSRS6()) { self.model = model }

  /// What each rating would do to `card`; a pure function, so the preview and the answer agree.
  ///
  /// - In the steps: Again goes back to the first, Good to the next or out, Easy out, Hard repeats;
  ///   on the first step Hard waits for the mean of the first two, or 1.5 times a single one (a day
  ///   longer at most).
  /// - Out of the steps: the model's interval, whole days from 1 to the maximum, fuzzed.
  /// - Without steps: straight to the model's interval; under half a day it is kept in seconds (60
  ///   at least) and the card stays in learning or relearning. Easy always leaves.
  /// - Intervals in days increase from Hard to Good to Easy, by a day at least, up to the maximum.
  public func nextStates(of card: CardState, in context: SchedulingContext) -> NextStates {
    let decision = SchedulingDecision(model: model, card: card, context: context)
    let again = decision.outcome(of: .again)
    let hard = decision.outcome(of: .hard)
    let good = decision.outcome(of: .good, after: hard.interval)
    let easy = decision.outcome(of: .easy, after: good.interval)
    return NextStates(again: again, hard: hard, good: good, easy: easy)
  }
}
