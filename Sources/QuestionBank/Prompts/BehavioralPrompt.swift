/// A question about the candidate's past conduct.
package struct BehavioralPrompt: Codable, Hashable, Sendable {
  package let head: PromptHead
  package let question: String
  /// What the answer is to show; at least one.
  package let signals: [Signal]
  /// What a strong story contains, for all five stages.
  package let stages: [Stage: String]
  /// Follow-up questions.
  package let probes: [String]
  package let redFlags: [String]
  /// Spoken length to aim at; 3 at most.
  package let minutes: Int

  package init(
    head: PromptHead,
    question: String,
    signals: [Signal],
    stages: [Stage: String],
    probes: [String],
    redFlags: [String],
    minutes: Int
  ) {
    self.head = head
    self.question = question
    self.signals = signals
    self.stages = stages
    self.probes = probes
    self.redFlags = redFlags
    self.minutes = minutes
  }
}

/// What behavioral interviewers listen for, and score.
package enum Signal: String, CaseIterable, Codable, Comparable, Sendable {
  case scope, ownership, ambiguity, perseverance, conflict, growth, communication, leadership

  package static func < (lhs: Signal, rhs: Signal) -> Bool {
    (allCases.firstIndex(of: lhs) ?? 0) < (allCases.firstIndex(of: rhs) ?? 0)
  }
}
