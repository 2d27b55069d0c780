/// A system-design conversation of forty-five minutes.
package struct Scenario: Codable, Hashable, Sendable {
  package let head: PromptHead
  /// The one line with which the interviewer begins.
  package let opening: String
  /// What the interviewer tells when asked.
  package let facts: [Fact]
  /// The points that a strong candidate reaches, by the part of the conversation.
  package let phases: [Phase]
  package let deepDives: [DeepDive]
  package let probes: [Probe]
  package let curveballs: [Curveball]
  /// What passing looks like and how far follow-ups go; all five stages.
  package let stages: [Stage: Expectation]
  /// A worked solution in Markdown: boxes as text, APIs, data model, numbers that decide something.
  package let outline: String

  package init(
    head: PromptHead,
    opening: String,
    facts: [Fact],
    phases: [Phase],
    deepDives: [DeepDive],
    probes: [Probe],
    curveballs: [Curveball],
    stages: [Stage: Expectation],
    outline: String
  ) {
    self.head = head
    self.opening = opening
    self.facts = facts
    self.phases = phases
    self.deepDives = deepDives
    self.probes = probes
    self.curveballs = curveballs
    self.stages = stages
    self.outline = outline
  }

  /// One thing the interviewer knows.
  package struct Fact: Codable, Hashable, Sendable {
    package let id: String
    /// Words that ask for it, in lower case.
    package let words: [String]
    package let say: String

    package init(id: String, words: [String], say: String) {
      self.id = id
      self.words = words
      self.say = say
    }
  }

  /// The parts of a design conversation, in order; profiles may join some of them.
  package enum Part: String, CaseIterable, Codable, Sendable {
    case requirements, entities, api, design
    case deepDives = "deep-dives"
    case wrapUp = "wrap-up"
  }

  package struct Phase: Codable, Hashable, Sendable {
    package let id: Part
    package let points: [KeyPoint]

    package init(id: Part, points: [KeyPoint]) {
      self.id = id
      self.points = points
    }
  }

  /// One aspect examined to the end.
  package struct DeepDive: Codable, Hashable, Sendable {
    package let id: String
    package let title: String
    /// The first stage at which it is expected.
    package let stage: Stage
    /// What makes the simple design fail, in numbers.
    package let pressure: String
    package let options: [String]
    package let choice: String
    package let cost: String
    /// At what point the choice no longer holds.
    package let breaks: String

    package init(
      id: String,
      title: String,
      stage: Stage,
      pressure: String,
      options: [String],
      choice: String,
      cost: String,
      breaks: String
    ) {
      self.id = id
      self.title = title
      self.stage = stage
      self.pressure = pressure
      self.options = options
      self.choice = choice
      self.cost = cost
      self.breaks = breaks
    }
  }

  /// What a probe presses on.
  package enum Theme: String, CaseIterable, Codable, Sendable {
    case failure, growth, concurrency, divergence, migration, region, cost, operations
  }

  /// A bare question of the interviewer's.
  package struct Probe: Codable, Hashable, Sendable {
    package let id: String
    package let theme: Theme
    /// The first stage whose ceiling reaches it.
    package let stage: Stage
    package let ask: String
    /// What a good answer says, for the debrief and for a card.
    package let answer: String
    package let card: CardKey?

    package init(
      id: String,
      theme: Theme,
      stage: Stage,
      ask: String,
      answer: String,
      card: CardKey? = nil
    ) {
      self.id = id
      self.theme = theme
      self.stage = stage
      self.ask = ask
      self.answer = answer
      self.card = card
    }
  }

  /// A requirement that changes in the middle of the round.
  package struct Curveball: Codable, Hashable, Sendable {
    package let id: String
    /// The first stage at which it is thrown.
    package let stage: Stage
    package let say: String
    /// What a good response does.
    package let answer: String

    package init(id: String, stage: Stage, say: String, answer: String) {
      self.id = id
      self.stage = stage
      self.say = say
      self.answer = answer
    }
  }

  package struct Expectation: Codable, Hashable, Sendable {
    /// What passing looks like.
    package let bar: String
    /// How far the follow-ups go.
    package let ceiling: String

    package init(bar: String, ceiling: String) {
      self.bar = bar
      self.ceiling = ceiling
    }
  }
}
