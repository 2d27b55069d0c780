import Practice
import QuestionBank
import StudyStore

/// The candidate's own banks: the only files that Greenroom writes cards into, when told to.
extension Study {
  func banks() throws -> [BankSummary] { try store.banks() }

  /// The file and line at which a card can be edited; a shipped card is copied there first.
  func editablePlace(of key: CardKey) throws -> (file: String, line: Int) {
    guard let stored = try store.card(key) else {
      throw Failure(.usage, "no card named '\(key)'")
    }
    guard stored.isShipped else { return (stored.file, stored.card.line) }
    let file = home.override(of: key.bank)
    let existing = try BankFiles.text(of: file)
    // After a bad edit the shipped card stands in for the copy, which is what wants mending.
    if let line = existing.flatMap({ BankEdit.line(of: Self.id(of: key), in: $0) }) {
      return (file, line)
    }
    guard let shipped = try BankFiles.text(of: stored.file),
      let entry = BankEdit.entryText(of: Self.id(of: key), in: shipped)
    else { throw Failure(.failed, "cannot find \(key) in \(stored.file)") }
    let text: String
    if let existing {
      guard let longer = BankEdit.appending(entry, to: existing) else {
        throw Failure(.badData, "\(file) has mistakes; mend it first (`bank check \(file)`)")
      }
      text = longer
    } else {
      text = BankEdit.overrideFile(
        bank: key.bank,
        title: key.bank,
        entries: [entry],
        schema: bankSchema
      )
    }
    try BankFiles.replace(file, with: text)
    try reload()
    return (file, try store.card(key)?.card.line ?? 1)
  }

  /// Takes up what an editor did to a card's file, and returns what is wrong with it.
  ///
  /// A copy of a shipped card that the editor kept is up to date with its original.
  func finishEdit(of key: CardKey, in file: String, isKept: Bool) throws -> [Finding] {
    try reload()
    let problems = problems(in: file)
    if isKept, !problems.contains(where: { $0.severity == .error }) {
      // An entry may be several cards.
      for card in try store.keys(prefix: key.entry.rawValue) where card.entry == key.entry {
        try store.confirmOverride(card)
      }
    }
    return problems
  }

  /// Drops the candidate's edit of a shipped card; false where there is none.
  func dropOverride(of key: CardKey) throws -> Bool {
    let file = home.override(of: key.bank)
    guard let text = try BankFiles.text(of: file),
      let shorter = BankEdit.removing(Self.id(of: key), from: text)
    else { return false }
    // With nothing of the candidate's left in it, the file would only be an empty bank to warn of.
    let bare = BankEdit.overrideFile(
      bank: key.bank,
      title: key.bank,
      entries: [],
      schema: bankSchema
    )
    if shorter == bare.dropLast() + " []\n" {
      try BankFiles.remove(file)
    } else {
      try BankFiles.replace(file, with: shorter)
    }
    try reload()
    return true
  }

  /// Writes a flashcard into a bank of the candidate's own; returns its key.
  func addCard(bank: String, topic: String, stage: Stage, question: String, answer: String) throws
    -> CardKey
  {
    let path = TopicPath(rawValue: topic)
    guard path.isWellFormed else {
      throw Failure(.usage, "names of topics are small letters, digits and hyphens")
    }
    try Self.checkName(of: bank)
    let place = try placeToAdd(to: bank)
    var draft = CardDraft(
      // Without a topic the bank's own counts, which its name would only repeat.
      topic: topic == bank ? nil : path,
      stage: stage,
      content: .flashcard(Card.Flashcard(question: question, answer: answer))
    )
    // Ids of cards that do not load are taken too: mending those must not make duplicates.
    let id = draft.freeID(among: try store.ids(ofBank: bank).union(BankEdit.ids(in: place.text)))
    draft.id = id
    guard let text = BankEdit.appending(draft, to: place.text) else {
      throw Failure(
        .badData,
        "cannot add to \(place.file); `bank check` says what is wrong with it"
      )
    }
    try BankFiles.replace(place.file, with: text)
    try reload()
    let key = CardKey(bank: bank, id: id)
    guard try store.card(key)?.file == place.file else {
      let why = problems(in: place.file).first.map { ": \($0)" } ?? ""
      throw Failure(.badData, "\(place.file) was written, but the card does not load\(why)")
    }
    return key
  }

  /// The candidate's file of a bank, or one to be made, with its text.
  private func placeToAdd(to bank: String) throws -> (file: String, text: String) {
    let head = BankTemplate.emptyBank(name: bank, title: bank, schema: bankSchema)
    if let file = try store.ownFile(ofBank: bank) {
      return (file, try BankFiles.text(of: file) ?? head)
    }
    // File names say nothing: `mine.yaml` may hold the bank `other`.
    var number = 1
    while true {
      let file = home.banks + (number == 1 ? "/\(bank).yaml" : "/\(bank)-\(number).yaml")
      guard let text = try BankFiles.text(of: file) else { return (file, head) }
      let context = BankContext(topics: catalogue, isShipped: false)
      let name = BankParser().parse(text, file: file, context: context).bank?.name
      if name == nil || name == bank { return (file, text) }
      number += 1
    }
  }

  private static func checkName(of bank: String) throws {
    guard !bank.contains("/"), TopicPath(rawValue: bank).isWellFormed else {
      throw Failure(.usage, "'\(bank)' is no bank name: small letters, digits and hyphens")
    }
    if BankParser.reservedNames.contains(bank) {
      throw Failure(.usage, "'\(bank)' is kept for mock rounds; take another name")
    }
  }

  /// Begins a bank of the candidate's own; returns its file.
  func newBank(name: String, title: String) throws -> String {
    try Self.checkName(of: name)
    let file = home.banks + "/\(name).yaml"
    guard !BankFiles.exists(file) else {
      throw Failure(.cannotWrite, "\(file) is there already; edit it, or choose another name")
    }
    try BankFiles.replace(
      file,
      with: BankTemplate.newBank(name: name, title: title, schema: bankSchema)
    )
    try reload()
    return file
  }

  /// What is wrong with one file.
  func problems(in file: String) -> [Finding] {
    ((try? store.findings()) ?? []).filter { $0.file == file }
  }

  static func id(of key: CardKey) -> String {
    String(key.entry.rawValue.dropFirst(key.bank.count + 1))
  }
}
