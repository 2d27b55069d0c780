/// What to study today and on each day until an interview, and what to expect on its date.
///
/// ``InterviewPolicy/solve(_:daysToDate:minutesByDay:costs:continuing:)`` makes it. Stored until the next
/// morning, it lets the next plan be found sooner.
public struct StudyPlan: Codable, Hashable, Sendable {
  /// Why a card is chosen today.
  public enum Reason: Codable, Hashable, Sendable {
    /// It was never seen, and now is the time to begin it.
    case new
    /// What it gains until the date is worth its seconds more than anything left out.
    case gain
    /// Less than 85 in 100 such cards are still recalled today.
    case forgetting
    /// Today is its last review before the date: no later one would be worth its time.
    case lastChance
    /// The date is at most three days off, and it is fresher then for having been seen.
    case finalPass
  }

  /// A card to study today, and what that does for it.
  public struct Choice: Codable, Hashable, Sendable {
    /// The card's place in the list that the plan was made from.
    public var card: Int
    /// Why it is chosen.
    public var reason: Reason
    /// Probability that it is recalled now; 0 for a new card.
    public var recallNow: Double
    /// Probability that it is recalled on the date if it is never studied again; 0 for a new card.
    public var recallIfLeft: Double
    /// Probability that it is recalled on the date if it is studied today and then by the plan.
    public var recallIfStudied: Double
    /// Seconds that studying it is expected to take.
    public var seconds: Double
    /// Expected gain on the date per second, in cards of mean weight, over the best plan for the card
    /// without today.
    public var gainPerSecond: Double
  }

  /// What a day is expected to hold.
  public struct Day: Codable, Hashable, Sendable {
    /// New cards begun.
    public var new: Double
    /// Answers to cards seen before.
    public var reviews: Double
    /// Seconds of study, the day's overhead included; never more than the budget.
    public var seconds: Double
    /// Seconds there are.
    public var budget: Double
    /// What a further second would gain on the date, in expected cards of mean weight; 0 on a day
    /// without minutes.
    public var pricePerSecond: Double
  }

  /// Study days until the date, today counted; 0 on the date itself and after it.
  public var daysToDate: Int
  /// Today first, the day before the date last.
  ///
  /// A date further off than the policy's horizon has the horizon's days, as if it were that near.
  public var days: [Day]
  /// The cards to study today, in this order; they fit into today's budget.
  public var today: [Choice]
  /// The cards to go on with, in this order, should minutes be left.
  public var spare: [Choice]
  /// Expected share of cards, by weight, that are recalled on the date.
  ///
  /// A cautious figure: it leaves out the days that ``InterviewPolicy/reserveDays(daysToDate:)`` holds back.
  public var expectedRecall: Double
  /// Standard error of ``expectedRecall`` from chance alone: even with the model exact, whether each
  /// card is recalled on the date is a throw of a coin.
  public var standardError: Double
  /// Expected share recalled on the date without any further study.
  public var recallIfIdle: Double
  /// Expected share of the cards that were seen at least once before the date.
  public var shareSeen: Double
}
