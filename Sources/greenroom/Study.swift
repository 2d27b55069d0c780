import Foundation
import Practice
import QuestionBank
import SpacedRepetition
import StudyStore

/// A card as it is shown: its text, where it stands, and where each grade would lead.
struct Presented {
  let card: Card
  var record: CardRecord
  let states: NextStates
  /// Probability of recall now; nil for a new card.
  let retrievability: Double?
  /// The options as shuffled, for a choice card.
  let order: ChoiceOrder?
}

/// A recorded answer and what came of it.
struct Answered {
  let review: Review
  let record: CardRecord
  /// Whether this answer made the card a leech, or called it one again.
  let isLeech: Bool
}

/// The candidate's study: settings, banks and store, with the clock put in.
@MainActor
final class Study {
  let home: Home
  private(set) var store: StudyStore
  /// Why what happens is kept in memory only; nil where the disk has it.
  let unkept: StudyStoreError?
  private let clock: AppClock
  private let environment: [String: String]
  /// The folders of banks and prompts.
  let bankSources: [BankSource]
  private let choiceSeed: UInt64
  private(set) var settings: Settings
  private(set) var settingsProblems: [String]
  private(set) var answering: Answering
  private(set) var catalogue: TopicCatalogue
  /// How many errors there are in bank files: cards that do not load.
  private(set) var bankErrors: Int
  /// The last look at the queue.
  private var lastLook: (request: StudyStore.QueueRequest, input: QueueInput)?

  /// Opens the study: reads the settings, opens the database, looks at the bank folders.
  ///
  /// A home that cannot be written is read. With `inMemoryWhenUnwritable` it is gone on with in
  /// memory, where writing works and is forgotten.
  init(
    home: Home,
    shippedBanks: String?,
    environment: [String: String],
    clock: AppClock,
    seed: UInt64?,
    inMemoryWhenUnwritable: Bool = false
  ) throws {
    self.home = home
    self.clock = clock
    self.environment = environment
    self.choiceSeed = seed ?? 0
    self.bankSources =
      (shippedBanks.map { [BankSource(root: $0, isShipped: true)] } ?? [])
      + [BankSource(root: home.banks, isShipped: false)]
    let loaded = SettingsFile(path: home.settings).load(environment: environment)
    self.settings = loaded.settings
    self.settingsProblems = loaded.problems
    self.answering = try Self.answering(loaded.settings, clock)
    (self.store, self.unkept) = try Self.openStore(home, orInMemory: inMemoryWhenUnwritable)
    self.catalogue = TopicCatalogue()
    self.bankErrors = 0
    if try refresh().hasChanged { try forgetPlannedDay() }
    self.catalogue = try store.catalogue()
    self.bankErrors = try store.errorCount()
  }

  private static func openStore(_ home: Home, orInMemory: Bool) throws
    -> (StudyStore, StudyStoreError?)
  {
    do {
      try Home.makeFolder(for: home.database)
      let store = try StudyStore(path: home.database)
      guard orInMemory, store.isReadOnly else { return (store, nil) }
      let problem = StudyStoreError.cannotWrite(
        file: home.database,
        problem: .readOnly,
        answer: false
      )
      return (try store.copyInMemory(), problem)
    } catch let error as StudyStoreError {
      guard orInMemory, case .cannotWrite = error else { throw error }
      return (try StudyStore(inMemory: ()), error)
    }
  }

  /// Brings records and index up to date with settings and banks.
  ///
  /// Where nothing can be written and something has changed, that happens in memory.
  private func refresh() throws -> IndexReport {
    lastLook = nil
    func refresh(_ store: StudyStore) throws -> IndexReport {
      try store.rebuildIfModelChanged(answering)
      return try store.refreshIndex(bankSources, answering: answering)
    }
    do {
      return try refresh(store)
    } catch StudyStoreError.cannotWrite where store.isReadOnly {
      let copy = try store.copyInMemory()
      let report = try refresh(copy)
      store = copy.readOnly
      return report
    }
  }

