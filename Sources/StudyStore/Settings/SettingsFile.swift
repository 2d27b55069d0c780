import QuestionBank
import Yams

/// `config.yaml`: read with every slip reported, changed one line at a time.
package struct SettingsFile: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  /// The settings: the environment's where it says something, else the file's, else the defaults.
  ///
  /// - Returns: What could be read, and what is wrong with the rest; a bad value counts as unset.
  package func load(environment: [String: String]) -> (settings: Settings, problems: [String]) {
    var settings = Settings()
    var problems: [String] = []
    do {
      if let text = try BankFiles.text(of: path), let problem = Self.problem(in: text) {
        problems.append("\(path):\(problem)")
      } else if let text = try BankFiles.text(of: path), let root = try Yams.compose(yaml: text),
        !text.isEmpty
      {
        if let mapping = root.mapping {
          for (name, node) in mapping { read(name, node, into: &settings, &problems) }
          if let error = settings.parameterMismatch(blaming: .parameters),
            environment[SettingKey.memoryModel.variable, default: ""].isEmpty
          {
            // Said here, where there is a place to point at.
            let mark = mapping.first { $0.key.scalar?.string == error.key }?.key.mark
            problems.append("\(path):\(mark?.line ?? 1):\(mark?.column ?? 1): error: \(error)")
            settings.dropParameters()
          }
        } else if root.scalar?.string.isEmpty != true {
          problems.append("\(path):1:1: error: expected `setting: value` lines")
        }
      }
    } catch let error as StudyStoreError {
      problems.append("\(error)")
    } catch {
      problems.append("\(path): error: \(error)")
    }
    for key in SettingKey.allCases {
      guard let value = environment[key.variable], !value.isEmpty else { continue }
      do {
        try settings.set(key, to: value)
        settings.origins[key.rawValue] = .environment
      } catch {
        problems.append("\(key.variable): \(error)")
      }
    }
    if let error = settings.parameterMismatch(blaming: .parameters) {
      problems.append("\(error)")
      settings.dropParameters()
    }
    return (settings, problems)
  }

  /// Where and why a text is no YAML, without the path.
  private static func problem(in text: String) -> String? {
    YAMLPiece.problem(in: text, noun: "settings file").map {
      "\($0.line):\($0.scalarColumn): error: \($0.message)"
    }
  }

  private func read(
    _ name: Node,
    _ node: Node,
    into settings: inout Settings,
    _ problems: inout [String]
  ) {
    let word = name.scalar?.string ?? ""
    let place = "\(path):\(name.mark?.line ?? 1):\(name.mark?.column ?? 1)"
    guard let key = SettingKey(rawValue: word) else {
      let near = Suggestion.nearest(to: word, among: SettingKey.allCases.map(\.rawValue))
      let hint = near.map { "; did you mean '\($0)'?" } ?? ""
      problems.append("\(place): warning: unknown setting '\(word)'\(hint)")
      return
    }
    let texts = node.sequence.map { $0.compactMap { $0.scalar?.string } }
    guard let text = texts?.joined(separator: " ") ?? node.scalar?.string else {
      problems.append("\(place): error: \(word) takes a value")
      return
    }
    // An empty value is a setting left open.
    if text.isEmpty || text == "null" || text == "~" { return }
    do {
      try settings.set(key, to: text)
      settings.origins[key.rawValue] = .file
    } catch {
      problems.append("\(place): error: \(error)")
    }
  }

  /// Changes one setting in the file, or takes it out; all else stays as it is.
  ///
  /// - Throws: ``SettingError`` for a bad value; ``StudyStoreError`` where writing fails.
  package func change(_ key: SettingKey, to value: String?) throws {
    try change([(key, value)])
  }

  /// Changes several settings in the file at once, or takes them out where the value is nil.
  ///
  /// - Throws: ``SettingError`` for a bad value; ``StudyStoreError`` where writing fails. Nothing is
  ///   changed then.
  package func change(_ changes: [(key: SettingKey, value: String?)]) throws {
    var all = load(environment: [:]).settings
    var written: [(key: SettingKey, text: String?)] = []
    var blamed: SettingKey?
    for (key, value) in changes {
      var settings = Settings()
      if let value { try settings.set(key, to: value) }
      written.append(
        (key, value.map { _ in Self.yaml(settings.value(of: key), isList: key.isList) })
      )
      if key == .memoryModel || key == .parameters {
        try all.set(key, to: value ?? Settings().value(of: key).text)
        blamed = key
      }
    }
    if let blamed, let error = all.parameterMismatch(blaming: blamed) { throw error }
    let before = try BankFiles.text(of: path) ?? ""
    var text = SettingsText(before)
    do {
      for (key, value) in written { try text.change(key.rawValue, to: value) }
    } catch let refused as SettingsText.Refused {
      throw StudyStoreError.cannotEdit(file: path, reason: refused.reason)
    } catch let error as YamlError {
      // A line added to a file that cannot be read would be lost on the user without a word.
      let problem = Self.problem(in: before) ?? "\(error)"
      throw StudyStoreError.cannotEdit(
        file: path,
        reason: "\(problem). Mend it or move it away first"
      )
    }
    if text.text.unicodeScalars.elementsEqual(before.unicodeScalars) { return }
    try BankFiles.replace(path, with: text.text)
  }

  private static func yaml(_ value: SettingValue, isList: Bool) -> String {
    switch value {
    case .texts(let texts): "[" + texts.joined(separator: ", ") + "]"
    case .numbers(let numbers): "[" + numbers.map { "\($0)" }.joined(separator: ", ") + "]"
    case .text(let text): YAMLText.scalar(text)
    default: value.text
    }
  }
}

extension Settings {
  /// Goes back to the model's default parameters.
  fileprivate mutating func dropParameters() {
    parameters = nil
    origins[SettingKey.parameters.rawValue] = nil
  }
}
