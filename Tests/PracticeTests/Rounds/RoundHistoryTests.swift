import QuestionBank
import Testing

@testable import Practice

/// Rounds as they would be after their debrief, for what looks back at them.
private func round(
  _ id: String,
  day: Int,
  prompt: String = "design/mail",
  stage: Stage = .senior,
  attempt: RoundRecord.Attempt = .cold,
  state: RoundRecord.State = .finished,
  scores: [Dimension: Int] = [.operations: 3],
  said: [String] = [],
  unsaid: [String] = [],
  probes: [String] = [],
  curveball: String? = nil
) -> RoundRecord {
  var record = RoundFixtures.design(stage: stage).record.value
  let key = CardKey(rawValue: prompt)
  let startedAt = Timestamp(rawValue: RoundFixtures.start.rawValue + Int64(day) * 86_400_000)
  record.id = id
  record.prompts = [key]
  record.kind = PromptKind(rawValue: key.bank) ?? .design
  record.attempt = attempt
  record.startedAt = .init(startedAt)
  record.state = state
  record.asked.probes = probes
  record.asked.curveball = curveball
  guard state == .finished else { return record }
  var debrief = RoundRecord.Debrief()
  debrief.points = (said + unsaid).map {
    Kept(
      RoundRecord.PointMark(id: $0, phase: "design", isFound: false, isSaid: said.contains($0))
    )
  }
  debrief.scores = scores.map {
    Kept(RoundRecord.Score(dimension: $0.key, score: $0.value, evidence: ""))
  }
  let verdict = RoundVerdict(scores: scores.map { (dimension: $0.key, score: $0.value) })
  debrief.mean = verdict?.mean
  debrief.isPassed = verdict?.isPassed
  record.debrief = Kept(debrief)
  return record
}

@Suite struct RoundHistoryTests {
  private let failed: [Dimension: Int] = [.operations: 2]

  @Test func `rounds stand in the order in which they began`() {
    let history = RoundHistory([
      round("a", day: 2), round("c", day: 1), round("b", day: 1),
    ])
    #expect(history.rounds.map(\.id) == ["b", "c", "a"])
  }

  @Test func `a round that was given up has been seen all the same`() {
    let history = RoundHistory([
      round("a", day: 1, state: .abandoned), round("b", day: 2, prompt: "design/other"),
    ])
    #expect(history.attempts(at: CardKey(rawValue: "design/mail")).map(\.id) == ["a"])
    #expect(history.attempts(at: CardKey(rawValue: "coding/mail")).isEmpty)
  }

  @Test func `what was brought up counts for the prompts it was brought up on`() {
    let history = RoundHistory([
      round("a", day: 1, probes: ["dead", "slow"], curveball: "late"),
      round("b", day: 2, prompt: "design/other", probes: ["else"]),
      round("c", day: 3, state: .running, probes: ["ten"]),
    ])
    #expect(
      history.seen(on: [CardKey(rawValue: "design/mail")]) == ["dead", "slow", "late", "ten"]
    )
    #expect(history.seen(on: []).isEmpty)
  }

  @Test func `two passing cold rounds in a row make ready`() {
    let first = round("a", day: 1)
    let second = round("b", day: 2, prompt: "design/other")
    #expect(RoundHistory([first]).streak(of: .design, stage: .senior) == 1)
    #expect(!RoundHistory([first]).isReady(for: .design, stage: .senior))
    let history = RoundHistory([first, second, round("c", day: 3, prompt: "design/third")])
    #expect(history.streak(of: .design, stage: .senior) == 2)
    #expect(history.isReady(for: .design, stage: .senior))
    #expect(history.isReady(for: .design, stage: .mid))
    #expect(!history.isReady(for: .design, stage: .lead))
    #expect(!history.isReady(for: .coding, stage: .senior))
  }

  @Test func `a failed cold round breaks the row, others do not count`() {
    let passed = [round("a", day: 1), round("b", day: 2)]
    func streak(_ more: RoundRecord...) -> Int {
      RoundHistory(passed + more).streak(of: .design, stage: .senior)
    }
    #expect(streak(round("c", day: 3, scores: failed)) == 0)
    #expect(streak(round("c", day: 3, scores: failed), round("d", day: 4)) == 1)
    #expect(streak(round("c", day: 3, stage: .mid)) == 0)
    #expect(streak(round("c", day: 3, attempt: .prepared, scores: failed)) == 2)
    #expect(streak(round("c", day: 3, state: .abandoned)) == 2)
    #expect(streak(round("c", day: 3, state: .running)) == 2)
    #expect(streak(round("c", day: 3, prompt: "coding/sum", scores: failed)) == 2)
  }

  @Test func `the round before is the last finished one on the same prompt`() {
    let last = round("e", day: 5)
    let history = RoundHistory([
      round("a", day: 1), round("b", day: 2), round("c", day: 3, state: .abandoned),
      round("d", day: 4, prompt: "design/other"), last, round("f", day: 6),
    ])
    #expect(history.previous(to: last)?.id == "b")
    #expect(history.previous(to: round("a", day: 1)) == nil)
  }
}

