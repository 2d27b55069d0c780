import SpacedRepetition

/// What one fit took, of a log that is already in place.
struct FitMeasurement: Encodable {
  let log: String
  let model: String
  let reviews: Int
  let scored: Int
  let runs: Int
  let parameters: [Double]
  /// Passes over the log.
  let passes: Int
  /// Of all threads, the median run's.
  let cpuSeconds: Double
  let leastCPUSeconds: Double
  let wallSeconds: Double
  /// CPU seconds of laying rows out card after card, once.
  let layoutSeconds: Double
  /// Peaks of the process: with the log in place and nothing else, and after the fits.
  let megabytesBefore: Double
  let megabytesAfter: Double

  private enum CodingKeys: String, CodingKey {
    case log, model, reviews, scored, runs, parameters, passes, cpuSeconds, wallSeconds,
      layoutSeconds
    case megabytesBefore, megabytesAfter
    case leastCPUSeconds = "leastCpuSeconds"
  }

  /// Fits several times to the reviews that `read` gives, which do not stay in memory.
  init(_ name: String, version: FSRSVersion, runs: Int?, _ read: () throws -> [Review]) throws {
    let (log, layout) = try Self.log(read)
    ProcessUse.resetPeak()
    megabytesBefore = ProcessUse.peakMegabytes
    var found = ModelParameters(version)
    var passes = 0
    var times: [(cpu: Double, wall: Double)] = []
    // A fit to few reviews takes milliseconds, and the first ones of a process more.
    let count = runs ?? min(max(3, 1_000_000 / max(log.count, 1)), 25)
    for _ in 0..<count {
      passes = 0
      let start = (cpu: ProcessUse.cpuSeconds, wall: ProcessUse.wallSeconds)
      found = try ParameterOptimizer().fit(version, to: log) { passes += 1 }
      times.append((ProcessUse.cpuSeconds - start.cpu, ProcessUse.wallSeconds - start.wall))
    }
    megabytesAfter = ProcessUse.peakMegabytes
    self.log = name
    model = version.rawValue
    reviews = log.count
    scored = log.scoredCount
    self.runs = count
    parameters = found.values
    self.passes = passes
    layoutSeconds = layout
    cpuSeconds = times.map(\.cpu).sorted()[count / 2]
    leastCPUSeconds = times.map(\.cpu).sorted()[0]
    wallSeconds = times.map(\.wall).sorted()[count / 2]
  }

  private static func log(_ read: () throws -> [Review]) rethrows -> (ReviewLog, Double) {
    let rows = try read().map { review in
      ReviewLog.Row(
        card: review.card,
        milliseconds: review.milliseconds,
        day: StudyDay(rawValue: review.day),
        rating: review.rating
      )
    }
    let start = ProcessUse.cpuSeconds
    let log = ReviewLog(rows)
    return (log, ProcessUse.cpuSeconds - start)
  }
}
