import GRDB

/// What can go wrong between the program and the user's files, worded here and nowhere else.
package enum StudyStoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Why a file could not be written.
  package enum WriteProblem: Hashable, Sendable {
    case diskFull
    case readOnly
    case inputOutput
    case cannotOpen
    /// What the system calls it.
    case system(String)
  }

  /// Another Greenroom holds the database, and went on holding it for five seconds.
  case busy(file: String)
  /// The database has migrations that this program does not know.
  case newer(file: String)
  /// Nothing was stored; `answer` says whether it was an answer that was lost.
  case cannotWrite(file: String, problem: WriteProblem, answer: Bool)
  /// The file is not a database, or its pages contradict each other.
  case damaged(file: String)
  /// Of a damaged database's events, not all can be read.
  case lostEvents(file: String, reviews: Int)
  /// What was named as a backup holds no study, or none that is whole.
  case noBackup(file: String, reason: String)
  /// A new file was to be made, and there is one.
  case exists(file: String)
  /// A text file is there, but its text cannot be had.
  case unreadable(file: String, reason: String)
  /// An edit of a bank file did not come out as it should.
  case cannotEdit(file: String, reason: String)
  /// A round's file is not one.
  case damagedRound(file: String, reason: String)
  /// Another Greenroom runs the round.
  case roundIsOpen(String)
  case damagedStories(reason: String)
  /// Anything else that SQLite says.
  case database(file: String, message: String)

  package var description: String {
    switch self {
    case .busy(let file):
      "\(file) is in use by another greenroom; try again in a moment"
    case .newer(let file):
      "\(file) was made by a newer Greenroom; upgrade, or point GREENROOM_HOME elsewhere"
    case .cannotWrite(let file, let problem, let answer):
      "cannot write \(file): \(problem.reason). "
        + (answer
          ? "Your last answer was not saved; \(problem.remedy) and answer it again"
          : "Nothing was changed; \(problem.remedy) and try again")
    case .damaged(let file):
      "\(file) is damaged; run 'greenroom doctor' to see what can be saved"
    case .lostEvents(let file, let reviews):
      "\(file) is damaged where your answers are, and was left alone. "
        + "Restore a backup with 'greenroom doctor --restore FILE'"
        + (reviews == 0
          ? ", or move the file away to begin anew"
          : ", or make do with the \(reviews) that can be read: 'greenroom doctor --rebuild --force'")
    case .noBackup(let file, let reason):
      "cannot restore \(file): \(reason)"
    case .exists(let file):
      "\(file) is there already; choose another name, or replace it with --force"
    case .unreadable(let file, let reason):
      "cannot read \(file): \(reason)"
    case .cannotEdit(let file, let reason):
      "cannot edit \(file): \(reason)"
    case .damagedRound(let file, let reason):
      "rounds/\(file) is damaged: \(reason). Mend it or move it away; nothing was changed"
    case .roundIsOpen(let id):
      "round \(id) is open in another greenroom; end it there, or try again"
    case .damagedStories(let reason):
      "stories.json is damaged: \(reason). Mend it or move it away; nothing was changed"
    case .database(let file, let message):
      "\(file): \(message); run 'greenroom doctor'"
    }
  }

  /// The status that a command ends with (sysexits.h where it has a fitting one).
  package var exitCode: Int32 {
    switch self {
    case .busy, .roundIsOpen: 75
    case .cannotWrite, .exists: 73
    case .damaged, .lostEvents, .noBackup, .unreadable, .cannotEdit: 65
    case .damagedRound, .damagedStories: 65
    case .newer, .database: 1
    }
  }
}

extension StudyStoreError.WriteProblem {
  fileprivate var reason: String {
    switch self {
    case .diskFull: "disk full"
    case .readOnly: "read-only"
    case .inputOutput: "input/output error"
    case .cannotOpen: "cannot open it"
    case .system(let message): message
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .diskFull: "free space"
    case .readOnly, .cannotOpen: "make the folder writable"
    case .inputOutput: "check the disk"
    case .system: "mend that"
    }
  }
}

extension StudyStoreError {
  /// The same failure, of which an answer was the victim.
  package var losingAnswer: StudyStoreError {
    guard case .cannotWrite(let file, let problem, _) = self else { return self }
    return .cannotWrite(file: file, problem: problem, answer: true)
  }

  /// What to say where a round goes on without being kept.
  package var roundInMemory: String {
    guard case .cannotWrite(let file, let problem, _) = self else { return description }
    return "cannot write \(file): \(problem.reason); this round is in memory only"
  }

  /// What a SQLite error means to the user.
  ///
  /// - Parameters:
  ///   - error: What SQLite said.
  ///   - file: The database's name.
  ///   - answer: Whether an answer was to be stored.
  ///   - isFull: Whether the disk has no room left, which SQLite does not always call that.
  init(
    _ error: DatabaseError,
    file: String,
    answer: Bool = false,
    isFull: @autoclosure () -> Bool = false
  ) {
    switch error.resultCode {
    case .SQLITE_IOERR where isFull(), .SQLITE_CANTOPEN where isFull():
      self = .cannotWrite(file: file, problem: .diskFull, answer: answer)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(file: file)
    case .SQLITE_FULL: self = .cannotWrite(file: file, problem: .diskFull, answer: answer)
    case .SQLITE_READONLY, .SQLITE_PERM:
      self = .cannotWrite(file: file, problem: .readOnly, answer: answer)
    case .SQLITE_IOERR: self = .cannotWrite(file: file, problem: .inputOutput, answer: answer)
    case .SQLITE_CANTOPEN: self = .cannotWrite(file: file, problem: .cannotOpen, answer: answer)
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .damaged(file: file)
    default: self = .database(file: file, message: error.message ?? "unknown error")
    }
  }
}
