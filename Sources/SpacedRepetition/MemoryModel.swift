/// A model of forgetting: how each answer changes a memory, and how a memory fades.
///
/// The scheduler knows only this protocol, so that ``FSRS7``, or a model of your own, can stand
/// beside ``FSRS6``.
public protocol MemoryModel: Sendable {
  /// Names the model and its parameters; two models with equal fingerprints agree on every state.
  ///
  /// Stored with each review, so that a rebuild knows which due dates to recompute.
  var fingerprint: String { get }

  /// The memory after the first answer to a card.
  func initialState(after rating: Rating) -> MemoryState

  /// The memory after a later answer, `elapsed` after the one before.
  func nextState(_ state: MemoryState, after rating: Rating, elapsed: Elapsed) -> MemoryState

  /// Probability of recall, in `0...1`, `elapsed` after the last answer.
  func retrievability(of state: MemoryState, after elapsed: Elapsed) -> Double

  /// Days, not rounded, until the probability of recall falls to `desiredRetention` (in `0..<1`).
  func interval(of state: MemoryState, desiredRetention: Double) -> Double
}
