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
    guard let shipped = BankFiles.text(of: stored.file),
      let entry = BankEdit.entryText(of: Self.id(of: key), in: shipped)
    else { throw Failure(.failed, "cannot find \(key) in \(stored.file)") }
    let text: String
    if let existing = BankFiles.text(of: file) {
      guard let longer = BankEdit.appending(entry, to: existing) else {
        throw Failure(.badData, "\(file) has mistakes; mend it first (`bank check \(file)`)")
      }
      text = longer
    } else {
      text = BankEdit.overrideFile(bank: key.bank, title: key.bank, entries: [entry])
    }
    try BankFiles.replace(file, with: text)
    try reload()
    return (file, try store.card(key)?.card.line ?? 1)
  }

  /// Drops the candidate's edit of a shipped card; false where there is none.
  func dropOverride(of key: CardKey) throws -> Bool {
    let file = home.override(of: key.bank)
    guard let text = BankFiles.text(of: file),
      let shorter = BankEdit.removing(Self.id(of: key), from: text)
    else { return false }
    // With nothing of the candidate's left in it, the file would only be an empty bank to warn of.
    let bare = BankEdit.overrideFile(bank: key.bank, title: key.bank, entries: [])
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
    guard path.isWellFormed, !bank.contains("/"), TopicPath(rawValue: bank).isWellFormed else {
      throw Failure(.usage, "names of banks and topics are small letters, digits and hyphens")
    }
    let summary = try store.banks().first { $0.name == bank && !$0.isShipped }
    let file = summary?.path ?? home.banks + "/\(bank).yaml"
    let draft = CardDraft(
      topic: path,
      stage: stage,
      content: .flashcard(Card.Flashcard(question: question, answer: answer))
    )
    let head = "bank: \(bank)\ntitle: \(bank)\ncards: []\n"
    guard let added = BankEdit.appending(draft, to: BankFiles.text(of: file) ?? head) else {
      throw Failure(.badData, "cannot add to \(file); `bank check` says what is wrong with it")
    }
    let fixed = BankFixer.insertingIDs(in: added, file: file)
    try BankFiles.replace(file, with: fixed.text)
    try reload()
    if let key = fixed.inserted.last?.new { return key }
    throw Failure(.failed, "\(file) was written, but the card got no id; run `bank check --fix`")
  }

  /// Begins a bank of the candidate's own; returns its file.
  func newBank(name: String, title: String) throws -> String {
    guard !name.contains("/"), TopicPath(rawValue: name).isWellFormed else {
      throw Failure(.usage, "'\(name)' is no bank name: small letters, digits and hyphens")
    }
    let file = home.banks + "/\(name).yaml"
    guard BankFiles.text(of: file) == nil else {
      throw Failure(.cannotWrite, "\(file) is there already; edit it, or choose another name")
    }
    try BankFiles.replace(file, with: BankTemplate.newBank(name: name, title: title))
    try reload()
    return file
  }

  /// What is wrong with one file.
  func problems(in file: String) -> [Finding] {
    ((try? store.findings()) ?? []).filter { $0.file == file }
  }

  private static func id(of key: CardKey) -> String {
    String(key.entry.rawValue.dropFirst(key.bank.count + 1))
  }
}
