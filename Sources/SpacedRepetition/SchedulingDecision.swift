/// One card at the moment of its answer: works out where each rating leads.
struct SchedulingDecision {
  let model: any MemoryModel
  let card: CardState
  let context: SchedulingContext

  private typealias Move = (phase: CardState.Phase, interval: Interval)

  private var settings: SchedulingSettings { context.settings }

  /// One of the four answers.
  private struct Answer {
    var rating: Rating
    /// The memory it leaves.
    var memory: MemoryState
    /// The interval of the next lower rating, which this answer's must exceed in days.
    var lesser: Interval?
  }

  /// Where `rating` leads; `lesser` is the interval of the next lower rating, where there is one.
  func outcome(of rating: Rating, after lesser: Interval? = nil) -> NextStates.Outcome {
    let answer = Answer(rating: rating, memory: memory(after: rating), lesser: lesser)
    var next = card
    next.memory = answer.memory
    next.reviewCount += 1

    let move: Move
    var isLeech = false
    switch card.phase {
    case .new:
      move = walk(settings.learningSteps, at: 0, as: CardState.Phase.learning, answer)
    case .learning(let index):
      move = walk(settings.learningSteps, at: index, as: CardState.Phase.learning, answer)
    case .relearning(let index):
      move = walk(settings.relearningSteps, at: index, as: CardState.Phase.relearning, answer)
    case .review where rating == .again:
      next.lapses += 1
      isLeech = settings.leechRule.isLeech(lapses: next.lapses)
      move = walk(settings.relearningSteps, at: 0, as: CardState.Phase.relearning, answer)
    case .review:
      move = (.review, .days(spacing(after: answer)))
    }
    next.phase = move.phase
    return NextStates.Outcome(state: next, interval: move.interval, isLeech: isLeech)
  }

  private func memory(after rating: Rating) -> MemoryState {
    guard card.phase != .new, let memory = card.memory else {
      return model.initialState(after: rating)
    }
    return model.nextState(memory, after: rating, elapsed: context.elapsed)
  }

  // MARK: - Steps

  /// One answer within `steps`, to a card that waited for the step at `index`.
  private func walk(
    _ steps: LearningSteps,
    at index: Int,
    as phase: (Int) -> CardState.Phase,
    _ answer: Answer
  ) -> Move {
    guard !steps.seconds.isEmpty else {
      if answer.rating != .easy, let interval = subDaySpacing(after: answer) {
        return (phase(0), interval)
      }
      return (.review, .days(spacing(after: answer)))
    }
    // The learner may have shortened the steps while the card was in them.
    let index = min(max(0, index), steps.seconds.count - 1)
    switch answer.rating {
    case .again:
      return (phase(0), wait(steps.seconds[0]))
    case .hard where index == 0:
      return (phase(0), wait(steps.hardOnFirst))
    case .hard:
      return (phase(index), wait(steps.seconds[index]))
    case .good where index + 1 < steps.seconds.count:
      return (phase(index + 1), wait(steps.seconds[index + 1]))
    case .good, .easy:
      return (.review, .days(spacing(after: answer)))
    }
  }

  /// A step as an interval: from a day on it counts study days, to the nearest.
  private func wait(_ seconds: Int) -> Interval {
    guard seconds >= 86_400 else { return .seconds(max(1, seconds)) }
    return .days(Fuzz.clamp(Double(seconds) / 86_400, to: limits))
  }

  // MARK: - The model's intervals

  /// Days; settings out of their documented range count as its nearer end.
  private var limits: ClosedRange<Int> { 1...min(max(1, settings.maximumInterval), 36_500) }

  private func modelInterval(of memory: MemoryState) -> Double {
    model.interval(of: memory, desiredRetention: retention)
  }

  /// Written so that NaN, which compares false, becomes the lower bound.
  private var retention: Double {
    let wanted = settings.desiredRetention
    return wanted > 0.70 ? min(wanted, 0.99) : 0.70
  }

  /// Whole days, fuzzed, more than the lesser answer's where those are days too.
  private func spacing(after answer: Answer) -> Int {
    var limits = limits
    if case .days(let days) = answer.lesser {
      limits = min(days + 1, limits.upperBound)...limits.upperBound
    }
    return Fuzz.days(around: modelInterval(of: answer.memory), within: limits, at: context.fuzz)
  }

  /// Seconds for an interval that would round to no day at all; nil for longer ones.
  private func subDaySpacing(after answer: Answer) -> Interval? {
    let days = modelInterval(of: answer.memory)
    var shortest = 60
    switch answer.lesser {
    case .days: return nil
    case .seconds(let seconds): shortest = max(shortest, seconds)
    case nil: break
    }
    // NaN is no interval: the shortest.
    guard !(days >= 0.5) else { return nil }
    return .seconds(Fuzz.clamp(days * 86_400, to: shortest...86_400))
  }
}

extension LearningSteps {
  /// Hard on the first step: between it and the second, or half as long again where there is none.
  fileprivate var hardOnFirst: Int {
    guard let first = seconds.first.map({ Double($0) }) else { return 1 }
    guard seconds.count > 1 else { return Int(clamping: min(first * 1.5, first + 86_400)) }
    return Int(clamping: max(first, (first + Double(seconds[1])) / 2))
  }
}

extension Int {
  /// Cuts off the fraction, and what no Int can hold.
  fileprivate init(clamping value: Double) {
    self = Int(exactly: value.rounded(.towardZero)) ?? (value > 0 ? .max : 0)
  }
}
