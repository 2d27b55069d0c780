import Yams

extension BankEdit {
  /// The line, from 1, of the entry with an id, be it one that does not load; nil where there is
  /// none.
  ///
  /// An entry that is not even YAML is found by the line that says its id.
  package static func line(of id: String, in text: String) -> Int? {
    let read = Read(text)
    let entry = read.document.entries.first { Self.id(of: $0) == id } ?? read.entry(id)?.node
    if let entry {
      if let range = read.range(of: entry) { return range.lowerBound + 1 }
      return (entry.node.mark?.line).map { $0 + entry.linesBefore }
    }
    return read.text.lines.indices.first { says(read.text.content($0), id: id) }.map { $0 + 1 }
  }

  /// The ids that entries state, whether they load or not.
  package static func ids(in text: String) -> Set<String> {
    Set(Read(text).document.entries.compactMap { Self.id(of: $0) })
  }

  private static func id(of entry: BankDocument.Entry) -> String? {
    entry.node.mapping?.first { $0.key.scalar?.string == "id" }?.value.scalar?.string
  }

  /// Whether a line says `id: …`, at its beginning or after a dash or a brace.
  private static func says(_ line: Substring, id: String) -> Bool {
    var rest = line.drop { " -{".contains($0) }
    guard rest.hasPrefix("id:") else { return false }
    rest = rest.dropFirst(3).drop { " '\"".contains($0) }
    guard rest.hasPrefix(id) else { return false }
    return rest.dropFirst(id.count).first.map { " '\",}#".contains($0) } ?? true
  }
}
