import Practice
import QuestionBank

/// Rounds in the published JSON shapes of lists; a whole round is printed as its file has it.
enum RoundJSON {
  static func summary(_ record: RoundRecord) -> JSONValue {
    [
      "id": .string(record.id),
      "kind": .string(record.kind.rawValue),
      "prompts": JSONValue(record.prompts.map(\.rawValue)),
      "title": .string(record.title),
      "topic": .string(record.topic.rawValue),
      "stage": .string(record.stage.rawValue),
      "profile": .string(record.profile.rawValue),
      "attempt": .string(record.attempt.rawValue),
      "attempt_number": .int(record.attemptNumber),
      "started_at": JSONValue(record.startedAt.timestamp),
      "ended_at": JSONValue(record.endedAt?.timestamp),
      "state": .string(record.state.rawValue),
      "elapsed_seconds": .double(record.clock.elapsedSeconds),
      "hints": .int(record.hints),
      "mean": JSONValue(record.debrief?.mean),
      "passed": record.debrief?.isPassed.map { .bool($0) } ?? .null,
      "loop_id": JSONValue(record.loop?.id),
    ]
  }

  static func comparison(_ before: RoundRecord, _ after: RoundRecord) -> JSONValue {
    let comparison = RoundComparison(before: before, after: after)
    return [
      "before": summary(before),
      "after": summary(after),
      "scores": .array(
        comparison.scores.map {
          [
            "dimension": .string($0.dimension.rawValue), "before": JSONValue($0.before),
            "after": JSONValue($0.after),
          ]
        }
      ),
      "gained": JSONValue(comparison.gained),
      "lost": JSONValue(comparison.lost),
      "hints": [
        "before": .int(comparison.hintsBefore), "after": .int(comparison.hintsAfter),
      ],
      "pacing": .array(
        comparison.pacing.map {
          [
            "phase": .string($0.phase), "title": .string($0.title),
            "before_seconds": JSONValue($0.before), "after_seconds": JSONValue($0.after),
          ]
        }
      ),
    ]
  }
}
