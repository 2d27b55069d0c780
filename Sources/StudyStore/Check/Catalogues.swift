import Foundation
import QuestionBank

/// What files are held to: the rules of shipped banks where a `topics.yaml` stands above them.
struct Catalogues {
  private let shipped: String?
  /// What each folder's files are held to, so that a catalogue is read once.
  private var known: [String: BankContext] = [:]
  /// Folders in which a `topics.yaml` stands.
  private(set) var roots: Set<String> = []

  /// - Parameter shipped: The folder of the shipped banks, whose topics hold where there are no
  ///   others.
  init(shipped: String?) { self.shipped = shipped }

  mutating func context(of file: String) -> BankContext {
    let folder = URL(fileURLWithPath: file).standardizedFileURL.deletingLastPathComponent()
    if let context = known[folder.path] { return context }
    let context = read(above: folder)
    known[folder.path] = context
    return context
  }

  private mutating func read(above folder: URL) -> BankContext {
    var folder = folder
    for _ in 0..<12 {
      if let catalogue = Self.catalogue(folder.path) {
        roots.insert(folder.path)
        return BankContext(topics: catalogue, isShipped: true)
      }
      if folder.path == "/" { break }
      folder.deleteLastPathComponent()
    }
    let catalogue = shipped.flatMap(Self.catalogue) ?? TopicCatalogue()
    return BankContext(topics: catalogue, isShipped: false)
  }

  private static func catalogue(_ folder: String) -> TopicCatalogue? {
    let path = folder + "/topics.yaml"
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let text = String(decoding: data, as: UTF8.self)
    return TopicParser().parse(text, file: path).catalogue
  }
}
