/// A reading of the clocks, taken outside.
package struct RoundMoment: Hashable, Sendable {
  /// Seconds on a clock that nobody sets and that stands still while the machine sleeps.
  package var awake: Double
  /// Seconds that the machine has slept since the origin of `awake`.
  package var asleep: Double
  package var wall: Timestamp

  package init(awake: Double, asleep: Double = 0, wall: Timestamp) {
    self.awake = awake
    self.asleep = asleep
    self.wall = wall
  }
}

/// Where a round's clock stood a moment ago: written every second, so that a killed program loses
/// none of it.
package struct RoundHeartbeat: Codable, Hashable, Sendable {
  package var phase: Int
  package var elapsedSeconds: Double
  package var phaseSeconds: Double
  package var pausedSeconds: Double
  package var savedAt: Timestamp

  package init(
    phase: Int,
    elapsedSeconds: Double,
    phaseSeconds: Double,
    pausedSeconds: Double,
    savedAt: Timestamp
  ) {
    self.phase = phase
    self.elapsedSeconds = elapsedSeconds
    self.phaseSeconds = phaseSeconds
    self.pausedSeconds = pausedSeconds
    self.savedAt = savedAt
  }
}