@Suite struct RoundComparisonTests {
  @Test func `scores, points and hints of two rounds stand side by side`() {
    var before = round(
      "a",
      day: 1,
      scores: [.operations: 2, .testing: 1],
      said: ["send", "queue"],
      unsaid: ["spam"]
    )
    before.hints = 3
    let after = round(
      "b",
      day: 2,
      scores: [.operations: 4, .tradeOffs: 3],
      said: ["spam", "queue"],
      unsaid: ["send"]
    )
    let comparison = RoundComparison(before: before, after: after)
    #expect(
      comparison.scores == [
        .init(dimension: .tradeOffs, before: nil, after: 3),
        .init(dimension: .operations, before: 2, after: 4),
        .init(dimension: .testing, before: 1, after: nil),
      ]
    )
    #expect(comparison.gained == ["spam"] && comparison.lost == ["send"])
    #expect(comparison.hintsBefore == 3 && comparison.hintsAfter == 0)
  }

  @Test func `phases of different layouts are compared where they have the same name`() {
    var before = RoundFixtures.design(profile: .delivery).record.value
    var after = RoundFixtures.design(profile: .sketchEarly).record.value
    for index in before.phases.indices { before.phases[index].spentSeconds = 10 }
    for index in after.phases.indices { after.phases[index].spentSeconds = 20 }
    let pacing = RoundComparison(before: before, after: after).pacing
    #expect(
      pacing.map(\.phase) == ["requirements", "entities", "design", "deep-dives", "wrap-up", "api"]
    )
    #expect(pacing.map(\.after) == [20, 20, 20, 20, 20, nil])
    #expect(pacing.allSatisfy { $0.before == 10 })
  }

  @Test func `a round without a debrief has nothing to compare`() {
    let comparison = RoundComparison(
      before: round("a", day: 1, state: .running),
      after: round("b", day: 2, state: .abandoned)
    )
    #expect(comparison.scores.isEmpty && comparison.gained.isEmpty && comparison.lost.isEmpty)
  }
}

@Suite struct PromptChoiceTests {
  private func head(_ id: String, _ stage: Stage = .senior, kind: PromptKind = .design)
    -> PromptHead
  {
    PromptHead(kind: kind, id: id, title: id, topic: TopicPath(rawValue: "t"), stage: stage)
  }

  private let now = Timestamp(rawValue: 1_900_000_000_000)

  private func record(_ id: String, dueIn seconds: Int) -> (CardKey, CardRecord) {
    let key = CardKey(rawValue: "design/\(id)")
    return (key, CardRecord(key: key, due: now.advanced(bySeconds: seconds)))
  }

  private func choice(
    _ prompts: [PromptHead],
    _ records: [(CardKey, CardRecord)] = [],
    _ rounds: [RoundRecord] = [],
    stage: Stage = .senior,
    seed: UInt64 = 1
  ) -> PromptChoice {
    PromptChoice(
      prompts: prompts,
      records: Dictionary(uniqueKeysWithValues: records),
      history: RoundHistory(rounds),
      stage: stage,
      now: now,
      seed: seed
    )
  }

  @Test func `what is due comes first, then what was never seen, then the weakest`() {
    let order = choice(
      [head("strong"), head("weak"), head("fresh"), head("due"), head("overdue")],
      [
        record("due", dueIn: 0), record("overdue", dueIn: -86_400), record("weak", dueIn: 60),
        record("strong", dueIn: 60),
      ],
      [
        round("1", day: 1, prompt: "design/strong", scores: [.operations: 4]),
        round("2", day: 2, prompt: "design/weak", scores: [.operations: 2]),
        round("3", day: 3, prompt: "design/overdue"), round("4", day: 4, prompt: "design/due"),
      ]
    ).order
    #expect(order.map(\.id) == ["overdue", "due", "fresh", "weak", "strong"])
  }

  @Test func `of what was never seen, the nearest to the stage comes first`() {
    let prompts = [head("j", .junior), head("m", .mid), head("s", .senior), head("l", .lead)]
    #expect(choice(prompts).order.map(\.id) == ["s", "m", "j"])
    #expect(choice(prompts, stage: .junior).order.map(\.id) == ["j"])
    // Too hard is better than nothing.
    #expect(choice([head("l", .lead), head("p", .principal)]).order.map(\.id) == ["l", "p"])
  }

