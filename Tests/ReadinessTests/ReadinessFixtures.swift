import QuestionBank
import SpacedRepetition

@testable import Practice
@testable import Readiness

/// The day that tests call today.
let today = StudyDay(rawValue: 20_000)
let now = Timestamp(rawValue: 20_000 * 86_400_000 + 36_000_000)

func standing(
  _ id: String,
  _ topic: String = "databases/sharding",
  stage: Stage = .senior,
  stability: Double? = nil,
  daysAgo: Int = 1,
  reviews: Int = 3,
  lapses: Int = 0,
  isLeech: Bool = false,
  sibling: String? = nil
) -> CardStanding {
  CardStanding(
    key: CardKey(rawValue: "b/\(id)"),
    topic: TopicPath(rawValue: topic),
    stage: stage,
    kind: .flashcard,
    siblingGroup: sibling.map { CardKey(rawValue: "b/\($0)") },
    memory: stability.map { MemoryState(stability: $0, difficulty: 5) },
    lastStudyDay: stability.map { _ in StudyDay(rawValue: today.rawValue - daysAgo) },
    lastAnsweredAt: stability.map { _ in
      Timestamp(rawValue: now.rawValue - Int64(daysAgo) * 86_400_000)
    },
    reviews: stability == nil ? 0 : reviews,
    lapses: lapses,
    isLeech: isLeech
  )
}

func catalogue(_ weights: [String: Double] = [:], optIn: Set<String> = []) -> TopicCatalogue {
  let paths = Set(weights.keys).union(optIn).union(["databases/sharding", "caching/eviction"])
  return TopicCatalogue(
    topics: paths.sorted().map { path in
      Topic(
        path: TopicPath(rawValue: path),
        title: path,
        weight: Dictionary(
          uniqueKeysWithValues: Stage.allCases.map { ($0, weights[path] ?? 3) }
        ),
        guideRow: nil,
        isOptIn: optIn.contains(path)
      )
    }
  )
}

func preparation(
  _ cards: [CardStanding],
  days: Int? = 28,
  minutes: Int = 20,
  weights: [String: Double] = [:],
  optIn: Set<String> = [],
  rounds: [RoundRecord] = [],
  stories: [Story] = []
) -> Preparation {
  Preparation(
    now: now,
    today: today,
    interview: days.map { StudyDay(rawValue: today.rawValue + $0) },
    target: .senior,
    minutesPerDay: minutes,
    catalogue: catalogue(weights, optIn: optIn),
    model: FSRS6(),
    cards: cards,
    rounds: RoundHistory(rounds),
    stories: StoryBank(stories.map { Kept($0) }),
    costs: AnswerCosts(cards: cards, times: VisitTimes())
  )
}

/// A finished design round on the one prompt there is.
func round(
  _ id: String,
  topic: String,
  scores: [Int],
  missed: Int = 0,
  overruns: Int = 0,
  at day: Int = -2
) -> RoundRecord {
  let scenario = Scenario(
    head: PromptHead(
      kind: .design,
      id: "mail",
      title: "Mail",
      topic: TopicPath(rawValue: topic),
      stage: .mid
    ),
    opening: "Design mail.",
    facts: [],
    phases: [],
    deepDives: [],
    probes: [],
    curveballs: [],
    stages: [:],
    outline: ""
  )
  let start = Timestamp(rawValue: now.rawValue + Int64(day) * 86_400_000)
  let setup = Round.Setup(
    id: id,
    prompts: [.design(scenario)],
    stage: .senior,
    profile: .standard(for: .design),
    minutes: 45,
    pace: 1,
    seed: 1,
    isBlind: false,
    earlierAttempts: 0,
    utcOffsetSeconds: 0,
    loop: nil,
    scratchFile: nil
  )
  var record = Round(setup, seen: [], at: RoundMoment(awake: 0, wall: start)).record.value
  record.state = .finished
  for index in record.phases.indices {
    record.phases[index].spentSeconds =
      record.phases[index].budgetSeconds * (index < overruns ? 1.5 : 1)
  }
  let dimensions: [Dimension] = [.operations, .tradeOffs, .solutionDesign]
  let given = zip(dimensions, scores).map { (dimension: $0, score: $1) }
  var debrief = RoundRecord.Debrief()
  debrief.scores = given.map {
    Kept(RoundRecord.Score(dimension: $0.dimension, score: $0.score, evidence: ""))
  }
  debrief.points = (0..<missed).map {
    Kept(RoundRecord.PointMark(id: "p\($0)", phase: "design", isFound: false, isSaid: false))
  }
  debrief.mean = RoundVerdict(scores: given)?.mean
  debrief.isPassed = RoundVerdict(scores: given)?.isPassed
  record.debrief = Kept(debrief)
  return record
}
