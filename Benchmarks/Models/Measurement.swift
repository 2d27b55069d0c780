import Foundation
import SpacedRepetition

/// How much work a second of one core does, over several runs.
struct Rate: Encodable {
  /// Of a run, the median and the least.
  let cpuSeconds: Double
  let leastCPUSeconds: Double
  /// Reviews or cards, by the median.
  let perSecond: Double
  /// A figure that depends on every result, so that none can be left out; the same in every run.
  let checksum: Double

  private enum CodingKeys: String, CodingKey {
    case cpuSeconds, perSecond, checksum
    case leastCPUSeconds = "leastCpuSeconds"
  }

  init(of count: Int, runs: Int, _ work: () -> Double) {
    var checksum = 0.0
    let times = (0..<runs).map { _ in
      let start = ProcessUse.cpuSeconds
      checksum = work()
      return ProcessUse.cpuSeconds - start
    }
    .sorted()
    cpuSeconds = times[times.count / 2]
    leastCPUSeconds = times[0]
    perSecond = Double(count) / times[times.count / 2]
    self.checksum = checksum
  }
}

/// What was measured over one log.
struct LogMeasurement: Encodable {
  /// Of one memory model.
  struct Model: Encodable {
    /// Through `nextState`, answer by answer.
    let nextState: Rate
    /// Through the public `replay`, card by card.
    let replay: Rate
    /// Whole decisions: all four ratings, with steps and fuzz.
    let scheduling: Rate
  }

  let log: String
  let reviews: Int
  let cards: Int
  /// Cards at the moment of an answer, of which scheduling is measured.
  let decisions: Int
  let runs: Int
  /// As many exponentials and logarithms as reviews: what the processor itself can do, beside which the
  /// other rates mean the same on a slower one.
  let calibration: Rate
  let fsrs6: Model
  let fsrs7: Model

  private static let mostDecisions = 200_000

  init(_ name: String, _ reviews: [Review], runs: Int) {
    let prepared = PreparedLog(reviews)
    self.log = name
    self.reviews = prepared.answers.count
    cards = prepared.starts.count - 1
    decisions = min(prepared.answers.count, Self.mostDecisions)
    self.runs = runs
    let count = prepared.answers.count
    calibration = Rate(of: count, runs: runs) {
      (0..<count).reduce(0.0) { $0 + Foundation.log(1 + exp(-Double($1 & 1_023) / 256)) }
    }
    fsrs6 = Self.measure(FSRS6(), prepared, decisions: decisions, runs: runs)
    fsrs7 = Self.measure(FSRS7(), prepared, decisions: decisions, runs: runs)
  }

  private static func measure(
    _ model: some MemoryModel,
    _ log: PreparedLog,
    decisions: Int,
    runs: Int
  ) -> Model {
    let count = log.answers.count
    let moments = log.decisions(of: model, atMost: decisions)
    let scheduler = Scheduler(model: model)
    return Model(
      nextState: Rate(of: count, runs: runs) { log.nextStates(model) },
      replay: Rate(of: count, runs: runs) { log.replay(model) },
      scheduling: Rate(of: moments.count, runs: runs) {
        moments.reduce(0.0) { sum, moment in
          let next = scheduler.nextStates(of: moment.card, in: moment.context)
          return Rating.allCases.reduce(sum) { $0 + Double(next[$1].interval.seconds) }
        }
      }
    )
  }
}

/// A log laid out for replaying: card after card, oldest answer first.
struct PreparedLog {
  typealias Answer = (rating: Rating, elapsed: Elapsed)

  let answers: [Answer]
  /// Where each card's answers begin, and at last where they end.
  let starts: [Int]

  init(_ reviews: [Review]) {
    var answers: [Answer] = []
    var starts: [Int] = []
    var last: Review?
    let sorted = reviews.sorted { ($0.card, $0.milliseconds) < ($1.card, $1.milliseconds) }
    for review in sorted {
      if let last, last.card == review.card {
        let time = Double(review.milliseconds - last.milliseconds) / Double(Review.dayMilliseconds)
        let elapsed = Elapsed(studyDays: review.day - last.day, fractionalDays: time)
        answers.append((review.rating, elapsed))
      } else {
        starts.append(answers.count)
        answers.append((review.rating, Elapsed(studyDays: 0)))
      }
      last = review
    }
    starts.append(answers.count)
    self.answers = answers
    self.starts = starts
  }

  /// The sum of the last stabilities of all cards.
  func nextStates(_ model: some MemoryModel) -> Double {
    var sum = 0.0
    for card in 0..<(starts.count - 1) {
      var state = model.initialState(after: answers[starts[card]].rating)
      for row in (starts[card] + 1)..<starts[card + 1] {
        state = model.nextState(state, after: answers[row].rating, elapsed: answers[row].elapsed)
      }
      sum += state.stability
    }
    return sum
  }

  /// The same, through the function that stores rebuild their states by.
  func replay(_ model: some MemoryModel) -> Double {
    var sum = 0.0
    for card in 0..<(starts.count - 1) {
      sum += model.replay(answers[starts[card]..<starts[card + 1]])?.stability ?? 0
    }
    return sum
  }

  /// Cards as answers find them: new, in steps and in review, as often as the log has them.
  func decisions(
    of model: some MemoryModel,
    atMost limit: Int
  ) -> [(card: CardState, context: SchedulingContext)] {
    let scheduler = Scheduler(model: model)
    var moments: [(card: CardState, context: SchedulingContext)] = []
    moments.reserveCapacity(limit)
    for card in 0..<(starts.count - 1) {
      var state = CardState.new
      for row in starts[card]..<starts[card + 1] {
        guard moments.count < limit else { return moments }
        let context = SchedulingContext(
          settings: SchedulingSettings(),
          elapsed: answers[row].elapsed,
          fuzz: FuzzSource.draw(seed: UInt64(row))
        )
        moments.append((state, context))
        state = scheduler.nextStates(of: state, in: context)[answers[row].rating].state
      }
    }
    return moments
  }
}
