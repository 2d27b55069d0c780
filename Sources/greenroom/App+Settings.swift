import Practice
import QuestionBank
import SpacedRepetition
import StudyStore

/// One setting as `config` shows it.
struct SettingRow {
  let key: String
  let value: SettingValue
  /// Where the value comes from: default, file or environment.
  let origin: String

  var text: String { value.text }

  var json: JSONValue {
    switch value {
    case .none: .null
    case .text(let text): .string(text)
    case .integer(let number): .int(number)
    case .number(let number): .double(number)
    case .texts(let texts): JSONValue(texts)
    case .numbers(let numbers): .array(numbers.map { .double($0) })
    }
  }
}

extension App {
  /// Every setting, whether or not the study can be opened.
  func settingsListing() throws -> [SettingRow] {
    let loaded = SettingsFile(path: home.settings).load(environment: environment)
    tell(loaded.problems)
    return SettingKey.allCases.map { key in
      // The stage that is in force, chosen or not.
      let stage = SettingValue.text(loaded.settings.scope.targetStage.rawValue)
      return SettingRow(
        key: key.rawValue,
        value: key == .stage ? stage : loaded.settings.value(of: key),
        origin: loaded.settings.origins[key.rawValue]?.rawValue ?? "default"
      )
    }
  }

  /// Changes a setting in the file, or goes back to its default; memory follows a new model.
  func changeSetting(_ name: String, to value: String?) throws {
    guard let key = SettingKey(rawValue: name) else {
      throw Failure(
        .usage,
        Suggest.unknown("setting", name, among: SettingKey.allCases.map(\.rawValue))
      )
    }
    do {
      try checkScope(key, value)
      try SettingsFile(path: home.settings).change(key, to: value)
    } catch let error as SettingError {
      throw Failure(.usage, "\(error)")
    }
    if environment[key.variable] != nil {
      note("\(key.variable) is set and wins over the file")
    }
    try openStudy?.reload()
  }

  /// Holds the words of `include` and `exclude` against the banks and topics that there are, where
  /// the study can be opened: a slip would leave cards out, or in, without a word.
  private func checkScope(_ key: SettingKey, _ value: String?) throws {
    guard key == .include || key == .exclude, let value else { return }
    var asked = Settings()
    try asked.set(key, to: value)
    guard let study = try? study() else { return }
    for word in asked.include + asked.exclude { try study.checkScopeWord(word) }
  }

  /// Goes by other parameters, or another model, from now on; memory follows.
  func change(to parameters: ModelParameters) throws {
    let numbers = parameters.values.map { "\($0)" }.joined(separator: " ")
    try SettingsFile(path: home.settings).change([
      (.memoryModel, parameters.version.rawValue),
      (.parameters, parameters.isDefault ? nil : numbers),
    ])
    for key in [SettingKey.memoryModel, .parameters] where environment[key.variable] != nil {
      note("\(key.variable) is set and wins over the file")
    }
    try openStudy?.reload()
  }

  /// Says what is wrong with settings and banks; good cards work all the same.
  func reportProblems(_ study: Study) {
    if shippedBanks == nil {
      tell(["the shipped banks are not found; install again, or set GREENROOM_BANKS"])
    }
    tell(study.settingsProblems)
    if study.bankErrors > 0 {
      tell([
        "\(NumberText.count(study.bankErrors, "problem")) in bank files; `bank check` lists them"
      ])
    }
  }

  /// Says each problem once in the life of the program.
  private func tell(_ problems: [String]) {
    for problem in problems where toldProblems.insert(problem).inserted { note(problem) }
  }
}
