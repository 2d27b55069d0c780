import Practice
import QuestionBank
import SpacedRepetition
import Testing

private typealias Fixtures = RoundFixtures

@Suite struct RoundClockTests {
  @Test(arguments: [
    (RoundProfile.delivery, 6), (.xu4, 4), (.sketchEarly, 5), (.steps, 5),
  ])
  func `a standard round of every profile fills forty-five minutes`(
    profile: RoundProfile,
    phases: Int
  ) {
    let plan = RoundPlan(profile: profile, minutes: 45, pace: 1, prompts: [])
    #expect(plan.phases.count == phases)
    #expect(abs(plan.budgetSeconds - 2700) <= 3)
    #expect(Set(plan.phases.map(\.id)).count == phases)
  }

  @Test(arguments: [RoundProfile.breadth, .depth])
  func `a behavioral round has a story and its follow-ups for each question`(
    profile: RoundProfile
  ) {
    let prompts = (1...profile.promptCount).map { CardKey(bank: "behavioral", id: "p\($0)") }
    let plan = RoundPlan(profile: profile, minutes: 45, pace: 1, prompts: prompts)
    #expect(plan.phases.count == prompts.count * 2 + 2)
    #expect(abs(plan.budgetSeconds - 2700) <= 8)
    #expect(plan.phases.compactMap(\.prompt).count == prompts.count * 2)
  }

  @Test func `every part of a scenario belongs to one phase of each design profile`() {
    for profile in RoundProfile.allCases where profile.kind == .design {
      let plan = RoundPlan(profile: profile, minutes: 45, pace: 1, prompts: [])
      #expect(plan.phases.flatMap(\.parts) == Scenario.Part.allCases, "\(profile)")
    }
  }

  @Test func `minutes and pace scale every phase`() {
    let plan = RoundPlan(profile: .delivery, minutes: 60, pace: 1.25, prompts: [])
    #expect(plan.phases[0].budgetSeconds == 600)
    #expect(abs(plan.budgetSeconds - 4500) <= 3)
  }

  @Test func `time left over flows on to the next phase`() {
    var round = Fixtures.design()
    _ = round.enter("/next", at: Fixtures.moment(60))
    #expect(round.phaseBudget == 120 + 300)
    #expect(round.phaseLeft == 420)
    #expect(round.roundLeft == 2640)
  }

  @Test func `an overrun takes nothing from the next phase's budget`() {
    var round = Fixtures.design()
    _ = round.enter("/next", at: Fixtures.moment(500))
    #expect(round.phaseBudget == 120)
    #expect(round.roundLeft == 2200)
  }

  @Test func `nobody is cut off when the time is up`() {
    var round = Fixtures.design()
    _ = round.advance(to: Fixtures.moment(4000))
    _ = round.enter("still talking", at: Fixtures.moment(4001))
    #expect(round.record.state == .running)
    #expect(round.record.notes.last?.text == "still talking")
    #expect(round.roundLeft == -1301)
  }

  @Test func `the clock nudges at half time, at one minute and at the end, each once`() {
    var round = Fixtures.design()
    var nudges: [String] = []
    for second in stride(from: 0.0, through: 420, by: 1) {
      for case .nudge(let words) in round.advance(to: Fixtures.moment(second)) {
        nudges.append("\(Int(second)) \(words.prefix(8))")
      }
    }
    #expect(nudges == ["180 half of ", "300 one minu", "360 time for"])
  }

  @Test func `of several nudges at once only the most urgent is said`() {
    var round = Fixtures.design()
    let nudges = round.advance(to: Fixtures.moment(400)).filter {
      if case .nudge = $0 { true } else { false }
    }
    #expect(nudges.count == 1)
  }

  @Test func `a pause stops both clocks and is on record`() {
    var round = Fixtures.design()
    _ = round.enter("/pause", at: Fixtures.moment(100))
    #expect(round.isPaused)
    _ = round.advance(to: Fixtures.moment(150))
    _ = round.enter("", at: Fixtures.moment(160))
    _ = round.advance(to: Fixtures.moment(170))
    #expect(round.record.clock.elapsedSeconds == 110)
    #expect(round.record.clock.pausedSeconds == 60)
    #expect(round.record.gaps.map(\.kind) == [.paused])
    #expect(round.record.gaps.map(\.seconds) == [60])
    #expect(round.phaseLeft == 250)
  }

