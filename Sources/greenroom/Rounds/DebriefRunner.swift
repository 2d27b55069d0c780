import Practice
import QuestionBank
import SpacedRepetition
import StudyStore
import Terminal

/// Goes through a debrief: what was said, evidence before score, the verdict, tomorrow's cards.
///
/// What has been settled is in the round's file after each answer, so that a debrief that was left
/// goes on where it stood.
@MainActor
struct DebriefRunner {
  enum Ending {
    case finished
    case left
    case interrupted
    case terminated(Int32)
  }

  let app: App
  let study: Study
  let keeper: RoundKeeper
  var round: Round
  private var debrief: RoundRecord.Debrief

  /// Why an answer did not come.
  private struct Leaving: Error {
    let ending: Ending
  }

  init(app: App, study: Study, round: Round, keeper: RoundKeeper) {
    self.app = app
    self.study = study
    self.round = round
    self.keeper = keeper
    self.debrief = round.record.debrief?.value ?? round.freshDebrief
  }

  private var screen: DebriefScreen { DebriefScreen(width: app.width, painter: app.painter) }

  mutating func run() throws -> Ending {
    do {
      try settlePoints()
      try settleProbes()
      try settleStories()
      print(screen.outline(of: round))
      print(screen.pacing(round.pacing) + screen.target(of: round))
      try score()
      try conclude()
      return .finished
    } catch let leaving as Leaving {
      keep()
      app.say(
        keeper.isFailing
          ? "The round could not be written, so its debrief cannot be gone on with."
          : "Saved; `mock --resume` goes on with the debrief."
      )
      return leaving.ending
    }
  }

  // MARK: What was said

  private mutating func settlePoints() throws {
    guard !debrief.points.isEmpty else { return }
    app.printLine()
    say("Before any score: what did you say? Marks are from your notes.", .title)
    let points = Dictionary(
      round.interviewer.points.map { ($0.point.id, $0.point.say) },
      uniquingKeysWith: { first, _ in first }
    )
    try settle(
      items: { debrief in
        debrief.points.map { ($0.phase, points[$0.id] ?? $0.id, $0.isSaid) }
      },
      set: { debrief, index, isOn in debrief.points[index].isSaid = isOn }
    )
  }

  private mutating func settleProbes() throws {
    guard !debrief.probes.isEmpty else { return }
    app.printLine()
    say("Which of these did you answer?", .title)
    let probes = round.interviewer.probesByID
    try settle(
      items: { debrief in
        debrief.probes.map {
          ("asked by the interviewer", probes[$0.id]?.ask ?? $0.id, $0.isAnswered)
        }
      },
      set: { debrief, index, isOn in debrief.probes[index].isAnswered = isOn }
    )
  }

  /// Shows a checklist until it is accepted.
  private mutating func settle(
    items: (RoundRecord.Debrief) -> [(phase: String, text: String, isOn: Bool)],
    set: (inout RoundRecord.Debrief, Int, Bool) -> Void
  ) throws {
    while true {
      let rows = items(debrief)
      print(screen.checklist(rows))
      let answer = try ask(
        app.width < 60
          ? "[Enter keeps · 1 3 switches · all · none]> "
          : "[Enter keeps these · numbers switch them · all · none]> "
      ).lowercased()
      switch answer {
      case "": return keep()
      case "all", "none":
        for index in rows.indices { set(&debrief, index, answer == "all") }
      default:
        let words = answer.split { " ,;".contains($0) }
        let numbers = words.compactMap { Int($0) }
        guard numbers.count == words.count, numbers.allSatisfy({ (1...rows.count).contains($0) })
        else {
          say("Numbers from 1 to \(rows.count), `all`, `none`, or Enter.", nil)
          continue
        }
        for number in Set(numbers) { set(&debrief, number - 1, !rows[number - 1].isOn) }
      }
      keep()
    }
  }

  // MARK: Stories

