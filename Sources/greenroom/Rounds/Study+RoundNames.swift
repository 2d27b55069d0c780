import Practice
import QuestionBank
import StudyStore

/// Rounds by the names that people type.
extension Study {
  /// Ids of all rounds, for completion.
  var roundIDs: [String] { roundFiles.ids() }

  /// Ids of rounds that can be gone on with.
  var openRoundIDs: [String] { roundFiles.all().rounds.filter { $0.value.isOpen }.map(\.id) }

  /// The round that a command names: by its id, by a beginning that no other has, or as `last`.
  func round(named name: String) throws -> Kept<RoundRecord> {
    let id = try roundID(name)
    guard let record = try roundFiles.load(id) else { throw unknownRound(name, roundIDs) }
    return record
  }

  private func roundID(_ name: String) throws -> String {
    if name == "last" {
      guard let last = history().rounds.last else { throw unknownRound(name, []) }
      return last.id
    }
    let ids = roundIDs
    if ids.contains(name) { return name }
    let fitting = name.isEmpty ? [] : ids.filter { $0.hasPrefix(name) }
    switch fitting.count {
    case 0: throw unknownRound(name, ids)
    case 1: return fitting[0]
    default:
      let shown = fitting.suffix(5).joined(separator: ", ")
      throw Failure(
        .usage,
        "'\(name)' begins \(fitting.count) rounds; the last are: \(shown)"
      )
    }
  }

  private func unknownRound(_ name: String, _ ids: [String]) -> Failure {
    guard !ids.isEmpty else {
      return Failure(.usage, "no round named '\(name)': there are none yet; `mock` begins one")
    }
    let words = Suggest.unknown("round", name, among: ids)
    return Failure(.usage, ids.count <= 12 ? words : words + " `rounds list` shows them.")
  }

  /// What a round's points and probes are about, by id; empty where its prompts are gone.
  func words(of record: RoundRecord) -> RoundWords {
    let prompts = record.prompts.compactMap { promptLibrary.prompt($0)?.prompt }
    let interviewer = Interviewer(prompts: prompts, stage: record.stage, seed: record.seed)
    return RoundWords(
      points: Dictionary(
        interviewer.points.map { ($0.point.id, $0.point.say) },
        uniquingKeysWith: { first, _ in first }
      ),
      probes: interviewer.probesByID.mapValues(\.ask)
    )
  }
}

/// The texts behind the ids that a round's file holds.
struct RoundWords {
  var points: [String: String] = [:]
  var probes: [String: String] = [:]

  func point(_ id: String) -> String { points[id] ?? id }

  func probe(_ id: String) -> String { probes[id] ?? id }
}

extension RoundRecord {
  /// `2026-11-23 19:04`, as the candidate's clock showed it.
  var startText: String { Self.localText(startedAt, utcOffsetSeconds) }

  var endText: String? { endedAt.map { Self.localText($0, utcOffsetSeconds) } }

  private static func localText(_ moment: Moment, _ offset: Int) -> String {
    String(RFC3339.text(moment.timestamp.advanced(bySeconds: offset)).prefix(16))
      .replacing("T", with: " ")
  }

  /// How it ended or where it stands: `3.4 passed`, `2.1 not yet`, `running`.
  var outcome: String {
    guard state == .finished, let debrief else { return state.rawValue }
    let mean = debrief.mean.map { RoundVerdict.oneDigit($0) + " " } ?? ""
    return mean + (debrief.isPassed == true ? "passed" : "not yet")
  }

  /// Whether it can still be gone on with.
  var isOpen: Bool { state == .running || state == .debrief }
}

extension RoundRecord.Gap.Kind {
  /// Why the clock stood still.
  var words: String {
    switch self {
    case .paused: "paused"
    case .suspended: "machine asleep"
    case .dead: "greenroom not running"
    }
  }
}