  @Test func `a note typed in a pause ends the pause and is kept`() {
    var round = Fixtures.design()
    _ = round.enter("/pause", at: Fixtures.moment(100))
    _ = round.enter("a thought", at: Fixtures.moment(130))
    #expect(!round.isPaused)
    #expect(round.saidNotes == ["a thought"])
    #expect(round.record.notes.last?.second == 100)
  }

  @Test func `the time a laptop sleeps does not count`() {
    var round = Fixtures.design()
    _ = round.advance(to: Fixtures.moment(100, asleep: 3600))
    #expect(round.record.clock.elapsedSeconds == 100)
    #expect(round.record.clock.suspendedSeconds == 3600)
    #expect(round.record.gaps.map(\.kind) == [.suspended])
  }

  @Test func `setting the system's clock changes nothing`() {
    var round = Fixtures.design()
    _ = round.advance(
      to: RoundMoment(awake: 50, wall: Timestamp(rawValue: 0))
    )
    _ = round.advance(
      to: RoundMoment(awake: 60, wall: Timestamp(rawValue: 9_000_000_000_000))
    )
    #expect(round.record.clock.elapsedSeconds == 60)
    #expect(round.record.gaps.isEmpty)
  }

  @Test
  func `a resumed round goes on to the second with the heartbeat, and dead time does not count`() {
    var round = Fixtures.design()
    _ = round.enter("one", at: Fixtures.moment(100))
    let saved = round.record
    _ = round.advance(to: Fixtures.moment(130))
    let beat = round.heartbeat
    // The program was killed at 130 s and started anew ten minutes later, on another clock.
    let resumed = Round(
      resuming: saved,
      heartbeat: beat,
      prompts: round.prompts,
      at: RoundMoment(
        awake: 5,
        wall: Timestamp(rawValue: Fixtures.start.rawValue + 730_000)
      )
    )
    #expect(resumed.record.clock.elapsedSeconds == 130)
    #expect(resumed.phaseLeft == 230)
    #expect(resumed.record.clock.deadSeconds == 600)
    #expect(resumed.record.gaps.map(\.kind) == [.dead])
    #expect(resumed.saidNotes == ["one"])
  }

  @Test func `a heartbeat of another phase or an earlier second is not believed`() {
    var round = Fixtures.design()
    let early = round.heartbeat
    _ = round.enter("/next", at: Fixtures.moment(100))
    let resumed = Round(
      resuming: round.record,
      heartbeat: early,
      prompts: round.prompts,
      at: Fixtures.moment(200)
    )
    #expect(resumed.record.clock.elapsedSeconds == 100)
    #expect(resumed.phase.id == "entities")
  }

  @Test func `what the clock said before a round was left is not said again`() {
    var round = Fixtures.design()
    _ = round.advance(to: Fixtures.moment(200))
    var resumed = Round(
      resuming: round.record,
      heartbeat: nil,
      prompts: round.prompts,
      at: Fixtures.moment(200)
    )
    #expect(resumed.advance(to: Fixtures.moment(201)).isEmpty)
  }

  @Test(arguments: [
    (65.9, "1:05"), (0, "0:00"), (-0.5, "0:00"), (-65, "+1:05"), (3600, "60:00"),
  ])
  func `clocks read in minutes and seconds, with a plus when over`(seconds: Double, text: String) {
    #expect(Round.clock(seconds) == text)
  }
}

@Suite struct RoundCommandTests {
  @Test(arguments: [
    ("/next", RoundCommand.next), (" /next ", .next), ("/ask users?", .ask("users?")),
    ("/ask", .ask("")), ("/done", .done), ("", .nothing), ("   ", .nothing),
    ("//next", .note("/next", near: nil)),
    ("/v1/messages POST", .note("/v1/messages POST", near: nil)),
    ("/nxt", .note("/nxt", near: "next")),
    ("/next please", .note("/next please", near: nil)),
    ("next", .note("next", near: nil)),
    ("/", .note("/", near: nil)),
  ])
  func `a line is a command only as an exact word`(line: String, command: RoundCommand) {
    #expect(RoundCommand(line: line) == command)
  }

