import Foundation
import SpacedRepetition
import Testing

@testable import StudyStore

/// Changes of `config.yaml`, which belongs to the person who wrote it.
@Suite struct SettingsFileTests {
  /// Changes a setting in a file of these bytes, and returns its bytes afterwards.
  private func change(_ text: String, _ key: SettingKey, to value: String?) throws -> String {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-settings-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    try SettingsFile(path: file.path).change(key, to: value)
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `line ends and all other lines stay as they were`(end: String) throws {
    let before = ["# mine", "stage: mid", "", "fuzz: off   # steady", "timer: quiet", ""]
      .joined(separator: end)
    #expect(
      Array(try change(before, .stage, to: "senior").unicodeScalars)
        == Array(before.replacingOccurrences(of: "mid", with: "senior").unicodeScalars)
    )
    #expect(
      Array(try change(before, .color, to: "never").unicodeScalars)
        == Array((before + "color: never" + end).unicodeScalars)
    )
    #expect(
      Array(try change(before, .timer, to: nil).unicodeScalars)
        == Array(before.replacingOccurrences(of: "timer: quiet" + end, with: "").unicodeScalars)
    )
  }

  @Test(arguments: [
    ("stage: mid # for now\n", "stage: senior # for now\n"),
    ("stage: 'mid'\t# for now\n", "stage: senior\t# for now\n"),
    ("stage: mid", "stage: senior"),
    ("stage:   # undecided\nfuzz: on\n", "stage: senior   # undecided\nfuzz: on\n"),
    ("\"stage\": mid\n", "\"stage\": senior\n"),
    ("'stage' : mid\n", "'stage' : senior\n"),
    ("stage:\n  mid\n\n# next\nfuzz: on\n", "stage: senior\n\n# next\nfuzz: on\n"),
    ("\u{FEFF}stage: mid\n", "\u{FEFF}stage: senior\n"),
    ("---\nstage: mid\n", "---\nstage: senior\n"),
    ("  stage: mid\n  fuzz: on\n", "  stage: senior\n  fuzz: on\n"),
    ("# only a comment", "# only a comment\nstage: senior\n"),
  ])
  func `a change touches the value alone`(before: String, after: String) throws {
    #expect(try change(before, .stage, to: "senior") == after)
  }

  @Test func `a hash within quotes or a word begins no comment`() throws {
    #expect(try change("editor: 'vi #1' # mine\n", .editor, to: "nano") == "editor: nano # mine\n")
    #expect(try change("editor: vi#1 # mine\n", .editor, to: "nano") == "editor: nano # mine\n")
    #expect(
      try change("include: ['a', b] # c\n", .include, to: "gin") == "include: [gin] # c\n"
    )
  }

  @Test(arguments: [
    ("\"stage\": mid\nfuzz: on\n", "fuzz: on\n"),
    ("fuzz: on\n'stage': mid", "fuzz: on\n"),
    ("stage:\n  mid\nfuzz: on\n", "fuzz: on\n"),
    ("fuzz: on\n", "fuzz: on\n"),
  ])
  func `a setting is taken out whole`(before: String, after: String) throws {
    #expect(try change(before, .stage, to: nil) == after)
  }

  @Test func `a list in several lines is replaced whole`() throws {
    #expect(
      try change("include:\n  - gin\n  - cka\nfuzz: on\n", .include, to: "gin spring")
        == "include: [gin, spring]\nfuzz: on\n"
    )
    #expect(try change("include:\n- gin\n- cka\nfuzz: on\n", .include, to: nil) == "fuzz: on\n")
  }

  @Test(arguments: [
    "{stage: mid, fuzz: on}\n", "? stage\n: mid\n", "stage: mid\nstage: lead\n", "a\n",
  ])
  func `what cannot be changed in one line is refused and left alone`(text: String) throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-settings-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    #expect(throws: StudyStoreError.self) {
      try SettingsFile(path: file.path).change(.stage, to: "senior")
    }
    #expect(try Data(contentsOf: file) == Data(text.utf8))
  }

  @Test func `a file that is not UTF-8 is never written to`() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-settings-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    let bytes = Data([0x23, 0xE9, 0x0A])
    try bytes.write(to: file)
    #expect(throws: StudyStoreError.self) {
      try SettingsFile(path: file.path).change(.stage, to: "senior")
    }
    #expect(try Data(contentsOf: file) == bytes)
    #expect(SettingsFile(path: file.path).load(environment: [:]).problems.count == 1)
  }

  @Test(arguments: [
    (SettingKey.newPerDay, ["0", "9999"], ["-1", "10000", "1.5", "many", ""]),
    (.reviewsPerDay, ["0", "9999"], ["-1", "10000"]),
    (.minutesPerDay, ["1", "1440"], ["0", "1441"]),
    (.maximumInterval, ["1", "36500"], ["0", "36501"]),
    (.desiredRetention, ["0.70", "0.99"], ["0.69", "1", "nan"]),
    (.dayStartsAt, ["00:00", "23:59"], ["24:00", "4", "4:5", "-1:00"]),
    (.interviewDate, ["2026-12-20"], ["2026-02-30", "tomorrow"]),
    (.fuzz, ["on", "OFF"], ["maybe"]),
    (.stage, ["junior", "principal"], ["seniour", ""]),
    (.include, ["gin frameworks/spring"], ["Gin!"]),
    (.learningSteps, ["none", "1m 10m"], ["1 fortnight"]),
    (.memoryModel, ["fsrs6", "fsrs7"], ["fsrs5", ""]),
    (.parameters, ["default"], ["1 2 3", Self.numbers(FSRS7.defaultParameters + [0.5])]),
    (.parameters, [Self.numbers(FSRS6.defaultParameters)], []),
    (.parameters, [Self.numbers(FSRS7.defaultParameters)], []),
  ])
  func `values are held to their bounds`(key: SettingKey, good: [String], bad: [String]) throws {
    for value in good {
      var settings = Settings()
      #expect(throws: Never.self, "\(value)") { try settings.set(key, to: value) }
    }
    for value in bad {
      var settings = Settings()
      #expect(throws: SettingError.self, "\(value)") { try settings.set(key, to: value) }
    }
  }
}

