import Practice
import QuestionBank
import SpacedRepetition

/// The settings by name: how each is read, and how it is shown.
package enum SettingKey: String, CaseIterable, Sendable {
  case stage, include, exclude
  case interviewDate = "interview_date"
  case minutesPerDay = "minutes_per_day"
  case loop
  case newPerDay = "new_per_day"
  case reviewsPerDay = "reviews_per_day"
  case desiredRetention = "desired_retention"
  case maximumInterval = "maximum_interval"
  case learningSteps = "learning_steps"
  case relearningSteps = "relearning_steps"
  case fuzz
  case dayStartsAt = "day_starts_at"
  case timer, color, editor
  case singleKey = "single_key"
  case memoryModel = "memory_model"
  case parameters

  /// The variable that overrides the file: `GREENROOM_NEW_PER_DAY`.
  package var variable: String { "GREENROOM_" + rawValue.uppercased() }

  /// Whether the value is a list.
  var isList: Bool { [.include, .exclude, .loop, .parameters].contains(self) }
}

/// Why a value was refused: which setting, what it was, what is allowed.
package struct SettingError: Error, Hashable, Sendable, CustomStringConvertible {
  package let key: String
  package let value: String
  package let allowed: String

  package var description: String { "\(key): '\(value)' is not allowed; it takes \(allowed)" }
}

/// A setting's value, for showing: a list, a number, a word, or nothing.
package enum SettingValue: Hashable, Sendable {
  case none
  case text(String)
  case integer(Int)
  case number(Double)
  case texts([String])
  case numbers([Double])

  /// In one line, as `config set` would take it.
  package var text: String {
    switch self {
    case .none: ""
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .texts(let texts): texts.joined(separator: " ")
    case .numbers(let numbers): numbers.map { "\($0)" }.joined(separator: " ")
    }
  }
}

extension Settings {
  /// The value of one setting.
  package func value(of key: SettingKey) -> SettingValue {
    switch key {
    case .stage: stage.map { .text($0.rawValue) } ?? .none
    case .include: .texts(include)
    case .exclude: .texts(exclude)
    case .interviewDate: interviewDate.map { .text("\($0)") } ?? .none
    case .minutesPerDay: minutesPerDay.map { .integer($0) } ?? .none
    case .loop: .texts(loop.map(\.rawValue))
    case .newPerDay: .integer(newPerDay)
    case .reviewsPerDay: .integer(reviewsPerDay)
    case .desiredRetention: .number(desiredRetention)
    case .maximumInterval: .integer(maximumInterval)
    case .learningSteps: .text("\(learningSteps)")
    case .relearningSteps: .text("\(relearningSteps)")
    case .fuzz: .text(fuzz ? "on" : "off")
    case .dayStartsAt: .text(Self.clock(dayStartsAtMinutes))
    case .timer: .text(timer.rawValue)
    case .color: .text(color.rawValue)
    case .editor: editor.map { .text($0) } ?? .none
    case .singleKey: .text(singleKey ? "on" : "off")
    case .memoryModel: .text(memoryModel.rawValue)
    case .parameters: parameters.map { .numbers($0) } ?? .text("default")
    }
  }

