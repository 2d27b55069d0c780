/// Finds what somebody who mistyped a word most likely meant.
package enum Suggestion {
  /// The candidate nearest to `word`, or nil where none is near: up to a third of the letters.
  ///
  /// Ties go to the candidate that comes first, so the caller's order decides.
  package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    // A longer word is no typing mistake, and the distance is quadratic.
    guard word.utf8.count <= 80 else { return nil }
    let wanted = Array(word.lowercased())
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.lowercased())
      let limit = min(3, max(1, max(wanted.count, other.count) / 3))
      guard abs(wanted.count - other.count) <= limit else { continue }
      let distance = distance(wanted, other)
      if distance <= limit, distance < (best?.distance ?? .max) { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// A clause to end a finding with: `; did you mean 'senior'?`, or nothing.
  static func clause(for word: String, among candidates: some Sequence<String>) -> String {
    nearest(to: word, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty { return b.count }
    if b.isEmpty { return a.count }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      row.reserveCapacity(b.count + 1)
      for j in 1...b.count {
        let substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        var cost = min(last[j] + 1, row[j - 1] + 1, substitution)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          cost = min(cost, beforeLast[j - 2] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