  @Test func `a million characters are one note`() {
    var round = RoundFixtures.design()
    let line = String(repeating: "é", count: 1_000_000)
    _ = round.enter(line, at: RoundFixtures.moment(1))
    #expect(round.record.notes.last?.text == line)
  }

  @Test func `notes carry their second and their phase`() {
    var round = RoundFixtures.design()
    _ = round.enter("a", at: RoundFixtures.moment(10.9))
    _ = round.enter("/next", at: RoundFixtures.moment(20))
    _ = round.enter("b", at: RoundFixtures.moment(30))
    #expect(round.record.notes.map(\.second) == [10, 30])
    #expect(round.record.notes.map(\.phase) == ["requirements", "entities"])
  }

  @Test func `edited notes keep the seconds of lines that stand as before`() {
    var round = RoundFixtures.design()
    _ = round.enter("one", at: RoundFixtures.moment(10))
    _ = round.enter("two", at: RoundFixtures.moment(20))
    let news = round.enter("/edit", at: RoundFixtures.moment(30))
    #expect(news == [.openNotes("one\ntwo\n")])
    _ = round.edited("one\ntwo and a half\n\n", at: RoundFixtures.moment(50))
    #expect(round.saidNotes == ["one", "two and a half"])
    #expect(round.record.notes.map(\.second) == [10, 50])
  }

  @Test func `a sketch is kept once, and goes on from the last`() {
    var round = RoundFixtures.design()
    #expect(round.enter("/diagram", at: RoundFixtures.moment(1)) == [.openDiagram("")])
    _ = round.drew("[a]->[b]\n\n", at: RoundFixtures.moment(2))
    _ = round.drew("[a]->[b]\n", at: RoundFixtures.moment(3))
    #expect(round.saidNotes == ["[a]->[b]"])
    #expect(round.enter("/diagram", at: RoundFixtures.moment(4)) == [.openDiagram("[a]->[b]")])
  }

  @Test func `done ends the talking, and lines after it are not taken`() {
    var round = RoundFixtures.design()
    #expect(round.enter("/done", at: RoundFixtures.moment(5)) == [.over])
    #expect(round.record.state == .debrief)
    #expect(round.enter("late", at: RoundFixtures.moment(6)).isEmpty)
    #expect(round.record.notes.isEmpty)
  }

  @Test func `there is no part after the last`() {
    var round = RoundFixtures.design(profile: .xu4)
    for second in 1...3 { _ = round.enter("/next", at: RoundFixtures.moment(Double(second))) }
    let news = round.enter("/next", at: RoundFixtures.moment(5))
    #expect(news == [.message("This was the last part; /done ends the round.")])
  }
}

@Suite struct InterviewerTests {
  @Test(arguments: [
    ("users", ["users"]), ("how many user are there?", ["users"]),
    ("requests per second", ["latency"]), ("scale and latency", ["users", "latency"]),
    ("colour", []), ("", []),
  ])
  func `facts are told to who asks for them`(question: String, facts: [String]) {
    var round = RoundFixtures.design()
    _ = round.enter("/ask \(question)", at: RoundFixtures.moment(1))
    #expect(Set(round.record.asked.facts) == Set(facts))
    #expect(round.record.notes.count { $0.kind == .question } == (question.isEmpty ? 0 : 1))
  }

