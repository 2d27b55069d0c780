import QuestionBank

/// A value whose fields have fixed names in JSON.
package protocol KnownFields: Codable, Hashable, Sendable {
  associatedtype CodingKeys: CodingKey, CaseIterable
}

/// A value together with the fields beside it that this version does not know.
///
/// A file of a newer version so survives being read and written again by an older one.
@dynamicMemberLookup
package struct Kept<Value: KnownFields>: Hashable, Sendable {
  package var value: Value
  private var others: [String: PlainValue]

  package init(_ value: Value) {
    self.value = value
    self.others = [:]
  }

  package subscript<Member>(dynamicMember path: WritableKeyPath<Value, Member>) -> Member {
    get { value[keyPath: path] }
    set { value[keyPath: path] = newValue }
  }

  package subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member {
    value[keyPath: path]
  }
}

extension Kept: Codable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package init(from decoder: any Decoder) throws {
    value = try Value(from: decoder)
    others = [:]
    let known = Set(Value.CodingKeys.allCases.map(\.stringValue))
    let container = try decoder.container(keyedBy: Name.self)
    for name in container.allKeys where !known.contains(name.stringValue) {
      others[name.stringValue] = try container.decode(PlainValue.self, forKey: name)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    try value.encode(to: encoder)
    guard !others.isEmpty else { return }
    var container = encoder.container(keyedBy: Name.self)
    for (name, other) in others { try container.encode(other, forKey: Name(stringValue: name)) }
  }
}