  private static func answering(_ settings: Settings, _ clock: AppClock) throws -> Answering {
    Answering(
      scheduler: try settings.scheduler(),
      settings: settings.schedulingSettings,
      fuzz: settings.fuzz,
      calendar: StudyCalendar(
        dayStartsAtMinutes: settings.dayStartsAtMinutes,
        utcOffset: clock.utcOffset
      )
    )
  }

  /// Reads settings and banks again, after a command may have changed them.
  func reload() throws {
    let loaded = SettingsFile(path: home.settings).load(environment: environment)
    settings = loaded.settings
    settingsProblems = loaded.problems
    answering = try Self.answering(settings, clock)
    if try refresh().hasChanged {
      try forgetPlannedDay()
      catalogue = try store.catalogue()
      bankErrors = try store.errorCount()
    }
  }

  /// Takes up parameters that another program has set meanwhile, so that the waits beside the grades
  /// are those that will be applied.
  func followModel() throws {
    if try store.needsRebuild(for: answering) { try reload() }
  }

  // MARK: Time

  var clockNow: Timestamp { clock.now }

  var today: StudyDay { answering.calendar.day(of: clock.now) }

  /// Days from today's study day to a date; negative where it is past.
  func days(until date: CivilDate) -> Int? { date.daysSince1970 - today.rawValue }

  // MARK: What comes next

  /// The card to ask now, within what the request allows; a person at a sitting also sees cards
  /// that are due in a few minutes, once nothing else is left.
  func next(for request: DrillRequest, in session: DrillSession? = nil) throws -> CardKey? {
    if request.isCram, let session {
      return DrillRequest.nextToCram(of: try cram(request), in: session, on: today)
    }
    return try order(
      for: request,
      sitting: session?.share ?? DrillSession.Share(),
      excluding: session?.skipped ?? [],
      at: clock.now
    ).next(learningAhead: session != nil)?.key
  }

  /// What is left today, within what the request allows.
  func counts(for request: DrillRequest) throws -> QueueCounts {
    try order(for: request, at: clock.now).counts
  }

  /// What tomorrow holds, as far as it is known today.
  func countsTomorrow() throws -> QueueCounts {
    if let planned = try plannedDay(), interview != today + 1 { return planned.tomorrow }
    let tomorrow = answering.calendar.start(of: today + 1)
    return try order(for: DrillRequest(), at: tomorrow).counts
  }

  /// Seconds until the next card in learning is due; nil if none is due within twenty minutes.
  func nextLearningDue(for request: DrillRequest) throws -> Int? {
    let due = try order(for: request, at: clock.now).input.learningSoon.first?.due
    return due.map { max(0, Int($0.seconds(since: clock.now))) }
  }

  /// The cards that a cram goes through.
  func cram(_ request: DrillRequest) throws -> [CardKey] {
    try store.cards(
      CardQuery(filter: request.filter, scope: settings.scope),
      catalogue: catalogue
    ).filter {
      request.crams(
        $0.record,
        stage: $0.stage,
        target: settings.scope.targetStage,
        today: today
      )
    }.map(\.key)
  }

  private func order(
    for request: DrillRequest,
    sitting: DrillSession.Share = DrillSession.Share(),
    excluding skipped: Set<CardKey> = [],
    at now: Timestamp
  ) throws -> QueueOrder {
    let day = answering.calendar.day(of: now)
    let done = try store.dayProgress(day)
    let followsPlan = request.filter.isEmpty && request.cards == nil && day == today
    let planned = followsPlan ? try plannedDay() : nil
    let limits = planned.map {
      DayPlan.unlimited(milliseconds: minutesPerDay * 60_000, cards: $0.cards)
    }
    func order(isGoingOn: Bool) throws -> QueueOrder {
      var plan = request.plan(
        from: limits ?? settings.dayPlan,
        done: done,
        sitting: sitting,
        isGoingOn: isGoingOn
      )
      if isGoingOn, let planned { plan.cards = planned.cards + planned.spare }
      return try queue(request, plan, done, skipped, now)
    }
    let ordered = try order(isGoingOn: false)
    return request.goesOn && ordered.counts.total == 0 ? try order(isGoingOn: true) : ordered
  }

