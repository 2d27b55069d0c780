import Foundation
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
    let text = FileManager.default.contents(atPath: path).map {
      String(decoding: $0, as: UTF8.self)
    }
    do {
      if let text, let root = try Yams.compose(yaml: text), !text.isEmpty {
        if let mapping = root.mapping {
          for (name, node) in mapping { read(name, node, into: &settings, &problems) }
        } else if root.scalar?.string.isEmpty != true {
          problems.append("\(path):1:1: error: expected `setting: value` lines")
        }
      }
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
    return (settings, problems)
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

  /// Changes one setting in the file, or takes it out; other lines stay as they are.
  ///
  /// - Throws: ``SettingError`` for a bad value; ``StudyStoreError`` where writing fails.
  package func change(_ key: SettingKey, to value: String?) throws {
    var settings = Settings()
    var line: String?
    if let value {
      try settings.set(key, to: value)
      line = "\(key.rawValue): \(Self.yaml(settings.value(of: key), isList: key.isList))"
    }
    let text = FileManager.default.contents(atPath: path).map {
      String(decoding: $0, as: UTF8.self)
    }
    var lines = (text ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init
    )
    if lines.last == "" { lines.removeLast() }
    if let start = lines.firstIndex(where: { $0.hasPrefix(key.rawValue + ":") }) {
      var end = start + 1
      // A value in several lines goes with its key.
      while end < lines.count, lines[end].hasPrefix(" ") || lines[end].hasPrefix("- ") { end += 1 }
      lines.replaceSubrange(start..<end, with: line.map { [$0] } ?? [])
    } else if let line {
      lines.append(line)
    }
    let changed = lines.map { $0 + "\n" }.joined()
    try refuseUnreadable(changed)
    try BankFiles.replace(path, with: changed)
  }

  /// A line added to a file that cannot be read would be lost on the user without a word.
  private func refuseUnreadable(_ text: String) throws {
    do {
      let root = try Yams.compose(yaml: text)
      if root == nil || root?.mapping != nil || root?.scalar?.string.isEmpty == true { return }
      throw StudyStoreError.cannotEdit(
        file: path,
        reason: "it does not hold `setting: value` lines; mend it or move it away first"
      )
    } catch let error as YamlError {
      throw StudyStoreError.cannotEdit(
        file: path,
        reason: "\(error)\nMend it or move it away first"
      )
    }
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
