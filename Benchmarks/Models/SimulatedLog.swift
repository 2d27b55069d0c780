import Foundation
import SpacedRepetition

/// One answer, as a log has it.
struct Review: Hashable {
  var card: Int
  /// Since 1970, UTC.
  var milliseconds: Int64
  var rating: Rating
  /// How long the answer took, in milliseconds.
  var duration: Int

  static let dayMilliseconds: Int64 = 86_400_000
  /// Study days begin at 04:00 UTC, as `greenroom optimize --reviews` has it.
  var day: Int { Int((milliseconds - 14_400_000) / Self.dayMilliseconds) }
}

/// The log of a made-up learner, who studies by FSRS-6's default schedule and forgets in another way.
///
/// The learner is of neither model: recall on the day of the last answer is worse than either of them
/// says, no two cards are equally hard to keep, and hours count. First stabilities are shorter than the
/// defaults, growth is slower and the curve steeper. Cards are begun on any day of two years and a
/// half; answers come at the scheduler's steps and days, one in four of the latter some days late.
struct SimulatedLog {
  /// In order of time, no two at the same moment.
  let reviews: [Review]

  private static let days = 1_000
  private static let start: Int64 = 1_640_995_200_000
  private static let firstShares = [0.25, 0.10, 0.50, 0.15]
  private static let recalledShares = [0, 0.10, 0.83, 0.07]
  /// Of the answers on the day of the last one, this share is forgotten whatever the memory.
  private static let slips = 0.08

  private static let truth: FSRS6 = {
    var w = FSRS6.defaultParameters
    w.replaceSubrange(0..<4, with: [0.4, 0.9, 1.5, 4])
    w[8] = 1.4
    w[11] = 1.1
    w[17] = 0.3
    w[20] = 0.35
    guard let model = try? FSRS6(parameters: w) else { fatalError("parameters in bounds") }
    return model
  }()

  /// Simulates cards one by one until there are enough answers; the latest are left out.
  init(count: Int, seed: UInt64) {
    var random = SplitMix64(state: seed)
    var reviews: [Review] = []
    reviews.reserveCapacity(count + 100)
    var card = 0
    while reviews.count < count {
      card += 1
      Self.study(card, &random, into: &reviews)
    }
    reviews.sort { ($0.milliseconds, $0.card) < ($1.milliseconds, $1.card) }
    // Anki tells answers apart by their moment.
    for index in reviews.indices.dropFirst() {
      let earliest = reviews[index - 1].milliseconds + 1
      reviews[index].milliseconds = max(reviews[index].milliseconds, earliest)
    }
    self.reviews = Array(reviews.prefix(count))
  }

  /// One card from its first answer to the last day.
  private static func study(_ card: Int, _ random: inout SplitMix64, into reviews: inout [Review]) {
    let scheduler = Scheduler()
    let ease = exp(0.4 * random.normal())
    var scheduled = CardState.new
    var memory: MemoryState?
    var elapsed = Elapsed(studyDays: 0)
    var moment = Self.moment(on: Int(random.unit() * Double(days - 1)), &random)
    let end = start + Int64(days) * Review.dayMilliseconds
    while moment < end {
      let rating: Rating
      if let memory {
        let recall = truth.retrievability(of: memory, afterDays: elapsed.fractionalDays)
        let isRecalled = random.unit() < recall * (elapsed.studyDays == 0 ? 1 - slips : 1)
        rating = isRecalled ? random.pick(recalledShares) : .again
      } else {
        rating = random.pick(firstShares)
      }
      let duration = Int(8_000 * exp(0.5 * random.normal()))
      let review = Review(card: card, milliseconds: moment, rating: rating, duration: duration)
      reviews.append(review)
      if let old = memory {
        memory = truth.nextState(old, after: rating, elapsed: elapsed)
      } else {
        memory = truth.initialState(after: rating)
        memory?.stability *= ease
      }
      let context = SchedulingContext(
        settings: SchedulingSettings(),
        elapsed: elapsed,
        fuzz: random.unit()
      )
      let next = scheduler.nextStates(of: scheduled, in: context)[rating]
      scheduled = next.state
      moment = answerTime(after: next.interval, from: review, &random)
      elapsed = Elapsed(
        studyDays: Review(card: card, milliseconds: moment, rating: rating, duration: 0).day
          - review.day,
        fractionalDays: Double(moment - review.milliseconds) / Double(Review.dayMilliseconds)
      )
    }
  }

  /// When a card is answered that falls due after `interval`.
  private static func answerTime(
    after interval: Interval,
    from review: Review,
    _ random: inout SplitMix64
  ) -> Int64 {
    switch interval {
    case .seconds(let seconds) where random.unit() < 0.9:
      return review.milliseconds + Int64(Double(seconds) * 1_000 * (1 + random.unit()))
    case .seconds:
      // The learner stopped for the day.
      return moment(on: review.day + 1 - firstDay, &random)
    case .days(let days):
      let late = random.unit() < 0.25 ? 1 + Int(0.3 * random.unit() * Double(days)) : 0
      return moment(on: review.day + days + late - firstDay, &random)
    }
  }

  private static var firstDay: Int { Int(start / Review.dayMilliseconds) }

  /// Some moment between 08:00 and 22:00.
  private static func moment(on day: Int, _ random: inout SplitMix64) -> Int64 {
    start + Int64(day) * Review.dayMilliseconds + Int64((8 + 14 * random.unit()) * 3_600_000)
  }

  // MARK: - CSV

  /// With the columns of py-fsrs's logs.
  var csv: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(reviews.count * 56)
    text += "card_id,review_rating,review_time,review_duration\n".utf8
    var (lastDay, date) = (Int64.min, "")
    for review in reviews {
      let (day, time) = review.milliseconds.quotientAndRemainder(dividingBy: Review.dayMilliseconds)
      if day != lastDay { (lastDay, date) = (day, StudyDay(rawValue: Int(day)).description) }
      text += "\(review.card),\(review.rating.rawValue),\(date)T".utf8
      let (seconds, milliseconds) = Int(time).quotientAndRemainder(dividingBy: 1_000)
      Self.append(seconds / 3_600, digits: 2, to: &text)
      text.append(UInt8(ascii: ":"))
      Self.append(seconds / 60 % 60, digits: 2, to: &text)
      text.append(UInt8(ascii: ":"))
      Self.append(seconds % 60, digits: 2, to: &text)
      text.append(UInt8(ascii: "."))
      Self.append(milliseconds, digits: 3, to: &text)
      text += "+00:00,\(review.duration)\n".utf8
    }
    return text
  }

  private static func append(_ number: Int, digits: Int, to text: inout [UInt8]) {
    var power = digits == 3 ? 100 : 10
    while power > 0 {
      text.append(UInt8(ascii: "0") + UInt8(number / power % 10))
      power /= 10
    }
  }
}

/// Draws the same numbers for the same seed.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in `0..<1`.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number from the standard normal distribution (Box and Muller).
  mutating func normal() -> Double {
    let radius = (-2 * log(max(unit(), 1e-12))).squareRoot()
    return radius * cos(2 * .pi * unit())
  }

  /// A rating, by the shares of Again to Easy.
  mutating func pick(_ shares: [Double]) -> Rating {
    var left = unit()
    for (rating, share) in zip(Rating.allCases, shares) {
      if left < share { return rating }
      left -= share
    }
    return .good
  }
}
