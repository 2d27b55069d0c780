import Foundation

/// A round's file as a test wants it, with every field that there is.
package struct RoundText {
  /// The file's object, to be changed at will.
  package var fields: [String: Any]

  /// A finished round on `design/mail`.
  package init(
    id: String = "2026-03-01T090000-mail",
    startedAt: String = "2026-03-01T09:00:00Z",
    attempt: String = "cold",
    scores: [String: Int] = ["problem-navigation": 3, "operations": 3],
    said: [String] = ["delivery"]
  ) {
    let mean = scores.isEmpty ? 0 : Double(scores.values.reduce(0, +)) / Double(scores.count)
    let isPassed = mean >= 3 && !scores.values.contains(1)
    fields = [
      "format": 1, "id": id, "kind": "design", "prompts": ["design/mail"], "title": "Mail",
      "topic": "system-design", "stage": "senior", "profile": "delivery", "minutes": 45, "pace": 1,
      "seed": 7, "blind": false, "attempt": attempt, "attempt_number": attempt == "cold" ? 1 : 2,
      "started_at": startedAt, "ended_at": startedAt.replacingOccurrences(of: "T09", with: "T10"),
      "utc_offset_seconds": 3600, "state": "finished",
      "clock": [
        "elapsed_seconds": 1300.5, "paused_seconds": 120, "suspended_seconds": 30,
        "dead_seconds": 60, "phase": 1, "paused": false, "saved_at": startedAt,
      ],
      "phases": [
        phase("requirements", budget: 360, spent: 400), phase("design", budget: 840, spent: 900.5),
      ],
      "notes": [
        note(12, "requirements", "note", "send, list, read"),
        note(70, "requirements", "question", "how many users?"),
        note(70, "requirements", "fact", "Ten million users."),
        note(400, "design", "hint", "What if it is sent twice?"),
        note(500, "design", "diagram", "client --> queue\n  `--> store"),
        note(900, "design", "probe", "What of slow?"),
        note(1000, "design", "curveball", "Keep it in the EU."),
      ],
      "gaps": [
        ["kind": "paused", "at_second": 100, "seconds": 120],
        ["kind": "suspended", "at_second": 200, "seconds": 30],
        ["kind": "dead", "at_second": 300, "seconds": 60],
      ],
      "hints": 1,
      "asked": [
        "facts": ["users"], "probes": ["slow"], "curveball": "late", "hints": ["send": 1],
      ],
      "stories": [String: String](),
      "loop": [
        "id": "loop-1", "index": 0, "plan": ["design", "coding"], "break_minutes": 10,
      ],
      "debrief": [
        "points": ["delivery", "scope"].map { id in
          [
            "id": id, "phase": "requirements", "found": said.contains(id),
            "said": said.contains(id),
          ] as [String: Any]
        },
        "probes": [["id": "slow", "answered": true] as [String: Any]],
        "scores": scores.sorted { $0.key < $1.key }.map { dimension, score in
          ["dimension": dimension, "score": score, "evidence": "send, list, read"]
            as [String: Any]
        },
        "mean": mean, "passed": isPassed, "reasons": isPassed ? [] : ["the mean is low"],
        "rating": isPassed ? 3 : 2, "cards": ["few/plain"], "review_ids": ["r1"],
      ] as [String: Any],
    ]
  }

  /// The id, which also names the file.
  package var id: String { fields["id"] as? String ?? "" }

  /// As JSON.
  package var text: String {
    let data = try? JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  /// The round before its debrief: `running`, `debrief` or `abandoned`.
  package func unfinished(_ state: String) -> RoundText {
    var round = self
    round.fields["state"] = state
    round.fields["debrief"] = nil
    if state != "abandoned" { round.fields["ended_at"] = nil }
    return round
  }
}

private func phase(_ id: String, budget: Double, spent: Double) -> [String: Any] {
  ["id": id, "title": id, "budget_seconds": budget, "spent_seconds": spent]
}

private func note(_ second: Double, _ phase: String, _ kind: String, _ text: String)
  -> [String: Any]
{
  ["second": second, "phase": phase, "kind": kind, "text": text]
}