  /// Sets one value from text; lists are separated by spaces or commas.
  ///
  /// - Throws: ``SettingError``, leaving all as it was.
  package mutating func set(_ key: SettingKey, to text: String) throws {
    let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    func refused(_ allowed: String) -> SettingError {
      SettingError(key: key.rawValue, value: text, allowed: allowed)
    }
    func integer(_ range: ClosedRange<Int>) throws -> Int {
      guard let number = Int(text), range.contains(number) else {
        throw refused("a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
    func flag() throws -> Bool {
      switch text.lowercased() {
      case "on", "true", "yes": return true
      case "off", "false", "no": return false
      default: throw refused("on or off")
      }
    }
    func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) throws -> Word
    where Word.RawValue == String {
      guard let word = Word(rawValue: text.lowercased()) else {
        throw refused(Word.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return word
    }
    func names() throws -> [String] {
      // As prompts show an empty list.
      if text.lowercased() == "none" { return [] }
      let names = text.split { " ,".contains($0) }.map(String.init)
      guard names.allSatisfy({ TopicPath(rawValue: $0).isWellFormed }), names.count <= 200 else {
        throw refused("names of banks or topics, separated by spaces")
      }
      return names
    }
    switch key {
    case .stage: stage = try word(Stage.self)
    case .include: include = try names()
    case .exclude: exclude = try names()
    case .interviewDate:
      guard let date = CivilDate(text) else { throw refused("a date like 2026-12-20") }
      interviewDate = date
    case .minutesPerDay: minutesPerDay = try integer(1...1_440)
    case .loop:
      let kinds = "words of coding, design, behavioral, or none"
      guard case .success(let plan) = RoundLoop.parse(text.lowercased() == "none" ? "" : text),
        plan.count <= 20
      else { throw refused(kinds) }
      loop = plan
    case .newPerDay: newPerDay = try integer(0...9_999)
    case .reviewsPerDay: reviewsPerDay = try integer(0...9_999)
    case .desiredRetention:
      guard let number = Double(text), (0.70...0.99).contains(number) else {
        throw refused("a number from 0.70 to 0.99")
      }
      desiredRetention = number
    case .maximumInterval: maximumInterval = try integer(1...36_500)
    case .learningSteps, .relearningSteps:
      guard let steps = try? LearningSteps(parsing: text) else {
        throw refused("waits like `1m 10m` (s, m, h, d), or none")
      }
      if key == .learningSteps { learningSteps = steps } else { relearningSteps = steps }
    case .fuzz: fuzz = try flag()
    case .dayStartsAt: dayStartsAtMinutes = try Self.minutes(text, refused)
    case .timer: timer = try word(Timer.self)
    case .color: color = try word(Color.self)
    case .editor: editor = text.isEmpty ? nil : text
    case .singleKey: singleKey = try flag()
    case .memoryModel: memoryModel = try word(FSRSVersion.self)
    case .parameters:
      if text == "default" {
        parameters = nil
      } else {
        let numbers = text.split { " ,[]".contains($0) }.map { Double($0) ?? .nan }
        // The model may be named further down; `parameterMismatch` holds the two together.
        let fitting = FSRSVersion.allCases.first { $0.defaultParameters.count == numbers.count }
        guard let model = fitting else { throw refused("`default`, or \(Self.parameterCounts)") }
        do {
          _ = try model.model(numbers)
        } catch {
          throw refused("`default` or \(numbers.count) numbers (\(error))")
        }
        parameters = numbers
      }
    }
  }

  /// What is wrong where `parameters` are another model's than `memory_model`, said of the setting
  /// that was changed last.
  func parameterMismatch(blaming key: SettingKey) -> SettingError? {
    guard let parameters, parameters.count != memoryModel.defaultParameters.count else {
      return nil
    }
    if key == .memoryModel {
      return SettingError(
        key: key.rawValue,
        value: memoryModel.rawValue,
        allowed: "the model that has the \(parameters.count) numbers in `parameters`; unset those "
          + "first"
      )
    }
    return SettingError(
      key: SettingKey.parameters.rawValue,
      value: "\(parameters.count) numbers",
      allowed: "`default` or \(memoryModel.defaultParameters.count) numbers, as memory_model is "
        + memoryModel.rawValue
    )
  }

  private static var parameterCounts: String {
    FSRSVersion.allCases.map { "\($0.defaultParameters.count) numbers for \($0)" }
      .joined(separator: ", ")
  }

  private static func minutes(_ text: String, _ refused: (String) -> SettingError) throws -> Int {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let hours = Int(parts[0]), let minutes = Int(parts[1]),
      (0...23).contains(hours), (0...59).contains(minutes), parts[1].count == 2
    else { throw refused("a time of day like 04:00") }
    return hours * 60 + minutes
  }

  private static func clock(_ minutes: Int) -> String {
    let pad = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(pad(minutes / 60)):\(pad(minutes % 60))"
  }
}
