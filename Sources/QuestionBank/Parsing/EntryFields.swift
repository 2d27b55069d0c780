import Foundation
import Yams

/// The fields of one mapping in a file, read as what each should be; what is wrong is found once.
struct EntryFields {
  /// How findings call the mapping: `card 'lsm-vs-btree'`, or `card 3` where it has no good id;
  /// empty where it is the whole file, which needs no name.
  var label: String
  var findings: FindingList
  /// Whether everything that the entry needs has been read so far.
  private(set) var isGood = true

  let start: Position
  private let places: NodePlaces
  private let values: [String: (key: Node, value: Node)]
  /// In the file's order.
  let names: [String]
  /// Fields that are there and are not YAML, which is found elsewhere.
  let unreadable: Set<String>

  /// Takes a mapping apart; `node` is where the findings about all of it stand.
  init(
    _ mapping: Node.Mapping,
    of node: Node,
    called label: String,
    in places: NodePlaces,
    unreadable: Set<String> = [],
    findings: FindingList
  ) {
    self.label = label
    self.places = places
    self.unreadable = unreadable
    self.findings = findings
    start = places.position(of: node)
    var values: [String: (key: Node, value: Node)] = [:]
    var names: [String] = []
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        let message = Self.message("a field's name must be a word", about: label)
        self.findings.error(message, at: places.position(of: key))
        continue
      }
      values[name] = (key, value)
      names.append(name)
    }
    self.values = values
    self.names = names
  }

  /// The fields of a mapping within this one, with findings of their own.
  func nested(_ mapping: Node.Mapping, of node: Node, called label: String) -> EntryFields {
    let none = FindingList(file: findings.file)
    return EntryFields(mapping, of: node, called: label, in: places, findings: none)
  }

  /// Takes over what was found in a mapping within this one, which may cost this one.
  mutating func take(_ nested: EntryFields, isNeeded: Bool) {
    for finding in nested.findings.all { findings.add(finding) }
    if isNeeded, !nested.isGood { isGood = false }
  }

  // MARK: Findings

  /// Records something without which the mapping cannot be used.
  mutating func fail(_ message: String, at position: Position) {
    isGood = false
    report(.error, message, at: position)
  }

  /// Records that a needed field is absent; where it stands and is not YAML, that was found.
  mutating func missing(_ name: String, hint: String = "") {
    isGood = false
    if !unreadable.contains(name) { report(.error, "no '\(name)'\(hint)", at: start) }
  }

  /// Records that the mapping cannot be used, where the reason has been found elsewhere.
  mutating func spoil() { isGood = false }

  mutating func report(_ severity: Finding.Severity, _ message: String, at position: Position) {
    findings.add(severity, Self.message(message, about: label), at: position)
  }

  private static func message(_ message: String, about label: String) -> String {
    label.isEmpty ? message : "\(label): \(message)"
  }

  /// Where the field's value stands, or its name where it has none, or else the entry.
  func position(of name: String) -> Position {
    guard let (key, value) = values[name] else { return start }
    return places.position(of: Self.isNothing(value) ? key : value)
  }

  func keyPosition(of name: String) -> Position {
    values[name].map { position(of: $0.key) } ?? start
  }

  func position(of node: Node) -> Position { places.position(of: node) }

  func position(of mark: Mark?) -> Position { places.position(of: mark) }

  // MARK: Values

  func has(_ name: String) -> Bool { values[name] != nil }

  func node(_ name: String) -> Node? { values[name]?.value }

  /// `~`, `null` and no value at all.
  static func isNothing(_ node: Node) -> Bool {
    guard let scalar = node.scalar else { return false }
    let isPlain = scalar.style == .plain || scalar.style == .any
    return isPlain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// A text, or nil where the field is absent or wrong; numbers and booleans are what was written.
  mutating func text(_ name: String, isRequired: Bool = false) -> String? {
    guard let node = node(name) else {
      if isRequired { missing(name) }
      return nil
    }
    guard let scalar = node.scalar else {
      let isGap = places.text(at: node).hasPrefix("{{")
      let hint = isGap ? "; put it in quotes" : ""
      fail("'\(name)' must be text, not \(Self.describe(node))\(hint)", at: position(of: node))
      return nil
    }
    let text = Self.trimmed(scalar.string)
    guard !text.isEmpty, !Self.isNothing(node) else {
      if isRequired {
        fail("'\(name)' is empty", at: position(of: name))
      } else {
        report(.warning, "'\(name)' is empty", at: position(of: name))
      }
      return nil
    }
    return checked(text, called: "'\(name)'", at: position(of: node)) ? text : nil
  }

  /// Bounds a text; says where it holds a control character.
  private mutating func checked(
    _ text: String,
    called name: String,
    at position: Position
  ) -> Bool {
    if text.utf8.count > BankLimit.text, text.count > BankLimit.text {
      fail("\(name) has \(text.count) characters; at most \(BankLimit.text)", at: position)
      return false
    }
    if let scalar = BankSource.controlCharacter(in: text) {
      report(.warning, "\(name) holds control character \(BankSource.name(scalar))", at: position)
    }
    return true
  }

  /// Texts of a list with their places; empty where the field is absent.
  ///
  /// A list that cannot be read costs the card where it `isNeeded`.
  mutating func texts(
    _ name: String,
    isNeeded: Bool = false
  ) -> [(text: String, position: Position)] {
    guard let node = node(name) else { return [] }
    guard !Self.isNothing(node) else {
      if !isNeeded { report(.warning, "'\(name)' is empty", at: position(of: name)) }
      return []
    }
    func wrong(_ message: String, _ position: Position, _ fields: inout EntryFields) {
      if isNeeded {
        fields.fail(message, at: position)
      } else {
        fields.report(.error, message, at: position)
      }
    }
    guard let items = node.sequence else {
      wrong(
        "'\(name)' must be a list, such as [one, two], not \(Self.describe(node))",
        position(of: node),
        &self
      )
      return []
    }
    if items.count > BankLimit.list {
      wrong(
        "'\(name)' has \(items.count) entries; at most \(BankLimit.list)",
        position(of: node),
        &self
      )
      return []
    }
    var texts: [(text: String, position: Position)] = []
    for item in items {
      let place = position(of: item)
      if let problem = Self.problem(ofItem: item, in: name) {
        wrong(problem, place, &self)
        continue
      }
      let text = Self.trimmed(item.scalar?.string ?? "")
      if checked(text, called: "an entry of '\(name)'", at: place) { texts.append((text, place)) }
    }
    return texts
  }

  /// What is wrong with one entry of a list of texts.
  static func problem(ofItem item: Node, in name: String) -> String? {
    guard let scalar = item.scalar else {
      return "'\(name)' must hold texts, not \(describe(item))"
    }
    let isEmpty = isNothing(item) || trimmed(scalar.string).isEmpty
    return isEmpty ? "an empty entry in '\(name)'" : nil
  }

  /// A finite number written plainly; `70_000` and `7e4` are numbers, `70,000` is not.
  mutating func number(_ name: String, isRequired: Bool = false) -> Double? {
    guard let node = node(name), !Self.isNothing(node) else {
      if isRequired { fail("no '\(name)'", at: keyPosition(of: name)) }
      return nil
    }
    let written = node.scalar?.string ?? ""
    let digits = written.replacing("_", with: "")
    guard !digits.isEmpty, !digits.lowercased().hasPrefix("0x"), let number = Double(digits),
      number.isFinite
    else {
      let seen = node.scalar == nil ? Self.describe(node) : "'\(Self.excerpt(written))'"
      fail(
        "'\(name)' must be a plain number, not \(seen)\(Self.numberHint(written))",
        at: position(of: node)
      )
      return nil
    }
    return number
  }

  /// The plain number that was meant, where that can be told.
  private static func numberHint(_ written: String) -> String {
    let isHexadecimal = written.lowercased().contains("0x")
    let plain = isHexadecimal ? written : written.filter { !", '_".contains($0) }
    guard let number = Double(plain), number.isFinite else { return "" }
    return "; write \(isHexadecimal ? Card.plain(number) : plain)"
  }

  // MARK: Words

  static func describe(_ node: Node) -> String {
    switch node {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar(let scalar): isNothing(node) ? "nothing" : "'\(excerpt(scalar.string))'"
    case .alias: "an alias"
    }
  }

  /// Enough of a text to recognise it in a message, on one line.
  static func excerpt(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    return line.count > 40 ? line.prefix(39) + "…" : String(line)
  }

  /// Without blank lines before and white space after; indentation of a first line stays.
  static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    while let end = text.firstIndex(where: \.isNewline), text[..<end].allSatisfy(\.isWhitespace) {
      text = text[text.index(after: end)...]
    }
    return text.allSatisfy(\.isWhitespace) ? "" : String(text)
  }
}