  private func queue(
    _ request: DrillRequest,
    _ plan: DayPlan,
    _ done: DayProgress,
    _ skipped: Set<CardKey>,
    _ now: Timestamp
  ) throws -> QueueOrder {
    let look = StudyStore.QueueRequest(
      filter: request.filter,
      scope: settings.scope,
      at: now,
      reviewLimit: max(0, plan.reviews - done.reviews),
      newLimit: max(0, plan.newCards - done.newCards),
      countLimit: max(0, plan.reviews - done.reviews) + plan.reviews + 1,
      excluding: skipped,
      planned: plan.cards
    )
    return QueueOrder(
      input: try input(look),
      plan: plan,
      progress: done,
      targetStage: settings.scope.targetStage
    )
  }

  /// The cards that could be asked.
  ///
  /// A drill counts them and at once chooses the first, and a backlog takes a while to order: what
  /// was seen in the last half second is seen again, unless something was stored since.
  private func input(_ request: StudyStore.QueueRequest) throws -> QueueInput {
    if let last = lastLook, (0..<0.5).contains(request.at.seconds(since: last.request.at)) {
      var same = last.request
      same.at = request.at
      if same == request { return last.input }
    }
    let input = try store.queueInput(request, answering: answering, catalogue: catalogue)
    lastLook = (request, input)
    return input
  }

  // MARK: Cards

  /// A card as it would be shown now; nil if its bank no longer has it.
  func presented(_ key: CardKey) throws -> Presented? {
    try store.card(key).map { presented($0.card, $0.record) }
  }

  private func presented(_ card: Card, _ record: CardRecord) -> Presented {
    let now = clock.now
    let retrievability = record.state.memory.map {
      answering.scheduler.model.retrievability(
        of: $0,
        after: record.elapsed(at: now, in: answering.calendar)
      )
    }
    var order: ChoiceOrder?
    if case .choice(let choice) = card.content {
      order = ChoiceOrder(
        choice,
        key: card.key,
        reviewCount: record.state.reviewCount,
        seed: choiceSeed
      )
    }
    return Presented(
      card: card,
      record: record,
      states: answering.nextStates(of: record, at: now),
      retrievability: retrievability,
      order: order
    )
  }

  /// The card that a command names.
  func card(named id: String) throws -> Presented {
    let key = CardKey(rawValue: id)
    if let shown = try presented(key) { return shown }
    if let finding = try mistake(in: key) {
      throw Failure(.badData, "\(id) is left out until a mistake is mended: \(finding)")
    }
    let keys = try store.keys(prefix: "", limit: 50_000)
    throw Failure(.usage, Suggest.unknownCard(id, among: keys))
  }

  /// What is wrong with a card that no file gives, but one has.
  private func mistake(in key: CardKey) throws -> Finding? {
    guard key.rawValue.contains("/") else { return nil }
    let label = "card '\(Self.id(of: key))':"
    return try store.findings().first { finding in
      guard finding.severity == .error, finding.message.hasPrefix(label),
        let text = try? BankFiles.text(of: finding.file)
      else { return false }
      let context = BankContext(topics: catalogue, isShipped: false)
      return BankParser().parse(text, file: finding.file, context: context).bank?.name == key.bank
    }
  }

  /// The cards that a query finds, as lists show them.
  func listings(_ query: CardQuery) throws -> [CardListing] {
    try store.cards(query, catalogue: catalogue)
  }

  /// The cards that a query finds, with all that their banks say.
  func contents(_ query: CardQuery) throws -> [(card: Card, record: CardRecord)] {
    try store.contents(query, catalogue: catalogue)
  }

  /// Cards that belong to the candidate's preparation.
  func cardCount() throws -> Int {
    try store.count(CardQuery(scope: settings.scope), catalogue: catalogue)
  }

  /// Answers to a card, the earliest first.
  func reviews(of key: CardKey) throws -> [Review] { try store.reviews(of: key).reversed() }

  func notes(of key: CardKey) throws -> [String] { try store.notes(of: key).map(\.text) }

  // MARK: Events