  @Test func `the last time decides how weak a prompt is, and given up is weakest`() {
    let order = choice(
      [head("mended"), head("worse"), head("left")],
      [],
      [
        round("1", day: 1, prompt: "design/mended", scores: [.operations: 1]),
        round("2", day: 2, prompt: "design/mended", scores: [.operations: 4]),
        round("3", day: 1, prompt: "design/worse", scores: [.operations: 4]),
        round("4", day: 2, prompt: "design/worse", scores: [.operations: 3]),
        round("5", day: 3, prompt: "design/left", state: .abandoned),
      ]
    ).order
    #expect(order.map(\.id) == ["left", "worse", "mended"])
  }

  @Test func `among equals the seed decides, the same way each time`() {
    let prompts = (0..<8).map { head("p\($0)") }
    let orders = (0..<20 as Range<UInt64>).map { seed in
      choice(prompts, seed: seed).order.map(\.id)
    }
    #expect(orders[3] == choice(prompts.reversed(), seed: 3).order.map(\.id))
    #expect(Set(orders.map { $0[0] }).count > 3)
  }

  @Test func `several prompts show as many signals as they can`() {
    let ids = ["a", "b", "c", "d", "e", "f"]
    let prompts = ids.map { head($0, kind: .behavioral) }
    let signals: [[Signal]] = [
      [.conflict], [.conflict], [.conflict], [.conflict, .growth], [.scope], [.leadership],
    ]
    let byKey = Dictionary(uniqueKeysWithValues: zip(prompts.map(\.key), signals))
    for seed in 0..<20 as Range<UInt64> {
      let chosen = choice(prompts, seed: seed).several(3, signals: byKey)
      #expect(chosen.first?.id == "d")
      #expect(Set(chosen.map(\.id)) == ["d", "e", "f"])
    }
  }

  @Test func `there are never more than there are, and none twice`() {
    let prompts = ["a", "b"].map { head($0, kind: .behavioral) }
    #expect(Set(choice(prompts).several(5, signals: [:]).map(\.id)) == ["a", "b"])
    #expect(choice([]).several(5, signals: [:]).isEmpty)
    #expect(choice([]).order.isEmpty)
  }
}

@Suite struct StoryBankTests {
  private func story(
    _ id: String,
    _ signals: [Signal],
    _ scope: Stage = .senior,
    told: Int64? = nil
  ) -> Kept<Story> {
    Kept(
      Story(
        id: id,
        title: id,
        signals: signals,
        scope: scope,
        lastUsed: told.map { .init(Timestamp(rawValue: $0)) }
      )
    )
  }

  @Test func `stories that fit come by signals, then scope, then how long ago they were told`() {
    let bank = StoryBank([
      story("other", [.growth]),
      story("recent", [.conflict], told: 9),
      story("older", [.conflict], told: 1),
      story("never", [.conflict]),
      story("small", [.conflict], .junior),
      story("both", [.conflict, .ownership], .junior, told: 9),
    ])
    func fitting(_ most: Int) -> [String] {
      bank.fitting([.conflict, .ownership], stage: .senior, most: most).map(\.id)
    }
    #expect(fitting(9) == ["both", "never", "older", "recent", "small"])
    #expect(fitting(2) == ["both", "never"])
    #expect(bank.fitting([.leadership], stage: .senior).isEmpty)
  }

  @Test func `a signal without two stories is a gap`() {
    let bank = StoryBank([
      story("a", [.conflict, .growth]), story("b", [.conflict]), story("c", [.conflict]),
    ])
    let gaps = bank.gaps
    #expect(!gaps.contains { $0.signal == .conflict })
    #expect(gaps.first { $0.signal == .growth }?.count == 1)
    #expect(gaps.count == Signal.allCases.count - 1)
    #expect(StoryBank([]).gaps.map(\.signal) == Signal.allCases)
  }

  @Test(arguments: [
    ("The queue, again", "the-queue-again"), ("Die Größe", "die-große-no"), ("!!!", "story"),
    ("キュー", "story"), ("Taken", "taken-3"),
  ])
  func `a story's id comes from its title, and is its own`(title: String, id: String) {
    let bank = StoryBank([story("taken", [.growth]), story("taken-2", [.growth])])
    let free = bank.freeID(title: title)
    if title == "Die Größe" {
      // However ß is written out, the id is plain.
      #expect(free.allSatisfy { $0.isASCII })
    } else {
      #expect(free == id)
    }
  }

  @Test func `what an interviewer would miss is named`() {
    var story = Story(id: "a", title: "A", signals: [.growth], scope: .mid)
    #expect(
      story.weaknesses(for: .senior) == [
        "no situation, task, action, result, learning yet",
        "its scope is mid, below your target stage senior",
      ]
    )
    (story.situation, story.task, story.action) = ("s", "t", "a")
    (story.result, story.learning) = ("faster", "l")
    #expect(
      story.weaknesses(for: .mid) == ["the result has no number: how much, how many, how long?"]
    )
    story.result = "6 h to 2 min"
    #expect(story.weaknesses(for: .mid).isEmpty)
  }
}
