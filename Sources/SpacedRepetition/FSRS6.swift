/// FSRS version 6.
public struct FSRS6: MemoryModel {
  /// The 21 weights w0…w20.
  public let parameters: [Double]
  public init() { self.parameters = [] }
  public var fingerprint: String { "fsrs6" }
  public func initialState(after rating: Rating) -> MemoryState { MemoryState(stability: 1, difficulty: 5) }
  public func nextState(_ state: MemoryState, after rating: Rating, elapsed: Elapsed) -> MemoryState { state }
  public func retrievability(of state: MemoryState, after elapsed: Elapsed) -> Double { 1 }
  public func interval(of state: MemoryState, desiredRetention: Double) -> Double { 1 }
}
