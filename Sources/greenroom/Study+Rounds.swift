import Practice
import QuestionBank
import SpacedRepetition
import StudyStore

/// What a mock round is asked for.
struct RoundRequest {
  var kind: PromptKind
  var prompt: String?
  var stage: Stage?
  var minutes: Double?
  var profile: RoundProfile?
  var pace: Double = 1
  var isBlind = false
  var loop: RoundRecord.LoopPlace?
}

/// The candidate's rounds and stories: files for notes and scores, the store for what comes of them.
extension Study {
  var roundFiles: RoundFiles { RoundFiles(folder: home.rounds) }

  var storyFile: StoryFile { StoryFile(path: home.stories) }

  var promptLibrary: PromptLibrary { PromptLibrary(sources: bankSources, topics: catalogue) }

  func history() -> RoundHistory { RoundHistory(roundFiles.all().rounds.map(\.value)) }

  // MARK: Beginning

  /// Chooses what to ask and begins a round; its clock runs from `moment`.
  func beginRound(_ request: RoundRequest, seed: UInt64, at moment: RoundMoment) throws -> Round {
    let kind = request.kind
    let stage = request.stage ?? settings.scope.targetStage
    let profile = request.profile ?? .standard(for: kind)
    guard profile.kind == kind else {
      let fitting = RoundProfile.allCases.filter { $0.kind == kind }.map(\.rawValue)
      throw Failure(
        .usage,
        "profile '\(profile.rawValue)' is not for \(kind.rawValue) rounds; there are: "
          + fitting.joined(separator: ", ")
      )
    }
    let history = history()
    let prompts = try choosePrompts(request, stage, profile, history, seed: seed)
    let keys = prompts.map(\.key)
    let offset = answering.calendar.utcOffset(moment.wall)
    // The id of a blind round says nothing of what is asked.
    let name = keys.count == 1 && !request.isBlind ? prompts[0].head.id : kind.rawValue
    let id = roundFiles.freeID(
      stamp: Self.stamp(moment.wall, utcOffset: offset),
      name: name
    )
    return Round(
      Round.Setup(
        id: id,
        prompts: prompts,
        stage: stage,
        profile: profile,
        minutes: request.minutes ?? RoundPlan.standardMinutes(for: kind, prompts: keys.count),
        pace: request.pace,
        seed: seed,
        isBlind: request.isBlind,
        earlierAttempts: keys.map { history.attempts(at: $0).count }.max() ?? 0,
        utcOffsetSeconds: offset,
        loop: request.loop,
        scratchFile: kind == .coding ? "\(id).py" : nil
      ),
      seen: history.seen(on: keys),
      at: moment
    )
  }

  private func choosePrompts(
    _ request: RoundRequest,
    _ stage: Stage,
    _ profile: RoundProfile,
    _ history: RoundHistory,
    seed: UInt64
  ) throws -> [Prompt] {
    let kind = request.kind
    let all = promptLibrary.prompts(kind).prompts.map(\.prompt)
    if let name = request.prompt {
      let id =
        name.hasPrefix(kind.rawValue + "/") ? String(name.dropFirst(kind.rawValue.count + 1)) : name
      guard let prompt = all.first(where: { $0.head.id == id }) else {
        throw Failure(
          .usage,
          Suggest.unknown("\(kind.rawValue) prompt", name, among: all.map(\.head.id))
        )
      }
      return [prompt]
    }
    guard !all.isEmpty else {
      throw Failure(
        .failed,
        "there are no \(kind.rawValue) prompts; `doctor` says whether the shipped ones were found"
      )
    }
    let choice = PromptChoice(
      prompts: all.map(\.head),
      records: try store.records(of: all.map(\.key)),
      history: history,
      stage: stage,
      now: clockNow,
      seed: seed
    )
    let byKey = Dictionary(all.map { ($0.key, $0) }) { first, _ in first }
    if profile.promptCount == 1 {
      return choice.order.prefix(1).compactMap { byKey[$0.key] }
    }
    var signals: [CardKey: [Signal]] = [:]
    for case .behavioral(let prompt) in all { signals[prompt.head.key] = prompt.signals }
    return choice.several(profile.promptCount, signals: signals).compactMap { byKey[$0.key] }
  }

  /// `2026-11-23T190411`, in local time.
  private static func stamp(_ moment: Timestamp, utcOffset: Int) -> String {
    let text = RFC3339.text(moment.advanced(bySeconds: utcOffset))
    return String(text.prefix(19).filter { $0 != ":" })
  }

  // MARK: Going on

