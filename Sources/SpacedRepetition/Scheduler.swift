/// Decides when a card comes back: learning steps, the memory model's interval, fuzz and limits.
public struct Scheduler: Sendable {
  public let model: any MemoryModel

  public init(model: any MemoryModel = FSRS6()) { self.model = model }

  /// What each rating would do to `card`; a pure function, so the preview and the answer agree.
  public func nextStates(of card: CardState, in context: SchedulingContext) -> NextStates {
    fatalError("not yet written")
  }
}