  func answer(
    _ key: CardKey,
    rating: Rating,
    milliseconds: Int?,
    typed: String?,
    counts: Bool,
    random: inout AppRandom
  ) throws -> Answered {
    let now = clock.now
    lastLook = nil
    let result = try store.answer(
      key,
      StudyStore.NewAnswer(
        rating: rating,
        at: now,
        durationMilliseconds: milliseconds,
        typed: typed.map { String($0.prefix(10_000)) },
        counts: counts
      ),
      answering: answering,
      makeID: { EventID(at: now, using: &random) }
    )
    let lapses = result.record.state.lapses
    let lapsed = result.review.phaseBefore == .review && rating == .again && counts
    return Answered(
      review: result.review,
      record: result.record,
      isLeech: lapsed && answering.settings.leechRule.isLeech(lapses: lapses)
    )
  }

  @discardableResult
  func change(_ key: CardKey, _ change: CardEvent.Change, random: inout AppRandom) throws
    -> CardRecord
  {
    let now = clock.now
    lastLook = nil
    return try store.append(
      change,
      to: key,
      at: now,
      answering: answering,
      makeID: { EventID(at: now, using: &random) }
    ).record
  }

  func undo(random: inout AppRandom) throws -> UndoneEvent? {
    let now = clock.now
    lastLook = nil
    return try store.undo(
      at: now,
      answering: answering,
      makeID: { EventID(at: now, using: &random) }
    )
  }

  // MARK: Names

  /// The schema for banks, where it is installed.
  var bankSchema: String? { bankSources.lazy.filter(\.isShipped).compactMap(\.schema).first }

  var topicPaths: [String] { (try? knownTopics()) ?? [] }

  var bankNames: [String] { (try? knownBanks()) ?? [] }

  var settingKeys: [String] { SettingKey.allCases.map(\.rawValue) }

  func cardIDs(startingWith prefix: String) -> [String] {
    ((try? store.keys(prefix: prefix, limit: 500)) ?? []).map(\.rawValue)
  }

  /// Names of banks whose cards stay out until they are included: frameworks, certifications.
  func optInBanks() throws -> [String] {
    let all = try store.count(CardQuery(), catalogue: catalogue)
    guard all > 0 else { return [] }
    return try knownBanks().filter { bank in
      let query = CardQuery(filter: CardFilter(banks: [bank]), limit: 1)
      guard let first = try store.cards(query, catalogue: catalogue).first else { return false }
      return catalogue.isOptIn(first.topic)
    }
  }

  func topic(named name: String) throws -> TopicPath {
    let path = TopicPath(rawValue: name)
    let known = try knownTopics()
    if known.contains(where: { TopicPath(rawValue: $0).isWithin(path) }) { return path }
    throw Failure(.usage, Suggest.unknown("topic", name, among: known))
  }

  func bank(named name: String) throws -> String {
    let known = try knownBanks()
    guard known.contains(name) else {
      throw Failure(.usage, Suggest.unknown("bank", name, among: known))
    }
    return name
  }

  /// Refuses a word that is neither a bank nor the beginning of a topic's path; with no banks at all,
  /// there is nothing to hold it against.
  func checkScopeWord(_ word: String) throws {
    let banks = try knownBanks()
    let topics = try knownTopics()
    let path = TopicPath(rawValue: word)
    if banks.isEmpty || banks.contains(word)
      || topics.contains(where: { TopicPath(rawValue: $0).isWithin(path) })
    {
      return
    }
    let unknown = Suggest.unknown("bank or topic", word, among: banks + topics)
    // The end of a path is a likelier slip than a letter: `gin` for `frameworks/gin`.
    let whole = topics.first { $0.hasSuffix("/" + word) }
    throw Failure(
      .usage,
      whole.map { "no bank or topic named '\(word)'. Did you mean '\($0)'?" } ?? unknown
    )
  }

  private func knownTopics() throws -> [String] {
    let stated = catalogue.topics.map(\.path.rawValue)
    return Set(stated).union(try store.topics().map(\.topic.rawValue)).sorted()
  }

  private func knownBanks() throws -> [String] { Set(try store.banks().map(\.name)).sorted() }
}
