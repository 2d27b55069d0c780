import SimulatedLearners
import SpacedRepetition

/// Days, minutes and what goes otherwise than planned.
struct Cell: Hashable {
  var days: Int
  var minutes: Int
  var cards = 600
  /// Factor of every real time over what is assumed.
  var costFactor = 1.0
  /// Study days, from 0, on which nothing is studied, unforeseen.
  var missed: Range<Int> = 0..<0
}

/// One learner's preparation under one policy, up to the date.
struct Simulation {
  let learner: Learner
  let cell: Cell

  private(set) var day = 0
  /// What the learner really remembers.
  private var truth: [MemoryState?]
  /// What the scheduler, with default parameters, believes.
  private(set) var belief: [MemoryState?]
  private(set) var lastDay: [Int]
  private var visits: [Int]
  /// Seconds studied, by day.
  private(set) var seconds: [Double] = []
  /// What a policy sees: kind and seconds of each answer of the day.
  private(set) var observed: [(AnswerCosts.Kind, Double)] = []

  static let scheduler = FSRS6()

  init(_ learner: Learner, _ cell: Cell) {
    self.learner = learner
    self.cell = cell
    truth = Array(repeating: nil, count: cell.cards)
    belief = truth
    lastDay = Array(repeating: 0, count: cell.cards)
    visits = lastDay
  }

  /// Seconds for study on each day, the same for every policy.
  var budget: Double { Double(cell.minutes) * 60 }
  var daysToDate: Int { cell.days - day }
  func age(_ card: Int) -> Int { day - lastDay[card] }

  func believedRecall(_ card: Int) -> Double {
    guard let memory = belief[card] else { return 0 }
    return Self.scheduler.retrievability(of: memory, after: Elapsed(studyDays: age(card)))
  }

  mutating func run(_ policy: inout some Policy) {
    while day < cell.days {
      if cell.missed.contains(day) {
        seconds.append(0)
      } else {
        study(policy.choose(self))
        policy.learn(observed)
      }
      day += 1
    }
  }

  /// Studies in the given order until the bell; an answer that it interrupts does not count.
  private mutating func study(_ cards: [Int]) {
    observed = []
    var spent = 0.0
    for card in cards {
      let elapsed = Elapsed(studyDays: age(card))
      let recall = truth[card].map { learner.model.retrievability(of: $0, after: elapsed) }
      let place = Learner.Place(card: card, visit: visits[card])
      let rating = learner.rating(place, recall: recall)
      let kind: AnswerCosts.Kind =
        recall == nil ? .new : rating.isRecalled ? .recalled : .forgotten
      let time = learner.time(place, kind)
      guard spent + time <= budget else {
        spent = budget
        break
      }
      spent += time
      observed.append((kind, time))
      if let memory = truth[card], let believed = belief[card] {
        truth[card] = learner.model.nextState(memory, after: rating, elapsed: elapsed)
        belief[card] = Self.scheduler.nextState(believed, after: rating, elapsed: elapsed)
      } else {
        truth[card] = learner.firstState(card, rating)
        belief[card] = Self.scheduler.initialState(after: rating)
      }
      visits[card] += 1
      lastDay[card] = day
    }
    seconds.append(spent)
  }

  /// Expected share of all cards recalled on the date, in percent; a card never seen counts 0.
  var recall: Double {
    let sum = truth.enumerated().reduce(0.0) { sum, card in
      guard let memory = card.element else { return sum }
      let elapsed = Elapsed(studyDays: age(card.offset))
      return sum + learner.model.retrievability(of: memory, after: elapsed)
    }
    return 100 * sum / Double(max(1, cell.cards))
  }

  /// Share of the cards seen before the date, in percent.
  var seen: Double {
    100 * Double(truth.count { $0 != nil }) / Double(max(1, cell.cards))
  }
}
