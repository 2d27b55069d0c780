import Yams

extension EntryFields {
  /// What can go wrong with one entry of a list.
  enum Cost {
    /// The entry goes, and the rest stands without it.
    case entry
    /// The whole goes: it would be something else without the entry.
    case whole
  }

  /// A needed list of mappings, each read by `read`; findings call each a `noun` with its number.
  ///
  /// An entry that fails is left out; what else that costs, `cost` says.
  mutating func entries<Value>(
    _ name: String,
    called noun: String,
    cost: Cost = .entry,
    atMost limit: Int = BankLimit.list,
    read: (inout EntryFields) -> Value?
  ) -> [Value] {
    guard let items = items(name, atMost: limit) else { return [] }
    var values: [Value] = []
    for (index, item) in items.enumerated() {
      let label = "\(noun) \(index + 1)"
      guard let mapping = item.mapping else {
        let message = "\(label): must be fields and values, not \(Self.describe(item))"
        if cost == .whole {
          fail(message, at: position(of: item))
        } else {
          report(.error, message, at: position(of: item))
        }
        continue
      }
      var entry = nested(mapping, of: item, called: label)
      let value = read(&entry)
      take(entry, isNeeded: cost == .whole)
      if entry.isGood, let value { values.append(value) }
    }
    // All are found wrong already.
    if values.isEmpty { spoil() }
    return values
  }

  /// The nodes of a needed list, or nil where it is absent, empty, too long or no list.
  mutating func items(_ name: String, atMost limit: Int = BankLimit.list) -> Node.Sequence? {
    guard let node = node(name) else {
      missing(name)
      return nil
    }
    if Self.isNothing(node) || node.sequence?.isEmpty == true {
      fail("'\(name)' is empty", at: position(of: name))
      return nil
    }
    guard let items = node.sequence else {
      fail("'\(name)' must be a list, not \(Self.describe(node))", at: position(of: node))
      return nil
    }
    if items.count > limit {
      fail("'\(name)' has \(items.count) entries; at most \(limit)", at: position(of: node))
      return nil
    }
    return items
  }

  /// Texts of a needed list, at least one.
  mutating func neededTexts(_ name: String) -> [(text: String, position: Position)] {
    items(name) == nil ? [] : texts(name, isNeeded: true)
  }

  /// A needed mapping, read by `read`.
  mutating func mapping<Value>(
    _ name: String,
    called label: String,
    read: (inout EntryFields) -> Value?
  ) -> Value? {
    guard let node = node(name), !Self.isNothing(node) else {
      missing(name)
      return nil
    }
    guard let mapping = node.mapping else {
      let seen = Self.describe(node)
      fail("'\(name)' must be fields and values, not \(seen)", at: position(of: node))
      return nil
    }
    var fields = nested(mapping, of: node, called: label)
    let value = read(&fields)
    take(fields, isNeeded: true)
    return value
  }

  /// A needed mapping with a value for each of the five stages.
  mutating func stages<Value>(
    _ name: String,
    read: (inout EntryFields, Stage) -> Value?
  ) -> [Stage: Value] {
    let values = mapping(name, called: "'\(name)'") { fields in
      let all = Stage.allCases.map(\.rawValue)
      for written in fields.names.filter({ !all.contains($0) }).prefix(20) {
        let message = Self.notOne(of: all, "stage", written)
        fields.report(.error, message, at: fields.keyPosition(of: written))
      }
      var values: [Stage: Value] = [:]
      for stage in Stage.allCases { values[stage] = read(&fields, stage) }
      return values
    }
    return values ?? [:]
  }

  /// The id of an entry, which no other of its list may have; findings go by it from here on.
  mutating func id(called noun: String, among owners: inout [String: Int]) -> String? {
    guard let id = slug("id") else { return nil }
    let position = position(of: "id")
    if let line = owners[id] {
      fail("id '\(id)' is taken by the \(noun) on line \(line)", at: position)
      return nil
    }
    owners[id] = position.line
    label = "\(noun) '\(id)'"
    return id
  }

  /// Says where a list has fewer entries, good or bad, than make a good prompt.
  mutating func check(_ name: String, atLeast least: Int, _ severity: Finding.Severity) {
    check(node(name)?.sequence?.count ?? 0, in: name, atLeast: least, severity)
  }

  /// Says where there are fewer of something in a field than make a good prompt.
  mutating func check(
    _ count: Int,
    in name: String,
    atLeast least: Int,
    _ severity: Finding.Severity
  ) {
    // That there is none at all has been found.
    guard count > 0, count < least else { return }
    report(severity, "\(count) in '\(name)'; at least \(least)", at: position(of: name))
  }
}
