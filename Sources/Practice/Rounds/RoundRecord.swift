package import QuestionBank

/// What a round's file holds, from its first second to its verdict.
///
/// The schema is published as `round.json`; seconds are those of the round's own clock, which stands
/// still while the round is paused, the machine sleeps or the program does not run.
package struct RoundRecord: KnownFields {
  package enum State: String, Codable, Sendable {
    /// The clock runs, or would if the program did.
    case running
    /// The talking is over; scores are being given.
    case debrief
    case finished
    /// Given up: no review comes of it.
    case abandoned
  }

  /// Whether the candidate had met the prompt before.
  package enum Attempt: String, Codable, Sendable { case cold, prepared }

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case format, id, kind, prompts, title, topic, stage, profile, minutes, pace, seed
    case isBlind = "blind"
    case attempt
    case attemptNumber = "attempt_number"
    case startedAt = "started_at"
    case endedAt = "ended_at"
    case utcOffsetSeconds = "utc_offset_seconds"
    case state, clock, phases, notes, gaps, hints, asked, stories
    case scratchFile = "scratch_file"
    case loop, debrief
  }

  /// Version of this form.
  package static let currentFormat = 1

  package var format: Int
  /// The file's name without its ending: `2026-11-23T190411-chat-app`.
  package var id: String
  package var kind: PromptKind
  /// What is asked: one prompt, or several in a behavioral round.
  package var prompts: [CardKey]
  package var title: String
  package var topic: TopicPath
  /// The stage whose bar the round is held to.
  package var stage: Stage
  package var profile: RoundProfile
  package var minutes: Double
  package var pace: Double
  package var seed: UInt64
  package var isBlind: Bool
  package var attempt: Attempt
  /// From 1.
  package var attemptNumber: Int
  package var startedAt: Moment
  /// When it was finished or given up.
  package var endedAt: Moment?
  package var utcOffsetSeconds: Int
  package var state: State
  package var clock: Kept<Clock>
  package var phases: [Kept<Phase>]
  package var notes: [Kept<Note>]
  package var gaps: [Kept<Gap>]
  /// Hints taken.
  package var hints: Int
  package var asked: Kept<Asked>
  /// The stories that were told, by the prompt's key.
  package var stories: [String: String]
  /// Where the candidate's code lies, for a coding round.
  package var scratchFile: String?
  package var loop: Kept<LoopPlace>?
  package var debrief: Kept<Debrief>?
}

extension RoundRecord {
  /// A wall time, RFC 3339 in UTC in JSON.
  package struct Moment: Codable, Hashable, Sendable {
    package var timestamp: Timestamp

    package init(_ timestamp: Timestamp) { self.timestamp = timestamp }

    package init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      let text = try container.decode(String.self)
      guard let reading = RFC3339.parse(text) else {
        throw DecodingError.dataCorruptedError(
          in: container,
          debugDescription: "'\(text)' is not a time like 2026-11-24T08:00:00Z"
        )
      }
      timestamp = reading.moment
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(RFC3339.text(timestamp))
    }
  }

  /// Where the round's own time stands.
  package struct Clock: KnownFields {
    package enum CodingKeys: String, CodingKey, CaseIterable {
      case elapsedSeconds = "elapsed_seconds"
      case pausedSeconds = "paused_seconds"
      case suspendedSeconds = "suspended_seconds"
      case deadSeconds = "dead_seconds"
      case phase
      case isPaused = "paused"
      case savedAt = "saved_at"
    }

    package var elapsedSeconds: Double
    package var pausedSeconds: Double
    /// The machine slept.
    package var suspendedSeconds: Double
    /// The program did not run.
    package var deadSeconds: Double
    /// Index of the phase under way.
    package var phase: Int
    package var isPaused: Bool
    package var savedAt: Moment
  }

  package struct Phase: KnownFields {
    package enum CodingKeys: String, CodingKey, CaseIterable {
      case id, title
      case budgetSeconds = "budget_seconds"
      case spentSeconds = "spent_seconds"
    }

    package var id: String
    package var title: String
    package var budgetSeconds: Double
    package var spentSeconds: Double
  }

  package struct Note: KnownFields {
    package enum Kind: String, Codable, Sendable {
      /// What the candidate said.
      case note
      case diagram
      /// What the candidate asked.
      case question
      /// What the interviewer said: an answer, a probe, a hint, the curveball.
      case fact, probe, hint, curveball
    }

    package enum CodingKeys: String, CodingKey, CaseIterable { case second, phase, kind, text }

    package var second: Double
    package var phase: String
    package var kind: Kind
    package var text: String

    package init(second: Double, phase: String, kind: Kind, text: String) {
      self.second = second
      self.phase = phase
      self.kind = kind
      self.text = text
    }
  }

  /// A time that does not count.
  package struct Gap: KnownFields {
    package enum Kind: String, Codable, Sendable { case paused, suspended, dead }

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case kind
      case atSecond = "at_second"
      case seconds
    }

    package var kind: Kind
    package var atSecond: Double
    package var seconds: Double
  }

  /// What the interviewer has brought up, by id.
  package struct Asked: KnownFields {
    package enum CodingKeys: String, CodingKey, CaseIterable {
      case facts, probes, curveball, hints
    }

    package var facts: [String] = []
    package var probes: [String] = []
    package var curveball: String?
    /// How often a hint was given on each key point, or on the problem.
    package var hints: [String: Int] = [:]
  }

  /// Where a round stands in an onsite loop.
  package struct LoopPlace: KnownFields {
    package enum CodingKeys: String, CodingKey, CaseIterable {
      case id, index, plan
      case breakMinutes = "break_minutes"
    }

    package var id: String
    /// From 0.
    package var index: Int
    package var plan: [PromptKind]
    package var breakMinutes: Double

    package init(id: String, index: Int, plan: [PromptKind], breakMinutes: Double) {
      self.id = id
      self.index = index
      self.plan = plan
      self.breakMinutes = breakMinutes
    }
  }
}