  @Test func `hints go from a question to the answer, and each is counted`() {
    var round = RoundFixtures.design()
    let hints = (1...4).map { round.enter("/hint", at: RoundFixtures.moment(Double($0))) }
    #expect(
      hints == [
        [.hint("ask delivery?")], [.hint("States a delivery guarantee")],
        [.hint("answer delivery")], [.hint("ask scope?")],
      ]
    )
    #expect(round.record.hints == 4)
  }

  @Test func `nobody is hinted at what they said`() {
    var round = RoundFixtures.design()
    _ = round.enter("delivery guarantee: at least once", at: RoundFixtures.moment(1))
    #expect(round.enter("/hint", at: RoundFixtures.moment(2)) == [.hint("ask scope?")])
  }

  @Test func `hints run out`() {
    var round = RoundFixtures.design()
    _ = round.enter("/next", at: RoundFixtures.moment(1))
    for second in 2...4 { _ = round.enter("/hint", at: RoundFixtures.moment(Double(second))) }
    #expect(
      round.enter("/hint", at: RoundFixtures.moment(9)) == [.message("There is no hint left here.")]
    )
    #expect(round.record.hints == 3)
  }

  @Test func `the curveball comes near minute thirty, once, whatever the phase`() {
    var round = RoundFixtures.design()
    var thrown: [Double] = []
    for second in stride(from: 0.0, through: 2700, by: 10) {
      for case .curveball in round.advance(to: RoundFixtures.moment(second)) {
        thrown.append(second)
      }
    }
    #expect(thrown == [1800])
    #expect(round.record.asked.curveball != nil)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `the curveball fits the stage and the seed, and is new where there is a new one`(
    seed: UInt64
  ) {
    func pick(_ stage: Stage, seen: Set<String> = []) -> String? {
      Interviewer(
        prompts: [.design(RoundFixtures.scenario)],
        stage: stage,
        seed: seed,
        seen: seen
      ).curveball?.id
    }
    #expect(pick(.junior) == "early")
    #expect(["early", "late"].contains(pick(.senior)))
    #expect(pick(.senior) == pick(.senior))
    #expect(pick(.senior, seen: ["early"]) == "late")
    #expect(pick(.senior, seen: ["early", "late"]) != nil)
  }

  @Test func `seeds differ in what they throw`() {
    let thrown = (0..<20 as Range<UInt64>).map { seed in
      Interviewer(prompts: [.design(RoundFixtures.scenario)], stage: .senior, seed: seed)
        .curveball?.id
    }
    #expect(Set(thrown).count == 2)
  }

  @Test func `probes come in the deep dives, spread, as many as the stage bears`() {
    for (stage, count) in [(Stage.mid, 2), (.senior, 3), (.principal, 4)] {
      var round = RoundFixtures.design(stage: stage)
      for second in 1...4 { _ = round.enter("/next", at: RoundFixtures.moment(Double(second))) }
      #expect(round.record.asked.probes.isEmpty)
      _ = round.advance(to: RoundFixtures.moment(2699))
      #expect(round.record.asked.probes.count == count, "\(stage)")
      #expect(Set(round.record.asked.probes).count == count)
    }
  }

  @Test func `probes beyond the stage's ceiling are not asked, and themes vary`() {
    for seed in 0..<20 as Range<UInt64> {
      var round = RoundFixtures.design(stage: .senior, seed: seed)
      for second in 1...4 { _ = round.enter("/next", at: RoundFixtures.moment(Double(second))) }
      _ = round.advance(to: RoundFixtures.moment(2699))
      let probes = round.record.asked.probes
      #expect(!probes.contains("region"))
      #expect(!(probes.contains("dead") && probes.contains("slow")))
    }
  }

  @Test func `a coding round ends with the follow-up question`() {
    var round = Round(
      Round.Setup(
        id: "r",
        prompts: [.coding(RoundFixtures.problem)],
        stage: .senior,
        profile: .steps,
        seed: 1
      ),
      at: RoundFixtures.moment(0)
    )
    #expect(round.enter("/hint", at: RoundFixtures.moment(1)) == [.hint("first")])
    for second in 2...4 { _ = round.enter("/next", at: RoundFixtures.moment(Double(second))) }
    let news = round.enter("/next", at: RoundFixtures.moment(6))
    #expect(news.last == .interviewer("And for a billion?"))
    #expect(round.enter("/edit", at: RoundFixtures.moment(7)) == [.openScratch])
  }

  @Test func `a behavioral round asks each question, then follows up at once`() {
    let prompts = [
      RoundFixtures.behavioral("one", [.ownership]), RoundFixtures.behavioral("two", [.conflict]),
    ]
    var round = Round(
      Round.Setup(
        id: "r",
        prompts: prompts.map(Prompt.behavioral),
        stage: .senior,
        profile: .depth,
        seed: 1
      ),
      at: RoundFixtures.moment(0)
    )
    #expect(
      round.enter("/next", at: RoundFixtures.moment(60)).contains(
        .question(CardKey(rawValue: "behavioral/one"), "Tell me about one.")
      )
    )
    let followed = round.enter("/next", at: RoundFixtures.moment(120))
    #expect(followed.count { if case .interviewer = $0 { true } else { false } } == 1)
    _ = round.advance(to: RoundFixtures.moment(2600))
    #expect(round.record.asked.probes.count == 3)
    #expect(Dimension.all(for: round.prompts) == [.ownership, .conflict])
  }
}

