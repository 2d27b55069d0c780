import QuestionBank

/// Words a slip of the fingers.
enum Suggest {
  static func unknown(_ what: String, _ word: String, among known: [String]) -> String {
    let head = "no \(what) named '\(word)'."
    if let near = Suggestion.nearest(to: word, among: known) {
      return "\(head) Did you mean '\(near)'?"
    }
    return (1...12).contains(known.count)
      ? "\(head) There are: \(known.joined(separator: ", "))." : head
  }
}