extension SettingsFileTests {
  @Test func `a slip in the file's YAML is told in one line, with its place`() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-config-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("fuzz: off\neditor: \"vi\nstage: mid\n".utf8).write(to: file)
    let problems = SettingsFile(path: file.path).load(environment: [:]).problems
    let problem = "2:9: error: the quotation mark that opens here is never closed"
    #expect(problems == ["\(file.path):\(problem)"])
    #expect(
      throws: StudyStoreError.cannotEdit(
        file: file.path,
        reason: "\(problem). Mend it or move it away first"
      )
    ) { try SettingsFile(path: file.path).change(.fuzz, to: "on") }
  }
}

/// The memory model and its parameters, which must fit each other.
extension SettingsFileTests {
  fileprivate static func numbers(_ parameters: [Double]) -> String {
    parameters.map { "\($0)" }.joined(separator: " ")
  }

  private static let seven = FSRS7.defaultParameters.enumerated().map {
    $0.offset == 33 ? 0.2 : $0.element
  }

  /// A file with this text, what to do with it, and the text that is there then.
  private func withFile<Result>(
    _ text: String,
    do work: (SettingsFile) throws -> Result
  ) throws -> Result {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-model-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return try work(SettingsFile(path: file.path))
  }

  private func fingerprint(_ settings: Settings) throws -> String {
    try settings.scheduler().model.fingerprint
  }

  @Test func `cards are spaced by FSRS-6 unless FSRS-7 is asked for`() throws {
    #expect(try fingerprint(Settings()) == "fsrs6:default")
    var settings = Settings()
    try settings.set(.memoryModel, to: "fsrs7")
    #expect(try fingerprint(settings) == "fsrs7:default")
    #expect(settings.value(of: .memoryModel) == .text("fsrs7"))
  }

  @Test(arguments: [true, false])
  func `model and parameters may come in either order`(isModelFirst: Bool) throws {
    let lines = ["memory_model: fsrs7\n", "parameters: [\(Self.numbers(Self.seven))]\n"]
    let own = try FSRS7(parameters: Self.seven).fingerprint
    let text = (isModelFirst ? lines : lines.reversed()).joined()
    try withFile(text) { file in
      let (settings, problems) = file.load(environment: [:])
      #expect(problems.isEmpty)
      let found = try fingerprint(settings)
      #expect(found == own)
    }
  }

  @Test func `parameters of another model are told with their place, and its defaults hold`() throws
  {
    let own = try FSRS7(parameters: Self.seven).fingerprint
    try withFile("fuzz: on\nparameters: [\(Self.numbers(Self.seven))]\n") { file in
      let (settings, problems) = file.load(environment: [:])
      #expect(
        problems == [
          "\(file.path):2:1: error: parameters: '34 numbers' is not allowed; it takes `default` or "
            + "21 numbers, as memory_model is fsrs6"
        ]
      )
      let found = try fingerprint(settings)
      #expect(found == "fsrs6:default")
      #expect(settings.origins["parameters"] == nil)
      // The environment may name the model that they fit, or one that they do not.
      let fitting = file.load(environment: ["GREENROOM_MEMORY_MODEL": "fsrs7"])
      #expect(fitting.problems.isEmpty)
      let fitted = try fingerprint(fitting.settings)
      #expect(fitted == own)
    }
    try withFile("parameters: [\(Self.numbers(FSRS6.defaultParameters))]\n") { file in
      let other = file.load(environment: ["GREENROOM_MEMORY_MODEL": "fsrs7"])
      #expect(
        other.problems == [
          "parameters: '21 numbers' is not allowed; it takes `default` or 34 numbers, as "
            + "memory_model is fsrs7"
        ]
      )
      let found = try fingerprint(other.settings)
      #expect(found == "fsrs7:default")
    }
  }

  @Test func `a change that would part model and parameters is refused`() throws {
    try withFile("memory_model: fsrs7\n") { file in
      #expect(throws: SettingError.self) {
        try file.change(.parameters, to: Self.numbers(FSRS6.defaultParameters))
      }
      try file.change(.parameters, to: Self.numbers(Self.seven))
      for model in ["fsrs6", nil] {
        let error = #expect(throws: SettingError.self) {
          try file.change(.memoryModel, to: model)
        }
        #expect(
          error.map { "\($0)" }
            == "memory_model: 'fsrs6' is not allowed; it takes the model that has the 34 numbers in "
            + "`parameters`; unset those first"
        )
      }
      #expect(file.load(environment: [:]).problems.isEmpty)
      try file.change(.parameters, to: nil)
      try file.change(.memoryModel, to: nil)
      let found = try fingerprint(file.load(environment: [:]).settings)
      #expect(found == "fsrs6:default")
    }
  }
}