@Suite struct RoundVerdictTests {
  private func verdict(_ scores: [Int]) -> RoundVerdict? {
    RoundVerdict(scores: zip(Dimension.allCases, scores).map { (dimension: $0, score: $1) })
  }

  @Test(arguments: [
    ([3, 3, 3], true, 3), ([4, 4, 1], false, 2), ([4, 3, 2], true, 3), ([3, 3, 2], false, 2),
    ([4, 4, 4], true, 4), ([1, 1, 2], false, 1), ([2, 2, 2], false, 2), ([1, 1, 1], false, 1),
    ([4, 4, 4, 3, 3], true, 4), ([4, 4, 3, 3], true, 3),
  ])
  func `a round passes with a mean of three and nothing below two`(
    scores: [Int],
    isPassed: Bool,
    rating: Int
  ) {
    let verdict = verdict(scores)
    #expect(verdict?.isPassed == isPassed)
    #expect(verdict?.rating.rawValue == rating)
    #expect(verdict?.reasons.isEmpty == isPassed)
  }

  @Test func `without scores there is no verdict`() { #expect(verdict([]) == nil) }

  @Test func `hints cap what was hinted at`() {
    #expect(RoundVerdict.cap(of: .problemNavigation, hints: 0) == 4)
    #expect(RoundVerdict.cap(of: .problemNavigation, hints: 1) == 3)
    #expect(RoundVerdict.cap(of: .problemSolving, hints: 2) == 3)
    #expect(RoundVerdict.cap(of: .problemSolving, hints: 3) == 2)
    #expect(RoundVerdict.cap(of: .testing, hints: 9) == 4)
  }

  @Test func `every dimension has four anchors and an expectation for each stage`() {
    for dimension in Dimension.allCases {
      #expect(dimension.anchors.count == 4, "\(dimension)")
      #expect(Set(Stage.allCases.map { dimension.expectation(at: $0) }).count == 5)
    }
  }
}

@Suite struct DebriefTests {
  @Test func `points are found in the notes by their words, and missed ones are to be learned`() {
    var round = RoundFixtures.design()
    _ = round.enter("we guarantee delivery at least once", at: RoundFixtures.moment(1))
    _ = round.enter("a durable queue before the delivery workers", at: RoundFixtures.moment(2))
    _ = round.enter("/done", at: RoundFixtures.moment(3))
    let debrief = round.freshDebrief
    #expect(debrief.points.filter { $0.isSaid }.map(\.id) == ["delivery", "queue"])
    let missed = round.missed(in: debrief)
    #expect(missed.map(\.id) == ["scope", "mailbox", "send", "spam", "bounce"])
    #expect(missed.first?.ask == "ask scope?")
  }

  @Test func `probes that were not answered are to be learned as well`() {
    var round = RoundFixtures.design(stage: .mid)
    for second in 1...4 { _ = round.enter("/next", at: RoundFixtures.moment(Double(second))) }
    _ = round.advance(to: RoundFixtures.moment(2600))
    _ = round.enter("timeouts and breakers, fallbacks", at: RoundFixtures.moment(2601))
    let debrief = round.freshDebrief
    #expect(debrief.probes.count == 2)
    #expect(debrief.probes.allSatisfy { $0.isAnswered })
    var open = debrief
    open.probes[0].isAnswered = false
    #expect(round.missed(in: open).map(\.id).contains(debrief.probes[0].id))
  }

