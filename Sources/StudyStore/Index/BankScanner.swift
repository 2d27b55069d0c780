import Foundation
import QuestionBank

/// What the file system says about a file without its being read.
struct FileStamp: Hashable, Sendable {
  var size: Int64
  /// Nanoseconds since 1970.
  var modified: Int64
  /// Nanoseconds since 1970 at which anything about the file changed last; nobody can set it back.
  var changed: Int64
  var inode: Int64
}

/// Finds the bank files below the folders, in a fixed order, reading none.
struct BankScanner {
  struct Found: Hashable, Sendable {
    let origin: BankOrigin
    /// Relative to its root.
    let path: String
    let location: String
    let stamp: FileStamp
  }

  private(set) var found: [Found] = []
  /// What stood in the way; the rest is found all the same.
  private(set) var findings: [Finding] = []

  /// Folders that hold no YAML of ours, and those that hold no cards.
  private let skippedFolders: Set<String>
  private static let deepest = 12
  /// Files and folders looked at in all, so that a stray link to `/` ends.
  private static let most = 50_000

  private var visited: Set<[UInt64]> = []
  private var looked = 0

  /// Looks below the sources; folders of nothing but prompts only if `includesPrompts`.
  init(_ sources: [BankSource], includesPrompts: Bool = false) {
    skippedFolders = includesPrompts ? ["schema"] : ["schema", PromptKind.design.folder]
    for source in sources {
      visited.removeAll()
      scan(source.root, relative: "", depth: 0, source: source)
    }
  }

  private mutating func scan(_ folder: String, relative: String, depth: Int, source: BankSource) {
    var info = stat()
    guard stat(folder, &info) == 0 else {
      // A learner need not have banks of their own.
      if errno != ENOENT || depth > 0 { complain(folder, Self.reason(errno)) }
      return
    }
    guard depth <= Self.deepest,
      visited.insert([UInt64(info.st_dev), UInt64(info.st_ino)]).inserted
    else {
      complain(folder, "a link that leads in a circle, or too deep; passed over", .warning)
      return
    }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      complain(folder, "cannot list the folder; check its permissions")
      return
    }
    for name in names where !name.hasPrefix(".") {
      looked += 1
      guard looked <= Self.most else {
        if looked == Self.most + 1 {
          complain(folder, "more than \(Self.most) files; the rest is passed over")
        }
        return
      }
      look(at: name, in: folder, relative: relative, depth: depth, source: source)
    }
  }

  private mutating func look(
    at name: String,
    in folder: String,
    relative: String,
    depth: Int,
    source: BankSource
  ) {
    let location = folder + "/" + name
    let path = relative.isEmpty ? name : relative + "/" + name
    let isBankName = Self.isBankName(name)
    var info = stat()
    guard stat(location, &info) == 0 else {
      if isBankName { complain(location, Self.reason(errno)) }
      return
    }
    switch info.st_mode & S_IFMT {
    case S_IFDIR:
      guard !skippedFolders.contains(name) else { return }
      scan(location, relative: path, depth: depth + 1, source: source)
    case S_IFREG:
      guard isBankName else { return }
      let isOverride = !source.isShipped && path.hasPrefix("overrides/")
      found.append(
        Found(
          origin: isOverride ? .override : source.isShipped ? .shipped : .own,
          path: path,
          location: location,
          stamp: FileStamp(info)
        )
      )
    default:
      if isBankName { complain(location, "not a regular file; passed over") }
    }
  }

  private static func isBankName(_ name: String) -> Bool {
    name.hasSuffix(".yaml") || name.hasSuffix(".yml")
  }

  private mutating func complain(
    _ location: String,
    _ message: String,
    _ severity: Finding.Severity = .error
  ) {
    findings.append(
      Finding(file: location, line: 1, column: 1, severity: severity, message: message)
    )
  }

  static func reason(_ code: Int32) -> String {
    switch code {
    case EACCES, EPERM: "cannot read it; check its permissions"
    case ENOENT: "a link to nothing"
    case ELOOP: "a link that leads in a circle"
    default: "cannot read it: \(String(cString: strerror(code)))"
    }
  }
}

extension FileStamp {
  init(_ info: stat) {
    self.init(
      size: Int64(info.st_size),
      modified: Int64(info.st_mtim.tv_sec) * 1_000_000_000 + Int64(info.st_mtim.tv_nsec),
      changed: Int64(info.st_ctim.tv_sec) * 1_000_000_000 + Int64(info.st_ctim.tv_nsec),
      inode: Int64(bitPattern: UInt64(info.st_ino))
    )
  }
}
