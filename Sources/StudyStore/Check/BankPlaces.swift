import Foundation
import QuestionBank

/// Tells by a file's place what it is held to, however its path is written.
struct BankPlaces {
  /// The banks that a file is compared with.
  enum Neighbours: Hashable {
    /// The shipped ones and the learner's own.
    case installed
    /// Those of another folder with topics of its own, such as a checkout.
    case tree(root: String)
  }

  struct Place {
    let catalogue: TopicCatalogue
    let isShipped: Bool
    let neighbours: Neighbours
    /// Whether the file is the tree's `topics.yaml`.
    let isTopics: Bool
  }

  private let shipped: String?
  private let own: Set<String>
  /// What each folder's `topics.yaml` says; nil for one that has none.
  private var catalogues: [String: TopicCatalogue?] = [:]

  init(shipped: String?, own: String) {
    self.shipped = shipped.map(Self.resolved)
    self.own = [Self.absolute(own), Self.resolved(own)]
  }

  /// What a file is held to: the rules of shipped banks in the tree of a `topics.yaml`, unless it
  /// is the learner's own.
  mutating func place(of path: String) -> Place {
    let isTopicsName = FileName.last(of: path) == "topics.yaml"
    let start = FileName.folder(of: Self.resolvedFolder(of: path))
    if !isWithinOwn(path, below: "") {
      var folder = start
      for _ in 0..<12 {
        if let catalogue = catalogue(of: folder) {
          return Place(
            catalogue: catalogue,
            isShipped: true,
            neighbours: folder == shipped ? .installed : .tree(root: folder),
            isTopics: isTopicsName && folder == start
          )
        }
        if folder == "/" || folder.isEmpty { break }
        folder = FileName.folder(of: folder)
      }
    }
    return Place(
      catalogue: shipped.flatMap { catalogue(of: $0) } ?? TopicCatalogue(),
      isShipped: false,
      neighbours: .installed,
      isTopics: false
    )
  }

  func isOwnRoot(_ path: String) -> Bool {
    own.contains(Self.absolute(path)) || own.contains(Self.resolved(path))
  }

  /// Whether the file's cards replace shipped ones.
  func isOverride(_ path: String) -> Bool { isWithinOwn(path, below: "/overrides") }

  /// A link below the learner's banks may lead anywhere, and a link anywhere may lead there.
  private func isWithinOwn(_ path: String, below folder: String) -> Bool {
    [Self.absolute(path), Self.resolvedFolder(of: path), Self.resolved(path)].contains { path in
      own.contains { path.hasPrefix($0 + folder + "/") }
    }
  }

  private mutating func catalogue(of folder: String) -> TopicCatalogue? {
    if let known = catalogues[folder] { return known }
    let file = folder + "/topics.yaml"
    var catalogue: TopicCatalogue?
    if let data = FileManager.default.contents(atPath: file),
      folder == shipped || Self.holdsTopics(data)
    {
      let text = String(decoding: data, as: UTF8.self)
      catalogue = TopicParser().parse(text, file: file).catalogue
    }
    catalogues[folder] = .some(catalogue)
    return catalogue
  }

  /// Whether a text is a list of topics and not a bank about them.
  private static func holdsTopics(_ data: Data) -> Bool {
    let lines = data.split(separator: UInt8(ascii: "\n"))
    func has(_ field: String) -> Bool { lines.contains { $0.starts(with: field.utf8) } }
    return has("topics:") && !has("bank:") && !has("cards:")
  }

  // MARK: - Paths

  /// The path from the root, without `.` and `..`, links as they are.
  static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }

  /// Where all links lead to; the path itself where there is no such file.
  static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return absolute(path) }
    defer { free(real) }
    return String(cString: real)
  }

  /// The file in the folder that its links lead to; a link of its own stays.
  private static func resolvedFolder(of path: String) -> String {
    let path = absolute(path)
    return resolved(FileName.folder(of: path)) + "/" + FileName.last(of: path)
  }
}