  private mutating func settleStories() throws {
    for case .behavioral(let prompt) in round.prompts {
      let phases = Set(round.plan.phases.filter { $0.prompt == prompt.head.key }.map(\.id))
      let notes = round.record.notes.filter { $0.kind == .note && phases.contains($0.phase) }
      app.printLine()
      say(TerminalText.singleLine(prompt.question), .title)
      let start = round.record.phases.prefix { !phases.contains($0.id) }
        .reduce(0) { $0 + $1.spentSeconds }
      let told = notes.map { (second: $0.second, text: $0.text) }
      print(screen.story(StoryAnalysis(notes: told, from: start, longest: prompt.minutes * 90)))
      if let strong = prompt.stages[round.record.stage] {
        say("A strong story (\(round.record.stage.rawValue)): \(strong)", .dim)
      }
      if !prompt.redFlags.isEmpty {
        say("Red flags: " + prompt.redFlags.joined(separator: "; "), .dim)
      }
      try askStory(prompt)
    }
  }

  private mutating func askStory(_ prompt: BehavioralPrompt) throws {
    let bank: StoryBank
    do {
      bank = try study.storyFile.load()
    } catch {
      // The stories are beside the point: the debrief goes on without them.
      return say("\(error)", .bad)
    }
    guard !bank.stories.isEmpty, round.record.stories[prompt.head.key.rawValue] == nil else {
      return
    }
    let suggestion = bank.fitting(prompt.signals, stage: round.record.stage, most: 1).first
    let ids = bank.stories.map(\.id)
    while true {
      let shown = suggestion.map { "\($0.id); Enter: none of them" } ?? "Enter: none of them"
      let answer = try ask("Which story did you tell? (\(shown))> ")
      if answer.isEmpty { return }
      if ids.contains(answer) {
        round.told(answer, to: prompt.head.key)
        return keep()
      }
      say(Suggest.unknown("story", answer, among: ids), nil)
    }
  }

  // MARK: Scores

  private mutating func score() throws {
    let dimensions = Dimension.all(for: round.prompts)
    for dimension in dimensions where !debrief.scores.contains(where: { $0.dimension == dimension })
    {
      let cap = RoundVerdict.cap(of: dimension, hints: round.record.hints)
      print(screen.anchors(dimension, stage: round.record.stage, cap: cap))
      let quotes = round.evidence(for: dimension)
      for quote in quotes {
        say("you: \(TerminalText.truncate(TerminalText.singleLine(quote), to: 200))", .dim)
      }
      let evidence = try evidence(for: dimension, quotes)
      let suggestion = round.suggestedScore(dimension, in: debrief)
      while true {
        let answer = try ask("score 1-\(cap) [\(suggestion)]> ")
        let score = answer.isEmpty ? suggestion : Int(answer) ?? 0
        if (1...cap).contains(score) {
          debrief.scores.append(
            Kept(RoundRecord.Score(dimension: dimension, score: score, evidence: evidence))
          )
          debrief.draftEvidence = nil
          keep()
          break
        }
        say(
          cap < 4 && (1...4).contains(score)
            ? "Hints were taken: at most \(cap)." : "A number from 1 to \(cap).",
          nil
        )
      }
    }
  }

  /// Asks for evidence, which is kept before the score is asked for.
  private mutating func evidence(for dimension: Dimension, _ quotes: [String]) throws -> String {
    if let draft = debrief.draftEvidence { return draft }
    var evidence = try ask(
      "evidence [\(quotes.isEmpty ? "none" : "Enter: the first line above")]> "
    )
    if evidence.isEmpty { evidence = quotes.first ?? "" }
    debrief.draftEvidence = String(evidence.prefix(1_000))
    keep()
    return debrief.draftEvidence ?? ""
  }

  // MARK: The end

