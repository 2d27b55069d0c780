import QuestionBank

/// Words a slip of the fingers.
enum Suggest {
  static func unknown(_ what: String, _ word: String, among known: [String]) -> String {
    let head = "no \(what) named '\(word)'."
    if let near = Suggestion.nearest(to: word, among: known) {
      return "\(head) Did you mean '\(near)'?"
    }
    guard (1...12).contains(known.count) else { return head }
    return "\(head) There are: \(known.joined(separator: ", "))."
  }

  /// For a card, whose id often comes without its bank, or with the wrong one.
  static func unknownCard(_ word: String, among keys: [CardKey]) -> String {
    func id(_ key: CardKey) -> String {
      String(key.entry.rawValue.drop { $0 != "/" }.dropFirst())
    }
    let bank = word.contains("/") ? String(word.prefix { $0 != "/" }) : nil
    let wanted = bank.map { String(word.dropFirst($0.count + 1)) } ?? word
    let inBank = keys.filter { $0.bank == bank }.map(\.rawValue)
    if let near = Suggestion.nearest(to: word, among: inBank) {
      return unknown("card", word, among: [near])
    }
    let others = keys.map { id($0) }
    guard let near = Suggestion.nearest(to: wanted, among: others) else {
      return unknown("card", word, among: inBank)
    }
    let meant = keys.filter { id($0) == near }.prefix(3).map { "'\($0)'" }
    return "no card named '\(word)'. Did you mean \(meant.joined(separator: " or "))?"
  }
}
