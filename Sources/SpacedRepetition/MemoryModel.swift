/// A model of forgetting: how each answer changes a memory, and how a memory fades.
///
/// The scheduler knows only this protocol, so that ``FSRS7``, or a model of your own, can stand
/// beside ``FSRS6``.
///
/// A model of your own must be a pure function of its arguments, give finite numbers, and take any state,
/// since a stored one may come from anywhere.
public protocol MemoryModel: Sendable {
  /// Names the model and its parameters; two models with equal fingerprints agree on every state.
  ///
  /// Stored with each review, so that a rebuild knows which due dates to recompute.
  var fingerprint: String { get }

  /// The memory after the first answer to a card.
  ///
  /// - Parameter rating: How the card was answered.
  /// - Returns: The memory that scheduling goes on from.
  func initialState(after rating: Rating) -> MemoryState

  /// The memory after a later answer, `elapsed` after the one before.
  ///
  /// - Parameters:
  ///   - state: The memory that the answer before left.
  ///   - rating: How the card was answered.
  ///   - elapsed: Time since the answer before; 0 study days on the same day.
  /// - Returns: The memory after it.
  func nextState(_ state: MemoryState, after rating: Rating, elapsed: Elapsed) -> MemoryState

  /// Probability of recall, in `0...1`, `elapsed` after the last answer.
  ///
  /// - Parameters:
  ///   - state: The memory that the last answer left.
  ///   - elapsed: Time since then.
  /// - Returns: The probability, which never rises with time.
  func retrievability(of state: MemoryState, after elapsed: Elapsed) -> Double

  /// Days, not rounded, until the probability of recall falls to `desiredRetention`.
  ///
  /// - Parameters:
  ///   - state: The memory that the last answer left.
  ///   - desiredRetention: A probability, in `0..<1`.
  /// - Returns: Days, 0 or more, fractions included; the scheduler rounds, fuzzes and limits them.
  func interval(of state: MemoryState, desiredRetention: Double) -> Double
}
