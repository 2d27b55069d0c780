import Foundation

/// What the JSON files of rounds and stories have in common: a version, read before all else.
struct FileFormat: Decodable {
  let format: Int

  /// Refuses a file of a newer version, whose other fields may mean something else by now.
  ///
  /// - Throws: ``StudyStoreError/newer(file:)``, or a `DecodingError` where there is no version.
  static func check(_ data: Data, of file: String, known: Int) throws {
    guard try JSONDecoder().decode(Self.self, from: data).format <= known else {
      throw StudyStoreError.newer(file: file)
    }
  }

  /// What is wrong with a file, and where in it.
  static func reason(_ error: DecodingError) -> String {
    func place(_ context: DecodingError.Context) -> String {
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? "" : " at \(path)"
    }
    switch error {
    case .keyNotFound(let key, let context): return "no '\(key.stringValue)'\(place(context))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "not what it should be\(place(context))"
    case .dataCorrupted(let context): return "\(context.debugDescription)\(place(context))"
    @unknown default: return "not readable"
    }
  }
}