  @Test func `who says nothing is suggested the lowest scores and may learn all`() {
    var round = RoundFixtures.design()
    _ = round.enter("/done", at: RoundFixtures.moment(2700))
    let debrief = round.freshDebrief
    for dimension in Dimension.all(for: round.prompts) {
      #expect(round.suggestedScore(dimension, in: debrief) == 1)
    }
    #expect(round.missed(in: debrief).count == 7)
  }
}

@Suite struct NoteMatchTests {
  @Test(arguments: [
    ("States a delivery guarantee", "guarantees delivery once", true),
    ("States a delivery guarantee", "users get mail", false),
    ("Retries with backoff and jitter", "retry + jitter", true),
    ("Puts a durable queue before delivery", "queue", false),
    ("Partitions by conversation", "partition by conversation id", true),
    ("Uses R + W > N quorums", "", false),
  ])
  func `a point is said when a line holds half of its words`(
    point: String,
    note: String,
    isSaid: Bool
  ) {
    #expect(NoteMatch(notes: [note]).says(point) == isSaid)
  }

  @Test(arguments: [
    ("ordering", "order"), ("pages", "page"), ("times", "time"), ("codes", "code"),
    ("classes", "class"), ("separately", "separate"), ("idempotency", "idempotent"),
    ("retries", "retry"), ("partitioned", "partitions"), ("23k", "23,000"), ("2M", "2,000,000"),
    ("latencies", "latency"),
  ])
  func `two forms of a word are one`(one: String, other: String) {
    #expect(NoteMatch(notes: [one + " first thing"]).says(other + " first thing"))
    #expect(NoteMatch(notes: [one]).says(other))
  }

  @Test func `words spread over two neighbouring lines count together`() {
    #expect(NoteMatch(notes: ["a durable", "queue"]).says("Puts a durable queue first"))
    #expect(!NoteMatch(notes: ["a durable", "x", "queue"]).says("Puts a durable queue before it"))
  }
}

@Suite struct StoryAnalysisTests {
  @Test func `a story's parts are told by their letters`() {
    let story = StoryAnalysis(notes: [
      "s: our billing failed every night", "t: I had to mend it", "a: I traced it to one query",
      "then I wrote an index", "r: runs went from 40 to 4 minutes", "l: I now read plans first",
    ])
    #expect(story.wordsByPart[.situation] == 5)
    #expect(story.wordsByPart[.action] == 11)
    #expect(story.flags.isEmpty)
    #expect(story.words == 33)
    #expect(story.spokenSeconds == 33 * 60 / 140)
  }

  @Test func `the time of each part is told by when its lines were ended`() {
    let story = StoryAnalysis(
      notes: [
        (second: 30, text: "s: slow"), (60, "a: I sped it up"), (70, "and more"), (90, "r: 2x"),
      ],
      from: 10
    )
    #expect(story.secondsByPart == [.situation: 20, .action: 40, .result: 20])
  }

  @Test func `we without I, and a result without a number, are named`() {
    let story = StoryAnalysis(notes: [
      "s: we were slow", "a: we changed our pipeline and we shipped", "r: it was better",
    ])
    #expect(story.flags.contains(.weWithoutI(we: 4)))
    #expect(story.flags.contains(.noNumberInResult))
  }

  @Test func `missing parts, a slow start and a long story are named`() {
    let long = "s: " + String(repeating: "word ", count: 500)
    let story = StoryAnalysis(notes: [long, "a: I did it"])
    #expect(story.flags.contains(.missing(.result)))
    #expect(story.flags.contains(.slowStart(percent: 99)))
    #expect(story.flags.contains(.tooLong(seconds: 503 * 60 / 140)))
  }

  @Test func `notes without letters have words and no parts`() {
    let story = StoryAnalysis(notes: ["I did this", "https://example.org"])
    #expect(story.wordsByPart.isEmpty)
    #expect(story.words == 6)
  }
}
