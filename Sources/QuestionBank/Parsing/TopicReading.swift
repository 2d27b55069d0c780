/// What a topic's path in a bank turned out to be.
enum TopicReading {
  case known(TopicPath)
  /// Well formed and not in the catalogue.
  case unknown(TopicPath, message: String)
  case malformed(message: String)

  init(_ written: String, in context: BankContext) {
    let path = TopicPath(rawValue: written)
    let seen = EntryFields.excerpt(written)
    if let problem = path.problem {
      self = .malformed(message: "topic '\(seen)' \(problem)")
      return
    }
    if context.topics.contains(path) {
      self = .known(path)
      return
    }
    let hint = context.topics.suggestion(for: path).map { "; did you mean '\($0)'?" } ?? ""
    self = .unknown(path, message: "no topic '\(seen)'\(hint)")
  }
}