  /// The round to go on with: the one that is named, else the last that is not over.
  func unfinishedRound(_ id: String?) throws -> Kept<RoundRecord>? {
    if let id {
      guard let record = try roundFiles.load(id) else {
        throw Failure(
          .usage,
          Suggest.unknown("round", id, among: roundFiles.all().rounds.map(\.id))
        )
      }
      return record
    }
    return roundFiles.all().rounds.last { $0.state == .running || $0.state == .debrief }
  }

  /// Takes up a round where it was left.
  func resume(
    _ record: Kept<RoundRecord>,
    heartbeat: RoundHeartbeat?,
    at moment: RoundMoment
  ) throws -> Round {
    let library = promptLibrary
    let prompts = try record.prompts.map { key in
      guard let loaded = library.prompt(key) else {
        throw Failure(
          .badData,
          "round \(record.id) asks \(key), which no file has any more; bring it back, or give the "
            + "round up: `rounds abandon \(record.id)`"
        )
      }
      return loaded.prompt
    }
    return Round(
      resuming: record,
      heartbeat: heartbeat,
      prompts: prompts,
      seen: RoundHistory(history().rounds.filter { $0.id != record.id }).seen(on: record.prompts),
      at: moment
    )
  }

  // MARK: What comes of it

  /// Stores a finished round's reviews, one for each prompt; those that are there already stay.
  ///
  /// - Returns: Ids of all its reviews.
  @discardableResult
  func storeReviews(of record: RoundRecord, random: inout AppRandom) throws -> [String] {
    guard record.state == .finished, let debrief = record.debrief else { return [] }
    let known = try store.reviews(ofRound: record.id)
    var ids = known.map(\.id.rawValue)
    let at = record.endedAt?.timestamp ?? clockNow
    for prompt in record.prompts where !known.contains(where: { $0.card == prompt }) {
      guard let rating = rating(of: prompt, in: record, debrief.value) else { continue }
      let result = try store.answer(
        prompt,
        StudyStore.NewAnswer(
          rating: rating,
          at: at,
          durationMilliseconds: Int(record.clock.elapsedSeconds * 1000),
          round: record.id
        ),
        answering: answering.forPrompts,
        makeID: { EventID(at: at, using: &random) }
      )
      ids.append(result.review.id.rawValue)
    }
    return ids
  }

  /// A behavioral prompt is rated by its own signals, any other by the whole round.
  private func rating(
    of prompt: CardKey,
    in record: RoundRecord,
    _ debrief: RoundRecord.Debrief
  ) -> Rating? {
    var scores = debrief.scores.map { ($0.dimension, $0.score) }
    if record.kind == .behavioral,
      case .behavioral(let behavioral)? = promptLibrary.prompt(prompt)?.prompt
    {
      let own = scores.filter { behavioral.signals.map(Dimension.init).contains($0.0) }
      if !own.isEmpty { scores = own }
    }
    return RoundVerdict(scores: scores.map { (dimension: $0.0, score: $0.1) })?.rating
  }

  /// Queues what was missed: the card that asks it, or a new one in the candidate's own bank.
  ///
  /// - Returns: The cards, which come first from tomorrow on.
  func queue(_ missed: [Round.Missed], from round: Round, random: inout AppRandom) throws
    -> [CardKey]
  {
    guard let head = round.prompts.first?.head else { return [] }
    var keys: [CardKey] = []
    for point in missed {
      let key: CardKey
      if let card = point.card, try store.card(card) != nil {
        key = card
      } else {
        key = try addMissed(point, head: head, stage: round.record.stage)
      }
      try change(key, .queued(from: today + 1), random: &random)
      keys.append(key)
    }
    return keys
  }

  private func addMissed(_ point: Round.Missed, head: PromptHead, stage: Stage) throws -> CardKey {
    let file = home.fromRounds
    let id = "\(head.id)-\(point.id)"
    let key = CardKey(bank: "from-rounds", id: id)
    if try store.card(key) != nil { return key }
    let draft = CardDraft(
      id: id,
      topic: head.topic,
      stage: min(stage, max(head.stage, .junior)),
      content: .flashcard(Card.Flashcard(question: point.ask, answer: point.answer)),
      sources: head.sources
    )
    let text =
      try BankFiles.text(of: file)
      ?? "bank: from-rounds\ntitle: Missed in mock rounds\ncards: []\n"
    guard let longer = BankEdit.appending(draft, to: text) else {
      throw Failure(.badData, "cannot add to \(file); `bank check \(file)` says what is wrong")
    }
    try BankFiles.replace(file, with: longer)
    try reload()
    return key
  }
}
