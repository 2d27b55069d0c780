package import QuestionBank
package import SpacedRepetition

/// A globally unique, time-ordered id (a version 7 UUID, RFC 9562, in lowercase text).
package struct EventID: Codable, Comparable, Hashable, RawRepresentable, Sendable {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// Draws an id for an event at `moment`; one before 1970 counts as 1970, as the format knows no
  /// earlier time.
  package init(at moment: Timestamp, using generator: inout some RandomNumberGenerator) {
    let time = UInt64(bitPattern: max(0, moment.rawValue)) & 0xFFFF_FFFF_FFFF
    let high = time << 16 | 0x7000 | (generator.next() & 0x0FFF)
    let low = (generator.next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
    // Byte by byte, since this is part of every answer.
    self.rawValue = String(unsafeUninitializedCapacity: 36) { text in
      var index = 0
      for position in 0..<32 {
        if [8, 12, 16, 20].contains(position) {
          text[index] = UInt8(ascii: "-")
          index += 1
        }
        let half = position < 16 ? high : low
        let digit = UInt8(truncatingIfNeeded: half >> UInt64((15 - position % 16) * 4)) & 0xF
        text[index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
        index += 1
      }
      return index
    }
  }

  /// What sorts before every id of an event at `moment` or later, and after all earlier ones.
  package static func floor(at moment: Timestamp) -> String {
    let digits = hexadecimal(UInt64(bitPattern: max(0, moment.rawValue)) << 16)
    return digits.prefix(8) + "-" + digits.dropFirst(8).prefix(4)
  }

  /// The next id of the same moment; nil after the last.
  package var successor: EventID? {
    var digits = Array(rawValue.utf8)
    // The last group and the one before it, without the digit that names the form.
    for index in digits.indices.reversed() where index > 19 {
      switch digits[index] {
      case UInt8(ascii: "-"): continue
      case UInt8(ascii: "f"): digits[index] = UInt8(ascii: "0")
      case UInt8(ascii: "9"):
        digits[index] = UInt8(ascii: "a")
        return EventID(rawValue: String(decoding: digits, as: UTF8.self))
      default:
        digits[index] += 1
        return EventID(rawValue: String(decoding: digits, as: UTF8.self))
      }
    }
    return nil
  }

  package static func < (lhs: EventID, rhs: EventID) -> Bool { lhs.rawValue < rhs.rawValue }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// One answer to one card: the truth that memory states are derived from.
package struct Review: Codable, Hashable, Sendable {
  package var id: EventID
  /// Which of the learner's machines it was answered on.
  package var device: String
  package var card: CardKey
  package var rating: Rating
  package var answeredAt: Timestamp
  /// From the question to the grade; nil where it was not measured.
  package var durationMilliseconds: Int?
  /// What the learner typed before the answer was shown.
  package var typed: String?
  package var utcOffsetSeconds: Int
  package var studyDay: StudyDay
  /// The interval that was shown and applied.
  package var interval: Interval
  /// When the interval ended, by the zone and day boundary of the answer.
  package var due: Timestamp
  package var phaseBefore: CardState.Phase
  package var phaseAfter: CardState.Phase
  /// Whether it changes the schedule; false for cram.
  package var counts: Bool
  /// The memory model and parameters that gave the interval.
  package var modelFingerprint: String
  /// The mock round it came from, for a prompt.
  package var round: String?
  /// Probability of recall that the model gave just before the answer, for a card in review.
  ///
  /// The model is judged by it later. Nil otherwise, and where it was not kept.
  package var predicted: Double?

  package init(
    id: EventID,
    device: String,
    card: CardKey,
    rating: Rating,
    answeredAt: Timestamp,
    durationMilliseconds: Int?,
    typed: String?,
    utcOffsetSeconds: Int,
    studyDay: StudyDay,
    interval: Interval,
    due: Timestamp,
    phaseBefore: CardState.Phase,
    phaseAfter: CardState.Phase,
    counts: Bool,
    modelFingerprint: String,
    round: String? = nil,
    predicted: Double? = nil
  ) {
    self.id = id
    self.device = device
    self.card = card
    self.rating = rating
    self.answeredAt = answeredAt
    self.durationMilliseconds = durationMilliseconds
    self.typed = typed
    self.utcOffsetSeconds = utcOffsetSeconds
    self.studyDay = studyDay
    self.interval = interval
    self.due = due
    self.phaseBefore = phaseBefore
    self.phaseAfter = phaseAfter
    self.counts = counts
    self.modelFingerprint = modelFingerprint
    self.round = round
    self.predicted = predicted
  }
}

/// Anything else that happened to a card.
package struct CardEvent: Codable, Hashable, Sendable {
  package enum Change: Codable, Hashable, Sendable {
    case suspended
    case unsuspended
    /// Out of sight until this study day.
    case buried(until: StudyDay)
    case unburied
    /// Missed in a round: asked first from this study day on, outside the limits of new cards.
    case queued(from: StudyDay)
    case marked
    case unmarked
    /// Back to new: what came before no longer counts.
    case reset
    case noted(String)
  }

  package var id: EventID
  package var device: String
  package var card: CardKey
  package var at: Timestamp
  package var change: Change

  package init(id: EventID, device: String, card: CardKey, at: Timestamp, change: Change) {
    self.id = id
    self.device = device
    self.card = card
    self.at = at
    self.change = change
  }
}

/// What an undo took back.
package enum UndoneEvent: Hashable, Sendable {
  case review(Review)
  case event(CardEvent)

  package var card: CardKey {
    switch self {
    case .review(let review): review.card
    case .event(let event): event.card
    }
  }
}
