package import QuestionBank

/// A story of the candidate's own, to be told in behavioral rounds.
package struct Story: KnownFields {
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case id, title, signals, scope, situation, task, action, result, learning
    case lastUsed = "last_used"
    case timesUsed = "times_used"
  }

  /// Lower-case words joined by hyphens.
  package var id: String
  package var title: String
  package var signals: [Signal]
  /// The career stage whose scope it has.
  package var scope: Stage
  package var situation: String
  package var task: String
  package var action: String
  /// With its number.
  package var result: String
  package var learning: String
  package var lastUsed: RoundRecord.Moment?
  package var timesUsed: Int

  package init(
    id: String,
    title: String,
    signals: [Signal],
    scope: Stage,
    situation: String = "",
    task: String = "",
    action: String = "",
    result: String = "",
    learning: String = "",
    lastUsed: RoundRecord.Moment? = nil,
    timesUsed: Int = 0
  ) {
    self.id = id
    self.title = title
    self.signals = signals
    self.scope = scope
    self.situation = situation
    self.task = task
    self.action = action
    self.result = result
    self.learning = learning
    self.lastUsed = lastUsed
    self.timesUsed = timesUsed
  }

  /// Whether the result can be checked: it holds a number.
  package var hasMetric: Bool { result.contains(where: \.isNumber) }

  /// What an interviewer for this stage would miss.
  package func weaknesses(for stage: Stage) -> [String] {
    var weaknesses: [String] = []
    let parts = [
      ("situation", situation), ("task", task), ("action", action), ("result", result),
      ("learning", learning),
    ]
    let empty = parts.filter { !$0.1.contains { !$0.isWhitespace } }.map(\.0)
    if !empty.isEmpty { weaknesses.append("no \(empty.joined(separator: ", ")) yet") }
    if !empty.contains("result"), !hasMetric {
      weaknesses.append("the result has no number: how much, how many, how long?")
    }
    if scope < stage {
      weaknesses.append("its scope is \(scope.rawValue), below your target stage \(stage.rawValue)")
    }
    return weaknesses
  }
}

/// The candidate's stories, and which signals they cover.
package struct StoryBank: Sendable {
  package var stories: [Kept<Story>]

  package init(_ stories: [Kept<Story>]) { self.stories = stories }

  /// The stories that show a signal.
  package func stories(for signal: Signal) -> [Kept<Story>] {
    stories.filter { $0.signals.contains(signal) }
  }

  /// How many stories a signal should have, so that one can be spared.
  package static let wanted = 2

  /// Signals with fewer stories than wanted, with how many they have.
  package var gaps: [(signal: Signal, count: Int)] {
    Signal.allCases.map { ($0, stories(for: $0).count) }.filter { $0.1 < Self.wanted }
  }

  /// An id for a story of this title, taken by no other.
  package func freeID(title: String) -> String {
    let slug = Slug.make(from: title, atMost: 60) ?? "story"
    let taken = Set(stories.map(\.id))
    var id = slug
    var number = 2
    while taken.contains(id) {
      id = "\(slug)-\(number)"
      number += 1
    }
    return id
  }

  /// Stories that fit a prompt, the best first: most of its signals, scope of the stage, told least
  /// recently.
  package func fitting(_ signals: [Signal], stage: Stage, most: Int = 3) -> [Kept<Story>] {
    func rank(_ story: Kept<Story>) -> (Int, Int, Int64) {
      (
        -Set(story.signals).intersection(signals).count,
        abs(story.scope.rank - stage.rank),
        story.lastUsed?.timestamp.rawValue ?? .min
      )
    }
    return Array(
      stories.filter { !Set($0.signals).isDisjoint(with: signals) }
        .sorted { rank($0) < rank($1) }
        .prefix(most)
    )
  }
}
