/// A coding problem with its tests and a reference solution in Python.
package struct CodingProblem: Codable, Hashable, Sendable {
  package let head: PromptHead
  /// Markdown.
  package let statement: String
  /// The function to write, as a Python `def` line without its body.
  package let signature: String
  package let examples: [Example]
  /// Cases that a solution must pass.
  package let tests: [Case]
  /// From the gentlest nudge to the whole idea.
  package let hints: [String]
  /// The idea that makes it easy, in one line.
  package let insight: String
  /// Time and space of the reference solution.
  package let complexity: String
  /// What an interviewer asks next.
  package let followUp: FollowUp
  /// Python that passes the tests.
  package let solution: String
  /// Minutes from reading to tested code; all five stages.
  package let minutes: [Stage: Int]
  /// Names of the patterns that it practises.
  package let patterns: [String]

  package init(
    head: PromptHead,
    statement: String,
    signature: String,
    examples: [Example],
    tests: [Case],
    hints: [String],
    insight: String,
    complexity: String,
    followUp: FollowUp,
    solution: String,
    minutes: [Stage: Int],
    patterns: [String]
  ) {
    self.head = head
    self.statement = statement
    self.signature = signature
    self.examples = examples
    self.tests = tests
    self.hints = hints
    self.insight = insight
    self.complexity = complexity
    self.followUp = followUp
    self.solution = solution
    self.minutes = minutes
    self.patterns = patterns
  }

  /// A call shown with the statement.
  package struct Example: Codable, Hashable, Sendable {
    package let arguments: [PlainValue]
    package let result: PlainValue
    package let note: String?

    package init(arguments: [PlainValue], result: PlainValue, note: String? = nil) {
      self.arguments = arguments
      self.result = result
      self.note = note
    }
  }

  /// A call that tests the solution.
  package struct Case: Codable, Hashable, Sendable {
    package let name: String
    package let arguments: [PlainValue]
    package let result: PlainValue

    package init(name: String, arguments: [PlainValue], result: PlainValue) {
      self.name = name
      self.arguments = arguments
      self.result = result
    }
  }

  package struct FollowUp: Codable, Hashable, Sendable {
    package let ask: String
    package let answer: String

    package init(ask: String, answer: String) {
      self.ask = ask
      self.answer = answer
    }
  }
}
