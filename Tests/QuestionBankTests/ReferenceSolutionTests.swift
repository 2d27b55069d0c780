import Foundation
import QuestionBank
import Testing

/// The reference solutions of the shipped coding problems, run by Python where there is one.
@Suite struct ReferenceSolutionTests {
  private static let python: String? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/python3" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  private static let problems: [CodingProblem] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("QuestionBanks/coding")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap { name in
      let file = folder.appendingPathComponent(name)
      guard let data = try? Data(contentsOf: file) else { return nil }
      let context = BankContext(topics: TopicCatalogue(), isShipped: false)
      let prompt = PromptParser().parse(data: data, file: name, context: context).prompt
      if case .coding(let problem)? = prompt { return problem }
      return nil
    }
  }()

  private struct Call: Encodable {
    let name: String
    let arguments: [PlainValue]
    let result: PlainValue
  }

  private struct Trial: Encodable {
    let function: String
    let solution: String
    let calls: [Call]
  }

  private static let judge = """
    import json, sys
    trial = json.load(sys.stdin)
    scope = {}
    exec(trial["solution"], scope)
    for call in trial["calls"]:
        got = json.loads(json.dumps(scope[trial["function"]](*call["arguments"])))
        if got != call["result"]:
            print(call["name"], "gave", got, "not", call["result"])
    """

  @Test func `there are coding problems to solve`() { #expect(Self.problems.count >= 6) }

  @Test(.enabled(if: python != nil), arguments: problems.indices)
  func `a reference solution passes its examples and its tests`(index: Int) throws {
    let problem = Self.problems[index]
    let examples = problem.examples.enumerated().map { number, example in
      Call(
        name: "example \(number + 1)",
        arguments: example.arguments,
        result: example.result
      )
    }
    let tests = problem.tests.map {
      Call(name: $0.name, arguments: $0.arguments, result: $0.result)
    }
    let trial = Trial(
      function: String(problem.signature.dropFirst("def ".count).prefix { $0 != "(" }),
      solution: problem.solution,
      calls: examples + tests
    )
    let input = FileManager.default.temporaryDirectory
      .appendingPathComponent("greenroom-trial-\(UUID().uuidString).json")
    try JSONEncoder().encode(trial).write(to: input)
    defer { try? FileManager.default.removeItem(at: input) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.python))
    process.arguments = ["-c", Self.judge]
    process.standardInput = try FileHandle(forReadingFrom: input)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && said.isEmpty, "\(problem.head.id): \(said)")
  }
}
