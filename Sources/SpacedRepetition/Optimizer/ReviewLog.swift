/// The reviews of many cards, laid out for fitting: card after card, oldest answer first.
///
/// A row is *scored* where a study day or more has passed since the card's last answer: only there
/// does FSRS-6 predict anything. Same-day answers move the memory all the same.
public struct ReviewLog: Sendable {
  /// One answer, as a log has it.
  public struct Row: Codable, Hashable, Sendable {
    /// Which card: any number, the same for all answers of one card.
    public var card: Int
    /// When it was given, in milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64
    /// The study day it was given on.
    public var day: StudyDay
    /// How it was rated.
    public var rating: Rating

    /// An answer given at a moment, on a study day.
    public init(card: Int, milliseconds: Int64, day: StudyDay, rating: Rating) {
      self.card = card
      self.milliseconds = milliseconds
      self.day = day
      self.rating = rating
    }
  }

  /// 1 Again … 4 Easy.
  let ratings: [UInt8]
  /// Study days since the card's answer before; 0 for its first.
  let days: [Int32]
  /// The same time in fractions of a day.
  let fractionalDays: [Double]
  /// How many scored rows are earlier; for a scored row its place among them in order of time.
  let places: [Int32]
  /// Where each card's rows begin, and at last where they end.
  let starts: [Int]
  /// How many rows are scored.
  public let scoredCount: Int
  /// All answers.
  public var count: Int { ratings.count }
  /// Answers that were left out, as the log had them twice: the same card, moment and rating.
  public let duplicateCount: Int
  /// All cards.
  public var cardCount: Int { starts.count - 1 }

  /// Sorts answers by card and time; of the same moment, they stay in the order given.
  ///
  /// Where a clock was set back between two answers of a card, no time has passed.
  ///
  /// - Parameter rows: All answers of all cards, in any order; the first that is given of a card counts
  ///   as its first ever.
  public init(_ rows: [Row]) {
    let order = rows.indices.sorted {
      (rows[$0].card, rows[$0].milliseconds, $0) < (rows[$1].card, rows[$1].milliseconds, $1)
    }
    var ratings: [UInt8] = []
    var days: [Int32] = []
    var fractionalDays: [Double] = []
    var starts: [Int] = []
    var times: [(time: Int64, given: Int32, row: Int32)] = []
    ratings.reserveCapacity(rows.count)
    days.reserveCapacity(rows.count)
    fractionalDays.reserveCapacity(rows.count)
    times.reserveCapacity(rows.count)
    var last: Row?
    for index in order {
      let row = rows[index]
      if row == last { continue }
      var elapsed = 0
      var fraction = 0.0
      if let last, last.card == row.card {
        elapsed = min(max(0, row.day - last.day), Self.longest)
        let milliseconds = Double(row.milliseconds) - Double(last.milliseconds)
        fraction = min(max(0, milliseconds / 86_400_000), Double(Self.longest))
      } else {
        starts.append(ratings.count)
      }
      times.append((row.milliseconds, Int32(index), Int32(ratings.count)))
      ratings.append(UInt8(row.rating.rawValue))
      days.append(Int32(elapsed))
      fractionalDays.append(fraction)
      last = row
    }
    starts.append(ratings.count)
    times.sort { ($0.time, $0.given) < ($1.time, $1.given) }
    var places = [Int32](repeating: 0, count: ratings.count)
    var scored: Int32 = 0
    for entry in times {
      places[Int(entry.row)] = scored
      if days[Int(entry.row)] > 0 { scored += 1 }
    }
    self.ratings = ratings
    self.days = days
    self.fractionalDays = fractionalDays
    self.places = places
    self.starts = starts
    scoredCount = Int(scored)
    duplicateCount = rows.count - ratings.count
  }

  /// Whether a row is scored.
  func isScored(_ row: Int) -> Bool { days[row] > 0 }

  /// A century: nothing is predicted beyond it.
  private static let longest = 36_500
}
