import GRDB
import Practice
import QuestionBank
import SpacedRepetition

/// Sums over the reviews that are kept beside them, and brought up to date before they are read.
///
/// They hold for one choice of cards (a scope), and for the reviews up to a number in the order of
/// arrival. What came since is added; what was taken back since is taken off. Another choice, and
/// every change of the card index, which may move a card to another topic or give it another's
/// history, begin them anew.
struct Tallies {
  private static let mark = "tallies"

  /// What they hold: the choice of cards, and the last review of theirs.
  private struct Mark: Equatable {
    var view: String
    var sequence: Int64

    init(view: String, sequence: Int64) {
      self.view = view
      self.sequence = sequence
    }

    init?(_ db: Database) throws {
      let text = try String.fetchOne(
        db,
        sql: "SELECT value FROM meta WHERE name = '\(Tallies.mark)'"
      )
      guard let parts = text?.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false),
        parts.count == 2, let sequence = Int64(parts[0])
      else { return nil }
      self.init(view: String(parts[1]), sequence: sequence)
    }

    func save(_ db: Database) throws {
      try db.execute(
        sql: "INSERT OR REPLACE INTO meta (name, value) VALUES ('\(Tallies.mark)', ?)",
        arguments: ["\(sequence) \(view)"]
      )
    }
  }

  /// Begins them anew at the next look.
  static func forget(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM meta WHERE name = '\(mark)'")
  }

  private static func lastSequence(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT coalesce(max(seq), 0) FROM review") ?? 0
  }

  /// Whether they hold all that there is, for the cards that `condition` leaves in.
  static func areCurrent(_ db: Database, for condition: String) throws -> Bool {
    guard let known = try Mark(db), known.view == condition,
      known.sequence == (try lastSequence(db))
    else { return false }
    return try Bool.fetchOne(
      db,
      sql: "SELECT (SELECT count(*) FROM retraction) = (SELECT count(*) FROM tally_retraction)"
    ) == true
  }

  /// Adds what is new.
  static func refresh(_ db: Database, for condition: String) throws {
    let last = try lastSequence(db)
    var start: Int64 = 0
    if let known = try Mark(db), known.view == condition, known.sequence <= last {
      start = known.sequence
    } else {
      try db.execute(
        sql: """
          DELETE FROM tally_day; DELETE FROM tally_place; DELETE FROM tally_bin;
          DELETE FROM tally_retraction;
          """
      )
    }
    var tallies = Tallies()
    try tallies.add(db, since: start, condition)
    try tallies.save(db)
    try db.execute(sql: "INSERT OR IGNORE INTO tally_retraction SELECT target FROM retraction")
    try Mark(view: condition, sequence: last).save(db)
  }

  // MARK: Adding up

  private struct Place: Hashable {
    let shelf: Int64
    let stage: Int
    let kind: Int
  }

  fileprivate struct Sum {
    var answers = 0
    var new = 0
    var milliseconds = 0
    var asked = 0
    var recalled = 0
    var foretold = 0
    var foretoldRecalled = 0
    var predicted = 0
  }

  private var days: [Int: Sum] = [:]
  private var places: [Place: Sum] = [:]
  private var bins: [Int: Sum] = [:]

  private mutating func add(_ db: Database, since start: Int64, _ condition: String) throws {
    let columns = """
      r.card_key, r.study_day, min(coalesce(r.duration_ms, 0), \(AnswerTime.longest)),
      r.counts, r.phase_before, r.rating, CAST(round(r.predicted * 1000) AS INTEGER)
      """
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT 1, \(columns) FROM review r
        WHERE r.seq > ?1 AND r.round IS NULL
          AND NOT EXISTS (SELECT 1 FROM retraction WHERE target = r.id)
        UNION ALL
        SELECT -1, \(columns) FROM retraction t JOIN review r ON r.id = t.target
        WHERE r.seq <= ?1 AND r.round IS NULL
          AND t.target NOT IN (SELECT target FROM tally_retraction)
        """,
      arguments: [start]
    )
    // Each card is looked up once, not once for each of its answers.
    var known: [String: Place?] = [:]
    while let row = try rows.next() {
      let key: String = row[1]
      let place: Place
      if let seen = known[key] {
        guard let seen else { continue }
        place = seen
      } else {
        let found = try Self.place(of: CardKey(rawValue: key), condition, db)
        known[key] = .some(found)
        guard let found else { continue }
        place = found
      }
      let (sign, counts, phase): (Int, Bool, Int) = (row[0], row[4], row[5])
      let isAsked = counts && CardState.Phase(code: phase, step: 0) == .review
      let isRecalled = isAsked && (row[6] as Int) > 1
      let prediction: Int? = isAsked ? row[7] : nil
      var sum = Sum()
      sum.answers = sign
      sum.new = counts && phase == 0 ? sign : 0
      sum.milliseconds = sign * (row[3] as Int)
      sum.asked = isAsked ? sign : 0
      sum.recalled = isRecalled ? sign : 0
      if let prediction {
        sum.foretold = sign
        sum.foretoldRecalled = isRecalled ? sign : 0
        sum.predicted = sign * prediction
        bins[prediction, default: Sum()] += sum
      }
      days[row[2], default: Sum()] += sum
      places[place, default: Sum()] += sum
    }
  }

  /// Where a card's answers count, be they under an earlier key; nil for one that is left out.
  ///
  /// With no condition, histories of cards that left the banks count as well.
  private static func place(of key: CardKey, _ condition: String, _ db: Database) throws -> Place? {
    let key = try EventLog.canonical(key, db)
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT shelf_id, stage, kind FROM card WHERE card_key = ?\(condition)"
      ),
      arguments: [key.rawValue]
    )
    guard row != nil || condition.isEmpty else { return nil }
    return Place(shelf: row?[0] ?? 0, stage: row?[1] ?? -1, kind: row?[2] ?? -1)
  }

  private func save(_ db: Database) throws {
    func upsert(_ table: String, _ keys: [String], _ sums: [String]) throws -> Statement {
      let columns = keys + sums
      return try db.makeStatement(
        sql: """
          INSERT INTO \(table) (\(columns.joined(separator: ",")))
          VALUES (\(columns.map { _ in "?" }.joined(separator: ",")))
          ON CONFLICT (\(keys.joined(separator: ","))) DO UPDATE
          SET \(sums.map { "\($0) = \($0) + excluded.\($0)" }.joined(separator: ","))
          """
      )
    }
    let byDay = try upsert(
      "tally_day",
      ["study_day"],
      ["answers", "new_cards", "milliseconds", "asked", "recalled"]
    )
    for (day, sum) in days {
      try byDay.execute(
        arguments: [day, sum.answers, sum.new, sum.milliseconds, sum.asked, sum.recalled]
      )
    }
    let byPlace = try upsert(
      "tally_place",
      ["shelf_id", "stage", "kind"],
      [
        "answers", "milliseconds", "asked", "recalled", "foretold", "foretold_recalled",
        "predicted",
      ]
    )
    for (place, sum) in places {
      try byPlace.execute(arguments: [
        place.shelf, place.stage, place.kind, sum.answers, sum.milliseconds, sum.asked,
        sum.recalled, sum.foretold, sum.foretoldRecalled, sum.predicted,
      ])
    }
    let byBin = try upsert("tally_bin", ["bin"], ["asked", "recalled"])
    for (bin, sum) in bins {
      try byBin.execute(arguments: [bin, sum.foretold, sum.foretoldRecalled])
    }
  }
}

extension Tallies.Sum {
  fileprivate static func += (sum: inout Self, other: Self) {
    sum.answers += other.answers
    sum.new += other.new
    sum.milliseconds += other.milliseconds
    sum.asked += other.asked
    sum.recalled += other.recalled
    sum.foretold += other.foretold
    sum.foretoldRecalled += other.foretoldRecalled
    sum.predicted += other.predicted
  }
}
