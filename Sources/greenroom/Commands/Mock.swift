import ArgumentParser
import Practice
import QuestionBank
import StudyStore
import Terminal

struct Mock: GreenroomCommand {
  static let configuration = CommandConfiguration(
    abstract: "A timed mock round: design, coding, behavioral, or a whole loop.",
    usage: "greenroom mock design|coding|behavioral|loop [options]\n       greenroom mock --resume",
    discussion: """
      greenroom mock design                     what is due, new or weak for your stage
      greenroom mock design --prompt chat-app   this one
      greenroom mock behavioral --profile depth three questions, examined closely
      greenroom mock loop                       coding, design, behavioral, with breaks
      greenroom mock --resume                   goes on where you left

      In the round every line is a note; /help lists the commands.
      """,
    aliases: ["m"]
  )
  @OptionGroup var global: GlobalOptions
  @Argument(help: "design, coding, behavioral or loop.") var kind: String?
  @Option(help: ArgumentHelp("The prompt to ask.", valueName: "id")) var prompt: String?
  @Option(help: "The stage whose bar counts; your target stage by default.") var stage: String?
  @Option(help: ArgumentHelp("Length of the slot (45).", valueName: "n")) var minutes: Double?
  @Option(
    help: ArgumentHelp(
      "delivery, xu4 or sketch-early; breadth or depth for behavioral.",
      valueName: "profile"
    )
  )
  var profile: String?
  @Option(help: ArgumentHelp("Factor on all times: 1.25 for a quarter more.", valueName: "factor"))
  var pace: Double = 1
  @Flag(help: "Hide title, topic and difficulty.") var blind = false
  @Flag(help: "Go on with the round that was left.") var resume = false
  @Option(help: ArgumentHelp("With --resume: which round.", valueName: "id")) var round: String?
  @Option(
    help: ArgumentHelp("A loop's rounds: coding,coding,design,behavioral.", valueName: "kinds")
  )
  var rounds: String?
  @Option(
    name: .customLong("break"),
    help: ArgumentHelp("Minutes between a loop's rounds (10).", valueName: "n")
  )
  var breakMinutes: Double = RoundLoop.standardBreakMinutes

  func validate() throws {
    if let minutes, !RoundPlan.minutesRange.contains(minutes) {
      throw ValidationError("--minutes takes a number from 5 to 240.")
    }
    guard RoundPlan.paceRange.contains(pace) else {
      throw ValidationError("--pace takes a factor from 0.5 to 4.")
    }
    guard (0...120).contains(breakMinutes) else {
      throw ValidationError("--break takes minutes from 0 to 120.")
    }
    if kind == nil, !resume {
      throw ValidationError("Say what to rehearse: mock design, coding, behavioral or loop.")
    }
    if round != nil, !resume { throw ValidationError("--round goes with --resume.") }
    if rounds != nil, kind?.lowercased() != "loop" {
      throw ValidationError("--rounds goes with `mock loop`.")
    }
    if kind?.lowercased() == "loop", prompt != nil || profile != nil {
      throw ValidationError("A loop chooses its prompts; --prompt and --profile are for one round.")
    }
    if kind != nil, resume {
      throw ValidationError("--resume goes on with a round; it takes no kind.")
    }
  }

  @MainActor
  func run(in app: App) throws {
    guard !global.json else {
      throw Failure(.usage, "mock has no --json; `rounds show ID --json` prints a round")
    }
    try app.requireLines(for: "mock")
    let study = try app.study(inMemoryWhenUnwritable: true)
    if let problem = study.unkept { app.note(problem.roundInMemory) }
    let session = MockSession(app: app, study: study)
    if resume { return try session.resume(round) }
    guard let kind else { return }
    try session.begin(try request(kind, &app.random))
  }

  private func request(_ word: String, _ random: inout AppRandom) throws -> RoundRequest {
    var loop: RoundRecord.LoopPlace?
    let chosen: PromptKind
    if word.lowercased() == "loop" {
      let plan = try loopPlan()
      loop = RoundRecord.LoopPlace(
        id: "loop-\(UInt32.random(in: 0...UInt32.max, using: &random))",
        index: 0,
        plan: plan,
        breakMinutes: breakMinutes
      )
      chosen = plan[0]
    } else if let kind = PromptKind(rawValue: word.lowercased()) {
      chosen = kind
    } else {
      throw Failure(
        .usage,
        Suggest.unknown(
          "kind of round",
          word,
          among: PromptKind.allCases.map(\.rawValue) + ["loop"]
        )
      )
    }
    let profile = try profile.map { word in
      guard let profile = RoundProfile(rawValue: word.lowercased()) else {
        let names = RoundProfile.allCases.filter { $0.kind == chosen }.map(\.rawValue)
        throw Failure(.usage, Suggest.unknown("profile", word, among: names))
      }
      return profile
    }
    let stage = try stage.map { word in
      guard let stage = Stage(rawValue: word.lowercased()) else {
        throw Failure(.usage, Suggest.unknown("stage", word, among: Stage.allCases.map(\.rawValue)))
      }
      return stage
    }
    return RoundRequest(
      kind: chosen,
      prompt: prompt,
      stage: stage,
      minutes: minutes,
      profile: profile,
      pace: pace,
      isBlind: blind,
      loop: loop
    )
  }

  private func loopPlan() throws -> [PromptKind] {
    guard let rounds else { return RoundLoop.standard }
    switch RoundLoop.parse(rounds) {
    case .success(let plan) where (1...RoundLoop.mostRounds).contains(plan.count): return plan
    case .success:
      throw Failure(.usage, "--rounds takes 1 to \(RoundLoop.mostRounds) kinds: coding,design")
    case .failure(let unknown):
      throw Failure(
        .usage,
        Suggest.unknown("kind of round", unknown.word, among: PromptKind.allCases.map(\.rawValue))
      )
    }
  }
}