  private mutating func conclude() throws {
    let scores = debrief.scores.map { (dimension: $0.dimension, score: $0.score) }
    guard let verdict = RoundVerdict(scores: scores) else { return }
    debrief.mean = verdict.mean
    debrief.isPassed = verdict.isPassed
    debrief.reasons = verdict.reasons
    debrief.rating = verdict.rating.rawValue
    print(screen.verdict(verdict, round: round.record.value, bar: bar))
    let history = study.history()
    if let previous = history.previous(to: round.record.value) {
      var now = round.record.value
      now.debrief = Kept(debrief)
      print(screen.comparison(RoundComparison(before: previous, after: now)))
    }
    let accepted = try offerCards()
    keep()
    if keeper.isFailing {
      round.finish(at: app.clock.now)
      say("The round could not be written, so it leaves no review and no cards.", .bad)
      return
    }
    // Cards first: who is cut off here accepts them again, and no card is queued twice.
    debrief.cards = try study.queue(accepted, from: round, random: &app.random)
    // Then the file, which is the truth: `doctor --rebuild` makes the review from it.
    round.finish(at: app.clock.now)
    keep()
    debrief.reviewIDs = try study.storeReviews(of: round.record.value, random: &app.random)
    keep()
    keeper.release()
    for story in round.record.stories.values {
      do { try noteTelling(of: story) } catch { say("\(error)", .bad) }
    }
    if !debrief.cards.isEmpty {
      say(
        "\(NumberText.count(debrief.cards.count, "missed point")) "
          + "\(debrief.cards.count == 1 ? "is a card" : "are cards"), first tomorrow.",
        nil
      )
    }
    if verdict.isPassed, round.record.attempt == .cold,
      study.history().isReady(for: round.record.kind, stage: round.record.stage)
    {
      say("Two passing cold rounds in a row: ready for \(round.record.kind.title).", .good)
    }
    say("Saved: \(study.roundFiles.path(of: round.record.id))", .dim)
  }

  private var bar: Scenario.Expectation? {
    switch round.prompts.first {
    case .design(let scenario)?: scenario.stages[round.record.stage]
    default: nil
    }
  }

  private func noteTelling(of story: String) throws {
    let now = app.clock.now
    try study.storyFile.update { bank in
      guard let index = bank.stories.firstIndex(where: { $0.id == story }) else { return }
      bank.stories[index].lastUsed = .init(now)
      bank.stories[index].timesUsed += 1
    }
  }

  private mutating func offerCards() throws -> [Round.Missed] {
    let missed = round.missed(in: debrief)
    guard !missed.isEmpty else { return [] }
    app.printLine()
    say("Missed, to be learned (first tomorrow):", .title)
    for (index, point) in missed.enumerated() {
      say("\(index + 1) \(TerminalText.singleLine(point.ask))", nil)
    }
    while true {
      let answer = try ask(
        "[Enter all · 1 3 only those · n none]> "
      ).lowercased()
      if answer.isEmpty || answer == "all" { return missed }
      if ["n", "no", "none", "0"].contains(answer) { return [] }
      let words = answer.split { " ,;".contains($0) }
      let numbers = Set(words.compactMap { Int($0) })
      if words.allSatisfy({ Int($0) != nil }),
        numbers.allSatisfy({ (1...missed.count).contains($0) })
      {
        return missed.enumerated().filter { numbers.contains($0.offset + 1) }.map(\.element)
      }
      say("Numbers from 1 to \(missed.count), Enter for all, or n.", nil)
    }
  }

  // MARK: Small things

  private mutating func keep() {
    round.settle(Kept(debrief))
    if let problem = keeper.save(&round) { say(problem, .bad) }
  }

  private func ask(_ prompt: String) throws -> String {
    var interrupts = 0
    while true {
      switch app.editor.readLine(
        prompt: app.painter.paint(prompt.replacing("·", with: app.painter.glyphs.dot), .accent),
        addToHistory: false
      ) {
      case .line(let line): return line.trimmed
      case .interrupted(let partial):
        // Who gives up a begun line does not mean to leave.
        interrupts = partial.isEmpty ? interrupts + 1 : 1
        if interrupts >= 2 { throw Leaving(ending: .interrupted) }
        app.printLine("(Ctrl-C again leaves; everything is saved)")
      case .expired: continue
      case .endOfInput: throw Leaving(ending: .left)
      case .terminated(let signal): throw Leaving(ending: .terminated(signal))
      }
    }
  }

  private func say(_ text: String, _ role: Role?) {
    print(RoundScreen(width: app.width, painter: app.painter).wrapped(text, role))
  }

  private func print(_ lines: [String]) {
    for line in lines { app.printLine(line) }
  }
}
